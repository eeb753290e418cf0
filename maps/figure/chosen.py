"""Which facts the figure draws: those of one day, as records that know how they look."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from maps.figure.words import parse_day
from maps.popups import main_efforts
from maps.style import CONTESTED, load_style
from maps.symbols import load_symbols

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers, MapContext

EVERYTHING = 3  # the strictness step that leaves nothing out
_AHEAD = dt.timedelta(days=30)  # how far after the newest article the default day may lie


@dataclass(frozen=True)
class Zone:
    """A held cell; `party` is the holder or `CONTESTED`, `look` a row of the style's control table. Degrees."""

    place_id: str
    party: str
    look: str
    stale: bool
    shape: BaseGeometry
    lon: float
    lat: float


@dataclass(frozen=True)
class Told:
    """Where and when a fact was, as its layer has it, and the day on which it was first reported."""

    place: str
    relation: str
    start: str
    end: str
    precision: str
    reported: dt.date | None

    @property
    def day(self) -> dt.date | None:
        """The day by which the fact is put in order."""
        return parse_day(self.start) or self.reported


@dataclass(frozen=True)
class Axis:
    """An axis of advance; `line` from origin to objective, degrees; `main` where its sentence calls it the main one."""

    id: str
    actor: str
    status: str
    line: LineString
    sources: int
    origin_id: str
    objective_id: str
    told: Told
    main: bool


@dataclass(frozen=True)
class Mark:
    """An event or a base; `layer` says which, `status` is a row of the style's status table, `area` degrees.

    `group` is what the kinds of events belong to; `name` a base's own; `guessed`: no sentence names the actor.
    """

    layer: str
    id: str
    group: str
    kind: str
    name: str
    glyph: str
    actor: str
    status: str
    level: int
    lon: float
    lat: float
    background: bool
    sources: int
    place_id: str
    area: BaseGeometry | None
    told: Told
    guessed: bool = False


@dataclass(frozen=True)
class Chosen:
    """What is drawn, sorted by id, and the first and last day that it covers."""

    day: dt.date | None
    first: dt.date | None
    zones: tuple[Zone, ...] = ()
    axes: tuple[Axis, ...] = ()
    marks: tuple[Mark, ...] = ()


def default_day(layers: Layers, context: MapContext) -> dt.date | None:
    """Give the day of the figure where none is asked for: the period's end, else the last that the facts tell of."""
    if context.period:
        return context.period[1]
    newest = parse_day(context.newest, last=True)
    events = layers.events[~layers.events["background"].astype(bool)]
    known = [parse_day(value) for value in (*events["date_end"], *events["date_start"])]
    days = [day for day in (newest, *known) if day]
    last = max(days, default=None)
    return min(last, newest + _AHEAD) if last and newest else last


def choose(layers: Layers, context: MapContext, day: dt.date | None, level: int = EVERYTHING) -> Chosen:
    """Choose what holds, moves and has happened by a day.

    Parameters
    ----------
    layers, context
        As the contract says; the context's period bounds what has happened.
    day
        ``None`` draws everything.
    level
        The strictness: 0 what is confirmed, 1 claims too, 2 plans and threats too, 3 what was denied too.
    """
    axes, marks, days = [], [], []
    begin = context.period[0] if context.period else None
    for row, main in zip(_rows(layers.axes), main_efforts(layers.axes["sources"]), strict=True):
        when = _When(row)
        if _level(row["status"]) <= level and when.happened(day, begin):
            axes.append(_axis(row, main=main))
            days.append(when.first)
    for row in _rows(layers.events):
        when = _When(row)
        if _level(row["status"]) <= level and when.happened(day, begin):
            marks.append(_event(row))
            days.append(None if row["background"] else when.first)
    for row in _rows(layers.bases):
        mark = _base(row)
        if mark.level <= level and _stands(row, day):
            marks.append(mark)
    told = [value for value in days if value and (day is None or value <= day)]
    first = begin or min(told, default=None)
    return Chosen(day, first, held_on(layers, day, level), tuple(axes), tuple(marks))


class _When:
    """When a dated fact was, and when it was first reported."""

    def __init__(self, row: dict[str, Any]) -> None:
        start, end = parse_day(row["date_start"]), parse_day(row["date_end"], last=True)
        self.start, self.end = start or end, end or start
        self.reported = reported(row["sources"])
        self.ahead = load_style().status.get(row["status"], {}).get("fill") == "pale"
        self.first = self.reported if self.ahead else self.start or self.reported

    def happened(self, day: dt.date | None, begin: dt.date | None) -> bool:
        """Whether the fact belongs to a picture of `day`; a plan counts from when it was told."""
        from_ = (self.reported or self.start) if self.ahead else self.first
        if day and from_ and from_ > day:
            return False
        return not (begin and self.end and max(self.end, self.reported or self.end) < begin)


