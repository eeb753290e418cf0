"""Runs of names: where the recogniser looks, what it asks the gazetteer for, how the article writes its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.toponyms.lexicon import list_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.toponyms.evidence import Evidence
    from geo.toponyms.words import Word

_BEFORE, _AFTER = 1, 2
_LONGEST = 5
_MOST_INNER = 2
_MOST_LISTING = 3
_LISTING = frozenset({",", "and", "or", "the", "&"})
_LOCATING = frozenset({"in", "near", "at", "outside", "around", "across", "throughout", "inside"})

Span = tuple[int, int]


@dataclass(slots=True)
class Line:
    """One sentence in tokens; `segments` are the stretches that the recogniser looks at."""

    words: list[str]
    starts: list[int]
    heading: bool = False
    segments: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Habits:
    """How the article writes its words elsewhere.

    `lowered`: words it also writes in lower case; `surnames`: last words of runs that open with a title or a first
    name; `places`: runs that stand after "in", "near" and the like at least once.
    """

    lowered: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def find_runs(described: Sequence[Word]) -> list[Span]:
    """Give the runs of names, half-open: capitalised tokens, joined by hyphens, articles and particles."""
    runs: list[Span] = []
    i, count = 0, len(described)
    while i < count:
        if not described[i].capital:
            i += 1
            continue
        begin = _with_article(described, i, runs[-1][1] if runs else 0)
        i = _end_of_run(described, i + 1)
        runs.append((begin, i))
    return runs


def _with_article(described: Sequence[Word], i: int, floor: int) -> int:
    """Take in the "al-" before a name."""
    begin = i - 2
    if begin >= floor and described[i - 1].lower == "-" and described[begin].lower in list_members("article"):
        return begin
    return i


def _end_of_run(described: Sequence[Word], end: int) -> int:
    inner, count = list_members("inner"), len(described)
    while end < count:
        if described[end].capital or described[end].lower[0].isdigit():
            end += 1
            continue
        ahead = end
        while ahead < count and ahead - end <= _MOST_INNER and described[ahead].lower in inner:
            ahead += 1
        if ahead in {end, count} or not described[ahead].capital:
            break
        end = ahead + 1
    return end


def chains_of(described: Sequence[Word], runs: Sequence[Span]) -> list[Span]:
    """Give, for each run, the list of runs that it stands in ("Italy, Algeria and Turkey"): itself when in none."""
    firsts, chains = list(range(len(runs))), [run[1] for run in runs]
    for k in range(1, len(runs)):
        between = described[runs[k - 1][1] : runs[k][0]]
        if between and len(between) <= _MOST_LISTING and all(word.lower in _LISTING for word in between):
            firsts[k] = firsts[k - 1]
    for k in range(len(runs) - 2, -1, -1):
        if firsts[k + 1] == firsts[k]:
            chains[k] = chains[k + 1]
    return [(runs[first][0], end) for first, end in zip(firsts, chains, strict=True)]


def segments_of(runs: Iterable[Span], count: int) -> list[Span]:
    """Widen the runs by the generic words beside them ("{Sabha airport}") and join those that touch."""
    segments: list[Span] = []
    for begin, end in runs:
        left, right = max(0, begin - _BEFORE), min(count, end + _AFTER)
        if segments and segments[-1][1] >= left:
            segments[-1] = (segments[-1][0], right)
        else:
            segments.append((left, right))
    return segments


def name_candidates(words: Sequence[str], runs: Iterable[Span]) -> Iterator[tuple[int, int, str]]:
    """Give the n-grams of the runs, two to five tokens, as first token, end, and name as one would write it."""
    for begin, end in runs:
        for i in range(begin, end - 1):
            name, hyphen = words[i], False
            for j in range(i + 1, min(end, i + _LONGEST)):
                if words[j] == "-":
                    hyphen = True
                    continue
                name = f"{name}-{words[j]}" if hyphen else f"{name} {words[j]}"
                hyphen = False
                yield i, j + 1, name


def longest_matches(candidates: Sequence[tuple[int, int, str]], evidence: Evidence) -> dict[int, str]:
    """Give, per token, the mark of the longest known name of several words that covers it (``B4``, ``E4``)."""
    marks: dict[int, str] = {}
    known = [(begin - end, begin, end, gaz) for begin, end, name in candidates if (gaz := evidence.get(name))]
    for _, begin, end, gaz in sorted(known):
        if not any(k in marks for k in range(begin, end)):
            marks.update((k, ("B" if k == begin else "E" if k == end - 1 else "I") + gaz) for k in range(begin, end))
    return marks


def habits_of(lines: Sequence[Line], described: Sequence[Sequence[Word]], runs: Sequence[Sequence[Span]]) -> Habits:
    """Gather how an article writes its words."""
    lowered = {word for line in lines for word in line.words if word.islower()}
    surnames, places = set(), set()
    for words, found in zip(described, runs, strict=True):
        for begin, end in found:
            before = words[begin - 1] if begin else None
            if _is_person(words, begin, end):
                surnames.add(words[end - 1].lower)
            elif before and before.lower in _LOCATING:
                places.add(" ".join(word.lower for word in words[begin:end]))
    return Habits(frozenset(lowered), frozenset(surnames), frozenset(places))


def stands_after_preposition(before: Word) -> bool:
    """Whether a run stands after "in", "near" and the like."""
    return before.lower in _LOCATING


def _is_person(words: Sequence[Word], begin: int, end: int) -> bool:
    titled = "title" in words[begin].lists or (begin > 0 and "title" in words[begin - 1].lists)
    return titled or (end - begin > 1 and "first_name" in words[begin].lists)
