"""Sides of the compass on a journey: which way somebody is told to go, on which side of the goal the origin is told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.facts.movement import bearings, sides
from geo.geodesy import bearing_deg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.items import Item
    from geo.records import Location

# A place lies on a side when its bearing is this near to it; far off that, it lies elsewhere.
ON_SIDE_DEG = 67.5
_OFF_SIDE_DEG = 100.0
# How far, in items, the word for a side stands before and after a movement, and after its origin.
_BEFORE, _AFTER, _BESIDE = 2, 7, 4
_ENDINGS = ("", "wards", "ward", "bound")


def lies(place: Location, side: str, goal: Location) -> bool:
    """Tell whether a place lies on the given side of a goal."""
    return _off(bearing_deg(goal.lat, goal.lon, place.lat, place.lon), side) <= ON_SIDE_DEG


def side_clues(items: Sequence[Item], head: int, begun: tuple[int, Location], goal: Location) -> Iterator[str]:
    """Tell whether the way from an origin to a goal is the one told ("drove east", "from X in the west").

    `begun` is the origin with its item, -1 where the sentence does not name it; `head` the movement's item.
    """
    index, origin = begun
    way = bearing_deg(origin.lat, origin.lon, goal.lat, goal.lon)
    heading = _heading(items, head)
    if heading:
        yield f"bearing={_agrees(way, heading)}"
    stands = _stands(items, index) if index >= 0 else ""
    if stands:
        yield f"lies={_agrees(way + 180.0, stands)}"


def _heading(items: Sequence[Item], head: int) -> str:
    """Give the side somebody goes to: "moved north"; not where from ("from the north") nor a part ("north of")."""
    for index in range(max(0, head - _BEFORE), min(len(items), head + _AFTER)):
        side = _sides().get(items[index].low)
        if side is None or _is_of(items, index):
            continue
        if not {item.low for item in items[max(0, index - 2) : index]} & {"from", "in"}:
            return side
    return ""


def _stands(items: Sequence[Item], origin: int) -> str:
    """Give the side on which an origin is said to stand: "from X in the east", "from X, to the south"."""
    for index in range(origin + 1, min(len(items), origin + _BESIDE)):
        side = _sides().get(items[index].low)
        if side is not None and items[index - 1].low in {"the", ","} and not _is_of(items, index):
            return side
    return ""


@cache
def _sides() -> Mapping[str, str]:
    """Give the words for a side, with those for the way there: "north", "northern", "northwards"."""
    return {word + ending: side for word, side in sides().items() for ending in _ENDINGS}


def _is_of(items: Sequence[Item], index: int) -> bool:
    return index + 1 < len(items) and items[index + 1].low == "of"


def _agrees(bearing: float, side: str) -> str:
    off = _off(bearing, side)
    return "along" if off <= ON_SIDE_DEG else "askew" if off < _OFF_SIDE_DEG else "against"


def _off(bearing: float, side: str) -> float:
    return abs((bearing - bearings()[side] + 180.0) % 360.0 - 180.0)
