"""The spans of control of one place, told by several articles, put in order.

Works place by place: spans of one holder that tell the same are made one; a later capture ends the earlier holder's
span; statements that contradict each other are kept side by side as contested.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.facts.clusters import Blocks, cluster, joint_confidence
from geo.facts.identity import identify, source_key
from geo.facts.words import read_table
from geo.records import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.records import Control, ControlStatus

_STANDING: tuple[ControlStatus, ...] = ("contested", "besieged", "held", "claimed")


@cache
def _settings() -> dict[str, Any]:
    return dict(read_table("merge.toml")["control"])


def merge_control(spans: Iterable[Control], sides: Mapping[str, str] | None = None) -> list[Control]:
    """Put the spans of all articles in order, place by place; the order they come in does not matter.

    `sides` gives the side of each party: what an ally holds neither ends nor contests a span.
    """
    places: dict[tuple[str, str], list[Control]] = defaultdict(list)
    for span in spans:
        places[span.location.place.id, span.location.relation].append(span)
    return [settled for place in places.values() for settled in settle(place, sides or {})]


def settle(spans: Sequence[Control], sides: Mapping[str, str]) -> list[Control]:
    """Put the spans of one place in order."""
    gains = {holder: sorted(_gains(spans, holder)) for holder in {span.holder for span in spans}}
    groups = cluster(
        spans,
        lambda one, other: _same_hold(one, other, gains[one.holder]),
        lambda span: Blocks.by(span.holder),
        lambda span: (span.holder, span.status == "claimed", span.valid.end, _moment(span)),
    )
    fused = [_fuse(group) for group in groups]
    rivals = {holder: _Rivals.of(holder, fused, sides) for holder in gains}
    return _contest([_close(span, rivals[span.holder]) for span in fused], sides)


def last_stated(span: Control) -> dt.date | None:
    """Give the latest day on which an article stated or told this hold: its publication; ``None`` when unknown."""
    days = [_day(source.published) for source in span.sources]
    return max((day for day in days if day is not None), default=None)


def _day(text: str) -> dt.date | None:
    """Read a publication date that may be partial as its first day."""
    return dt.date.fromisoformat((text + "-01-01")[: len("2020-01-01")]) if text else None


def _gains(spans: Iterable[Control], holder: str) -> list[dt.date]:
    """Give the days on which somebody else took the place from `holder`."""
    return [
        span.valid.start
        for span in spans
        if span.holder != holder and span.status in {"held", "besieged"} and span.valid.start is not None
    ]


def _same_hold(one: Control, other: Control, gains: Sequence[dt.date]) -> bool:
    """Tell whether two spans tell one hold of one party, with nobody else's in between (`gains`, in order)."""
    if one.holder != other.holder or (one.status == "claimed") != (other.status == "claimed"):
        return False
    slack = dt.timedelta(days=_settings()["date_slack"])
    ends = [span.valid.end for span in (one, other) if span.valid.end is not None]
    if len(ends) == 2 and abs(ends[0] - ends[1]) > slack:  # noqa: PLR2004 - both have an end
        return False
    moments = [_moment(one), _moment(other)]
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(moments):
        return True
    first, last = sorted(known)
    if last - first <= slack:
        return True
    ended = [span.valid.end for span in (one, other) if _moment(span) == first and span.valid.end is not None]
    return not any(end + slack < last for end in ended) and bisect_right(gains, first) == bisect_right(gains, last)


def _moment(span: Control) -> dt.date | None:
    """Give a day on which the span surely held: its first day, the day before its end, or when it was stated."""
    if span.valid.start is not None:
        return span.valid.start
    return span.valid.end or last_stated(span)


def _fuse(group: Sequence[Control]) -> Control:
    """Make one span of those that tell one hold; the first is the earliest told, and gives the id."""
    founder = group[0]
    starts = [span.valid for span in group if span.valid.start is not None]
    start = min(starts, key=lambda valid: (valid.precision != "day", valid.start)) if starts else Interval()
    ends = sorted(span.valid.end for span in group if span.valid.end is not None)
    fused = replace(
        founder,
        status=min((span.status for span in group), key=_STANDING.index),
        valid=Interval(start.start, ends[0] if ends else None, start.precision if starts else founder.valid.precision),
        basis="stated" if any(span.basis == "stated" for span in group) else founder.basis,
        confidence=joint_confidence(group),
        sources=tuple(sorted({source for span in group for source in span.sources}, key=source_key)),
    )
    return replace(fused, id=identify(founder).id)


def _allied(one: str, other: str, sides: Mapping[str, str]) -> bool:
    """Tell whether two parties are one or are known to fight on one side."""
    return one == other or sides.get(one, one) == sides.get(other, other)


class _Rivals(NamedTuple):
    """What the enemies of a holder did at a place, in order: days they took it, days they were said to hold it."""

    took: list[dt.date]
    said: list[dt.date]

    @classmethod
    def of(cls, holder: str, spans: Sequence[Control], sides: Mapping[str, str]) -> _Rivals:
        enemies = [other for other in spans if not _allied(other.holder, holder, sides)]
        return cls(sorted(_gains(enemies, holder)), sorted(_said_to_hold(enemies, holder)))


def _close(span: Control, rivals: _Rivals) -> Control:
    """End a span on the day somebody else took the place, or was first said to hold it long after."""
    begin = span.valid.start or last_stated(span)
    if span.status == "claimed" or begin is None:
        return span
    told = last_stated(span) or begin
    later = [
        days[at]
        for days, after in ((rivals.took, begin), (rivals.said, max(begin, told) + _window()))
        if (at := bisect_right(days, after)) < len(days)
    ]
    if not later or (span.valid.end is not None and span.valid.end <= min(later)):
        return span
    return replace(span, valid=replace(span.valid, end=min(later)))


def _said_to_hold(spans: Iterable[Control], holder: str) -> list[dt.date]:
    """Give the days on which somebody else was said to hold the place, nobody knows since when."""
    days = [
        last_stated(span)
        for span in spans
        if span.holder != holder
        and span.status in {"held", "besieged"}
        and span.valid.start is None
        and span.valid.end is None
    ]
    return [day for day in days if day is not None]


def _window() -> dt.timedelta:
    return dt.timedelta(days=_settings()["conflict_days"])


def _contest(spans: Sequence[Control], sides: Mapping[str, str]) -> list[Control]:
    """Mark spans that contradict each other: two parties said to hold the place on one day."""
    held = [span for span in spans if span.status in {"held", "besieged"}]
    disputed: set[int] = set()
    for number, one in enumerate(held):
        for other in held[number + 1 :]:
            if not _allied(one.holder, other.holder, sides) and _contradict(one, other):
                disputed |= {id(one), id(other)}
    return [replace(span, status="contested") if id(span) in disputed else span for span in spans]


def _contradict(one: Control, other: Control) -> bool:
    """Tell whether two spans of different holders cannot both be true; what has no date at all contradicts nothing."""
    starts = [span.valid.start for span in (one, other) if span.valid.start is not None]
    if len(starts) == 2:  # noqa: PLR2004 - both are dated
        ends = [span.valid.end or dt.date.max for span in (one, other)]
        return max(starts) < min(ends)
    if one.valid.end is not None or other.valid.end is not None:
        return False
    moments = [moment for moment in (_moment(one), _moment(other)) if moment is not None]
    return len(moments) == 2 and abs(moments[0] - moments[1]) <= _window()  # noqa: PLR2004 - both are known
