"""Grouping reports of one fact, in an order that does not depend on the order of the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.identity import Fact, source_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def cluster(reports: Iterable[Fact], same: Callable[[Fact, Fact], bool]) -> list[list[Fact]]:
    """Group reports of one fact.

    Reports are taken from the earliest published on, each joins the first group that it fits wholly. So a later
    article never changes which earlier reports belong together; the first of a group is its earliest report.
    """
    groups: list[list[Fact]] = []
    for report in sorted(reports, key=lambda report: (source_key(report.sources[0]), repr(report))):
        home = next((group for group in groups if all(same(report, other) for other in group)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return groups


def joint_confidence(reports: Sequence[Fact]) -> float:
    """Give how sure several reports are together: articles support each other, sentences of one article do not."""
    best: dict[str, float] = {}
    for report in reports:
        article = report.sources[0].article
        best[article] = max(best.get(article, 0.0), report.confidence)
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1.0 - confidence
    return round(min(0.99, 1.0 - doubt), 3)
