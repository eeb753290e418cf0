"""Overlapping polygons to one coverage: no overlaps, neighbours share exactly the same vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Polygon

from geo.layers.geodesy import DECIMALS, polygons_of, round_coordinates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

_GRID = 10.0**-DECIMALS


def coverage(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Make a coverage of polygons, the earlier ones on top.

    All outlines are noded on one grid, the faces between them go to the first shape that they lie in, and the faces
    of each shape are joined again. So a common edge is the same vertices on both sides.

    Parameters
    ----------
    shapes
        Polygons and MultiPolygons, degrees; they may overlap and touch in any way.

    Returns
    -------
    list of shapely geometries
        One per shape, five decimals; empty where earlier shapes cover it whole.
    """
    snapped = shapely.set_precision(np.array(shapes, dtype=object), _GRID)
    edges = shapely.union_all(shapely.boundary(snapped), grid_size=_GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts([edges])))
    owner = np.full(len(faces), len(shapes))
    face, shape = shapely.STRtree(snapped).query(shapely.point_on_surface(faces), predicate="intersects")
    np.minimum.at(owner, face, shape)
    return [_joined(faces[owner == index]) for index in range(len(shapes))]


def _joined(faces: np.ndarray[tuple[int], np.dtype[np.object_]]) -> BaseGeometry:
    if not len(faces):
        return Polygon()
    return polygons_of(round_coordinates(shapely.coverage_union_all(faces)))
