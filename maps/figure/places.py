"""Which places are named on the figure, the weightiest first, and the dots of those without a symbol."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.figure.arrows import PRINT
from maps.figure.brush import can_write
from maps.figure.labels import Name
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.layers.schema import Layers, MapContext
    from maps.figure.chosen import Chosen
    from maps.figure.marks import Symbol
    from maps.figure.view import View

_RANK = {"arrow": 5.0, "bases": 4.0, "zone": 3.0, "events": 2.0}
_HISTORY = 0.2
_NEAR = 16.0  # points: a symbol so near to a place stands for it
_TOWNS_PER_SQUARE_INCH = 1.1
_DOT, _TOWN_DOT = 2.1, 1.25


@dataclass(frozen=True)
class Dot:
    """A small disc that marks a place without a symbol."""

    x: float
    y: float
    radius: float
    fact: bool


def place_ranks(chosen: Chosen) -> dict[str, tuple[float, bool]]:
    """Give the places that bear a drawn fact: how much they bear, and whether they are in the news."""
    found: dict[str, tuple[float, bool]] = {}

    def add(place: str, share: float, *, bold: bool) -> None:
        rank, was = found.get(place, (0.0, False))
        found[place] = (rank + share, was or bold)

    for zone in chosen.zones:
        add(zone.place_id, _RANK["zone"], bold=True)
    for axis in chosen.axes:
        for place in (axis.origin_id, axis.objective_id):
            add(place, _RANK["arrow"], bold=True)
    for mark in chosen.marks:
        share = _HISTORY if mark.background else _RANK[mark.layer] / (1 + mark.level)
        add(mark.place_id, share, bold=not mark.background and mark.area is None)
    found.pop("", None)
    return found


def fact_names(
    layers: Layers, chosen: Chosen, view: View, symbols: Sequence[Symbol], rings: Sequence[tuple[float, float, float]]
) -> tuple[list[Name], list[Dot]]:
    """Give the names of places with facts, weightiest first, and the dots of those without a symbol."""
    ranks = place_ranks(chosen)
    rows: list[Any] = [row for row in layers.places.to_dict("records") if row["id"] in ranks]
    rows = [row for row in rows if not _is_country(row) and view.sees(row["lon"], row["lat"], 4)]
    rows.sort(key=lambda row: (-ranks[row["id"]][0], row["id"]))
    style = load_style().label
    names: list[Name] = []
    dots: list[Dot] = []
    for row in rows:
        x, y = view.point(row["lon"], row["lat"])
        rx, ry, covered = _clearance(x, y, symbols, rings)
        if not covered:
            dots.append(Dot(x, y, _DOT, fact=True))
        bold = ranks[row["id"]][1]
        text = _writable(row)
        if text:
            size = style["place"] * PRINT if bold else style["town"] * PRINT
            names.append(Name(text, x, y, rx, ry, size, "bold" if bold else "normal", keep=bold))
    return names, dots


def base_names(symbols: Iterable[Symbol]) -> list[Name]:
    """Give the bases' own names, where they say more than place and kind."""
    size = load_style().label["base"] * PRINT * 0.9
    found = []
    for symbol in symbols:
        mark = symbol.lead
        generic = {mark.told.place, f"{mark.told.place} base", f"{mark.told.place} {mark.kind}", ""}
        if mark.layer != "bases" or mark.name in generic or len({base.name for base in symbol.marks}) > 1:
            continue
        if can_write(mark.name):
            found.append(Name(mark.name, symbol.x, symbol.y, symbol.radius + 1, symbol.radius + 1, size))
    return found


def town_names(context: MapContext, view: View, known: Iterable[str]) -> list[Name]:
    """Give the larger towns that only help to find one's way, largest first; `known` are places named already."""
    seen = set(known)
    left, bottom, right, top = view.frame
    most = round((right - left) * (top - bottom) / 72**2 * _TOWNS_PER_SQUARE_INCH)
    size = load_style().label["town"] * PRINT * 0.86
    names: list[Name] = []
    for town in sorted(context.towns, key=lambda town: (-town.population, town.id)):
        if len(names) >= most:
            break
        if town.id in seen or not can_write(town.name) or not view.sees(town.lon, town.lat, 6):
            continue
        x, y = view.point(town.lon, town.lat)
        names.append(Name(town.name, x, y, _TOWN_DOT + 0.4, _TOWN_DOT + 0.4, size))
    return names


def town_dot(name: Name) -> Dot:
    """Give the dot of a town."""
    return Dot(name.x, name.y, _TOWN_DOT, fact=False)


def _is_country(row: Mapping[str, Any]) -> bool:
    return bool(row["feature_class"] == "A" and str(row["feature_code"]).startswith("PCL"))


def _writable(row: Mapping[str, Any]) -> str:
    """Give the best name that the figure's font can write, or nothing."""
    return next((str(name) for name in (row["name"], *json.loads(row["names"])) if name and can_write(str(name))), "")


def _clearance(
    x: float, y: float, symbols: Sequence[Symbol], rings: Sequence[tuple[float, float, float]]
) -> tuple[float, float, bool]:
    """Give the half sizes that a name stays clear of, and whether a symbol stands for the place."""
    rx = ry = _DOT + 0.6
    covered = False
    for symbol in symbols:
        dx, dy = abs(symbol.x - x), abs(symbol.y - y)
        if dx <= _NEAR * 0.75 and dy <= _NEAR * 0.5:
            covered = True
            box = symbol.box
            rx, ry = max(rx, box[2] - x, x - box[0]), max(ry, box[3] - y, y - box[1])
    for cx, cy, radius in rings:
        if abs(cx - x) < 1 and abs(cy - y) < 1:
            rx, ry = max(rx, radius + 1), max(ry, radius + 1)
    return rx, ry, covered
