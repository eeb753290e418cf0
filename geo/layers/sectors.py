"""The area that a location stands for: a sector beside a town, a region, the corridor between two towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely.geometry import LineString

from geo import geodesy
from geo.layers import planes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.layers.pieces import Pieces
    from geo.layers.schema import World
    from geo.records import Location, Place

HALF_WIDTH_DEG = 35.0
_OWN_SHARE = 0.6  # a sector beside a town begins where the town ends
_LEAST_RING_KM = 1.0
_CORRIDOR_SHARE = 0.25
_CORRIDOR_KM = (3.0, 15.0)
_LAND_SHARE = 0.2  # an area with less land than this is about the sea
_WIDE_KM, _WIDE_TOLERANCE_DEG = 100.0, 0.01  # every event of a province repeats its outline: keep it short
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
    area = extent_of(location, world)
    wide = location.radius_km >= _WIDE_KM
    return planes.rounded(area.simplify(_WIDE_TOLERANCE_DEG)) if wide else area


def extent_of(location: Location, world: World | None = None) -> BaseGeometry:
    """Give the ground of any location, a plain point's being the disc of its radius; degrees, valid, five decimals."""
    return planes.rounded(_on_land(_shape(location, world), location, world))


def _shape(location: Location, world: World | None) -> BaseGeometry:
    match location.shape:
        case "sector":
            return _sector(location)
        case "corridor" if location.other is not None:
            return _corridor(location, location.other)
        case _:
            country = _country(location, world)
            if country is not None:
                return country.whole
            return planes.circle(location.lat, location.lon, location.radius_km)


def _sector(location: Location) -> BaseGeometry:
    place = location.place
    distance = location.distance_km
    if distance is None:
        distance = geodesy.distance_km(place.lat, place.lon, location.lat, location.lon)
    inner = max(distance - location.radius_km, min(place.radius_km, distance) * _OWN_SHARE)
    outer = distance + location.radius_km
    inner = inner if inner > _LEAST_RING_KM else 0.0
    if location.bearing_deg is None:
        return planes.wedge(place.lat, place.lon, inner_km=inner, outer_km=outer)
    return planes.wedge(
        place.lat,
        place.lon,
        inner_km=inner,
        outer_km=outer,
        bearing=location.bearing_deg,
        half_width_deg=HALF_WIDTH_DEG,
    )


def _corridor(location: Location, other: Place) -> BaseGeometry:
    plane = planes.Plane(location.lat, location.lon)
    start = plane.point(location.place.lat, location.place.lon)
    end = plane.point(other.lat, other.lon)
    line = LineString([start, end])
    least, most = _CORRIDOR_KM
    half = min(max(line.length * _CORRIDOR_SHARE, least), most, max(location.radius_km, least))
    return plane.to_degrees(line.buffer(half))


def _country(location: Location, world: World | None) -> Pieces | None:
    """Give the ground of a whole country."""
    if location.relation or location.place.feature_code not in _COUNTRY_CODES:
        return None
    return _country_at(location.lat, location.lon, world)


def _country_at(lat: float, lon: float, world: World | None) -> Pieces | None:
    """Give the country that a point lies in; the World knows its countries by name and number, places by letters."""
    return None if world is None else world.country_pieces.at(lat, lon)


def _on_land(shape: BaseGeometry, location: Location, world: World | None) -> BaseGeometry:
    """Cut what is said of a place on land to the land, and a region of one country to the country.

    What lies mostly at sea (ships north of a port) stays whole.
    """
    if world is None:
        return shape
    place = location.place
    region = location.shape in {"area", "point"}
    country = _country_at(place.lat, place.lon, world) if region and place.country else None
    ground = world.land_pieces if country is None else country
    if shape is ground.whole:
        return shape
    dry = planes.polygons_of(shape.intersection(ground.around(shape)))
    return dry if dry.area > _LAND_SHARE * shape.area else shape
