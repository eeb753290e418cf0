"""Geometry as the page carries it: whole numbers, each vertex told from the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Path = list[int]
Rings = list[list[Path]]


def encode_polygons(shape: BaseGeometry, decimals: int) -> Rings:
    """Encode a Polygon or MultiPolygon.

    Parameters
    ----------
    shape
        Degrees EPSG:4326, x first.
    decimals
        Kept decimals of a degree. Vertices that two shapes share stay shared.

    Returns
    -------
    list
        Polygons, each a list of rings (the outer first), each ``[x0, y0, dx, dy, ...]`` in units of the last decimal,
        without the closing vertex. Rings that vanish in the rounding are dropped, holes with their polygon.
    """
    polygons: Rings = []
    for part in shapely.get_parts(shape).tolist():
        if not isinstance(part, shapely.Polygon) or part.is_empty:
            continue
        outer, *holes = (_ring(ring, decimals) for ring in (part.exterior, *part.interiors))
        if outer:
            polygons.append([outer, *(hole for hole in holes if hole)])
    return polygons


def encode_line(shape: BaseGeometry, decimals: int) -> Path:
    """Encode the vertices of a LineString in the same way."""
    return _deltas(_whole(shapely.get_coordinates(shape), decimals))


def _ring(ring: BaseGeometry, decimals: int) -> Path:
    points = _whole(shapely.get_coordinates(ring)[:-1], decimals)
    return _deltas(points) if len(points) > 2 else []  # noqa: PLR2004 - fewer points enclose nothing


def _whole(points: NDArray[np.float64], decimals: int) -> NDArray[np.int64]:
    whole: NDArray[np.int64] = np.rint(points * 10**decimals).astype(np.int64)
    if not len(whole):
        return whole
    moved: NDArray[np.bool_] = np.any(np.diff(whole, axis=0, prepend=whole[:1] - 1) != 0, axis=1)
    kept: NDArray[np.int64] = whole[moved]
    return kept


def _deltas(points: NDArray[np.int64]) -> Path:
    steps: Path = np.diff(points, axis=0, prepend=0).ravel().tolist()
    return steps
