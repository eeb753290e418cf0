"""Symbols of events (discs) and bases (frames): shape says kind, colour says party, outline says status."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely

from maps.figure.arrows import PRINT
from maps.figure.brush import hatch, mixed
from maps.figure.glyphs import glyph
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maps.figure.brush import Brush
    from maps.figure.chosen import Mark
    from maps.figure.view import Box, View

NEAR = 14.5  # points: symbols nearer than this become one
EDGE = 6.0  # points: a symbol nearer to the edge of the map would be cut
_SIDE = 7.4  # how far a base and events at one place stand apart from their middle
_PUSHES, _FARTHEST = 12, 11.0  # rounds, and points that a symbol may leave its place by
_ONE_PARTY = 0.6  # the share from which a symbol of several parties bears the colour of the first


@dataclass(frozen=True)
class Symbol:
    """One symbol on the paper: all marks of one layer at one spot. `x`, `y`, `radius` in points."""

    marks: tuple[Mark, ...]
    x: float
    y: float
    radius: float = 0.0
    shares: tuple[tuple[str, int], ...] = field(default=())

    @property
    def box(self) -> Box:
        """What it covers, its count included."""
        grow = self.radius + 1.2
        badge = 4.6 if len(self.marks) > 1 else 0.0
        return (self.x - grow, self.y - grow, self.x + grow + badge, self.y + grow + badge * 0.6)

    @property
    def lead(self) -> Mark:
        """The surest mark: the symbol's status is its own."""
        return min(self.marks, key=lambda mark: (mark.level, mark.id))


def group_marks(marks: Sequence[Mark], view: View) -> list[Symbol]:
    """Put the marks that the map shows together where they would cover each other; heaviest last."""
    bases = _merged([mark for mark in marks if mark.layer == "bases"], view)
    events = _merged([mark for mark in marks if mark.layer == "events"], view)
    bases, events = _apart(bases, events)
    return _spread([*sorted(events, key=_weight), *sorted(bases, key=_weight)])


def _spread(symbols: list[Symbol]) -> list[Symbol]:
    """Push apart symbols that still cover each other, each by a little."""
    at = np.array([(symbol.x, symbol.y) for symbol in symbols], dtype=float).reshape(-1, 2)
    home = at.copy()
    for _ in range(_PUSHES):
        for i, j in combinations(range(len(symbols)), 2):
            way = at[j] - at[i]
            gap = symbols[i].radius + symbols[j].radius + 1.0 - math.hypot(*way)
            if gap > 0:
                step = way / (math.hypot(*way) or 1.0) * gap / 2 if way.any() else np.array([gap / 2, 0.0])
                at[i] -= step
                at[j] += step
        moved = at - home
        far = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True) / _FARTHEST, 1.0)
        at = home + moved / far
    return [replace(symbol, x=x, y=y) for symbol, (x, y) in zip(symbols, at.tolist(), strict=True)]


def _merged(marks: Sequence[Mark], view: View) -> list[Symbol]:
    """Merge each spot into a heavier one near it; a vague place does not join an exact one."""
    spots: dict[tuple[float, float], list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.id):
        spots.setdefault((round(mark.lon, 3), round(mark.lat, 3)), []).append(mark)
    symbols: list[Symbol] = []
    placed = [Symbol(tuple(found), *view.point(*where)) for where, found in spots.items() if view.sees(*where, EDGE)]
    for spot in sorted(placed, key=lambda spot: (-_weight(spot)[0], spot.lead.id)):
        host = next((i for i, other in enumerate(symbols) if _joins(spot, other)), None)
        if host is None:
            symbols.append(spot)
        else:
            symbols[host] = replace(symbols[host], marks=(*symbols[host].marks, *spot.marks))
    return [_sized(symbol) for symbol in symbols]


def _joins(one: Symbol, other: Symbol) -> bool:
    vague = (all(mark.area is not None for mark in symbol.marks) for symbol in (one, other))
    return math.hypot(one.x - other.x, one.y - other.y) < NEAR and len(set(vague)) == 1


def _sized(symbol: Symbol) -> Symbol:
    style = load_style().symbol
    sources = sum(mark.sources for mark in symbol.marks)
    least, most = style["event"]
    radius = min(most, least + math.log2(max(sources, 1)) * 0.9)
    if symbol.lead.layer == "bases":
        radius = style["base"] * 0.94
    elif all(mark.background for mark in symbol.marks):
        radius = style["background"]
    shares = Counter(mark.actor for mark in symbol.marks)
    ordered = tuple(sorted(shares.items(), key=lambda item: (-item[1], item[0])))
    return replace(symbol, radius=radius * PRINT, shares=ordered)


def _apart(bases: list[Symbol], events: list[Symbol]) -> tuple[list[Symbol], list[Symbol]]:
    """Set a base and events at one place side by side."""
    events = list(events)
    moved: list[Symbol] = []
    shifted: set[int] = set()
    for base in bases:
        near = [i for i, event in enumerate(events) if math.hypot(event.x - base.x, event.y - base.y) < NEAR - 1]
        rival = next((i for i in near if i not in shifted), None)
        if rival is None:
            moved.append(base)
            continue
        shifted.add(rival)
        events[rival] = replace(events[rival], x=base.x + _SIDE, y=base.y)
        moved.append(replace(base, x=base.x - _SIDE))
    return moved, events


