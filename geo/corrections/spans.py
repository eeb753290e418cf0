"""Control after corrections: a place that the analyst gives to somebody is nobody else's from that day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from geo.records import Control, Source

_HELD = frozenset({"held", "besieged"})


def yield_to_analyst(spans: Iterable[Control], source: Callable[[str], Source]) -> list[Control]:
    """End other holders' spans of a place on the day from which the analyst gives it to one; claims stay.

    Parameters
    ----------
    spans
        All spans of control.
    source
        Makes the source that tells of the change.
    """
    every = list(spans)
    taken: dict[tuple[str, str], list[tuple[dt.date, str]]] = defaultdict(list)
    for span in every:
        if span.status in _HELD and span.valid.start is not None and _of_analyst(span):
            taken[_ground(span)].append((span.valid.start, span.holder))
    return [_ended(span, sorted(taken[_ground(span)]), source) for span in every]


def _ended(span: Control, taken: Iterable[tuple[dt.date, str]], source: Callable[[str], Source]) -> Control:
    begin, end = span.valid.start, span.valid.end
    later = [
        (day, holder)
        for day, holder in taken
        if holder != span.holder and (begin is None or begin < day) and (end is None or day < end)
    ]
    if not later or span.status == "claimed":
        return span
    day, holder = later[0]
    told = source(f"held until {day}, when {holder} took over")
    return replace(span, valid=replace(span.valid, end=day), sources=(*span.sources, told))


def _ground(span: Control) -> tuple[str, str]:
    return span.location.place.id, span.location.relation


def _of_analyst(span: Control) -> bool:
    """Whether the analyst has said who holds this ground and since when."""
    return any(source.dataset == "analyst" and not source.quote.startswith("held until") for source in span.sources)
