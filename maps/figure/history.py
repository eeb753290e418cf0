"""What changed before the day of the figure: ground that changed hands, and where the line of contact ran."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from maps.figure.chosen import EVERYTHING, held_on
from maps.figure.words import parse_day
from maps.figure.zones import contact_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers
    from maps.figure.chosen import Zone

_EARLIER = 4  # lines of so many earlier days


@dataclass(frozen=True)
class History:
    """Ground that changed hands, and earlier lines of contact, the newest first; degrees."""

    changed: BaseGeometry
    earlier: tuple[BaseGeometry, ...]


NOTHING = History(shapely.Polygon(), ())


def history(
    layers: Layers, day: dt.date | None, since: dt.date | None, sides: Mapping[str, str], level: int = EVERYTHING
) -> History:
    """Compare the control of a day with that of the days before it.

    Parameters
    ----------
    layers
        As the contract says.
    day, since
        The last day, and the first from which changes count; without a last day nothing is known to have changed.
    sides
        Party to its side.
    level
        The strictness.

    Returns
    -------
    History
        Ground counts as changed when a span of another side ended there in the period; lines are those of the days
        before the last changes.
    """
    if day is None:
        return NOTHING
    now: dict[bytes, set[str]] = {}
    for zone in held_on(layers, day, level):
        if zone.look != "claimed":
            now.setdefault(shapely.to_wkb(zone.shape), set()).add(zone.party)
    cells, days = {}, set()
    control = layers.control
    for shape, holder, status, until in zip(
        control.geometry, control["holder"], control["status"], control["valid_to"], strict=True
    ):
        end, key = parse_day(until), shapely.to_wkb(shape)
        over = end is not None and end <= day and (since is None or end >= since) and status != "claimed"
        if over and end and key in now and holder not in now[key]:
            cells[key] = shape
            days.add(end)
    before = [held_on(layers, end - dt.timedelta(days=1), level) for end in sorted(days, reverse=True)[:_EARLIER]]
    return History(shapely.union_all(list(cells.values())), tuple(_lines(before, sides)))


def _lines(before: list[tuple[Zone, ...]], sides: Mapping[str, str]) -> list[BaseGeometry]:
    return [contact_lines(zones, sides) for zones in before]
