"""Overlapping polygons to one coverage: no overlaps, neighbours share exactly the same vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from geo.layers.planes import DECIMALS, polygons_of, round_coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Faces = np.ndarray[Any, np.dtype[np.object_]]
_GRID = 10.0**-DECIMALS
_SLIT_DEG = 3 * _GRID


def coverage(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Make a coverage of polygons, the earlier ones on top.

    All outlines are noded on one grid, the faces between them go to the first shape that they lie in, and the faces
    of each shape are joined again. So a common edge is the same vertices on both sides.

    Parameters
    ----------
    shapes
        Valid polygons of any kind, degrees; they may overlap and touch in any way.

    Returns
    -------
    list of shapely geometries
        One per shape, five decimals; empty where earlier shapes cover it whole.
    """
    polygons = np.array([polygons_of(shape) for shape in shapes], dtype=object)
    # Snap rounding must see the unrounded edges: only those run exactly through the corners of a neighbour.
    edges = shapely.union_all(shapely.boundary(polygons), grid_size=_GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts([edges])))
    owner = np.full(len(faces), len(shapes))
    face, shape = shapely.STRtree(polygons).query(shapely.point_on_surface(faces), predicate="intersects")
    np.minimum.at(owner, face, shape)
    _close_slits(faces, owner, len(shapes))
    return [_joined(faces[owner == index]) for index in range(len(shapes))]


def _close_slits(faces: Faces, owner: np.ndarray[Any, np.dtype[np.int_]], nobody: int) -> None:
    """Give each slit that rounding left between two shapes to the neighbour with the longer common edge, in place."""
    free = np.flatnonzero(owner == nobody)
    slits = free[shapely.is_empty(shapely.buffer(faces[free], -_SLIT_DEG))]
    slit, beside = shapely.STRtree(faces).query(faces[slits], predicate="intersects")
    lengths = shapely.length(shapely.intersection(faces[slits[slit]], faces[beside]))
    found = sorted(zip(slits[slit].tolist(), (-lengths).tolist(), owner[beside].tolist(), strict=True))
    for index, _, neighbour in reversed(found):
        if neighbour != nobody:
            owner[index] = neighbour


def _joined(faces: Faces) -> BaseGeometry:
    if not len(faces):
        return Polygon()
    return polygons_of(round_coordinates(shapely.coverage_union_all(faces)))
