"""Metric geometry on the globe: local planes in kilometres, circles and wedges, rounding, the antimeridian."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

from geo import geodesy
from geo.geodesy import geod

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = geodesy.DECIMALS
_ARC_STEP_DEG = 5.0
_HALF_TURN = 180.0
_POLE = 89.9

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Plane:
    """A local plane: azimuthal equidistant about ``(lat, lon)``, x east and y north in kilometres."""

    lat: float
    lon: float

    def to_km(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry in degrees (x longitude, y latitude) into the plane."""
        return shapely.transform(geometry, self._forward)

    def to_degrees(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a geometry in kilometres back to degrees; longitudes run on past 180 instead of jumping."""
        return shapely.transform(geometry, self._backward)

    def point(self, lat: float, lon: float) -> Array:
        """Bring one point into the plane; shape (2,), km."""
        found: Array = self._forward(np.array([[lon, lat]]))[0]
        return found

    def points(self, where: Array) -> Array:
        """Bring points, longitude and latitude, into the plane; shape (n, 2), km."""
        return self._forward(where)

    def _forward(self, xy: Array) -> Array:
        return np.column_stack(_projection(self.lat, self.lon)(xy[:, 0], xy[:, 1])) / 1000.0

    def _backward(self, xy: Array) -> Array:
        lon, lat = _projection(self.lat, self.lon)(xy[:, 0] * 1000.0, xy[:, 1] * 1000.0, inverse=True)
        return np.column_stack([_beside(np.asarray(lon), self.lon), lat])


@lru_cache(maxsize=256)
def _projection(lat: float, lon: float) -> pyproj.Proj:
    return pyproj.Proj(proj="aeqd", lat_0=lat, lon_0=lon, ellps="WGS84")


def _beside(lon: Array, centre: float) -> Array:
    """Give each longitude as the one of its turns that is nearest to `centre`."""
    return centre + (lon - centre + _HALF_TURN) % 360.0 - _HALF_TURN


def circle(lat: float, lon: float, radius_km: float) -> Polygon:
    """Give the disc about a point, degrees; longitudes run on past 180."""
    return Polygon(_arc(lat, lon, radius_km, 0.0, 360.0)[:-1])


def wedge(
    lat: float, lon: float, *, inner_km: float, outer_km: float, bearing: float = 0.0, half_width_deg: float = 180.0
) -> Polygon:
    """Give an annular wedge about a point, degrees.

    Parameters
    ----------
    lat, lon
        The anchor, degrees.
    inner_km, outer_km
        Radii; with ``inner_km`` 0 the wedge begins at the anchor.
    bearing, half_width_deg
        Axis of the wedge, clockwise from north, and how far it opens to either side; 180 gives the whole ring.
    """
    if half_width_deg >= _HALF_TURN:
        ring = _arc(lat, lon, outer_km, 0.0, 360.0)[:-1]
        return Polygon(ring, [_arc(lat, lon, inner_km, 0.0, 360.0)[:-1]] if inner_km > 0 else [])
    outer = _arc(lat, lon, outer_km, bearing - half_width_deg, bearing + half_width_deg)
    if inner_km > 0:
        inner = _arc(lat, lon, inner_km, bearing - half_width_deg, bearing + half_width_deg)[::-1]
    else:
        inner = np.array([[lon, lat]])
    return Polygon(np.vstack([outer, inner]))


def _arc(lat: float, lon: float, radius_km: float, first: float, last: float) -> Array:
    steps = max(int(np.ceil((last - first) / _ARC_STEP_DEG)), 2) + 1
    azimuths = np.linspace(first, last, steps)
    ones = np.ones(steps)
    # A circle about a pole is no circle in degrees: keep off it, nothing that is mapped lies there.
    east, north, _ = geod().fwd(lon * ones, min(max(lat, -_POLE), _POLE) * ones, azimuths, radius_km * 1000.0 * ones)
    return np.column_stack([_beside(np.asarray(east), lon), north])


def wrapped(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a geometry that runs past the antimeridian and bring the far part to the other side (RFC 7946, 3.1.9)."""
    if geometry.is_empty:
        return geometry
    west, _, east, _ = geometry.bounds
    if west >= -_HALF_TURN and east <= _HALF_TURN:
        return geometry
    parts = []
    for turn in (-360.0, 0.0, 360.0):
        part = geometry.intersection(box(-_HALF_TURN + turn, -90.0, _HALF_TURN + turn, 90.0))
        if part.area > 0:
            parts.append(affinity.translate(part, -turn))
    return unary_union(parts)


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round polygons to the contract's decimals, wrapped and valid; only polygons are kept."""
    return snapped(wrapped(geometry))


def snapped(geometry: BaseGeometry) -> BaseGeometry:
    """Snap polygons to the grid of the contract's decimals, made valid first where they are not."""
    sound = geometry if geometry.is_valid else shapely.make_valid(geometry)
    return polygons_of(round_coordinates(shapely.set_precision(polygons_of(sound), 10.0**-DECIMALS)))


def round_coordinates(geometry: BaseGeometry) -> BaseGeometry:
    """Round every coordinate, so that equal places are equal numbers; the shape is not repaired."""
    return shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS) + 0.0)


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry: one Polygon, a MultiPolygon, or an empty Polygon."""
    parts = shapely.get_parts(shapely.get_parts(geometry))  # twice: a collection may hold a MultiPolygon
    found = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    if not found:
        return Polygon()
    return Polygon(found[0]) if len(found) == 1 else MultiPolygon(found)
