"""One story, many papers: articles that are copies of each other count as one source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.articles.signature import HASHES, values

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from geo.facts.identity import Fact
    from geo.records import Article, Reading

    Signatures = npt.NDArray[np.uint32]
    Days = npt.NDArray[np.int64]

ALIKE = 0.7
"""Share of shingles in common from which on two texts are one story, slightly edited or cut."""

DAYS = 7
"""Days within which copies come out; a later bulletin in the same words is news of its own."""

_UNDATED = -1_000_000
_ROWS = 4  # of a band: with 32 bands, two texts that are ALIKE miss each other once in 5,000 times


def find_copies(readings: Sequence[Reading]) -> dict[str, str]:
    """Find the articles that are copies of an earlier one.

    Articles are of one story when their texts are alike and they came out within a week (or one has no day), and so are
    those that a chain of such pairs joins: the order of `readings` does not matter. Pairs are found by locality
    sensitive hashing, so time grows with the number of articles, not with its square.

    Returns
    -------
    dict
        From the name of a copy to that of its original: the earliest published of the story.
    """
    signed = sorted((item for item in readings if item.signature), key=lambda item: _age(item.article))
    if not signed:
        return {}
    rows = values([item.signature for item in signed])
    days = np.array([_day(item.article) for item in signed])
    stories = _Stories(len(signed))
    distinct = _join_equal(rows, days, stories)
    for bucket in _buckets(distinct, rows, days):
        _join_alike(np.array(bucket), rows, days, stories)
    names = [item.article.name for item in signed]
    return {names[at]: names[first] for at in range(len(names)) if (first := stories.first(at)) != at}


def mark_copies(facts: Iterable[Fact], copies: Mapping[str, str]) -> Iterator[Fact]:
    """Let the sources of facts say which article theirs is a copy of."""
    for fact in facts:
        if any(source.article in copies for source in fact.sources):
            marked = (replace(source, copy_of=copies.get(source.article, "")) for source in fact.sources)
            yield replace(fact, sources=tuple(marked))
        else:
            yield fact


class _Stories:
    """Disjoint sets of articles by their number; the first of a set stands for it."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.first(one), self.first(other)))
        self._above[other] = one


def _age(article: Article) -> tuple[str, str]:
    return (article.published.iso or "9999", article.name)


def _day(article: Article) -> int:
    """Give the day of publication as an ordinal; `_UNDATED` where only a month or nothing is known."""
    published = article.published
    return published.start.toordinal() if published.start and published.precision == "day" else _UNDATED


def _join_equal(rows: Signatures, days: Days, stories: _Stories) -> list[int]:
    """Join articles of the same words and day, and give the first of each."""
    firsts: dict[Hashable, int] = {}
    for at, row in enumerate(rows):
        stories.join(at, firsts.setdefault((row.tobytes(), int(days[at])), at))
    return list(firsts.values())


def _buckets(articles: Sequence[int], rows: Signatures, days: Days) -> Iterator[list[int]]:
    """Give groups of articles that may be alike: they share a band of the signature, and two weeks.

    Those without a day are grouped with all that share a band.
    """
    weeks = [int(day) // DAYS if day != _UNDATED else _UNDATED for day in days]
    chosen = np.array(articles)
    for band in range(0, HASHES, _ROWS):
        timed: dict[Hashable, list[int]] = {}
        untimed: dict[bytes, list[int]] = {}
        asked: set[bytes] = set()
        for at in _crowded(chosen, rows[chosen, band : band + _ROWS]):
            key = rows[at, band : band + _ROWS].tobytes()
            untimed.setdefault(key, []).append(at)
            if weeks[at] == _UNDATED:
                asked.add(key)
            else:
                timed.setdefault((key, weeks[at]), []).append(at)
                timed.setdefault((key, weeks[at] + 1), []).append(at)
        yield from (bucket for bucket in timed.values() if len(bucket) > 1)
        yield from (untimed[key] for key in asked if len(untimed[key]) > 1)


def _crowded(articles: npt.NDArray[np.int64], bands: Signatures) -> list[int]:
    """Give the articles that may share their band with another: most share none, and need not be looked at."""
    weights = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
    _, number, count = np.unique(bands.astype(np.uint64) @ weights, return_inverse=True, return_counts=True)
    crowded: list[int] = articles[count[number] > 1].tolist()
    return crowded


def _join_alike(bucket: npt.NDArray[np.int64], rows: Signatures, days: Days, stories: _Stories) -> None:
    """Join the articles of a bucket that are alike; those of one story already are not compared."""
    story = np.array([stories.first(int(at)) for at in bucket])
    when = days[bucket]
    for at, one in enumerate(bucket):
        near = (np.abs(when - when[at]) <= DAYS) | (when == _UNDATED) | (when[at] == _UNDATED)
        left = np.flatnonzero(near & (story != story[at]))
        if not left.size:
            continue
        alike = left[(rows[bucket[left]] == rows[one]).mean(axis=1) >= ALIKE]
        for other in alike:
            stories.join(int(one), int(bucket[other]))
        if alike.size:
            story[np.isin(story, story[alike])] = story[at]
