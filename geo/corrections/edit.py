"""Fields of a correction to a record: places found, days read, parties named, and what was changed in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from geo.articles.dates import parse_date
from geo.corrections.fields import AxisFields, ControlFields, EventFields, types_of_subtypes
from geo.facts.headline import headline
from geo.geodesy import distance_km
from geo.records import UNKNOWN, Axis, Base, Control, Event, Interval, Location, Place
from geo.toponyms.relate import place_location

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.corrections.fields import BaseFields, Fields
    from geo.gazetteer import Gazetteer

Fact = TypeVar("Fact", Event, Control, Axis, Base)
_DECIMALS = 5
_SAME_KM = 25.0  # a place of that name so near to a point is the one that is meant
# Fields that are records by themselves, or have another name there.
_ELSEWHERE = frozenset(
    {
        "place",
        "lat",
        "lon",
        "radius_km",
        "date_start",
        "date_end",
        "valid_from",
        "valid_to",
        "origin",
        "via",
        "objective",
    }
)
_PARTIES = frozenset({"actor", "target", "holder", "claimant"})


class CannotError(Exception):
    """A correction that cannot be carried out; the message says why."""


@dataclass(frozen=True)
class Editor:
    """Sets fields of features.

    `gazetteer` knows places; `party` gives the id of a party by any of its names.
    """

    gazetteer: Gazetteer
    party: Callable[[str], str]

    def edit(self, fact: Fact, fields: Fields) -> Fact:
        """Set fields; those that are ``None`` stay.

        Raises
        ------
        CannotError
            No gazetteer knows a place, or an interval ends before it begins.
        """
        told: dict[str, Any] = {name: value for name, value in fields if value is not None and name not in _ELSEWHERE}
        told |= {name: self.party(told[name]) for name in _PARTIES & told.keys() if told[name]}
        if isinstance(fact, Axis):
            told |= self._axis(fact, fields)
        elif not isinstance(fields, AxisFields):
            told["location"] = self._location(fact.location, fields)
        if isinstance(fact, Event) and isinstance(fields, EventFields):
            told |= self._event(fact, fields, told["location"])
        if isinstance(fact, Control) and isinstance(fields, ControlFields) and fields.holder == "contested":
            told["holder"] = "contested"
        told |= _when(fact, fields)
        edited = replace(fact, **told)
        if isinstance(edited, Event) and "headline" not in told and edited != fact:
            return replace(edited, headline=headline(edited))
        return edited

    def _event(self, event: Event, fields: EventFields, location: Location) -> dict[str, Any]:
        told: dict[str, Any] = {"fatalities": None} if fields.fatalities == "" else {}
        if fields.subtype is not None and fields.type is None:
            kinds = types_of_subtypes()[fields.subtype]
            told["type"] = event.type if event.type in kinds else min(kinds)
        said = {name for name in _PARTIES if getattr(fields, name, None) is not None}
        return told | {"location": location, "inferred": tuple(name for name in event.inferred if name not in said)}

    def _axis(self, axis: Axis, fields: Fields) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if not isinstance(fields, AxisFields):
            return told
        if fields.objective is not None:
            told["objective"] = place_location(self._place(fields.objective, axis.objective))
        if fields.origin is not None:
            told["origin"] = place_location(self._place(fields.origin, axis.objective)) if fields.origin else None
        if fields.via is not None:
            told["via"] = tuple(place_location(self._place(name, axis.objective)) for name in fields.via)
        return told

    def _location(self, before: Location, fields: EventFields | ControlFields | BaseFields) -> Location:
        point = (fields.lat, fields.lon) if fields.lat is not None and fields.lon is not None else None
        location = before
        if fields.place is not None and fields.place not in {before.place.id, before.place.name}:
            location = place_location(self._place(fields.place, before, point))
        elif fields.place is not None and point is None:
            location = place_location(before.place)
        if point is not None and point != (location.lat, location.lon):
            radius = location.radius_km if location.shape == "point" else 5.0
            location = Location(location.place, point[0], point[1], radius)
        return location if fields.radius_km is None else replace(location, radius_km=fields.radius_km)

    def _place(self, name: str, near: Location | None, point: tuple[float, float] | None = None) -> Place:
        """Find a place by its id or name: of several the nearest to where the feature was, or is to be."""
        found = self.gazetteer.get(name)
        if found is not None:
            return found
        here = point or ((near.lat, near.lon) if near is not None and near.place.id else None)
        candidates = list(self.gazetteer.lookup(name))
        if here is not None:
            candidates.sort(key=lambda place: (distance_km(*here, place.lat, place.lon), place.id))
        if candidates and (point is None or distance_km(*point, candidates[0].lat, candidates[0].lon) <= _SAME_KM):
            return candidates[0]
        if point is not None:
            slug = re.sub(r"\W+", "-", name.casefold()).strip("-")
            lat, lon = (round(degrees, _DECIMALS) for degrees in point)
            return Place(f"analyst:{slug}", name, lat, lon, geocoder="analyst", names=(name,))
        raise CannotError(f"no gazetteer knows the place {name!r}; give its `lat` and `lon` too")


def _when(fact: Fact, fields: Fields) -> dict[str, Interval]:
    """Read the days: of an event or axis the first day alone is the whole interval, of a span its beginning."""
    span = isinstance(fact, Control | Base)
    first, last = ("valid_from", "valid_to") if span else ("date_start", "date_end")
    start, end = getattr(fields, first, None), getattr(fields, last, None)
    if start is None and end is None:
        return {}
    before: Interval = fact.valid if isinstance(fact, Control | Base) else fact.when
    begun = before if start is None else (parse_date(start) or UNKNOWN) if start else UNKNOWN
    closing = before.end if end is None and span else begun.end if end is None else None
    if end:
        closing = (parse_date(end) or UNKNOWN).end
    if begun.start and closing and closing < begun.start:
        raise CannotError(f"it would end on {closing} before it begins on {begun.start}")
    return {"valid" if span else "when": Interval(begun.start, closing, begun.precision)}


def differences(before: Fact, after: Fact) -> list[str]:
    """Say field by field what a correction changed: ``holder: LNA → GNA``."""
    told = []
    for name, value in _told(after).items():
        earlier = _told(before)[name]
        if earlier != value:
            told.append(f"{name}: {earlier or 'unknown'} → {value or 'unknown'}")
    return told


def _told(fact: Fact) -> dict[str, str]:
    """Give the fields of a feature as the layers call them, as text."""
    fields: dict[str, str] = {}
    for name in type(fact).__slots__:
        value = getattr(fact, name)
        match value:
            case Location():
                where = f"{value.relation} {value.place.name}".strip()
                fields[name] = f"{where} ({value.lat:.3f}, {value.lon:.3f}, within {value.radius_km:g} km)"
            case Interval():
                fields[name] = "/".join(day.isoformat() if day else "" for day in (value.start, value.end)).strip("/")
            case tuple() if name == "via":
                fields[name] = ", ".join(location.place.name for location in value)
            case tuple() if name == "inferred":
                fields[name] = ", ".join(value) or "nothing"
            case bool():
                fields[name] = str(value).lower()
            case _ if name not in {"id", "sources", "area", "headline"}:
                fields[name] = "" if value is None else str(value)
    return fields
