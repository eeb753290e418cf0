"""The small pictures of the legend, drawn as the map draws; `s` is the legend's scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import affinity

from maps.figure.arrows import arrow_shape, draw_arrow, draw_second, second_head
from maps.figure.brush import hatch
from maps.figure.marks import draw_count, draw_disc, draw_shares
from maps.figure.zones import draw_area, draw_changed, draw_contact, draw_earlier, draw_ring
from maps.style import load_style
from maps.symbols import load_symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maps.figure.brush import Brush

    Draw = Callable[[Brush, float, float, float], None]

NEUTRAL = "#5d6870"  # what stands for any party
_RADIUS = 4.3  # points
_TONES = 10


def swatch(colour: str) -> Draw:
    """Show a party's colour."""
    return lambda brush, x, y, s: brush.fill(_bar(x, y, s), colour)


def area_key(look: str, colour: str, *, stale: bool = False) -> Draw:
    """Show a look of control."""

    def draw(brush: Brush, x: float, y: float, s: float) -> None:
        shape = _bar(x, y, s)
        left, bottom, right, top = shape.bounds
        step = (right - left) / _TONES
        tones = [shapely.intersection(shapely.box(left, bottom, right - step * i, top), shape) for i in range(_TONES)]
        draw_area(brush, shape, [] if look == "claimed" else tones, colour, look, stale=stale)
        if look == "besieged":
            draw_ring(brush, x, y, 4.2 * s)

    return draw


def contact_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show a line of contact."""
    line = shapely.LineString([(-10, -1), (-4, 1.2), (3, -0.8), (10, 1)])
    draw_contact(brush, affinity.affine_transform(line, [s, 0, 0, s, x, y]))


def earlier_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show where the line of contact ran before."""
    draw_earlier(brush, [shapely.LineString([(x - 10 * s, y), (x + 10 * s, y)])])


def changed_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show ground that changed hands."""
    shape = _bar(x, y, s)
    brush.fill(shape, NEUTRAL, 0.3)
    draw_changed(brush, shape)


def main_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show the second head of a main attack."""
    line = shapely.LineString([(x - 11 * s, y), (x + 11 * s, y)])
    draw_arrow(brush, arrow_shape(line, most=4.2 * s), "occurred", NEUTRAL)
    second = second_head(line)
    if second:
        draw_second(brush, affinity.translate(affinity.scale(second, 0.85, 0.85), 0.6 * s), "occurred", NEUTRAL)


def arrow_key(status: str) -> Draw:
    """Show the look of an axis of advance."""

    def draw(brush: Brush, x: float, y: float, s: float) -> None:
        line = shapely.LineString([(x - 11 * s, y), (x + 11 * s, y)])
        draw_arrow(brush, arrow_shape(line, most=4.2 * s), status, NEUTRAL)

    return draw


def mark_key(layer: str, glyph: str, status: str = "occurred", size: float = 1.0) -> Draw:
    """Show a glyph in its frame; without one, the frame's look with a usual glyph."""
    name = glyph or (load_symbols().events["Battles"] if layer == "events" else load_symbols().bases["base"])
    return lambda brush, x, y, s: draw_disc(
        brush, x, y, _RADIUS * s * size, layer=layer, name=name, status=status, colour=NEUTRAL
    )


def count_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show a symbol that stands for several facts."""
    mark_key("events", "")(brush, x, y, s)
    draw_count(brush, x, y, _RADIUS * s, 3)


def shares_key(shares: Sequence[tuple[str, int]]) -> Draw:
    """Show a symbol of several parties."""

    def draw(brush: Brush, x: float, y: float, s: float) -> None:
        several = load_style().parties["several"]
        name = load_symbols().events["Battles"]
        draw_disc(brush, x, y, _RADIUS * s, layer="events", name=name, status="occurred", colour=several)
        draw_shares(brush, x, y, _RADIUS * s, shares)

    return draw


def hatch_key(brush: Brush, x: float, y: float, s: float) -> None:
    """Show a vague place."""
    shape = _bar(x, y, s)
    brush.line(hatch(shape, 2.4), NEUTRAL, 0.45)
    brush.line(shape, NEUTRAL, 0.7, dash=(1.2, 2.0))


def _bar(x: float, y: float, s: float) -> shapely.Polygon:
    return shapely.box(x - 8.5 * s, y - 2 * s, x + 8.5 * s, y + 2 * s).buffer(1.2 * s, quad_segs=6)
