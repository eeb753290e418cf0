"""Move a place as the text says: "30 km south of", "the southern outskirts of", "between A and B"."""

from __future__ import annotations

from dataclasses import replace
from math import asin, atan2, cos, degrees, radians, sin
from typing import TYPE_CHECKING

from geo.gazetteer.distance import EARTH_RADIUS_KM, haversine_km
from geo.records import Location
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from geo.records import Place
    from geo.toponyms.relatives import Relative

_REGION_RADIUS_KM = 25.0


def place_location(place: Place) -> Location:
    """Give the place itself."""
    return Location(place, place.lat, place.lon, place.radius_km, shape="area" if is_region(place) else "point")


def is_region(place: Place) -> bool:
    """Whether a place is an area of its own: a country, a division, a desert."""
    return place.feature_class in "AL" or place.radius_km >= _REGION_RADIUS_KM


def related_location(place: Place, relative: Relative) -> Location:
    """Give the point that a relation to a place means, with its uncertainty."""
    moves = relations().moves
    here = place_location(place)
    bearing, kind = relative.bearing, relative.kind
    if kind in {"near", "off", "coast"}:
        return replace(here, radius_km=max(here.radius_km, moves[f"{kind}_radius_km"]), relation=kind)
    if kind == "inside":
        return related_location(place, _inside(place, relative))
    if kind == "direction" and bearing is None:
        return replace(
            here, radius_km=max(here.radius_km, relative.km or 0.0), relation=relative.words, distance_km=relative.km
        )
    if kind == "direction":
        km = moves["direction_km"] if relative.km is None else relative.km
        radius = moves["direction_radius_km"] if relative.km is None else _stated_radius(relative.km)
    elif kind == "part" and is_region(place):
        km = radius = place.radius_km * moves["region_share"]
    elif kind == "part":
        km, radius = moves["part_km"], moves["part_radius_km"]
    else:
        km, radius = moves["outskirts_km"] if bearing is not None else 0.0, moves["outskirts_radius_km"]
    if bearing is None:
        return replace(here, radius_km=max(radius, here.radius_km), relation=relative.words)
    lat, lon = destination(place.lat, place.lon, bearing, km)
    return Location(place, lat, lon, radius, relative.words, "area" if kind == "part" else "sector", bearing, km)


def _inside(place: Place, relative: Relative) -> Relative:
    """Read "in the south of": of a region its southern part, of a town what lies south of it."""
    if not is_region(place):
        return replace(relative, kind="direction")
    direction = relative.words.removesuffix(" of")
    adjective = next(word for word, name in relations().adjectives.items() if name == direction)
    return replace(relative, kind="part", words=adjective)


def lies_between(one: Place, other: Place) -> bool:
    """Whether something can lie between two places: two towns or sites, not the same and not a world apart."""
    if one.id == other.id or any(place.feature_code.startswith("PCL") for place in (one, other)):
        return False
    return haversine_km(one.lat, one.lon, other.lat, other.lon) <= relations().moves["between_most_km"]


def between_location(one: Place, other: Place, *, road: bool = False) -> Location:
    """Give the midpoint of two places."""
    lat, lon = midpoint(one, other)
    half = haversine_km(one.lat, one.lon, other.lat, other.lon) / 2
    radius = max(half, relations().moves["between_least_radius_km"])
    return Location(one, lat, lon, radius, "between", "corridor" if road else "area", None, None, other)


def destination(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Give the point `km` from a point along the great circle that sets out at `bearing` degrees."""
    phi, arc, theta = radians(lat), km / EARTH_RADIUS_KM, radians(bearing)
    there = asin(sin(phi) * cos(arc) + cos(phi) * sin(arc) * cos(theta))
    turn = atan2(sin(theta) * sin(arc) * cos(phi), cos(arc) - sin(phi) * sin(there))
    return round(degrees(there), 5), round((lon + degrees(turn) + 540) % 360 - 180, 5)


def midpoint(one: Place, other: Place) -> tuple[float, float]:
    """Give the point half-way between two places on the great circle."""
    phi1, phi2, apart = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    x, y = cos(phi2) * cos(apart), cos(phi2) * sin(apart)
    lat = atan2(sin(phi1) + sin(phi2), ((cos(phi1) + x) ** 2 + y**2) ** 0.5)
    lon = one.lon + degrees(atan2(y, cos(phi1) + x))
    return round(degrees(lat), 5), round((lon + 540) % 360 - 180, 5)


def _stated_radius(km: float) -> float:
    moves = relations().moves
    return min(max(km * moves["stated_radius_share"], moves["stated_least_radius_km"]), moves["stated_most_radius_km"])
