"""Names without collisions: eight positions around each place, the weightiest first; what finds no room is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from maps.figure.brush import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.figure.view import Box

_ASCENT, _DESCENT = 0.76, 0.22  # of the size: what capitals and descenders take
_AIR = 1.2  # points between a name and what it must not touch
_CROSSED = 6.0  # what a name wholly over an arrow costs, in steps of preference


@dataclass(frozen=True)
class Name:
    """A name to place: position of its place, half sizes of what stands there, and how it is written."""

    text: str
    x: float
    y: float
    rx: float
    ry: float
    size: float
    weight: str = "normal"
    keep: bool = False


@dataclass(frozen=True)
class Placed:
    """A name that found room: `left` and `base` of its text, and its box."""

    name: Name
    left: float
    base: float
    box: Box


class Room:
    """What of the map is taken.

    Parameters
    ----------
    frame
        The map's edge, points.
    soft
        Shapes (arrows, lines of contact) that names avoid but may cross.
    """

    def __init__(self, frame: Box, soft: Sequence[BaseGeometry] = ()) -> None:
        self._frame = frame
        self._boxes: list[Box] = []
        self._soft = shapely.union_all(list(soft)) if soft else shapely.Polygon()
        shapely.prepare(self._soft)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self._boxes.append(box)

    def free(self, box: Box) -> bool:
        """Whether a box lies on the map and touches nothing taken."""
        left, bottom, right, top = self._frame
        if box[0] < left + 2 or box[1] < bottom + 2 or box[2] > right - 2 or box[3] > top - 2:
            return False
        return all(box[2] < o[0] or box[0] > o[2] or box[3] < o[1] or box[1] > o[3] for o in self._boxes)

    def under(self, line: BaseGeometry) -> int:
        """Count the taken boxes that a line runs over."""
        return int(shapely.intersects(line, shapely.box(*np.array(self._boxes).reshape(-1, 4).T)).sum())

    def along(self, line: BaseGeometry) -> float:
        """Give the length of a line over soft shapes, points."""
        return float(shapely.intersection(self._soft, line).length)

    def crossed(self, box: Box) -> float:
        """Give the share of a box that soft shapes cover."""
        shape = shapely.box(*box)
        if not shapely.intersects(self._soft, shape):
            return 0.0
        return float(shapely.intersection(self._soft, shape).area / shape.area)


def place_names(names: Iterable[Name], room: Room) -> list[Placed]:
    """Place names in their order; each takes its room from those after it.

    A name that is not to be kept at any cost does without a place over an arrow.
    """
    placed = []
    for name in names:
        choice = _best(name, room)
        if choice is not None:
            room.take(choice.box)
            placed.append(choice)
    return placed


def name_box(text: str, size: float, weight: str, left: float, base: float) -> Box:
    """Give the box that a text takes."""
    right = left + text_width(text, size, weight)
    return (left - _AIR, base - size * _DESCENT - _AIR / 2, right + _AIR, base + size * _ASCENT + _AIR / 2)


def _best(name: Name, room: Room) -> Placed | None:
    best: tuple[float, Placed] | None = None
    for order, (left, base) in enumerate(_positions(name)):
        box = name_box(name.text, name.size, name.weight, left, base)
        if not room.free(box):
            continue
        crossed = room.crossed(box)
        if crossed > 0.02 and not name.keep:  # noqa: PLR2004 - a touch does no harm
            continue
        cost = order * 0.45 + crossed * _CROSSED + (1.0 if crossed else 0.0)
        if best is None or cost < best[0]:
            best = (cost, Placed(name, left, base, box))
    return best[1] if best else None


def _positions(name: Name) -> list[tuple[float, float]]:
    """Give the eight positions, best first, then the same a little further out."""
    width = text_width(name.text, name.size, name.weight)
    spots = []
    for more in (0.0, 4.0):
        rx, ry = name.rx + 2.2 + more, name.ry + 1.6 + more
        right, left, middle = name.x + rx, name.x - rx - width, name.x - width / 2
        level, above, below = name.y - name.size * 0.36, name.y + ry, name.y - ry - name.size * 0.74
        high, low = name.y + ry * 0.45, name.y - ry * 0.45 - name.size * 0.72
        spots += [
            (right, level), (left, level), (middle, above), (middle, below),
            (name.x + rx * 0.75, high), (name.x + rx * 0.75, low),
            (name.x - rx * 0.75 - width, high), (name.x - rx * 0.75 - width, low),
        ]  # fmt: skip
    return spots
