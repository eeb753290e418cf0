"""One event told by several articles: when two reports are of the same, and what they say together."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from geo.facts.clusters import Blocks, cluster, joint_confidence
from geo.facts.headline import headline
from geo.facts.identity import event_id, source_key
from geo.facts.inferred import still_inferred
from geo.facts.words import read_table
from geo.geodesy import distance_km
from geo.records import AHEAD, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from geo.records import Event, EventStatus, Interval, Location

_FIRMNESS: tuple[EventStatus, ...] = ("occurred", "ongoing", "claimed", "denied", "planned", "threatened")
_STRETCH = 32  # days
_MANY_STRETCHES = 15
_CELL_DEG = 0.25
_WIDE_KM = 25.0  # less than a cell is high


@cache
def _settings() -> dict[str, Any]:
    return dict(read_table("merge.toml")["events"])


@cache
def _families() -> dict[str, str]:
    return {subtype: family[0] for family in _settings()["families"] for subtype in family}


def merge_events(events: Iterable[Event]) -> list[Event]:
    """Make one event of the reports of one event; its id is that of the earliest report."""
    return [_fuse(reports) for reports in cluster(events, _alike, _blocks, _look, one_each=True)]


def same_event(one: Event, other: Event) -> bool:
    """Tell whether two reports of different articles are of one event."""
    articles = [{source.article for source in event.sources} for event in (one, other)]
    return _alike(one, other) and articles[0].isdisjoint(articles[1])


def _alike(one: Event, other: Event) -> bool:
    return (
        _kind(one) == _kind(other)
        and _same_parties(one, other)
        and same_toll(one.fatalities, other.fatalities, _settings())
        and _same_time(one, other)
        and _same_place(one.location, other.location)
    )


def _look(event: Event) -> Hashable:
    """Give all that `_alike` looks at."""
    place = event.location
    where = (place.place.id, place.relation, place.lat, place.lon, place.radius_km)
    parties = (event.subtype, event.actor, event.target, event.fatalities, event.background)
    # Only a report without a date is told by its story: retellings with one stay one look, however many articles.
    stories = frozenset(_stories(event)) if event.when.start is None else None
    return (_kind(event), parties, where, event.when.start, event.when.end, _published(event), stories)


def _kind(event: Event) -> tuple[str, bool, bool]:
    """Give what reports of one event must agree in: the family of the act, whether it lies ahead or is denied."""
    return _families().get(event.subtype, event.subtype), event.status in AHEAD, event.status == "denied"


def _blocks(event: Event) -> Blocks:
    """Give the keys under which reports of one event meet: kind, time and ground."""
    kind = _kind(event)
    filed, asked = _time_keys(event)
    place = event.location
    own, near = _ground_keys(place.place.id, place.lat, place.lon, place.radius_km > _WIDE_KM)
    return Blocks(own, [(kind, time) for time in filed], near, [(kind, time) for time in asked])


def _time_keys(event: Event) -> tuple[list[Hashable], list[Hashable]]:
    """File by the month-long stretches an event touches; one without a date by its actor and its story's days."""
    filed: list[Hashable] = []
    asked: list[Hashable] = []
    start = event.when.start
    if start is not None:
        slack = _settings()["day_slack"]
        first, last = (start.toordinal() - slack) // _STRETCH, (_last(event.when).toordinal() + slack) // _STRETCH
        long = last - first > _MANY_STRETCHES
        stretches: list[Hashable] = ["long"] if long else list(range(first, last + 1))
        filed += [*stretches, "dated"]
        asked += ["dated"] if long else [*stretches, "long"]
    stories: list[Hashable] = [("story", story) for story in _stories(event)] if start is None else []
    filed += stories
    asked += stories
    published = _published(event)
    if event.actor and not event.background and published is not None:
        days = _settings()["story_days"]
        story = published.toordinal() // (days + 1)
        wanted = (False,) if start is not None else (False, True)
        filed.append((event.actor, start is not None, story))
        asked += [(event.actor, dated, near) for dated in wanted for near in (story - 1, story, story + 1)]
    return filed, asked


@lru_cache(maxsize=65_536)
def _ground_keys(place: str, lat: float, lon: float, wide: bool) -> tuple[tuple[Hashable, ...], tuple[Hashable, ...]]:
    """File by the named place, by the cell of a grid, and places of a large radius by that alone."""
    row = math.floor(lat / _CELL_DEG)
    columns = {other: _column(lon, other) for other in (row - 1, row, row + 1)}
    cells = [(other, column + step) for other, column in columns.items() for step in (-1, 0, 1)]
    also: tuple[Hashable, ...] = ("wide",) if wide else ()
    return (place, (row, columns[row]), *also), (place, *cells, *also)


def _column(lon: float, row: int) -> int:
    """Give the column of a longitude in a row of cells that are never narrower than high."""
    poleward = min(max(abs(row), abs(row + 1)) * _CELL_DEG, 89.0)
    return math.floor(lon * math.cos(math.radians(poleward)) / _CELL_DEG)


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


def same_toll(one: int | None, other: int | None, settings: Mapping[str, Any]) -> bool:
    """Tell whether two tolls may be of one event: near each other (`toll_slack`, `toll_ratio`), or one untold."""
    if one is None or other is None:
        return True
    low, high = sorted((one, other))
    return bool(high - low <= settings["toll_slack"] or high <= low * settings["toll_ratio"])


def _same_time(one: Event, other: Event) -> bool:
    if one.when.start is not None and other.when.start is not None:
        slack = dt.timedelta(days=_settings()["day_slack"])
        return _last(one.when) + slack >= other.when.start and _last(other.when) + slack >= one.when.start
    if one.when.start is None and other.when.start is None and _stories(one) & _stories(other):
        return True  # copies of one article
    # Without dates only reports of one time, of the same known actor, can be told to be one event.
    if not one.actor or one.actor != other.actor or one.background or other.background:
        return False
    dates = [_published(one), _published(other)]
    known = [date for date in dates if date is not None]
    return len(known) == len(dates) and bool(abs((known[0] - known[1]).days) <= _settings()["story_days"])


def _last(when: Interval) -> dt.date:
    last = when.end or when.start
    return last if last is not None else dt.date.max


def _stories(event: Event) -> set[str]:
    """Give the articles that its sources are copies of."""
    return {source.copy_of or source.article for source in event.sources}


def _published(event: Event) -> dt.date | None:
    text = event.sources[0].published
    return dt.date.fromisoformat(text) if len(text) == len("2020-01-01") else None


def _fuse(reports: Sequence[Event]) -> Event:
    """Say together what the reports say; the first is the earliest published."""
    if len(reports) == 1:
        return _alone(reports[0])
    fullest = max(reports, key=_fullness)
    inferred = still_inferred(fullest, reports)
    dated = min(reports, key=lambda event: (event.when.start is None, PRECISIONS.index(event.when.precision)))
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
        headline=fullest.headline if inferred == fullest.inferred else headline(replace(fullest, inferred=inferred)),
        inferred=inferred,
    )


def _fullness(event: Event) -> tuple[int, int, bool]:
    """Order reports by how much they say: parties, those that are told, the day."""
    return bool(event.actor) + bool(event.target), -len(event.inferred), event.when.start is not None


def _alone(event: Event) -> Event:
    """Say what one report says: the same as `_fuse`, sooner done."""
    confidence = joint_confidence([event])
    key = event_id(event)
    if len(event.sources) == 1 and (key, confidence) == (event.id, event.confidence):
        return event
    sources = tuple(sorted(set(event.sources), key=source_key))
    return replace(event, id=key, confidence=confidence, sources=sources)
