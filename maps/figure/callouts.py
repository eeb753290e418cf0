"""Callouts: the few most important facts in words, off the busy ground, each with a line to its place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from maps.figure.brush import can_write, cut, text_width, wrapped
from maps.figure.chosen import Axis
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.figure.brush import Brush
    from maps.figure.chosen import Chosen, Mark
    from maps.figure.labels import Room
    from maps.figure.view import Box
    from maps.figure.words import Words

_TITLE, _WHEN = 6.4, 5.7  # points
_WIDTH, _LONG = 122.0, 150.0  # of a title's lines, and of the line below at most
_SURE = 1.03  # letters set for a screen run wider than they are
_LINES = 2
_PAD_X, _PAD_Y, _BAR, _AIR = 5.0, 3.6, 2.2, 3.0
_RINGS, _ANGLES = (46.0, 62.0, 80.0, 102.0, 128.0), 24
_COVERED = 0.005  # of a note: what it may cover of an arrow
_MOST_CROSSED = 1  # symbols or names under a note's line; rather no note than a tangle
_GAP, _ARROW_GAP = 9.0, 4.0  # between the line's end and the middle of a symbol, or the side of an arrow


@dataclass(frozen=True)
class Telling:
    """A fact in words, and where on the paper it is; `reach` is how far its line stays away."""

    title: tuple[str, ...]
    when: str
    colour: str
    x: float
    y: float
    reach: float

    @property
    def size(self) -> tuple[float, float]:
        """Breadth and height of its note, points."""
        widths = [*(text_width(line, _TITLE, "bold") for line in self.title), text_width(self.when, _WHEN)]
        height = len(self.title) * _TITLE * 1.2 + _WHEN * 1.15 + 2 * _PAD_Y
        return max(widths) * _SURE + 2 * _PAD_X + _BAR, height


@dataclass(frozen=True)
class Note:
    """A told fact that found room."""

    told: Telling
    box: Box


def weightiest(drawn: Chosen) -> list[Axis | Mark]:
    """Rank what is drawn, the most important first: by kind, sources, newness and certainty; one fact a place."""
    style = load_style()
    rules = style.callout
    everything: list[Axis | Mark] = [*drawn.axes, *drawn.marks]
    days = [fact.told.day for fact in everything if fact.told.day and not _is_past(fact)]
    begin = drawn.first or min(days, default=drawn.day)

    def score(fact: Axis | Mark) -> float:
        day = fact.told.day
        newness = 0.0
        if day and drawn.day and begin:
            newness = min(max((day - begin).days / max((drawn.day - begin).days, 1), 0.0), 1.0)
        kind = rules["kinds"].get("axes" if isinstance(fact, Axis) else fact.group, 1.0)
        level = style.status[fact.status]["level"]
        points: float = kind + rules["source"] * fact.sources + rules["newest"] * newness + rules["level"] * level
        return points

    facts = [fact for fact in everything if not (_is_past(fact) or _is_base(fact)) and fact.status != "denied"]
    found: dict[str, Axis | Mark] = {}
    for fact in sorted(facts, key=lambda fact: (-score(fact), fact.id)):
        found.setdefault(fact.objective_id if isinstance(fact, Axis) else fact.place_id, fact)
    return list(found.values())


def telling(
    fact: Axis | Mark, at: tuple[float, float], colours: Mapping[str, str], names: Mapping[str, str], words: Words
) -> Telling:
    """Put a fact into words."""
    told = fact.told
    where = words.where(told.place, told.relation)
    kind = words.page["toward"].replace("{place}", where) if isinstance(fact, Axis) else words.kind("event", fact.kind)
    title = kind if isinstance(fact, Axis) else f"{kind}, {where}"
    status = words.status(fact.status) if load_style().status[fact.status]["level"] else ""
    when = words.when(told.start, told.end, told.precision, told.reported)
    mark = f" {words.page['inferred']}" if not isinstance(fact, Axis) and fact.guessed else ""
    known = (f"{who}{mark}" if who else "" for who in (names.get(fact.actor, ""), fact.actor, ""))
    lines = (" · ".join(filter(None, (who, status, when))) for who in known)
    line = next((line for line in lines if text_width(line, _WHEN) <= _LONG), when)
    inner = _WIDTH - 2 * _PAD_X - _BAR
    reach = _ARROW_GAP if isinstance(fact, Axis) else _GAP
    return Telling(
        tuple(wrapped(title, inner, _TITLE, _LINES, "bold")), cut(line, _LONG, _WHEN),
        colours.get(fact.actor, load_style().parties["unknown"]), *at, reach,
    )  # fmt: skip


def place_notes(found: Iterable[Telling], room: Room, busy: BaseGeometry) -> list[Note]:
    """Find room for the notes, as many as the style allows; each takes its room from those after it.

    Parameters
    ----------
    found
        The most important first.
    room
        Nothing that it holds is covered, and hardly a thing crossed by a line.
    busy
        Held ground and the like, which notes keep off where they can.
    """
    notes: list[Note] = []
    for told in found:
        box = _best(told, room, busy, notes) if can_write("".join(told.title) + told.when) else None
        if box is None:
            continue
        notes.append(Note(told, box))
        room.take((box[0] - _AIR, box[1] - _AIR, box[2] + _AIR, box[3] + _AIR))
        if len(notes) == load_style().callout["most"]:
            break
    return notes


def draw_leader(brush: Brush, note: Note) -> None:
    """Draw the line from a note to its place: below symbols and names."""
    ground = load_style().ground["light"]
    line = leader(note.told, note.box)
    brush.line(line, ground["halo"], 2.6, alpha=0.85)
    brush.line(line, ground["ink"], 0.6)
    end = shapely.Point(line.coords[-1]).buffer(1.1, quad_segs=8)
    brush.fill(end, ground["ink"])


def draw_note(brush: Brush, note: Note) -> None:
    """Draw a note with the bar in its party's colour."""
    ground = load_style().ground["light"]
    told, (left, bottom, right, top) = note.told, note.box
    card = shapely.box(left + 2, bottom + 2, right - 2, top - 2).buffer(2, quad_segs=6)
    brush.line(card, ground["coast"], 0.7)
    brush.fill(card, ground["halo"], 0.97)
    brush.fill(shapely.box(left + 2.4, bottom + 3, left + 2.4 + _BAR * 0.7, top - 3), told.colour)
    x, y = left + _PAD_X + _BAR, top - _PAD_Y
    for text in told.title:
        brush.text(x, y - _TITLE * 0.86, text, _TITLE, ground["ink"], weight="bold")
        y -= _TITLE * 1.2
    brush.text(x, y - _WHEN * 0.9, told.when, _WHEN, ground["town_text"])


