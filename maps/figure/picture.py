"""The map itself: from the ground up to the names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from maps.figure.arrows import PRINT, arrow_line, arrow_shape, draw_arrow
from maps.figure.brush import can_write, hatch, text_width
from maps.figure.ground import draw_ground
from maps.figure.labels import Room, name_box, place_names
from maps.figure.margins import draw_inset, draw_scale, inset_size, locator, scale_size
from maps.figure.marks import draw_symbol, group_marks
from maps.figure.places import fact_names, town_dot, town_names
from maps.figure.zones import contact_lines, draw_contact, draw_ring, draw_zones
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers, MapContext
    from maps.figure.brush import Brush
    from maps.figure.chosen import Axis, Chosen, Mark
    from maps.figure.labels import Placed
    from maps.figure.places import Dot
    from maps.figure.view import Box, View
    from maps.figure.words import Words

_RING = 11.5  # points: radius of a siege's ring
_WIDE = 0.6  # of the map's shorter side: a larger area says nothing of where
_COUNTRY_ROOM = 0.30  # of its name's breadth: radius of the largest disc in a country that can bear its name
_THIN_SPACE = "\u200a"


class Picture:
    """What the map shows, laid out on the paper.

    Parameters
    ----------
    layers, context
        As the contract says.
    chosen
        The facts of the day; `drawn` are those that lie on the map.
    view
        Where the map lies on the paper.
    colours
        Of the parties and of contested ground.
    """

    def __init__(
        self, layers: Layers, context: MapContext, chosen: Chosen, view: View, colours: Mapping[str, str]
    ) -> None:
        self.layers, self.context, self.view, self.colours = layers, context, view, colours
        self.arrows = [(axis, shape) for axis in chosen.axes if (shape := self._arrow(axis)) is not None]
        self.drawn = replace(
            chosen,
            zones=tuple(zone for zone in chosen.zones if view.shape(zone.shape).intersects(view.rect)),
            axes=tuple(axis for axis, _ in self.arrows),
            marks=tuple(mark for mark in chosen.marks if view.sees(mark.lon, mark.lat)),
        )
        self.symbols = group_marks(self.drawn.marks, view)
        self.sectors = [(mark, shape) for mark in self.drawn.marks if (shape := self._sector(mark)) is not None]
        sides = {actor.id: actor.side or actor.id for actor in context.actors}
        self.contact = view.shape(contact_lines(chosen.zones, sides)).intersection(view.rect)
        besieged = [zone for zone in self.drawn.zones if zone.look == "besieged" and view.sees(zone.lon, zone.lat)]
        self.rings = [(*view.point(zone.lon, zone.lat), _RING) for zone in besieged]

    @property
    def is_empty(self) -> bool:
        """Whether the map shows no fact."""
        return not (self.drawn.zones or self.drawn.axes or self.drawn.marks)

    def draw(self, brush: Brush, words: Words) -> None:
        """Draw it."""
        brush.clip(self.view.rect)
        draw_ground(brush, self.view, self.context, self.layers.places)
        draw_zones(brush, self.view, self.drawn.zones, self.colours)
        if not self.contact.is_empty:
            draw_contact(brush, self.contact)
        for mark, shape in self._once(self.sectors):
            self._draw_sector(brush, mark, shape)
        for axis, shape in sorted(self.arrows, key=lambda item: (-_level(item[0]), item[0].sources, item[0].id)):
            draw_arrow(brush, shape, axis.status, self._colour(axis.actor))
        for ring in self.rings:
            draw_ring(brush, *ring)
        self._draw_names(brush, words)
        if self.is_empty:
            self._say_nothing(brush, words)
        brush.clip(None)

    def _draw_names(self, brush: Brush, words: Words) -> None:
        """Draw dots, symbols, the scale bar and all names, which keep clear of them."""
        room = Room(self.view.frame, [*(shape for _, shape in self.arrows), self.contact.buffer(1.2)])
        facts, dots = fact_names(self.layers, self.drawn, self.view, self.symbols, self.rings)
        for symbol in self.symbols:
            room.take(symbol.box)
        for dot in dots:
            room.take((dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
        busy = [(name.x, name.y) for name in facts]
        corner = self._quiet_corner(scale_size(self.view), busy, [])
        room.take(corner)
        inset_box = self._quiet_corner(inset_size(self.view), busy, [corner])
        inset = locator(self.view, self.context, inset_box)
        if inset:
            room.take(inset_box)
        placed = place_names(facts, room)
        countries = self._country_names(room)
        ranked = {name.text for name in facts}
        near = self.layers.places["id"].tolist()
        towns = [name for name in town_names(self.context, self.view, near) if name.text not in ranked]
        towns = [name for name in towns if room.free((name.x - 1.5, name.y - 1.5, name.x + 1.5, name.y + 1.5))]
        small = place_names(towns, room)
        self._write_countries(brush, countries)
        self._draw_dots(brush, [*dots, *(town_dot(town.name) for town in small)])
        self._write(brush, small, "town_text")
        for symbol in self.symbols:
            draw_symbol(brush, symbol, self.colours)
        self._write(brush, placed, "ink")
        draw_scale(brush, self.view, corner[0] + 4, corner[1] + 4, words)
        if inset:
            draw_inset(brush, inset, self.view, self.context, self.layers.places)

    def _write(self, brush: Brush, placed: Sequence[Placed], colour: str) -> None:
        ground = load_style().ground["light"]
        for item in placed:
            name = item.name
            brush.text(
                item.left, item.base, name.text, name.size, ground[colour], weight=name.weight, halo=ground["halo"],
                halo_width=2.4 if name.weight == "bold" else 1.9,
            )  # fmt: skip

    def _draw_dots(self, brush: Brush, dots: Sequence[Dot]) -> None:
        ground = load_style().ground["light"]
        for dot in dots:
            disc = shapely.Point(dot.x, dot.y).buffer(dot.radius, quad_segs=12)
            brush.line(disc, ground["halo"], 2.2 if dot.fact else 1.2)
            brush.fill(disc, ground["ink" if dot.fact else "town"])

    def _country_names(self, room: Room) -> list[tuple[float, float, str, float]]:
        """Give middle, base, text and size of the countries' names that find room."""
        world = self.context.world
        size = load_style().label["country"] * PRINT * 0.86
        found: list[tuple[float, float, str, float]] = []
        if world is None:
            return found
        for title, country in zip(world.countries["name"], world.countries.geometry, strict=True):
            seen = self.view.shape(country).intersection(self.view.rect)
            text = _THIN_SPACE.join(title.upper())
            spot = _widest(seen) if can_write(text) and not seen.is_empty else None
            if spot is None:
                continue
            middle, radius = spot
            width = text_width(text, size)
            if radius < width * _COUNTRY_ROOM:
                continue
            for drop in (0.0, 0.3, -0.3, 0.6, -0.6):
                left, base = middle.x - width / 2, middle.y - size * 0.36 + drop * radius
                box = name_box(text, size, "normal", left, base)
                if room.free(box) and room.crossed(box) == 0:
                    room.take(box)
                    found.append((middle.x, base, text, size))
                    break
        return found

    def _write_countries(self, brush: Brush, names: Sequence[tuple[float, float, str, float]]) -> None:
        ground = load_style().ground["light"]
        for x, base, text, size in names:
            brush.text(
                x, base, text, size, ground["country_text"], align="center", halo=ground["other"], halo_width=1.6
            )

    def _arrow(self, axis: Axis) -> BaseGeometry | None:
        gap = load_style().arrow["gap"] * PRINT
        line = arrow_line(self.view.shape(axis.line), gap * 1.3, gap + 3.3)
        if line is None:
            return None
        shape = arrow_shape(line, axis.sources)
        return shape if shape.intersects(self.view.rect) else None

    def _sector(self, mark: Mark) -> BaseGeometry | None:
        """Give the area of a vague place, unless it is history or too wide to say anything."""
        if mark.area is None or mark.background:
            return None
        shape = self.view.shape(mark.area)
        if shape.is_empty:
            return None
        left, bottom, right, top = shape.bounds
        frame = self.view.frame
        shorter = min(frame[2] - frame[0], frame[3] - frame[1])
        return shape if max(right - left, top - bottom) <= _WIDE * shorter else None

    def _once(self, sectors: Sequence[tuple[Mark, BaseGeometry]]) -> list[tuple[Mark, BaseGeometry]]:
        """Give the areas; several facts of one party in one area need one hatch."""
        found: dict[tuple[float, float, str], tuple[Mark, BaseGeometry]] = {}
        for mark, shape in sectors:
            found.setdefault((mark.lon, mark.lat, mark.actor), (mark, shape))
        return list(found.values())

    def _draw_sector(self, brush: Brush, mark: Mark, shape: BaseGeometry) -> None:
        colour = load_style().status[mark.status].get("grey", self._colour(mark.actor))
        brush.line(hatch(shape, 3.4), colour, 0.42, alpha=0.6)
        brush.line(shape, colour, 0.75, dash=(1.2, 2.0), alpha=0.9)

    def _colour(self, actor: str) -> str:
        unknown: str = load_style().parties["unknown"]
        return self.colours.get(actor, unknown)

    def _quiet_corner(
        self, size: tuple[float, float], places: Sequence[tuple[float, float]], taken: Sequence[Box]
    ) -> Box:
        """Give the corner of the map with the fewest facts: what helps to read the map goes there."""
        left, bottom, right, top = self.view.frame
        width, height = size
        corners = [(x, y) for y in (bottom + 7, top - height - 7) for x in (left + 7, right - width - 7)]
        busy = shapely.union_all([
            *(shape for _, shape in self.arrows),
            *(shapely.box(*symbol.box) for symbol in self.symbols),
            *(shapely.Point(place).buffer(8) for place in places),
        ])  # fmt: skip
        zones = shapely.union_all([self.view.shape(zone.shape) for zone in self.drawn.zones])
        held = shapely.union_all([shapely.box(*box) for box in taken])
        boxes = [(x, y, x + width, y + height) for x, y in corners]
        return min(boxes, key=lambda box: 1e3 * _overlap(held, box) + 6 * _overlap(busy, box) + _overlap(zones, box))

    def _say_nothing(self, brush: Brush, words: Words) -> None:
        left, bottom, right, top = self.view.frame
        ground = load_style().ground["light"]
        brush.text(
            (left + right) / 2, (bottom + top) / 2, words.say("nothing"), 8.5, ground["ink"], align="center",
            halo=ground["halo"], halo_width=3.0,
        )  # fmt: skip


def _level(axis: Axis) -> int:
    level: int = load_style().status[axis.status]["level"]
    return level


def _overlap(shape: BaseGeometry, box: Box) -> float:
    return float(shapely.intersection(shape, shapely.box(*box)).area)


def _widest(shape: BaseGeometry) -> tuple[shapely.Point, float] | None:
    """Give middle and radius of the largest disc inside a shape."""
    parts = [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    line = shapely.maximum_inscribed_circle(largest.simplify(1.0), tolerance=1.0)
    return shapely.get_point(line, 0), float(line.length)
