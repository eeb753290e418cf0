"""The map itself: from the ground up to the names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from maps.figure.arrows import PRINT, arrow_line, arrow_shape, draw_arrow, draw_second, second_head
from maps.figure.brush import hatch
from maps.figure.callouts import draw_leader, draw_note, place_notes, telling, weightiest
from maps.figure.chosen import Axis
from maps.figure.corners import quiet_corners
from maps.figure.countries import country_names, write_countries
from maps.figure.ground import draw_ground
from maps.figure.history import NOTHING
from maps.figure.labels import Room, place_names
from maps.figure.margins import draw_inset, draw_scale, locator
from maps.figure.marks import EDGE, draw_symbol, group_marks
from maps.figure.places import base_names, fact_names, place_ranks, town_dot, town_names
from maps.figure.zones import contact_lines, draw_changed, draw_contact, draw_earlier, draw_ring, draw_zones
from maps.style import load_style

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers, MapContext
    from maps.figure.brush import Brush
    from maps.figure.callouts import Telling
    from maps.figure.chosen import Chosen, Mark
    from maps.figure.corners import Corners
    from maps.figure.history import History
    from maps.figure.labels import Placed
    from maps.figure.places import Dot
    from maps.figure.view import View
    from maps.figure.words import Words

_RING = 11.5  # points: radius of a siege's ring
_WIDE = 0.6  # of the map's shorter side: a larger area says nothing of where
_TOLD = 12  # facts for which a note is tried


@dataclass(frozen=True)
class Material:
    """What a picture is drawn from, as the contract says."""

    layers: Layers
    context: MapContext


@dataclass(frozen=True)
class Look:
    """How a figure looks: colours and names of the parties, callouts or none.

    `since` is the day from which changes count, `corners` where scale bar and locator stand, if that is fixed.
    """

    colours: Mapping[str, str]
    names: Mapping[str, str]
    callouts: bool = True
    since: dt.date | None = None
    corners: Corners | None = None


class Picture:
    """What the map shows, laid out on the paper.

    Parameters
    ----------
    material
        Layers and context.
    chosen
        The facts of the day; `drawn` are those that lie on the map.
    view
        Where the map lies on the paper.
    look
        Colours and names of the parties, and what is shown.
    past
        What changed before, where it is shown.
    """

    def __init__(self, material: Material, chosen: Chosen, view: View, look: Look, past: History = NOTHING) -> None:
        self.layers, self.context, self.view, self.look = material.layers, material.context, view, look
        context = self.context
        self.colours = look.colours
        self.arrows = [(axis, shape) for axis in chosen.axes if (shape := self._arrow(axis)) is not None]
        self.drawn = replace(
            chosen,
            zones=tuple(zone for zone in chosen.zones if view.shape(zone.shape).intersects(view.rect)),
            axes=tuple(axis for axis, _ in self.arrows),
            marks=tuple(mark for mark in chosen.marks if view.sees(mark.lon, mark.lat, EDGE)),
        )
        self.symbols = group_marks(self.drawn.marks, view)
        self.sectors = [(mark, shape) for mark in self.drawn.marks if (shape := self._sector(mark)) is not None]
        self.contact = self._seen(contact_lines(chosen.zones, sides_of(context)))
        self.changed = self._seen(past.changed)
        self.earlier = tuple(
            line for shape in past.earlier
            if not (line := self._seen(shape).difference(self.contact.buffer(0.6))).is_empty
        )  # fmt: skip
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
        draw_earlier(brush, self.earlier)
        draw_changed(brush, self.changed)
        draw_contact(brush, self.contact)
        for mark, shape in self._once(self.sectors):
            self._draw_sector(brush, mark, shape)
        for axis, shape in sorted(self.arrows, key=lambda item: (-_level(item[0]), item[0].sources, item[0].id)):
            draw_arrow(brush, shape, axis.status, self._colour(axis.actor))
            second = second_head(line, axis.sources) if axis.main and (line := self._line(axis)) else None
            if second:
                draw_second(brush, second, axis.status, self._colour(axis.actor))
        for ring in self.rings:
            draw_ring(brush, *ring)
        self._draw_names(brush, words)
        if self.is_empty:
            self._say_nothing(brush, words)
        brush.clip(None)

    def corners(self) -> Corners:
        """Choose where scale bar and locator stand."""
        busy = shapely.union_all([
            *(shape for _, shape in self.arrows),
            *(shapely.box(*symbol.box) for symbol in self.symbols),
            *(shapely.Point(place).buffer(8) for place in self._places()),
        ])  # fmt: skip
        return quiet_corners(self.view, busy, self._held())

    def _draw_names(self, brush: Brush, words: Words) -> None:
        """Draw dots, symbols, notes, the scale bar and all names, which keep clear of each other."""
        room = Room(self.view.frame, [*(shape for _, shape in self.arrows), self.contact.buffer(1.2)])
        facts, dots = fact_names(self.layers, self.drawn, self.view, self.symbols, self.rings)
        for symbol in self.symbols:
            room.take(symbol.box)
        for dot in dots:
            room.take((dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
        corners = self.look.corners or self.corners()
        room.take(corners.scale)
        inset = locator(self.view, self.context, corners.inset)
        if inset:
            room.take(corners.inset)
        placed = place_names(facts, room)
        notes = place_notes(self._tellings(words), room, self._busy()) if self.look.callouts else []
        own = place_names(base_names(self.symbols), room)
        countries = country_names(self.context.world, self.view, room)
        ranked = {name.text for name in facts}
        near = self.layers.places["id"].tolist()
        towns = [name for name in town_names(self.context, self.view, near) if name.text not in ranked]
        towns = [name for name in towns if room.free((name.x - 1.5, name.y - 1.5, name.x + 1.5, name.y + 1.5))]
        small = place_names(towns, room)
        write_countries(brush, countries)
        self._draw_dots(brush, [*dots, *(town_dot(town.name) for town in small)])
        self._write(brush, small, "town_text")
        for note in notes:
            draw_leader(brush, note)
        for symbol in self.symbols:
            draw_symbol(brush, symbol, self.colours)
        self._write(brush, [*own, *placed], "ink")
        draw_scale(brush, self.view, corners.scale[0] + 4, corners.scale[1] + 4, words)
        if inset:
            draw_inset(brush, inset, self.view, self.context, self.layers.places)
        for note in notes:
            draw_note(brush, note)

    def _tellings(self, words: Words) -> Iterator[Telling]:
        """Give the facts in the order of their weight, in words, with where their note's line ends."""
        shapes = {axis.id: shape for axis, shape in self.arrows}
        spots = {mark.id: (symbol.x, symbol.y) for symbol in self.symbols for mark in symbol.marks}
        for fact in weightiest(self.drawn)[:_TOLD]:
            at = shapely.point_on_surface(shapes[fact.id]) if isinstance(fact, Axis) else shapely.Point(spots[fact.id])
            if at.within(self.view.rect):
                yield telling(fact, (at.x, at.y), self.colours, self.look.names, words)

    def _places(self) -> Iterator[tuple[float, float]]:
        ranks = place_ranks(self.drawn)
        places = self.layers.places[self.layers.places["id"].isin(ranks)]
        for lon, lat in zip(places["lon"].tolist(), places["lat"].tolist(), strict=True):
            if self.view.sees(lon, lat, 4):
                yield self.view.point(lon, lat)

    def _held(self) -> BaseGeometry:
        return shapely.union_all([self.view.shape(zone.shape) for zone in self.drawn.zones])

    def _busy(self) -> BaseGeometry:
        return shapely.union_all([self._held(), *(shape for _, shape in self.sectors)])

    def _seen(self, shape: BaseGeometry) -> BaseGeometry:
        return self.view.shape(shape).intersection(self.view.rect)

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

    def _line(self, axis: Axis) -> LineString | None:
        gap = load_style().arrow["gap"] * PRINT
        return arrow_line(self.view.shape(axis.line), gap * 1.3, gap + 3.3)

    def _arrow(self, axis: Axis) -> BaseGeometry | None:
        line = self._line(axis)
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


def sides_of(context: MapContext) -> dict[str, str]:
    """Give the side of each party; one without is a side of its own."""
    return {actor.id: actor.side or actor.id for actor in context.actors}
