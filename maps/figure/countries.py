"""The countries' names: each in the widest part of what the map shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from maps.figure.arrows import PRINT
from maps.figure.brush import can_write, text_width
from maps.figure.labels import name_box
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import World
    from maps.figure.brush import Brush
    from maps.figure.labels import Room
    from maps.figure.view import View

_ROOM = 0.30  # of its name's breadth: radius of the largest disc in a country that can bear its name
_THIN_SPACE = "\u200a"


@dataclass(frozen=True)
class CountryName:
    """A country's name that found room: its middle and base line, points."""

    text: str
    x: float
    base: float


def country_names(world: World | None, view: View, room: Room) -> list[CountryName]:
    """Place the names of the countries on the map; what finds no room is left out."""
    size = _size()
    found: list[CountryName] = []
    if world is None:
        return found
    for title, country in zip(world.countries["name"], world.countries.geometry, strict=True):
        seen = view.shape(country).intersection(view.rect)
        text = _THIN_SPACE.join(title.upper())
        spot = _widest(seen) if can_write(text) and not seen.is_empty else None
        if spot is None:
            continue
        middle, radius = spot
        width = text_width(text, size)
        if radius < width * _ROOM:
            continue
        for drop in (0.0, 0.3, -0.3, 0.6, -0.6):
            left, base = middle.x - width / 2, middle.y - size * 0.36 + drop * radius
            box = name_box(text, size, "normal", left, base)
            if room.free(box) and room.crossed(box) == 0:
                room.take(box)
                found.append(CountryName(text, middle.x, base))
                break
    return found


def write_countries(brush: Brush, names: Sequence[CountryName]) -> None:
    """Write the names."""
    ground = load_style().ground["light"]
    for name in names:
        brush.text(
            name.x, name.base, name.text, _size(), ground["country_text"], align="center", halo=ground["other"],
            halo_width=1.6,
        )  # fmt: skip


def _size() -> float:
    size: float = load_style().label["country"] * PRINT * 0.86
    return size


def _widest(shape: BaseGeometry) -> tuple[shapely.Point, float] | None:
    """Give middle and radius of the largest disc inside a shape."""
    parts = [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    line = shapely.maximum_inscribed_circle(largest.simplify(1.0), tolerance=1.0)
    return shapely.get_point(line, 0), float(line.length)
