"""Names of listed parties in a text: one pass of an automaton, then word boundaries, case and the longest first."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from geo.facts.roster import Roster
    from geo.facts.spellings import Entry
    from geo.records import Sentence

_SHOUTED = re.compile(r"[A-Z]{2,}")
_BRACKETED = re.compile(r"\s\(\s?[\"“']?(?:known as |or |also known as |the )?([A-Z][A-Za-z-]{1,11})[\"”’]?\s?\)")
_SHORT = 3
_SHOUTING = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the article that is a listed name: `entry` the likeliest reading, `others` the rest."""

    start: int
    end: int
    entry: Entry
    others: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every reading, the likeliest first."""
        return (self.entry, *self.others)


def find_names(text: str, sentences: Sequence[Sentence], roster: Roster, day: dt.date | None) -> tuple[Hit, ...]:
    """Find the names of listed parties.

    An abbreviation that the article explains ("Special Deterrence Force (SDF)") means what it says there.

    Parameters
    ----------
    text
        The article's text.
    sentences
        Only names that lie in one of them are given.
    roster
        The parties.
    day
        When the article was published, for words that meant somebody else at other times.

    Returns
    -------
    tuple of Hit
        In order, without overlap.
    """
    found = sorted(_candidates(text, sentences, roster, day), key=lambda item: (item[0], -item[1]))
    known = _explained(text, found)
    chosen: list[Hit] = []
    for start, end, entries in found:
        if chosen and start < chosen[-1].end:
            if end - start <= chosen[-1].end - chosen[-1].start:
                continue
            chosen.pop()
        meant = known.get(text[start:end])
        if meant is not None:
            entries = sorted(entries, key=lambda entry: entry.actor != meant)  # noqa: PLW2901 - the same, best first
        chosen.append(Hit(start, end, entries[0], tuple(entries[1:])))
    return tuple(_without_the(hit) for hit in chosen)


def _without_the(hit: Hit) -> Hit:
    """Leave the article of a name listed with one ("the Crowd") outside, as it is before every other name."""
    listed_with = hit.entry.spelling.startswith("the ")
    return Hit(hit.start + len("the "), hit.end, hit.entry, hit.others) if listed_with else hit


def _explained(text: str, found: Sequence[tuple[int, int, list[Entry]]]) -> dict[str, str]:
    explained: dict[str, str] = {}
    for _, end, entries in found:
        if (
            text[end : end + 2] == " ("
            and entries[0].how in {"name", "alias"}
            and (match := _BRACKETED.match(text, end))
        ):
            explained.setdefault(match[1], entries[0].actor)
    return explained


def _candidates(
    text: str, sentences: Sequence[Sentence], roster: Roster, day: dt.date | None
) -> Iterator[tuple[int, int, list[Entry]]]:
    folded = fold(text)
    starts = [sentence.start for sentence in sentences]
    spellings = roster.spellings
    for number, start, end in roster.automaton.find_matches_as_indexes(folded, overlapping=True):
        if not _bounded(text, folded, start, end):
            continue
        at = bisect_right(starts, start) - 1
        if at < 0 or end > sentences[at].end:
            continue
        written = text[start:end]
        entries = [
            entry
            for entry in roster.entries.get(spellings[number], ())
            if (entry.spelling == written or _same_case(entry.spelling, written)) and entry.active(day)
        ]
        if entries and not _mere_word(written, sentences[at]):
            there = [entry for entry in entries if entry.party.active(day)]
            yield start, end, there or entries


def _bounded(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a stretch is whole words; after a hyphen only what says whose a place or a force is."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum() or (before in "'’" and start > 1 and text[start - 2].isalnum()):
        return False
    if before in "-‐‑" and start > 1 and text[start - 2].isalnum():
        word = re.search(r"[a-z]+$", folded[max(0, start - 12) : start - 1])
        return word is not None and word[0] in _before_hyphen()
    if after in "-‐‑" and end + 1 < len(text) and text[end + 1].isalnum():
        word = re.match(r"[a-z]+", folded[end + 1 : end + 20])
        return word is not None and word[0] in _after_hyphen()
    return True


@cache
def _after_hyphen() -> frozenset[str]:
    table = read_patterns()["hyphen"]
    return frozenset((*table["holds"], *table["leads"]))


@cache
def _before_hyphen() -> frozenset[str]:
    return frozenset(read_patterns()["hyphen"]["before"])


def _same_case(spelling: str, written: str) -> bool:
    """Whether the text has a capital where the list has its first; abbreviations are capitals throughout."""
    if spelling.islower():
        return True
    if spelling.isupper():
        return written.isupper()
    first = next(index for index, letter in enumerate(spelling) if letter.isupper())
    return written[first].isupper()


def _mere_word(written: str, sentence: Sentence) -> bool:
    """Whether a short abbreviation is only a word of a line in capitals ("WHO IS HAFTAR")."""
    if len(written) > _SHORT or not written.isupper() or not written.isalpha():
        return False
    words = [word for word in sentence.text.split() if word.isalpha() and len(word) > 1]
    return len(words) > 1 and sum(bool(_SHOUTED.fullmatch(word)) for word in words) / len(words) > _SHOUTING
