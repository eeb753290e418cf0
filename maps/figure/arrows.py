"""Axes of advance as tapered arrows of printable breadth along their lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.ops import substring

from maps.figure.brush import hatch, mixed
from maps.style import load_style

if TYPE_CHECKING:
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from maps.figure.brush import Brush
    from maps.figure.view import Array

PRINT = 0.66  # points of the figure for a pixel of the page: paper is read from nearer
_STEPS = 24
_LEAST = 6.0  # points: a shorter line gives no arrow
_MANY = 4  # sources that make an arrow as broad as it gets


def arrow_line(line: BaseGeometry, gap_start: float, gap_end: float) -> LineString | None:
    """Leave the symbols at both ends free; ``None`` where nothing is left.

    Parameters
    ----------
    line
        On the paper, points.
    gap_start, gap_end
        Points; a short line keeps at least the half of itself.
    """
    parts = [part for part in shapely.get_parts(line).tolist() if part.geom_type == "LineString"]
    if not parts or line.length < _LEAST:
        return None
    longest = max(parts, key=lambda part: part.length)
    scale = min(1.0, longest.length * 0.45 / max(gap_start + gap_end, 1e-6))
    kept: Any = substring(longest, gap_start * scale, longest.length - gap_end * scale)
    return kept if kept.length >= _LEAST / 2 else None


def arrow_shape(line: LineString, sources: int = 1, *, most: float | None = None) -> BaseGeometry:
    """Give the arrow along a line: broader with more sources (`most` bounds it), its tip at the line's end."""
    style = load_style().arrow
    neck = min(_neck(line, sources), most or math.inf)
    head = neck * style["head_length"]
    shaft_length = line.length - head
    along = np.linspace(0, shaft_length, _STEPS + 1)
    spine = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(along + head / 2, line.length)))
    normals = _normals(spine, ahead)
    halves = (neck * (style["tail"] + (1 - style["tail"]) * (along / shaft_length) ** 1.15) / 2)[:, None]
    left, right = spine + normals * halves, spine - normals * halves
    tip = np.array(line.coords[-1])
    across = _normals(spine[-1:], tip[None, :])[0] * neck * style["head"] / 2
    back = spine[-1] - (tip - spine[-1]) * 0.16  # barbs swept back a little
    corners = np.vstack([left, back + across, tip, back - across, right[::-1]])
    shape = shapely.Polygon(corners)
    return shape if shape.is_valid else shapely.make_valid(shape)


def second_head(line: LineString, sources: int = 1) -> BaseGeometry | None:
    """Give the second head of a main attack, a chevron on the shaft just behind the head; ``None`` without room."""
    style = load_style().arrow
    neck = _neck(line, sources)
    at = line.length - neck * style["head_length"] * 1.25
    if at < neck * 2:
        return None
    tip, tail = (shapely.get_coordinates(line.interpolate(along)) for along in (at, at - neck * 0.9))
    across = _normals(tail, tip)[0] * neck * style["head"] / 2.3
    back = (tail - tip)[0] * 0.62
    tip, tail = tip[0], tail[0]
    return shapely.Polygon([tail + across, tip, tail - across, tail - across + back, tip + back, tail + across + back])


def draw_second(brush: Brush, shape: BaseGeometry, status: str, colour: str) -> None:
    """Draw the second head in its arrow's colour."""
    ground = load_style().ground["light"]
    colour = load_style().status[status].get("grey", colour)
    brush.line(shape, ground["halo"], 2.2)
    brush.fill(shape, mixed(colour, ground["ink"], 0.45))


def draw_arrow(brush: Brush, shape: BaseGeometry, status: str, colour: str) -> None:
    """Draw an arrow as its status says: full, hatched, pale and dashed, or struck through."""
    style = load_style()
    look, ground = style.status[status], style.ground["light"]
    colour = look.get("grey", colour)
    dark = mixed(colour, ground["ink"], 0.3)
    brush.line(shape, ground["halo"], 3.6, alpha=0.92)
    if look["fill"] == "full":
        brush.fill(shape, colour, 0.94)
        brush.line(shape, dark, 0.55)
        return
    brush.fill(shape, ground["halo"], 0.78)
    if look["fill"] == "pale":
        brush.fill(shape, colour, 0.26)
    elif look["fill"] == "hatch":
        brush.line(hatch(shape, 1.9), colour, 0.5)
    brush.line(shape, colour, 0.95, dash=look["dash"])
    if look.get("struck"):
        strike(brush, shape, colour)


def strike(brush: Brush, shape: BaseGeometry, colour: str) -> None:
    """Strike an arrow through."""
    middle = shapely.point_on_surface(shape)
    reach = 6.0
    bar = shapely.LineString([(middle.x - reach, middle.y - reach), (middle.x + reach, middle.y + reach)])
    brush.line(bar, load_style().ground["light"]["halo"], 2.8)
    brush.line(bar, colour, 1.3)


def _neck(line: LineString, sources: int) -> float:
    thin, thick = (breadth * PRINT for breadth in load_style().arrow["neck"])
    rank = min(1.0, (sources - 1) / (_MANY - 1))
    return float(min(thin + (thick - thin) * rank, line.length / 4.2))


def _normals(points: Array, ahead: Array) -> Array:
    way = ahead - points
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    return np.column_stack([-way[:, 1], way[:, 0]])
