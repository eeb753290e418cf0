"""The glyphs of events and bases as polygons."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path
from shapely import affinity

from maps.symbols import FALLBACK, UNITS, load_symbols

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_FINE = 30.0  # curves are flattened as if the glyph were so many times as large
_LEAST_RING = 4  # vertices, the first twice: fewer enclose nothing
_CODES = {"lineTo": Path.LINETO, "qCurveTo": Path.CURVE3, "curveTo": Path.CURVE4}


def glyph(name: str, size: float, x: float, y: float) -> BaseGeometry:
    """Give a glyph of `size` points around a position; an unknown name gives the general one."""
    scale = size / UNITS
    return affinity.affine_transform(_unit(name), [scale, 0, 0, -scale, x, y])


@lru_cache(maxsize=128)
def _unit(name: str) -> BaseGeometry:
    """Give a glyph around 0, 0 in its own units, y downwards, filled by the even-odd rule."""
    glyphs = load_symbols().glyphs
    return shape_of(glyphs.get(name, glyphs[FALLBACK]))


def shape_of(path: str) -> BaseGeometry:
    """Read an SVG path of a 24-unit square.

    Parameters
    ----------
    path
        The ``d`` of an SVG path; filled by the even-odd rule.

    Returns
    -------
    shapely Polygon or MultiPolygon
        Around 0, 0, y downwards.
    """
    pen = RecordingPen()
    parse_path(path, pen)
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for operation, points in pen.value:
        if operation == "moveTo":
            vertices.append(points[0])
            codes.append(int(Path.MOVETO))
        elif operation in _CODES:
            vertices += points
            codes += [int(_CODES[operation])] * len(points)
    drawn = Path((np.array(vertices) - UNITS / 2) * _FINE, codes)
    loops: Any = drawn.to_polygons(closed_only=True)
    rings = [shapely.make_valid(shapely.Polygon(loop)) for loop in loops if len(loop) >= _LEAST_RING]
    shape: BaseGeometry = shapely.Polygon()
    for ring in rings:
        shape = shape.symmetric_difference(ring)
    return affinity.scale(shape, 1 / _FINE, 1 / _FINE, origin=(0, 0))
