"""Grouping reports of one fact, in an order that does not depend on the order of the articles."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Generic, NamedTuple

from geo.facts.identity import Fact, source_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence


class Blocks(NamedTuple):
    """Keys that spare comparing every two reports: one of a fact is filed under two keys that the other asks for.

    The method is the blocking of record linkage. Keys may let too many pairs through, never too few. A report is filed
    under each pair of a `ground` and a `moment`, and looks under each pair of those that it asks for: most grounds
    that it asks for are empty, so that few pairs are looked up.
    """

    grounds: Iterable[Hashable]
    moments: Iterable[Hashable]
    asked_grounds: Iterable[Hashable]
    asked_moments: Iterable[Hashable]

    @classmethod
    def by(cls, key: Hashable) -> Blocks:
        """Compare reports of equal keys only."""
        return cls((key,), (None,), (key,), (None,))


class _Group(Generic[Fact]):
    """Reports of one fact; of those that look alike only the first is compared, so that 10,000 retellings are quick."""

    def __init__(self) -> None:
        self.reports: list[Fact] = []
        self._looks: dict[Hashable, Fact] = {}
        self._articles: set[str] = set()

    def add(self, report: Fact, look: Hashable) -> None:
        self.reports.append(report)
        self._looks.setdefault(look, report)
        self._articles.update(source.article for source in report.sources)

    def fits(self, report: Fact, same: Callable[[Fact, Fact], bool], *, one_each: bool) -> bool:
        if one_each and any(source.article in self._articles for source in report.sources):
            return False
        return all(same(report, other) for other in self._looks.values())


def cluster(
    reports: Iterable[Fact],
    same: Callable[[Fact, Fact], bool],
    blocks: Callable[[Fact], Blocks],
    look: Callable[[Fact], Hashable],
    *,
    one_each: bool = False,
) -> list[list[Fact]]:
    """Group reports of one fact.

    Reports are taken from the earliest published on, each joins the first group that it fits wholly. So a later
    article never changes which earlier reports belong together; the first of a group is its earliest report.

    Parameters
    ----------
    reports
        In any order.
    same
        Tells whether two reports may be of one fact.
    blocks
        Gives the keys under which reports of one fact meet.
    look
        Gives all that `same` looks at: reports of one look are the same to it.
    one_each
        Whether an article tells a fact only once: two reports of one article are two facts.
    """
    groups: list[_Group[Fact]] = []
    founded: dict[Hashable, dict[Hashable, list[int]]] = {}
    for report in by_source(reports):
        keys = blocks(report)
        there = [founded[ground] for ground in keys.asked_grounds if ground in founded]
        near = sorted({number for at in there for moment in keys.asked_moments for number in at.get(moment, ())})
        home = next((groups[number] for number in near if groups[number].fits(report, same, one_each=one_each)), None)
        if home is None:
            for ground in set(keys.grounds):
                at = founded.setdefault(ground, {})
                for moment in set(keys.moments):
                    at.setdefault(moment, []).append(len(groups))
            home = _Group()
            groups.append(home)
        home.add(report, look(report))
    return [group.reports for group in groups]


def by_source(reports: Iterable[Fact]) -> Iterator[Fact]:
    """Give reports from the earliest published on; those of one sentence in an order that is always the same."""
    ordered = sorted(reports, key=lambda report: source_key(report.sources[0]))
    for _, told in groupby(ordered, key=lambda report: source_key(report.sources[0])):
        first, *others = told
        yield from _in_order([first, *others]) if others else (first,)


def _in_order(reports: list[Fact]) -> list[Fact]:
    """Sort reports of one sentence: by their ids where these tell them apart, which is sooner done than by all."""
    ids = {report.id for report in reports}
    return sorted(reports, key=lambda report: report.id) if len(ids) == len(reports) else sorted(reports, key=repr)


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
