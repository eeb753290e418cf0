"""Names in Arabic script: no capitals to go by, so the gazetteer proposes and the words before a name decide."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.toponyms.evidence import ANALYST
from geo.toponyms.lexicon import data_folder
from geo.toponyms.recognise import Found
from geo.toponyms.words import is_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import Role
    from geo.toponyms.evidence import Evidence
    from geo.toponyms.runs import Line

_LONGEST = 3  # words
_LARGE = frozenset({"C", "c", "K", "k", "A", "a", "6", "6v", "5", "5v", "4", "4v", ANALYST})
_TOWNS = _LARGE | {"3", "3v", "2", "2v", "S", "s"}
_SURE, _LIKELY = 0.9, 0.7
_LETTERS = re.compile("[\u0620-\u06d3]")


@dataclass(frozen=True, slots=True)
class Words:
    """``arabic.toml``, made ready for use."""

    prefixes: tuple[str, ...]
    article: str
    to_article: str
    shortest: int
    kinds: frozenset[str]
    leads: frozenset[str]
    speaks: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read tokens ``[first, last)`` as a name, after `cut` letters that belong to the words before it."""

    first: int
    last: int
    cut: int
    name: str


@lru_cache(maxsize=1)
def arabic_words() -> Words:
    """Read ``arabic.toml``."""
    raw = tomllib.loads((data_folder() / "arabic.toml").read_text("utf-8"))
    lists = {name: frozenset(raw[name].split()) for name in ("kinds", "leads", "speaks", "common")}
    return Words(tuple(raw["prefixes"]), raw["article"], raw["to_article"], raw["shortest"], **lists)


def arabic_names(lines: Sequence[Line], text: str, evidence: Evidence) -> Iterator[Found]:
    """Give the names in Arabic script, in the order of the text.

    Parameters
    ----------
    lines
        The article's sentences in tokens.
    text
        Its text.
    evidence
        What the gazetteer knows.
    """
    if not _LETTERS.search(text):
        return
    written = [(k, line) for k, line in enumerate(lines) if any(is_arabic(word) for word in line.words)]
    readings = {k: [list(_readings(line.words, i)) for i in range(len(line.words))] for k, line in written}
    evidence.learn(reading.name for found in readings.values() for at in found for reading in at)
    for k, line in written:
        last, listed = 0, False
        for i, at in enumerate(readings[k]):
            if i < last:
                continue
            found = next((name for r in at if (name := _judge(k, line, r, evidence, text, listed=listed))), None)
            if found:
                yield found
                last = found.last
            listed = found is not None or (listed and line.words[i] in {"،", ",", "و"})


def _readings(words: Sequence[str], first: int) -> Iterator[_Reading]:
    """Give the names that may begin at a token, the longest first, as written before a prefix is taken off."""
    end = first
    while end < len(words) and end - first < _LONGEST and is_arabic(words[end]):
        end += 1
    for last in range(end, first, -1):
        rest = words[first + 1 : last]
        for cut, word in _bare(words[first]):
            yield _Reading(first, last, cut, " ".join((word, *rest)))


def _bare(word: str) -> Iterator[tuple[int, str]]:
    """Give a word whole, and without the letters that may stand before a name."""
    known = arabic_words()
    if len(word) >= known.shortest:
        yield 0, word
    if word in known.kinds or word in known.leads or word in known.speaks:
        return
    for prefix in known.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= known.shortest:
            yield len(prefix), word[len(prefix) :]
    conjunction = 1 if word[:1] in known.prefixes and word[1:].startswith(known.to_article) else 0
    if word[conjunction:].startswith(known.to_article):
        rest = word[conjunction + len(known.to_article) :]
        if len(rest) >= known.shortest:
            yield conjunction + len(known.to_article), known.article + rest


def _judge(number: int, line: Line, reading: _Reading, evidence: Evidence, text: str, *, listed: bool) -> Found | None:
    known, words = evidence.get(reading.name), arabic_words()
    if not known or reading.name in words.kinds or reading.name in words.leads or reading.name in words.speaks:
        return None
    before = line.words[reading.first - 1] if reading.first else ""
    prefix = line.words[reading.first][: reading.cut]
    of_a_kind = before in words.kinds or before.removeprefix("و") in words.kinds
    led = of_a_kind or before in words.leads or before.removeprefix("و") in words.leads
    led = led or prefix[-1:] in {"ب", "ل"} or (listed and prefix == "و")
    if not of_a_kind and reading.name in words.common:
        return None
    if not (of_a_kind or known in _LARGE or (led and known in _TOWNS)) or (not led and reading.cut > 1):
        return None
    start = line.starts[reading.first] + reading.cut
    end = line.starts[reading.last - 1] + len(line.words[reading.last - 1])
    role: Role = "associative" if before in words.speaks else "literal"
    chance = _SURE if led or role == "associative" else _LIKELY
    return Found(number, reading.first, reading.last, start, end, text[start:end], role, chance)