def held_on(layers: Layers, day: dt.date | None, level: int = EVERYTHING) -> tuple[Zone, ...]:
    """Give who holds what on a day: of the spans of one place the newest; ``None``: those that are still open."""
    style = load_style()
    places = {row["id"]: (row["lon"], row["lat"]) for row in _rows(layers.places)}
    newest: dict[bytes, dt.date] = {}
    held = []
    for row in _rows(layers.control):
        start = _since(row)
        if not _stands(row, day):
            continue
        look = _look(row)
        cell = shapely.to_wkb(row["geometry"])
        if look != "claimed":
            newest[cell] = max(newest.get(cell, dt.date.min), start)
        if style.control[look]["level"] <= level:
            held.append((row, look, start, cell))
    return tuple(
        _zone(row, look, day, places)
        for row, look, start, cell in held
        if look == "claimed" or start == newest[cell]  # of the spans of one place the newest holds
    )


def _zone(row: dict[str, Any], look: str, day: dt.date | None, places: dict[str, tuple[float, float]]) -> Zone:
    shape = row["geometry"]
    middle = shapely.point_on_surface(shape)
    lon, lat = (middle.x, middle.y) if row["relation"] else places.get(row["place_id"], (middle.x, middle.y))
    party = CONTESTED if look == CONTESTED else row["holder"]
    return Zone(row["place_id"], party, look, _is_stale(row, day), shape, lon, lat)


def _look(row: dict[str, Any]) -> str:
    if CONTESTED in {row["status"], row["holder"]}:
        return CONTESTED
    if row["status"] == "held" and row["basis"] == "inferred":
        return "inferred"
    return str(row["status"]) if row["status"] in load_style().control else "held"


def _axis(row: dict[str, Any], *, main: bool) -> Axis:
    told = Told(row["objective_name"], row["objective_relation"], *_dates(row))
    return Axis(
        row["id"], row["actor"], _status(row["status"]), shapely.from_wkt(row["line"]), len(json.loads(row["sources"])),
        row["origin_place_id"], row["objective_place_id"], told, main,
    )  # fmt: skip


def _dates(row: dict[str, Any]) -> tuple[str, str, str, dt.date | None]:
    keys = ("date_start", "date_end", "date_precision") if "date_start" in row else ("valid_from", "valid_to", "")
    return row[keys[0]], row[keys[1]], row.get(keys[2]) or "day", reported(row["sources"])


def _event(row: dict[str, Any]) -> Mark:
    kind = row["subtype"] or row["type"]
    glyph = load_symbols().event(row["type"], row["subtype"])
    return _mark("events", row, kind, glyph, _status(row["status"]), background=bool(row["background"]))


def _base(row: dict[str, Any]) -> Mark:
    base = load_style().base
    like = base.get(row["status"], base["active"])["like"]
    return _mark("bases", row, row["kind"], load_symbols().base(row["kind"]), like, background=False)


def _mark(layer: str, row: dict[str, Any], kind: str, glyph: str, status: str, *, background: bool) -> Mark:
    where = row["geometry"]
    area = shapely.from_wkt(row["area"]) if row["area"] else None
    told = Told(row["place_name"], row["relation"], *_dates(row))
    return Mark(
        layer, row["id"], row.get("type", ""), kind, row.get("name", ""), glyph, row["actor"],
        status, _level(status), where.x, where.y, background, len(json.loads(row["sources"])), row["place_id"], area,
        told, "actor" in row.get("inferred", "").split(),
    )  # fmt: skip


def _status(status: str) -> str:
    return status if status in load_style().status else "occurred"


def _level(status: str) -> int:
    level: int = load_style().status[_status(status)]["level"]
    return level


def _since(row: dict[str, Any]) -> dt.date:
    """Give the first day of a span; unknown, it is the day of the first report, unless only its end is known."""
    start = parse_day(row["valid_from"])
    if start is None and not row["valid_to"]:
        start = reported(row["sources"])
    return start or dt.date.min


def _stands(row: dict[str, Any], day: dt.date | None) -> bool:
    """Whether a span ``[valid_from, valid_to)`` holds on a day; without a day, whether it is still open."""
    end = parse_day(row["valid_to"])
    if day is None:
        return end is None
    return _since(row) <= day and (end is None or day < end)


def _is_stale(row: dict[str, Any], day: dt.date | None) -> bool:
    """Whether nobody confirmed a span for long before the day."""
    if day is None:
        return False
    told = [told for told in (*_published(row["sources"]), parse_day(row["valid_from"])) if told and told <= day]
    return bool(told) and (day - max(told)).days > load_style().age["days"]


def reported(sources: str) -> dt.date | None:
    """Give the day on which the first source of a ``sources`` column's value was published."""
    return min((day for day in _published(sources) if day), default=None)


def _published(sources: str) -> list[dt.date | None]:
    return [parse_day(source.get("published") or "") for source in json.loads(sources)]


def _rows(frame: Any) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = frame.to_dict("records")
    return rows
