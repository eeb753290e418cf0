"""Rows of data that tell an event which the articles tell too: one event, both as its sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.facts.headline import headline
from geo.facts.inferred import still_inferred
from geo.facts.same_event import same_toll
from geo.geodesy import distance_km
from geo.records import HAPPENED
from geo.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.imports.formats import Kind
    from geo.imports.parties import Parties
    from geo.records import Event

_EARTH_KM = 6371.0


def join_events(
    events: Sequence[Event], rows: Sequence[Event], kinds: Mapping[str, Kind], parties: Parties
) -> tuple[tuple[Event, ...], int]:
    """Join the events of a data set to those known.

    Parameters
    ----------
    events
        What is known: of the articles, and of data joined before.
    rows
        Events of one data set; no two of them are one event.
    kinds
        What kind each row is of, by id.
    parties
        Tells sides.

    Returns
    -------
    events
        Those known, with the rows that tell the same added to their sources, and all other rows.
    merged
        How many rows were added to an event.
    """
    found: list[tuple[tuple[float, float, float], str, str, int, int]] = []
    for one, other in _near(events, rows):
        unlike = _unlike(events[one], rows[other], kinds[rows[other].id], parties)
        if unlike is not None:
            found.append((unlike, events[one].id, rows[other].id, one, other))
    told: dict[int, int] = {}
    used: set[int] = set()
    for *_, one, other in sorted(found):
        if one not in told and other not in used:
            told[one] = other
            used.add(other)
    merged = [_merged(event, rows[told[at]]) if at in told else event for at, event in enumerate(events)]
    merged += [row for at, row in enumerate(rows) if at not in used]
    return tuple(sorted(merged, key=lambda event: event.id)), len(used)


def _near(events: Sequence[Event], rows: Sequence[Event]) -> Iterable[tuple[int, int]]:
    """Give the pairs that lie near enough to be looked at, by a k-d tree on the sphere."""
    ours = [at for at, event in enumerate(events) if _particular(event)]
    theirs = [at for at, row in enumerate(rows) if _particular(row)]
    if not ours or not theirs:
        return []
    settings = _settings()
    reach = max(settings["near_km"], settings["wide_km"]) * 1.01 / _EARTH_KM
    from scipy.spatial import cKDTree  # noqa: PLC0415 - it takes a while to load, and most builds join no data

    tree = cKDTree(_on_sphere([rows[at] for at in theirs]))
    hits = tree.query_ball_point(_on_sphere([events[at] for at in ours]), reach)
    return ((ours[at], theirs[hit]) for at, found in enumerate(hits) for hit in found)


def _particular(event: Event) -> bool:
    """Whether an event is known well enough, in time and place, to be told from others."""
    settings = _settings()
    when = event.when
    if when.start is None or event.status not in HAPPENED or event.location.radius_km > settings["wide_km"]:
        return False
    return (when.end or when.start) - when.start <= dt.timedelta(days=settings["long_days"])


def _on_sphere(events: Sequence[Event]) -> np.ndarray[Any, np.dtype[np.float64]]:
    lat = np.radians([event.location.lat for event in events])
    lon = np.radians([event.location.lon for event in events])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _unlike(event: Event, row: Event, kind: Kind, parties: Parties) -> tuple[float, float, float] | None:
    """Say how little alike two reports of one event are (days, km, toll); ``None`` when they are of two events."""
    settings = _settings()
    if not {event.type, event.subtype} & kind.same or not _same_parties(event, row, parties):
        return None
    days = _days_apart(event, row)
    if days > settings["day_slack"] or not same_toll(event.fatalities, row.fatalities, settings):
        return None
    one, other = event.location, row.location
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    if apart > max(settings["near_km"], min(one.radius_km, other.radius_km)):
        return None
    toll = abs(event.fatalities - row.fatalities) if event.fatalities is not None and row.fatalities is not None else 1
    return float(max(days, 0)), round(apart, 1), float(toll)


def _days_apart(one: Event, other: Event) -> int:
    """Give the days between two intervals, 0 or less where they overlap."""
    starts = [event.when.start for event in (one, other) if event.when.start is not None]
    ends = [event.when.end or event.when.start for event in (one, other)]
    return (max(starts) - min(end for end in ends if end is not None)).days


def _same_parties(event: Event, row: Event, parties: Parties) -> bool:
    """Tell whether the sides that one report names are all among those of the other; civilians take no side."""
    one, other = (
        {parties.side(actor) for actor in (item.actor, item.target) if actor and not parties.is_civilian(actor)}
        for item in (event, row)
    )
    return one <= other or other <= one


def _merged(event: Event, row: Event) -> Event:
    """Add a row to an event: what the event says stands, what it does not say comes from the row."""
    both = replace(
        event,
        actor=event.actor or (row.actor if row.actor != event.target else ""),
        target=event.target or (row.target if row.target != event.actor else ""),
        fatalities=row.fatalities if event.fatalities is None else event.fatalities,
        confidence=round(min(0.99, 1 - (1 - event.confidence) * (1 - row.confidence)), 3),
        sources=(*event.sources, *row.sources),
    )
    both = replace(both, inferred=still_inferred(both, (event, row)))
    same = (both.actor, both.target, both.inferred) == (event.actor, event.target, event.inferred)
    return both if same else replace(both, headline=headline(both))


def _settings() -> dict[str, Any]:
    return read_toml("imports/same_event.toml")
