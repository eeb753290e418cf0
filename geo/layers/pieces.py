"""A large ground of which only the piece around a shape is looked at: a coast has tens of thousands of vertices."""

from __future__ import annotations

from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo.layers.planes import polygons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

_FINEST, _COARSEST = 0, 5  # windows are two to the power of these many degrees wide, twice over
_MARGIN_DEG = 0.125  # what a window shows beyond: its straight cuts never touch the shape


class Pieces:
    """Gives the piece of a ground that a shape can meet; intersecting with it is intersecting with the ground.

    Parameters
    ----------
    whole
        Valid polygons, degrees.
    """

    def __init__(self, whole: BaseGeometry) -> None:
        self.whole = whole
        self._windows: dict[tuple[int, int, int], BaseGeometry] = {}

    def around(self, shape: BaseGeometry) -> BaseGeometry:
        """Give the piece of the ground around a shape, the ground itself around a wide one."""
        return self._within(shape.bounds, _FINEST) if not shape.is_empty else self.whole

    def _within(self, bounds: tuple[float, float, float, float], finest: int) -> BaseGeometry:
        west, south, east, north = bounds
        span = max(east - west, north - south)
        for level in range(finest, _COARSEST + 1):
            if span <= 2**level:
                key = (level, floor(west / 2**level), floor(south / 2**level))
                if key not in self._windows:
                    self._windows[key] = self._cut(*key)
                return self._windows[key]
        return self.whole

    def _cut(self, level: int, column: int, row: int) -> BaseGeometry:
        step = 2**level
        west, south = column * step - _MARGIN_DEG, row * step - _MARGIN_DEG
        window = (west, south, west + 2 * step + 2 * _MARGIN_DEG, south + 2 * step + 2 * _MARGIN_DEG)
        above = self._within(window, level + 1)
        piece = polygons_of(shapely.clip_by_rect(above, *window))
        piece = piece if piece.is_valid else above
        shapely.prepare(piece)
        return piece


class Countries:
    """Finds the country that a point lies in.

    Parameters
    ----------
    shapes
        Polygons of countries, degrees.
    """

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self._pieces = [Pieces(shape) for shape in shapes]

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree([piece.whole for piece in self._pieces])

    def at(self, lat: float, lon: float) -> Pieces | None:
        """Give the country at a point; ``None`` at sea and on a border."""
        point = Point(lon, lat)
        found = [
            index
            for index in self._tree.query(point).tolist()
            if shapely.contains(self._pieces[index].around(point), point)
        ]
        return self._pieces[found[0]] if len(found) == 1 else None
