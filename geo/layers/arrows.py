"""The arrow of an axis: a bowed centre line and a tapered polygon, in a plane of kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.ops import substring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.planes import Array

_STEPS = 24
_MOST_BOW_DEG = 60.0


@dataclass(frozen=True, slots=True)
class Proportions:
    """How an arrow is built, as shares of its length; `head_km` bounds the half width of the head."""

    tail: float = 0.012
    neck: float = 0.035
    head: float = 0.085
    head_length: float = 0.2
    head_km: tuple[float, float] = (0.6, 22.0)
    gap_start: float = 0.1
    gap_end: float = 0.1
    gap_km: float = 6.0


USUAL = Proportions()


def bowed(start: Array, end: Array, bow_deg: float) -> LineString:
    """Give a curve between two points that arrives `bow_deg` away from the straight line.

    A quadratic Bézier curve with a symmetric control point; positive angles bow to the right of the way there.

    Parameters
    ----------
    start, end
        Shape (2,), km.
    bow_deg
        Between the chord and the tangent at either end; bounded to 60.
    """
    chord = end - start
    bow = np.tan(np.radians(np.clip(bow_deg, -_MOST_BOW_DEG, _MOST_BOW_DEG)))
    right = np.array([chord[1], -chord[0]])
    control = (start + end) / 2 + right * bow / 2
    t = np.linspace(0.0, 1.0, _STEPS + 1)[:, None]
    return LineString((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end)


def through(points: Sequence[Array]) -> LineString:
    """Give a smooth curve through three or more points: centripetal Catmull-Rom, which makes no loops."""
    first, last = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    knots = [first, *points, last]
    pieces = [_catmull_rom(*knots[index : index + 4]) for index in range(len(points) - 1)]
    return LineString(np.vstack([*(piece[:-1] for piece in pieces[:-1]), pieces[-1]]))


def _catmull_rom(p0: Array, p1: Array, p2: Array, p3: Array) -> Array:
    """Give the curve from `p1` to `p2` by the pyramid of Barry and Goldman, shape (steps + 1, 2)."""
    chords = np.linalg.norm(np.diff([p0, p1, p2, p3], axis=0), axis=1)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(chords, 1e-6)))])
    t = np.linspace(knots[1], knots[2], _STEPS + 1)[:, None]

    def mix(first: Array, second: Array, low: int, high: int) -> Array:
        share: Array = (t - knots[low]) / (knots[high] - knots[low])
        return (1.0 - share) * first + share * second

    a1, a2, a3 = mix(p0, p1, 0, 1), mix(p1, p2, 1, 2), mix(p2, p3, 2, 3)
    b1, b2 = mix(a1, a2, 0, 2), mix(a2, a3, 1, 3)
    return mix(b1, b2, 1, 2)


def arrow(line: LineString, room_deg: float = 360.0, shape: Proportions = USUAL) -> BaseGeometry:
    """Give the tapered arrow along a line.

    Parameters
    ----------
    line
        Centre line from origin to objective, km.
    room_deg
        Angle at the objective to the next arrow there: the head is made small enough to leave that one free.
    shape
        Proportions; the arrow leaves a gap at both ends, so that the symbols of the places stay free.

    Returns
    -------
    shapely Polygon
        Valid, km; broadest at the neck of its head, its tip on the line.
    """
    length = line.length
    begin = min(length * shape.gap_start, shape.gap_km)
    gap = min(length * shape.gap_end, shape.gap_km)
    stop = length - gap
    half = _half_width(length, gap, room_deg, shape)
    scale = half / shape.head
    neck_at = max(stop - scale * shape.head_length, begin + (stop - begin) * 0.3)
    shaft = shapely.segmentize(substring(line, begin, neck_at), max((neck_at - begin) / _STEPS, 1e-6))
    spine = np.asarray(shaft.coords)
    widths = np.linspace(scale * shape.tail, scale * shape.neck, len(spine))[:, None]
    normals = _normals(spine)
    left, right = spine + normals * widths, spine - normals * widths
    tip = np.asarray(line.interpolate(stop).coords[0])
    barbs = spine[-1] + normals[-1] * half, spine[-1] - normals[-1] * half
    outline = Polygon(np.vstack([left, barbs[0], tip, barbs[1], right[::-1]]))
    if outline.is_valid:
        return outline
    return _by_pieces(left, right, Polygon([barbs[0], tip, barbs[1]]))


def _half_width(length: float, gap: float, room_deg: float, shape: Proportions) -> float:
    """Give the half width of a head, km, so that its barbs stay within half of the room at the objective."""
    least, most = shape.head_km
    usual = min(max(length * shape.head, least), most)
    spread = np.tan(np.radians(min(room_deg, 90.0) / 2))
    free = 1.0 - spread * shape.head_length / shape.head
    return usual if free <= 0 else min(usual, max(spread * gap / free, least / 2))


def _by_pieces(left: Array, right: Array, head: Polygon) -> BaseGeometry:
    """Build the arrow of a line that turns sharply from quadrangles: their union is valid where the outline is not."""
    quads = [Polygon([left[i], left[i + 1], right[i + 1], right[i]]).convex_hull for i in range(len(left) - 1)]
    return shapely.union_all([*quads, head])


def _normals(spine: Array) -> Array:
    """Give the unit normals to the left of a line, shape (n, 2)."""
    along = np.gradient(spine, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    return np.column_stack([-along[:, 1], along[:, 0]])
