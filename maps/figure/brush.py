"""What the figure is drawn with: shapes and texts on a sheet measured in points, each over the one before."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath, text_to_path
from shapely.geometry.polygon import orient

from maps.figure.view import POINTS_PER_INCH
from maps.style import rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.figure.view import Array

FAMILY = "DejaVu Sans"  # ships with matplotlib: the same widths on every machine
_LEAST_TEXT = 0.6  # share of its size to which a text may shrink before it is cut


class Brush:
    """A sheet to draw on, and the current clip.

    Parameters
    ----------
    width, height
        Of the sheet, in its own points.
    scale
        How many printer's points one of them is.
    """

    def __init__(self, width: float, height: float, scale: float = 1.0) -> None:
        inches = scale / POINTS_PER_INCH
        self.figure = Figure(figsize=(width * inches, height * inches), facecolor="white")
        self._scale = scale
        FigureCanvasAgg(self.figure)
        self._axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(0, height)
        self._axes.set_axis_off()
        self._order = 0
        self._clip: Path | None = None

    def clip(self, shape: BaseGeometry | None) -> None:
        """Draw only inside a shape from now on; ``None``: everywhere."""
        self._clip = None if shape is None else outline(shape)

    def fill(self, shape: BaseGeometry, colour: str, alpha: float = 1.0) -> None:
        """Fill the polygons of a shape."""
        if not shape.is_empty:
            self._add(PathPatch(outline(shape), facecolor=colour, edgecolor="none", linewidth=0, alpha=alpha))

    def line(
        self, shape: BaseGeometry, colour: str, width: float, *, dash: Sequence[float] = (), alpha: float = 1.0
    ) -> None:
        """Draw the lines of a shape, or the outlines of its polygons; `dash` in units of the width."""
        if shape.is_empty:
            return
        width *= self._scale
        style: Any = (0, tuple(part * width for part in dash)) if dash else "solid"
        cap = "butt" if dash else "round"
        self._add(
            PathPatch(
                outline(shape), facecolor="none", edgecolor=colour, linewidth=width, linestyle=style, alpha=alpha,
                capstyle=cap, joinstyle="round",
            )
        )  # fmt: skip

    def text(
        self, x: float, y: float, text: str, size: float, colour: str, *, weight: str = "normal",
        style: str = "normal", halo: str = "", halo_width: float = 2.2, align: str = "left",
    ) -> None:  # fmt: skip
        """Write a text on a base line. Its halo is a shape of its own, so that the text stays text."""
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * text_width(text, size, weight, style)
        if halo:
            path = TextPath((left, y), text.replace("$", r"\$"), size=size, prop=font(weight, style), usetex=False)
            self._add(
                PathPatch(path, facecolor="none", edgecolor=halo, linewidth=halo_width * self._scale, joinstyle="round")
            )
        artist = self._axes.text(
            x, y, text, color=colour, ha=align, va="baseline", fontproperties=font(weight, style, size * self._scale),
            parse_math=False, zorder=self._next(), clip_on=False,
        )  # fmt: skip
        if self._clip is not None:
            artist.set_clip_path(self._clip, self._axes.transData)
            artist.set_clip_on(True)

    def _add(self, patch: PathPatch) -> None:
        patch.set_zorder(self._next())
        self._axes.add_artist(patch)  # add_patch would measure each for limits that are fixed
        if self._clip is None:
            patch.set_clip_on(False)
        else:
            patch.set_clip_path(self._clip, self._axes.transData)

    def _next(self) -> int:
        self._order += 1
        return self._order


@lru_cache(maxsize=32)
def font(weight: str = "normal", style: Any = "normal", size: float = 10.0) -> FontProperties:
    """Give the figure's font."""
    return FontProperties(family=FAMILY, weight=weight, style=style, size=size)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "normal", style: str = "normal") -> float:
    """Measure a text, points."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, font(weight, style, size), ismath=False)
    return float(width)


@lru_cache(maxsize=4096)
def can_write(text: str) -> bool:
    """Whether the figure's font has every character of a text."""
    known = get_font(findfont(font())).get_charmap()
    return all(ord(char) in known for char in text)


def fitted(text: str, width: float, size: float, weight: str = "normal") -> tuple[str, float]:
    """Shrink a text to a width, and cut what still does not fit.

    Returns
    -------
    text, size
        The text ends in an ellipsis where it was cut.
    """
    needed = text_width(text, size, weight)
    if needed <= width:
        return text, size
    small = max(size * width / needed * 0.98, size * _LEAST_TEXT)
    if text_width(text, small, weight) <= width:
        return text, small
    return cut(text, width, small, weight), small


def cut(text: str, width: float, size: float, weight: str = "normal") -> str:
    """Cut a text to a width, with an ellipsis where something is lost."""
    if text_width(text, size, weight) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size, weight) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def wrapped(text: str, width: float, size: float, most: int, weight: str = "normal") -> list[str]:
    """Break a text into at most so many lines; the last one is cut where it does not fit."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and text_width(" ".join(words[: count + 1]), size, weight) <= width:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        lines.append(cut(" ".join(words), width, size, weight))
    return lines


def outline(shape: BaseGeometry) -> Path:
    """Give the polygons and lines of a shape as one path; holes turn the other way, so that they stay open."""
    vertices: list[Any] = []
    codes: list[Any] = []
    for part in shapely.get_parts(shapely.get_parts(shape)).tolist():
        if part.is_empty or part.geom_type == "Point":
            continue
        rings = [part]
        if part.geom_type == "Polygon":
            turned = orient(part)
            rings = [turned.exterior, *turned.interiors]
        for ring in rings:
            points = shapely.get_coordinates(ring)
            code = np.full(len(points), Path.LINETO, dtype=Path.code_type)
            code[0] = Path.MOVETO
            if ring.is_ring:
                code[-1] = Path.CLOSEPOLY
            vertices.append(points)
            codes.append(code)
    if not vertices:
        return Path(np.zeros((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))


def hatch(shape: BaseGeometry, spacing: float, *, down: bool = False) -> BaseGeometry:
    """Give slanting lines across a shape, `spacing` points apart on one grid for the whole sheet."""
    if shape.is_empty:
        return shape
    left, bottom, right, top = shape.bounds
    height = top - bottom
    step = spacing * math.sqrt(2)
    lean = -1 if down else 1
    low, high = (left - lean * bottom, right - lean * bottom)
    begin = math.floor((low - height) / step) * step
    count = math.ceil((high - low + 2 * height) / step) + 1
    offsets = begin + step * np.arange(count)
    starts = np.column_stack([offsets + lean * bottom, np.full(count, bottom)])
    ends = np.column_stack([offsets + lean * top, np.full(count, top)])
    return shapely.intersection(strokes(starts, ends), shape)


def strokes(starts: Array, ends: Array) -> BaseGeometry:
    """Give straight lines between points, both of shape (n, 2)."""
    return shapely.MultiLineString(list(np.stack([starts, ends], axis=1)))


def mixed(colour: str, other: str, share: float) -> str:
    """Mix a share of another colour into one."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
