"""Checked rows to facts: events, spans of control, bases, each with its row as the source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd
import shapely

from geo.facts.headline import headline
from geo.imports.formats import Extent, Kind, extents
from geo.records import (
    Base,
    BaseStatus,
    Control,
    ControlStatus,
    Event,
    EventStatus,
    Interval,
    Source,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import geopandas as gpd

    from geo.imports.formats import Format
    from geo.imports.parties import Parties
    from geo.imports.places import Locator
    from geo.records import Location

DEFAULT_RADIUS_KM = 5.0
_MOST_RADIUS_KM = 2_000.0
_PLAIN_ID = re.compile(r"[\w.-]{1,40}", re.ASCII)
_KM_PER_DEG = 111.2
_WKT_DECIMALS = 5


@dataclass(frozen=True)
class Maker:
    """Makes facts of the rows of one file.

    `file` is the file's name, `known` its format; `locator` and `parties` place and name what the rows say.
    """

    file: str
    known: Format
    locator: Locator
    parties: Parties

    def events(self, frame: gpd.GeoDataFrame) -> tuple[tuple[Event, ...], dict[str, Kind]]:
        """Give the events, and the kind of each by its id."""
        events: list[Event] = []
        kinds: dict[str, Kind] = {}
        for row in _records(frame):
            kind = self.known.kinds[row["kind"].casefold()]
            day = row["start"]
            event = Event(
                id=f"event-{self.known.name}-{_row_id(row)}",
                type=kind.type,
                subtype=kind.subtype,
                status=_one_of(EventStatus, row.get("status", ""), "occurred"),
                actor=self.parties.find(row.get("actor", ""), day),
                target=self.parties.find(row.get("target", ""), day),
                location=self._location(row),
                when=Interval(day, row["end"], row["precision"]),
                fatalities=round(float(row["fatalities"])) if row["fatalities"] else None,
                background=False,
                headline="",
                confidence=self._confidence(row),
                sources=(self._source(row, kind.title or row["kind"]),),
            )
            events.append(replace(event, headline=headline(event)))
            kinds[event.id] = kind
        return tuple(events), kinds

    def control(self, frame: gpd.GeoDataFrame) -> Iterator[Control]:
        """Give the spans of control: polygons as the file has them, points as the ground around a place."""
        for row in _records(frame):
            holder = row["holder"]
            contested = holder.casefold() == "contested"
            yield Control(
                id=f"control-{self.known.name}-{_row_id(row)}",
                holder="contested" if contested else self.parties.find(holder, row["start"]),
                status=_one_of(ControlStatus, row["status"], "contested" if contested else "held"),
                location=self._location(row),
                valid=Interval(row["start"], row["end"], row["precision"] if row["start"] else "unknown"),
                basis="imported",
                confidence=self._confidence(row),
                sources=(self._source(row, "control"),),
                claimant=self.parties.find(row["claimant"], row["start"]),
                area=""
                if row["shape"].geom_type == "Point"
                else shapely.to_wkt(row["shape"], _WKT_DECIMALS, trim=True),
            )

    def bases(self, frame: gpd.GeoDataFrame) -> Iterator[Base]:
        """Give the bases."""
        for row in _records(frame):
            location = self._location(row)
            yield Base(
                id=f"base-{self.known.name}-{_row_id(row)}",
                name=row["name"] or row["place"],
                kind=row["kind"].casefold(),
                actor=self.parties.find(row["actor"], row["start"]),
                location=location,
                status=_one_of(BaseStatus, row["status"], "active"),
                valid=Interval(row["start"], row["end"], row["precision"] if row["start"] else "unknown"),
                confidence=self._confidence(row),
                sources=(self._source(row, "base"),),
            )

    def _location(self, row: dict[str, Any]) -> Location:
        extent = extents(self.known).get(row.get("where", ""))
        if extent is None:
            told = _number(row.get("radius_km", ""))
            radius = told if 0 < told <= _MOST_RADIUS_KM else row["reach"] or DEFAULT_RADIUS_KM
            # A polygon's middle is not the town whose name it may bear: it is an area.
            extent = Extent(round(radius, 1), shape="area" if row["reach"] else "point")
        return self.locator.locate(row["place"], row["country"], row["lat"], row["lon"], extent)

    def _confidence(self, row: dict[str, Any]) -> float:
        told = _number(row.get("confidence", ""))
        clear = self.known.codes["clarity"].get(row.get("clarity", ""), self.known.confidence)
        return float(told if 0 < told <= 1 else clear)

    def _source(self, row: dict[str, Any], rule: str) -> Source:
        return Source(
            article=self.file,
            quote=row["quote"].strip('" ') if row["quote"].count('"') % 2 == 0 else row["quote"],
            start=0,
            end=0,
            published=row.get("published", ""),
            url=row.get("url", "") if row.get("url", "").startswith(("https://", "http://")) else "",
            rule=f"{self.known.title}: {rule}",
            dataset=self.known.name,
            row=row.get("id", "") or str(row["number"]),
        )


def _records(frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Give rows as dicts, with the point that stands for the shape and how far that reaches (0 km for a point)."""
    points = shapely.point_on_surface(frame.geometry.to_numpy())
    width, height = (np.asarray(frame.geometry.bounds[list(pair)].diff(axis=1))[:, 1] for pair in _SIDES)
    narrow = np.cos(np.radians(shapely.get_y(points)))
    columns: dict[str, Any] = {
        name: frame[name].tolist() for name in frame.columns if name not in {"geometry", "start", "end"}
    }
    columns |= {name: _days(frame[name]) for name in ("start", "end")}
    columns["shape"] = frame.geometry.tolist()
    columns["lon"], columns["lat"] = shapely.get_x(points).tolist(), shapely.get_y(points).tolist()
    columns["reach"] = (np.hypot(width * narrow, height) * _KM_PER_DEG / 2).round(1).tolist()
    for name in ("place", "country", "quote"):
        columns.setdefault(name, [""] * len(frame))
    names = list(columns)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))


_SIDES = (("minx", "maxx"), ("miny", "maxy"))


def _days(values: pd.Series[pd.Timestamp]) -> list[dt.date | None]:
    return [None if pd.isna(value) else value.date() for value in values]


def _row_id(row: dict[str, Any]) -> str:
    """Name a row by its id where that is plain, else by a hash of it, else by its number."""
    told = row.get("id", "")
    if not told:
        return f"row{row['number']}"
    return told if _PLAIN_ID.fullmatch(told) else hashlib.blake2b(told.encode(), digest_size=6).hexdigest()


def _one_of(allowed: Any, told: str, otherwise: str) -> Any:
    """Give a status of the contract; what is none of them is the usual one."""
    return told.casefold() if told.casefold() in get_args(allowed) else otherwise


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
