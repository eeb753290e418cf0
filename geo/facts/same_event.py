"""One event told by several articles: when two reports are of the same, and what they say together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.clusters import cluster, joint_confidence
from geo.facts.identity import event_id, source_key
from geo.facts.words import read_table
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import Event, EventStatus, Interval, Location, Precision

_PRECISIONS: tuple[Precision, ...] = ("day", "week", "month", "season", "year", "unknown")
_FIRMNESS: tuple[EventStatus, ...] = ("occurred", "ongoing", "claimed", "denied", "planned", "threatened")
_AHEAD = frozenset({"planned", "threatened"})


@cache
def _settings() -> dict[str, Any]:
    return dict(read_table("merge.toml")["events"])


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Make one event of the reports of one event; its id is that of the earliest report."""
    return [_fuse(reports) for reports in cluster(events, same_event)]


def same_event(one: Event, other: Event) -> bool:
    """Tell whether two reports of different articles are of one event."""
    if {source.article for source in one.sources} & {source.article for source in other.sources}:
        return False
    return (
        _family(one.subtype) == _family(other.subtype)
        and (one.status in _AHEAD) == (other.status in _AHEAD)
        and (one.status == "denied") == (other.status == "denied")
        and _same_place(one.location, other.location)
        and _same_parties(one, other)
        and _same_toll(one.fatalities, other.fatalities)
        and _same_time(one, other)
    )


def _family(subtype: str) -> str:
    return next((family[0] for family in _settings()["families"] if subtype in family), subtype)


def _same_place(one: Location, other: Location) -> bool:
    if one.place.id == other.place.id and one.relation == other.relation:
        return True
    reach = max(_settings()["near_km"], min(one.radius_km, other.radius_km) if one.relation == other.relation else 0)
    return bool(distance_km(one.lat, one.lon, other.lat, other.lon) <= reach)


def _same_parties(one: Event, other: Event) -> bool:
    def fits(first: str, second: str) -> bool:
        return not first or not second or first == second

    if fits(one.actor, other.actor) and fits(one.target, other.target):
        return True
    mutual = one.subtype in _settings()["mutual"] and other.subtype in _settings()["mutual"]
    return mutual and fits(one.actor, other.target) and fits(one.target, other.actor)


def _same_toll(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return True
    low, high = sorted((one, other))
    return bool(high - low <= _settings()["toll_slack"] or high <= low * _settings()["toll_ratio"])


def _same_time(one: Event, other: Event) -> bool:
    if one.when.start is not None and other.when.start is not None:
        slack = dt.timedelta(days=_settings()["day_slack"])
        return _last(one.when) + slack >= other.when.start and _last(other.when) + slack >= one.when.start
    # Without dates only reports of one story, of the same known actor, can be told to be one event.
    if not one.actor or one.actor != other.actor or one.background or other.background:
        return False
    dates = [_published(one), _published(other)]
    known = [date for date in dates if date is not None]
    return len(known) == len(dates) and bool(abs((known[0] - known[1]).days) <= _settings()["story_days"])


def _last(when: Interval) -> dt.date:
    last = when.end or when.start
    return last if last is not None else dt.date.max


def _published(event: Event) -> dt.date | None:
    text = event.sources[0].published
    return dt.date.fromisoformat(text) if len(text) == len("2020-01-01") else None


def _fuse(reports: Sequence[Event]) -> Event:
    """Say together what the reports say; the first is the earliest published."""
    fullest = max(reports, key=lambda event: (bool(event.actor) + bool(event.target), event.when.start is not None))
    dated = min(reports, key=lambda event: (event.when.start is None, _PRECISIONS.index(event.when.precision)))
    return replace(
        fullest,
        id=event_id(reports[0]),
        status=min((event.status for event in reports), key=_FIRMNESS.index),
        location=min((event.location for event in reports), key=lambda location: location.radius_km),
        when=dated.when,
        fatalities=next((event.fatalities for event in reversed(reports) if event.fatalities is not None), None),
        background=all(event.background for event in reports),
        confidence=joint_confidence(reports),
        sources=tuple(sorted({source for event in reports for source in event.sources}, key=source_key)),
    )