def leader(told: Telling, box: Box) -> shapely.LineString:
    """Give the line from a note to its place."""
    x, y = min(max(told.x, box[0]), box[2]), min(max(told.y, box[1]), box[3])
    length = math.hypot(told.x - x, told.y - y) or 1.0
    share = max(length - told.reach, 0.0) / length
    return shapely.LineString([(x, y), (x + (told.x - x) * share, y + (told.y - y) * share)])


def _best(told: Telling, room: Room, busy: BaseGeometry, notes: Sequence[Note]) -> Box | None:
    """Find where a note stands best: near its place, on quiet ground, its line over as little as can be."""
    width, height = told.size
    best: tuple[float, Box] | None = None
    lines = [leader(note.told, note.box) for note in notes]
    cards = [shapely.box(*note.box) for note in notes]
    for distance in _RINGS:
        for angle in np.linspace(0, 2 * math.pi, _ANGLES, endpoint=False).tolist():
            middle = (told.x + math.cos(angle) * distance * 1.3, told.y + math.sin(angle) * distance)
            left, bottom = middle[0] - width / 2, middle[1] - height / 2
            box = (left, bottom, left + width, bottom + height)
            wide = (box[0] - _AIR, box[1] - _AIR, box[2] + _AIR, box[3] + _AIR)
            if not room.free(wide) or room.crossed(wide) > _COVERED:
                continue
            line = leader(told, box)
            crossed = room.under(line)
            if crossed > _MOST_CROSSED or any(line.distance(other) < _AIR for other in lines):
                continue
            card = shapely.box(*box)
            if any(line.distance(other) < 1 for other in cards) or any(other.distance(card) < 1 for other in lines):
                continue
            held = shapely.intersection(busy, card).area / card.area
            cost = distance + 40 * held + 110 * crossed + room.along(line)
            if best is None or cost < best[0]:
                best = (cost, box)
    return best[1] if best else None


def _is_past(fact: Axis | Mark) -> bool:
    return bool(getattr(fact, "background", False))


def _is_base(fact: Axis | Mark) -> bool:
    return getattr(fact, "layer", "") == "bases"
