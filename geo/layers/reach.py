"""How far from a place its holder is drawn, from the table ``geo/data/layers/reach.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geo.layers.sectors import extent_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import World
    from geo.records import Control, Location, Place

_REGION_KM = 40.0  # a place wider than this is drawn as its own extent
_REGION_CLASSES = frozenset("AL")


@dataclass(frozen=True, slots=True)
class Site:
    """A place that somebody holds.

    `area` is its own extent (a region, a sector), degrees; ``None`` for a town, whose cell reaches `reach_km` far.
    """

    key: str
    lat: float
    lon: float
    reach_km: float
    area: BaseGeometry | None = None
    population: int = 0


def site_key(location: Location) -> str:
    """Name the ground that a statement of control is about: a place, a side of it, or what lies between two."""
    return "|".join((location.place.id, location.relation, location.other.id if location.other else ""))


def sites_of(control: Iterable[Control], world: World | None) -> list[Site]:
    """Give one site for each place and relation that control is told of."""
    locations = {site_key(span.location): span.location for span in control}
    return [_site(key, location, world) for key, location in sorted(locations.items())]


def _site(key: str, location: Location, world: World | None) -> Site:
    place = location.place
    if location.shape != "point":
        return Site(key, location.lat, location.lon, location.radius_km, extent_of(location, world))
    if place.feature_class in _REGION_CLASSES and place.radius_km >= _REGION_KM:
        return Site(key, location.lat, location.lon, place.radius_km, extent_of(location, world))
    return Site(key, location.lat, location.lon, reach_km(place), population=place.population)


def reach_km(place: Place) -> float:
    """Give how far from a town, base or site its holder is drawn, km: the first row of the table that fits."""
    for feature_class, feature_code, least_population, reach in _table():
        fits = feature_class in {"*", place.feature_class} and feature_code in {"*", place.feature_code}
        if fits and place.population >= least_population:
            return reach
    return place.radius_km


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str, int, float], ...]:
    text = (files("geo") / "data" / "layers" / "reach.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        (row["feature_class"], row["feature_code"], int(row["least_population"]), float(row["reach_km"]))
        for row in rows
    )
