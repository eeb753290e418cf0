"""The legend: what is drawn, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import shapely

from maps.figure.arrows import arrow_shape, draw_arrow
from maps.figure.brush import Brush, hatch, wrapped
from maps.figure.marks import draw_count, draw_disc, draw_shares
from maps.figure.zones import draw_area, draw_contact, draw_ring
from maps.style import CONTESTED, load_style
from maps.symbols import load_symbols

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maps.figure.chosen import Chosen
    from maps.figure.picture import Picture
    from maps.figure.view import Box
    from maps.figure.words import Words

    Draw = Callable[[Brush, float, float], None]

_TEXT, _HEAD, _ROW, _GAP = 6.6, 7.0, 11.4, 6.0  # points
_KEY = 28.0  # breadth of the symbols' column
_SMALLEST = 0.68  # to which a long legend may shrink
_NEUTRAL = "#5d6870"
_LOOKS = ("held", "inferred", "contested", "besieged", "claimed")
_FACES = {"occurred": "occurred", "ongoing": "occurred", "claimed": "claimed", "planned": "planned",
          "threatened": "planned", "denied": "denied"}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the legend; a heading draws nothing."""

    text: str
    draw: Draw | None = None


@dataclass
class Section:
    """A heading and its rows."""

    title: str
    rows: list[Row] = field(default_factory=list)


def legend_sections(picture: Picture, names: Mapping[str, str], words: Words) -> list[Section]:
    """List what a picture shows; `names` are those of the parties, in the map's order."""
    drawn, colours = picture.drawn, picture.colours
    sections = [
        _parties(drawn, names, colours, words),
        _control(drawn, colours, words, contact=not picture.contact.is_empty),
        _advances(drawn, words),
        _kinds(drawn, "bases", "base", words),
        _kinds(drawn, "events", "event", words),
        _signs(picture, words),
    ]
    return [section for section in sections if section.rows]


def _parties(drawn: Chosen, names: Mapping[str, str], colours: Mapping[str, str], words: Words) -> Section:
    used = {zone.party for zone in drawn.zones} | {axis.actor for axis in drawn.axes}
    used |= {mark.actor for mark in drawn.marks}
    rows = [Row(name, _swatch(colours[actor])) for actor, name in names.items() if actor in used]
    if "" in used:
        rows.append(Row(words.say("unnamed"), _swatch(load_style().parties["unknown"])))
    return Section(words.say("parties"), rows)


def _control(drawn: Chosen, colours: Mapping[str, str], words: Words, *, contact: bool) -> Section:
    used = {zone.look for zone in drawn.zones}
    rows = []
    for look in _LOOKS:
        if look in used:
            colour = colours[CONTESTED] if look == CONTESTED else _NEUTRAL
            rows.append(Row(words.say(look), _area_key(look, colour, ring=look == "besieged")))
    if any(zone.stale for zone in drawn.zones):
        days = load_style().age["days"]
        rows.append(Row(words.say("stale", days=days), _area_key("held", _NEUTRAL, stale=True)))
    if contact:
        rows.append(Row(words.say("contact"), lambda brush, x, y: draw_contact(brush, _line(x, y))))
    return Section(words.say("control"), rows)


def _advances(drawn: Chosen, words: Words) -> Section:
    used = {_FACES[axis.status] for axis in drawn.axes}
    rows = [Row(words.say(f"axis_{face}"), _arrow_key(face)) for face in dict.fromkeys(_FACES.values()) if face in used]
    return Section(words.say("advances"), rows)


def _kinds(drawn: Chosen, layer: str, group: str, words: Words) -> Section:
    """List kinds under their glyphs, the most frequent first; kinds that share a glyph stand together."""
    marks = [mark for mark in drawn.marks if mark.layer == layer]
    counts = Counter(mark.glyph for mark in marks)
    kinds: dict[str, list[str]] = {}
    for mark in sorted(marks, key=lambda mark: mark.kind):
        word = words.kind(group, mark.kind)
        if word not in kinds.setdefault(mark.glyph, []):
            kinds[mark.glyph].append(word)
    order = sorted(counts, key=lambda glyph: (-counts[glyph], glyph))
    return Section(words.say(layer), [Row(" / ".join(kinds[glyph]), _mark_key(layer, glyph)) for glyph in order])


def _signs(picture: Picture, words: Words) -> Section:
    """List what outlines and sizes of symbols mean."""
    symbols, colours = picture.symbols, picture.colours
    alone = [symbol.lead for symbol in symbols]
    rows = []
    for face in ("claimed", "planned", "denied"):
        if any(_FACES[mark.status] == face for mark in alone):
            layer = next(mark.layer for mark in alone if _FACES[mark.status] == face)
            rows.append(Row(words.say(f"status_{face}"), _mark_key(layer, "", face)))
    if any(all(mark.background for mark in symbol.marks) for symbol in symbols):
        rows.append(Row(words.say("background"), _mark_key("events", "", radius=3.4)))
    if any(len(symbol.marks) > 1 for symbol in symbols):
        rows.append(Row(words.say("several"), _count_key))
    shared = next((s for s in symbols if len(s.shares) > 1 and s.lead.layer == "events"), None)
    if shared is not None:
        parts = [(colours[actor], count) for actor, count in shared.shares if actor in colours]
        rows.append(Row(words.say("several_parties"), _shares_key(parts)))
    if picture.sectors:
        rows.append(Row(words.say("area"), _hatch_key))
    return Section("", rows)


