"""The area that a location stands for: a sector beside a town, a region, the corridor between two towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, Point

from geo.layers import geodesy

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import World
    from geo.records import Location, Place

HALF_WIDTH_DEG = 35.0
_OWN_SHARE = 0.6  # a sector beside a town begins where the town ends
_LEAST_RING_KM = 1.0
_CORRIDOR_SHARE = 0.25
_CORRIDOR_KM = (3.0, 15.0)
_COUNTRY_CODES = frozenset({"PCLI", "PCL", "PCLD", "PCLF", "PCLIX", "PCLS", "TERR"})


def area_of(location: Location, world: World | None = None) -> BaseGeometry | None:
    """Give the polygon of a location that is not a plain point.

    Parameters
    ----------
    location
        A place, or a point moved from it.
    world
        Land and countries: a country is its own polygon, what lies on land is clipped to it. ``None`` leaves circles.

    Returns
    -------
    shapely Polygon or MultiPolygon, or None
        Degrees EPSG:4326, valid, five decimals; ``None`` for a plain point.
    """
    if location.shape == "point":
        return None
    return extent_of(location, world)


def extent_of(location: Location, world: World | None = None) -> BaseGeometry:
    """Give the ground of any location, a plain point's being the disc of its radius; degrees, valid, five decimals."""
    return geodesy.rounded(_on_land(_shape(location, world), location, world))


def _shape(location: Location, world: World | None) -> BaseGeometry:
    match location.shape:
        case "sector":
            return _sector(location)
        case "corridor" if location.other is not None:
            return _corridor(location, location.other)
        case _:
            country = _country(location, world)
            if country is not None:
                return country
            return geodesy.circle(location.lat, location.lon, location.radius_km)


def _sector(location: Location) -> BaseGeometry:
    place = location.place
    distance = location.distance_km
    if distance is None:
        distance = geodesy.distance_km(place.lat, place.lon, location.lat, location.lon)
    inner = max(distance - location.radius_km, min(place.radius_km, distance) * _OWN_SHARE)
    outer = distance + location.radius_km
    inner = inner if inner > _LEAST_RING_KM else 0.0
    if location.bearing_deg is None:
        return geodesy.wedge(place.lat, place.lon, inner_km=inner, outer_km=outer)
    return geodesy.wedge(
        place.lat,
        place.lon,
        inner_km=inner,
        outer_km=outer,
        bearing=location.bearing_deg,
        half_width_deg=HALF_WIDTH_DEG,
    )


def _corridor(location: Location, other: Place) -> BaseGeometry:
    plane = geodesy.Plane(location.lat, location.lon)
    start = plane.point(location.place.lat, location.place.lon)
    end = plane.point(other.lat, other.lon)
    line = LineString([start, end])
    least, most = _CORRIDOR_KM
    half = min(max(line.length * _CORRIDOR_SHARE, least), most, max(location.radius_km, least))
    return plane.to_degrees(line.buffer(half))


def _country(location: Location, world: World | None) -> BaseGeometry | None:
    """Give the polygon of a whole country, found by the point that stands for it."""
    if world is None or location.relation or location.place.feature_code not in _COUNTRY_CODES:
        return None
    found = world.countries[world.countries.contains(Point(location.lon, location.lat))]
    return found.geometry.iloc[0] if len(found) == 1 else None


def _on_land(shape: BaseGeometry, location: Location, world: World | None) -> BaseGeometry:
    """Clip what is said of a place on land to the land; a place at sea keeps its whole area."""
    if world is None or not shapely.intersects_xy(world.land, location.lon, location.lat):
        return shape
    clipped = geodesy.polygons_of(shape.intersection(world.land))
    return shape if clipped.is_empty else clipped
