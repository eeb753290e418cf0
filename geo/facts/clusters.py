"""Grouping reports of one fact, in an order that does not depend on the order of the articles."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.identity import Fact, source_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence


class Blocks(NamedTuple):
    """Keys that spare comparing every two reports: one of a fact is `filed` under a key that the other has `asked`.

    The method is the blocking of record linkage. Keys may let too many pairs through, never too few.
    """

    filed: Iterable[Hashable]
    asked: Iterable[Hashable]

    @classmethod
    def by(cls, key: Hashable) -> Blocks:
        """Compare reports of equal keys only."""
        return cls((key,), (key,))


def cluster(
    reports: Iterable[Fact], same: Callable[[Fact, Fact], bool], blocks: Callable[[Fact], Blocks]
) -> list[list[Fact]]:
    """Group reports of one fact.

    Reports are taken from the earliest published on, each joins the first group that it fits wholly. So a later
    article never changes which earlier reports belong together; the first of a group is its earliest report.
    """
    groups: list[list[Fact]] = []
    founded: dict[Hashable, list[int]] = {}
    for report in by_source(reports):
        filed, asked = blocks(report)
        near = sorted({number for key in asked for number in founded.get(key, ())})
        home = next((number for number in near if all(same(report, other) for other in groups[number])), None)
        if home is not None:
            groups[home].append(report)
            continue
        for key in set(filed):
            founded.setdefault(key, []).append(len(groups))
        groups.append([report])
    return groups


def by_source(reports: Iterable[Fact]) -> Iterator[Fact]:
    """Give reports from the earliest published on; those of one sentence in an order that is always the same."""
    ordered = sorted(reports, key=lambda report: source_key(report.sources[0]))
    for _, told in groupby(ordered, key=lambda report: source_key(report.sources[0])):
        first, *others = told
        yield from sorted((first, *others), key=repr) if others else (first,)


def joint_confidence(reports: Sequence[Fact]) -> float:
    """Give how sure several reports are together.

    Articles support each other; sentences of one article do not, nor do an article and its copies.
    """
    best: dict[str, float] = {}
    for report in reports:
        story = report.sources[0].copy_of or report.sources[0].article
        best[story] = max(best.get(story, 0.0), report.confidence)
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1.0 - confidence
    return round(min(0.99, 1.0 - doubt), 3)