def draw_legend(brush: Brush, sections: Sequence[Section], boxes: Sequence[Box], words: Words) -> None:
    """Write the legend into its columns; one that is too long is set smaller, then loses its rarest kinds."""
    ink = load_style().ground["light"]["ink"]
    for scale in (1.0, 0.92, 0.84, 0.76, _SMALLEST):
        placed = _flow(sections, boxes, scale)
        if len(placed) == sum(_lines(section) for section in sections):
            break
    total = sum(len(section.rows) for section in sections)
    shown = sum(1 for row, *_ in placed if row.draw)
    for row, x, y, width in placed:
        if row.draw is None:
            brush.text(x, y - _HEAD * scale * 0.36, row.text, _HEAD * scale, ink, weight="bold")
            continue
        row.draw(brush, x + 11, y)
        lines = wrapped(row.text, width - _KEY, _TEXT * scale, 2)
        for number, line in enumerate(lines):
            drop = (number - (len(lines) - 1) / 2) * _TEXT * scale * 1.12
            brush.text(x + _KEY, y - _TEXT * scale * 0.36 - drop, line, _TEXT * scale, ink)
    if shown < total and placed:
        _, x, y, _ = placed[-1]
        brush.text(x + _KEY, y - _ROW * scale - 1, words.say("more_kinds", n=total - shown), _TEXT * scale, _NEUTRAL)


def _lines(section: Section) -> int:
    return len(section.rows) + (1 if section.title else 0)


def _flow(sections: Sequence[Section], boxes: Sequence[Box], scale: float) -> list[tuple[Row, float, float, float]]:
    """Give each row its column, height and breadth, as far as there is room."""
    placed: list[tuple[Row, float, float, float]] = []
    column = 0
    left, bottom, right, top = boxes[0]
    y = top
    for section in sections:
        rows = ([Row(section.title)] if section.title else []) + section.rows
        y -= _GAP * scale if y < top else 0.0
        for number, row in enumerate(rows):
            text = wrapped(row.text, right - left - _KEY, _TEXT * scale, 2)
            height = (_ROW + (_TEXT * 0.95 if row.draw and len(text) > 1 else 0.0)) * scale
            wanted = height + (_ROW * scale if number == 0 and row.draw is None else 0.0)
            if y - wanted < bottom:
                column += 1
                if column >= len(boxes):
                    return placed
                left, bottom, right, top = boxes[column]
                y = top
            placed.append((row, left, y - height / 2, right - left))
            y -= height
    return placed


def _line(x: float, y: float) -> shapely.LineString:
    return shapely.LineString([(x - 10, y - 1), (x - 4, y + 1.2), (x + 3, y - 0.8), (x + 10, y + 1)])


def _swatch(colour: str) -> Draw:
    return lambda brush, x, y: brush.fill(shapely.box(x - 9, y - 3, x + 9, y + 3).buffer(1.2), colour)


def _area_key(look: str, colour: str, *, stale: bool = False, ring: bool = False) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> None:
        shape = shapely.box(x - 9, y - 3, x + 9, y + 3).buffer(1.2)
        tones = (
            [] if look == "claimed" else [shapely.box(x - 9, y - 5, x + 9 - 2.2 * i, y + 5) & shape for i in range(8)]
        )
        draw_area(brush, shape, tones, colour, look, stale=stale)
        if ring:
            draw_ring(brush, x, y, 4.6)

    return draw


def _arrow_key(face: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> None:
        line = shapely.LineString([(x - 11, y), (x + 11, y)])
        draw_arrow(brush, arrow_shape(line), face, _NEUTRAL)

    return draw


def _mark_key(layer: str, glyph: str, status: str = "occurred", radius: float = 5.0) -> Draw:
    name = glyph or load_symbols().events["Battles"]
    name = name if glyph or layer == "events" else load_symbols().bases["base"]
    return lambda brush, x, y: draw_disc(brush, x, y, radius, layer, name, status, _NEUTRAL)


def _count_key(brush: Brush, x: float, y: float) -> None:
    draw_disc(brush, x, y, 5.0, "events", load_symbols().events["Battles"], "occurred", _NEUTRAL)
    draw_count(brush, x, y, 5.0, 3)


def _shares_key(parts: Sequence[tuple[str, int]]) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> None:
        several = load_style().parties["several"]
        draw_disc(brush, x, y, 5.0, "events", load_symbols().events["Battles"], "occurred", several)
        draw_shares(brush, x, y, 5.0, parts)

    return draw


def _hatch_key(brush: Brush, x: float, y: float) -> None:
    shape = shapely.box(x - 9, y - 3, x + 9, y + 3).buffer(1.2)
    brush.line(hatch(shape, 2.4), _NEUTRAL, 0.45)
    brush.line(shape, _NEUTRAL, 0.7, dash=(1.2, 2.0))
