"""Features taken apart and put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.facts.axes import fuse_axes
from geo.facts.bases import fuse_bases
from geo.facts.identity import source_key
from geo.facts.inferred import still_inferred
from geo.facts.same_event import merge_events
from geo.records import UNKNOWN, Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.corrections.match import Fact
    from geo.corrections.model import Layer
    from geo.records import Facts, Source

# How reports of one feature become one; spans of control take their days from all spans of the place, so they stay.
_FUSE: dict[str, Callable[[Iterable[Any]], list[Any]]] = {
    "events": merge_events,
    "axes": fuse_axes,
    "bases": fuse_bases,
}


def part_of(fact: Any, sources: tuple[Source, ...], facts: Facts, layer: Layer) -> Any:
    """Give what some of a feature's sources tell by themselves, under its id."""
    told = {(source.article, source.start, source.end) for source in sources}
    reports = [
        report
        for reading in facts.readings
        for report in getattr(reading, layer)
        if any((source.article, source.start, source.end) in told for source in report.sources)
    ]
    fused = _FUSE[layer](reports) if layer in _FUSE and reports else []
    alone = fused[0] if len(fused) == 1 and type(fused[0]) is type(fact) else fact
    return replace(alone, id=fact.id, sources=sources)


def united(fact: Any, others: Iterable[Fact]) -> Any:
    """Put features into one: what it says stands, what it does not say comes from the others, by id."""
    others = sorted(others, key=lambda other: other.id)
    doubt, sources = 1 - fact.confidence, set(fact.sources)
    filled: dict[str, Any] = {}
    for other in others:
        doubt *= 1 - other.confidence
        sources |= set(other.sources)
        for name in type(fact).__slots__:
            if getattr(fact, name) in ("", None, (), UNKNOWN) and name not in filled:
                value: Any = getattr(other, name)
                filled |= {name: value} if value not in ("", None, (), UNKNOWN) else {}
    if isinstance(fact, Event):
        events = (fact, *(other for other in others if isinstance(other, Event)))
        filled["inferred"] = still_inferred(replace(fact, **filled), events)
    together = tuple(sorted(sources, key=source_key))
    return replace(fact, **filled, confidence=round(max(fact.confidence, min(0.99, 1 - doubt)), 3), sources=together)
