"""Distances, bearings and moved points on the WGS 84 ellipsoid: degrees EPSG:4326, kilometres."""

from __future__ import annotations

from functools import cache

import pyproj

DECIMALS = 5  # of a degree, about a metre: what the contract's layers carry


@cache
def geod() -> pyproj.Geod:
    """Give the WGS 84 ellipsoid."""
    return pyproj.Geod(ellps="WGS84")


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the length of the geodesic between two points, km."""
    return float(geod().inv(lon, lat, other_lon, other_lat)[2]) / 1000.0


def bearing_deg(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the bearing at the first point towards the second, degrees clockwise from north in [0, 360)."""
    return float(geod().inv(lon, lat, other_lon, other_lat)[0]) % 360.0


def move(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Go `km` kilometres from a point along a bearing (clockwise from north); gives latitude, longitude."""
    east, north, _ = geod().fwd(lon, lat, bearing, km * 1000.0)
    return float(north), float(east)