def _weight(symbol: Symbol) -> tuple[float, str]:
    return sum((0.1 if mark.background else 1.0) + (3 - mark.level) * 0.01 for mark in symbol.marks), symbol.lead.id


def symbol_colour(symbol: Symbol, colours: Mapping[str, str]) -> str:
    """Give the colour of the first party where it has most of the marks, else that of several."""
    actor, count = symbol.shares[0]
    parties = load_style().parties
    if count / len(symbol.marks) < _ONE_PARTY:
        several: str = parties["several"]
        return several
    return colours.get(actor, parties["unknown"])


def symbol_glyph(symbol: Symbol) -> str:
    """Give the glyph of what most of the marks tell, history hardly counted."""
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for mark in symbol.marks:
        counts[mark.glyph] += 1
        weights[mark.glyph] = weights.get(mark.glyph, 0.0) + (0.1 if mark.background else 1.0) + (3 - mark.level) * 0.2
    return min(weights, key=lambda name: (-weights[name], name))


def draw_symbol(brush: Brush, symbol: Symbol, colours: Mapping[str, str]) -> None:
    """Draw a symbol with its count."""
    lead = symbol.lead
    name, colour = symbol_glyph(symbol), symbol_colour(symbol, colours)
    draw_disc(brush, symbol.x, symbol.y, symbol.radius, layer=lead.layer, name=name, status=lead.status, colour=colour)
    if len(symbol.shares) > 1 and lead.layer == "events":
        draw_shares(
            brush, symbol.x, symbol.y, symbol.radius, [(colours[a], n) for a, n in symbol.shares if a in colours]
        )
    if len(symbol.marks) > 1:
        draw_count(brush, symbol.x, symbol.y, symbol.radius, len(symbol.marks))


def draw_disc(
    brush: Brush, x: float, y: float, radius: float, *, layer: str, name: str, status: str, colour: str
) -> None:
    """Draw a symbol of one kind: a disc for an event, a frame for a base."""
    style = load_style()
    look, halo = style.status[status], style.ground["light"]["halo"]
    colour = look.get("grey", colour)
    body = shapely.Point(x, y).buffer(radius, quad_segs=16)
    if layer == "bases":
        side = radius * 0.92
        body = shapely.box(x - side + 1.6, y - side + 1.6, x + side - 1.6, y + side - 1.6).buffer(1.6, quad_segs=6)
        if name == "headquarters":  # the staff line of APP-6
            staff = shapely.LineString([(x - side, y), (x - side, y - side - radius * 0.8)])
            brush.line(staff, halo, 3.0)
            brush.line(staff, colour, 1.2)
    full = look["fill"] == "full"
    brush.line(body, halo, style.symbol["halo"] * 2 * PRINT)
    brush.fill(body, colour if full else halo)
    if look["fill"] == "hatch":
        brush.line(hatch(body, 1.7), colour, 0.35, alpha=0.6)
    elif look["fill"] == "pale":
        brush.fill(body, colour, 0.16)
    brush.line(body, mixed(colour, "#000000", 0.18) if full else colour, 0.5 if full else 0.9, dash=look["dash"])
    brush.fill(glyph(name, radius * 1.32, x, y), halo if full else colour)
    if look.get("struck"):
        reach = radius * 0.9
        bar = shapely.LineString([(x - reach, y - reach), (x + reach, y + reach)])
        brush.line(bar, halo, 2.2)
        brush.line(bar, colour, 1.0)


def draw_shares(brush: Brush, x: float, y: float, radius: float, shares: Sequence[tuple[str, int]]) -> None:
    """Draw a ring around a symbol whose parts are the parties' shares, clockwise from the top."""
    total = sum(count for _, count in shares)
    turn = 0.0
    for colour, count in shares:
        end = turn + count / total
        angles = np.linspace(turn, end, max(int(60 * count / total), 6)) * 2 * math.pi
        ring = shapely.LineString(np.column_stack([x + radius * np.sin(angles), y + radius * np.cos(angles)]))
        brush.line(ring, colour, 1.5, dash=(1e3, 1))  # dashed for its flat ends
        turn = end


def draw_count(brush: Brush, x: float, y: float, radius: float, count: int) -> None:
    """Draw how many facts a symbol stands for, at its upper right."""
    ground = load_style().ground["light"]
    text = str(count)
    width = 3.2 + 3.2 * len(text)
    cx, cy = x + radius * 0.72 + width / 2 - 2.2, y + radius * 0.78
    pill = shapely.LineString([(cx - width / 2 + 3.2, cy), (cx + width / 2 - 3.2 + 1e-3, cy)]).buffer(3.3, quad_segs=12)
    brush.line(pill, ground["ink"], 1.0)
    brush.fill(pill, ground["halo"])
    brush.text(cx, cy - 1.75, text, 4.8, ground["ink"], weight="bold", align="center")
