"""What an article calls the parties and people that nobody listed, and what can be a name at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.actors_fold import fold
from geo.facts.actors_names import Hit
from geo.facts.actors_tables import Party, read_patterns
from geo.facts.spellings import Entry
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.spellings import How

WORD = r"[A-Z][\w’']*(?:[-‑]\w+)*"
_LINK = r"(?:of|for|the|de|du|des|la|le|al)"
NAME = rf"(?:al-)?{WORD}(?:\s(?:{_LINK}\s){{0,2}}(?:al-)?{WORD}){{0,5}}"
PERSON = rf"{WORD}(?:\s(?:(?:bin|ibn|al|ag|de|van|el)[\s-])?{WORD}){{0,3}}"
_NO_NAME = re.compile(r"[-‑][a-z]{3,}$|['’]s?$|^(?:Pro|Anti|Ex)[-‑]")
_RANK = 60  # after all that is listed
_LONGEST = 300  # characters; no name is longer


@dataclass
class Introduced:
    """The names of an article's unlisted parties, and of their people, with the id of the party.

    `taken` are the stretches of listed names and toponyms, in order.
    """

    text: str
    taken: Sequence[tuple[int, int]]
    parties: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def name(self, start: int, end: int) -> str:
        """Give the name of a party at a stretch of capitalised words, empty where it is none."""
        start, end = _trimmed(self.text, start, end)
        written = self.text[start:end]
        words = fold(written).split()
        if len(written) < len("AB") or _NO_NAME.search(written) or self.is_taken(start, end):
            return ""
        if fold(written) in table()["no_names"] or words[-1] in table()["no_heads"]:
            return ""
        return written if len(words) > 1 or self._capitalised(start, written) else ""

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a listed name or a toponym covers at least half of a stretch."""
        return any(
            2 * (min(end, stop) - max(start, begin)) >= end - start for begin, stop in _near(self.taken, start, end)
        )

    def also(self, short: str, party: str) -> None:
        """Note another name of a party, unless it is already one of a party with more names than this."""
        if self.parties.get(short, short) == short:
            self.parties[short] = party

    def _capitalised(self, start: int, word: str) -> bool:
        """Whether a word is a name: it has its capital inside a sentence, too, or several."""
        before = self.text[max(0, start - 3) : start].rstrip(" \"“'")
        if word.isupper() or (before and before[-1] not in ".!?\n:"):
            return True
        return re.search(rf"[a-z,;]\s(?:the\s)?{re.escape(word)}\b", self.text) is not None


def occurrences(text: str, names: Mapping[str, str], how: How, listed: Sequence[tuple[int, int]]) -> list[Hit]:
    """Give every place where names stand that `listed` ones do not cover; a short one ("Front") only after "the"."""
    if not names:
        return []
    hyphen = read_patterns()["hyphen"]
    suffixes = any_of((*hyphen["holds"], *hyphen["leads"]))
    pattern = re.compile(
        rf"(?:(?<![\w-])|(?<=\b[Pp]ro-))(?:{any_of(names)})(?!\w|[-‑](?!(?:{suffixes})\b))",
    )
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if match[0] in heads() and not _stands_alone(text, start, end):
            continue
        if any(stop - begin >= end - start for begin, stop in _near(listed, start, end)):
            continue
        party = Party(id=names[match[0]])
        found.append(Hit(start, end, Entry(match[0], party.id, how, _RANK, party)))
    return found


def _near(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the stretches that overlap one."""
    first, last = bisect_left(spans, (start - _LONGEST, 0)), bisect_left(spans, (end, 0))
    return (span for span in spans[first:last] if span[1] > start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a body's last word is its short name: "the Front", not "the Front for X"."""
    opened = re.search(r"\b[Tt]he\s$", text[max(0, start - 4) : start])
    return bool(opened) and not re.match(r"\s(?:(?:of|for)\s)?[A-Z]", text[end : end + 6])


@cache
def table() -> dict[str, Any]:
    """Read the words that introduce parties."""
    known = read_patterns()["unlisted"]
    return {key: frozenset(value) if key.startswith("no_") else tuple(value) for key, value in known.items()}


@cache
def heads() -> frozenset[str]:
    """Give the words by which a body is called for short ("the Front")."""
    known = read_patterns()["bodies"]
    return frozenset((*known["armed"], *known["other"]))


@cache
def openers() -> frozenset[str]:
    """Give the lower-case words that may open a stretch of capitalised words without being part of the name."""
    known = read_patterns()
    own = (*known["unlisted"]["kinds"], *known["unlisted"]["members"], *known["bodies"]["common"], *known["titles"])
    return frozenset((*own, *known["quantities"], *known["before_generic"], *known["adjectives"])) - {
        "northern", "southern", "eastern", "western",
    }  # fmt: skip


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave words that open a name outside of it ("Armed Umoja", "The Lake Coalition", "Ruritania-backed Umoja")."""
    for word in re.finditer(r"\S+", text[start:end]):
        backed = word[0].rpartition("-")[2] in table()["backed"]
        if not backed and word[0].lower() not in openers() and not word[0].islower():
            return start + word.start(), end
    return end, end
