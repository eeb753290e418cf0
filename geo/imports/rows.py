"""The rows of a file, checked: typed columns, and a count of what was left out and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.errors import ConfigError
from geo.imports.files import read_file
from geo.imports.formats import Format, extents
from geo.imports.shapes import tidy

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from geo.theatre import Theatre, TheatreData

MAX_ROWS = 250_000
"""Most rows of one file that are drawn."""
_FIRST_DAY = dt.date(1800, 1, 1)
_LONGEST_TEXT, _LONGEST_NAME = 2_000, 200
_RESERVED_POINT = 1e-6  # 0, 0 is what databases write for "not known"
_CONTROL_CHARACTERS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
_CODES = ("id", "kind", "where", "date_precision", "clarity")
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%Y/%m/%d", "%Y-%m", "%Y")


@dataclass(frozen=True)
class Rows:
    """What was kept of a file.

    `frame` has text columns for the fields of the format, typed `start`, `end` (datetime64, NaT when open),
    `precision`, `number` (row of the file, from 1) and geometry EPSG:4326; `left_out` counts reasons.
    """

    frame: gpd.GeoDataFrame
    total: int
    left_out: Counter[str]


def read_rows(path: Path, data: TheatreData, known: Format, theatre: Theatre, today: dt.date) -> Rows:
    """Read and check a file of events, control or bases.

    Parameters
    ----------
    path
        The file.
    data, known
        What the theatre says of it, and its format.
    theatre
        Rows outside its box are left out.
    today
        Rows of later days are left out.

    Raises
    ------
    ConfigError
        The file cannot be read, lacks columns, or holds more rows than can be drawn.
    """
    frame = read_file(
        path,
        lambda columns: known.wanted(columns, str(path)),
        table=data.table,
        crs=data.crs,
        point=("lat", "lon"),
    )
    frame = _translated(_filled(frame, known), data).set_geometry(tidy(frame.geometry))
    frame["number"] = np.arange(1, len(frame) + 1)
    _dates(frame, data, known)
    frame["published"] = _published(frame, today)
    reasons = _reasons(frame, data, known, theatre, today)
    wrong = pd.Series("", index=frame.index, dtype="object")
    for reason, where in reasons:
        wrong = wrong.mask((wrong == "") & where, reason)
    kept = frame[wrong == ""]
    if len(kept) > MAX_ROWS:
        hint = "narrow it with `period` here or `bbox` in the theatre"
        told = reasons_text(Counter(wrong[wrong != ""].tolist()))
        problem = f"{len(kept):,} rows are in the theatre, at most {MAX_ROWS:,} are drawn: {hint}"
        raise ConfigError(str(path), None, f"{problem} ({told or 'none left out'})")
    return Rows(kept.copy(), len(frame), Counter(wrong[wrong != ""].tolist()))


def reasons_text(left_out: Counter[str]) -> str:
    """Say how many rows were left out, and why: the most frequent reason first; empty when none was."""
    reasons = ", ".join(f"{number:,} {reason}" for reason, number in left_out.most_common() if number)
    return f"{sum(left_out.values()):,} left out: {reasons}" if reasons else ""


def _filled(frame: gpd.GeoDataFrame, known: Format) -> gpd.GeoDataFrame:
    """Give every field its one column: the first that is not empty, else the fixed value, else ''."""
    texts = [name for name in frame.columns if name != "geometry"]
    for name in texts:
        frame[name] = frame[name].str.replace(_CONTROL_CHARACTERS, " ", regex=True).str.strip()
    for field in known.columns:
        extra = [name for name in texts if name.startswith(f"{field}/")]
        if field not in frame.columns:
            frame[field] = ""
        for name in sorted(extra):
            frame[field] = frame[field].mask(frame[field] == "", frame[name])
        limit = _LONGEST_TEXT if field == "quote" else _LONGEST_NAME
        frame[field] = frame[field].str.slice(0, limit)
    for field, value in known.fixed.items():
        frame[field] = value
    for field in _CODES:
        if field in frame.columns:
            frame[field] = frame[field].str.replace(r"^(-?\d+)\.0+$", r"\1", regex=True)
    return frame.drop(columns=[name for name in frame.columns if "/" in name])


def _translated(frame: gpd.GeoDataFrame, data: TheatreData) -> gpd.GeoDataFrame:
    for name, values in data.values.items():  # noqa: PD011 - a field of the theatre file, no frame
        field = {"type": "kind", "subtype": "kind"}.get(name, name)
        if field not in frame.columns:
            raise ConfigError(data.file, None, f"values: there is no column for {name!r}")
        frame[field] = frame[field].map(values).fillna(frame[field])
    return frame


def _dates(frame: gpd.GeoDataFrame, data: TheatreData, known: Format) -> None:
    """Read first and last day; a day alone is both for an event, and leaves a span of control open."""
    for field in ("start", "end"):
        texts = frame[field] if field in frame.columns else pd.Series("", index=frame.index, dtype="str")
        frame[f"{field}_text"] = texts
        frame[field] = _days(texts, data.date_format)
    codes = frame["date_precision"].str.casefold() if "date_precision" in frame.columns else pd.Series("", frame.index)
    told = frame["start_text"].str.len().map({4: "year", 7: "month"})
    frame["precision"] = codes.map(known.codes["date_precision"]).fillna(told).fillna("day")
    if data.layer == "events":
        length = (
            frame["precision"].map({"week": 6, "month": 30, "year": 364}).fillna(0).where(frame["end_text"] == "", 0)
        )
        last = frame["start"] + pd.to_timedelta(length, unit="D")
        month, year = told == "month", told == "year"
        last = last.mask(month, frame["start"] + pd.offsets.MonthEnd(0)).mask(
            year, frame["start"] + pd.offsets.YearEnd(0)
        )
        frame["end"] = frame["end"].where(frame["end_text"] != "", last)
        if known.codes.get("day_is_within", False):
            _centred(frame)


def _centred(frame: gpd.GeoDataFrame) -> None:
    """Where the day told is one within the week or month, not its first: reach to both sides."""
    for precision, days in (("week", 3), ("month", 15)):
        where = (frame["precision"] == precision) & (frame["end_text"] == "")
        frame.loc[where, "end"] = frame.loc[where, "start"] + pd.Timedelta(days=days)
        frame.loc[where, "start"] = frame.loc[where, "start"] - pd.Timedelta(days=days)


def _published(frame: gpd.GeoDataFrame, today: dt.date) -> Any:
    """Keep the day a row was told where it can be true: not before the event, not in the future ("2919")."""
    if "published" not in frame.columns:
        return ""
    days = _days(frame["published"], "")
    fits = days.notna() & ~(days < frame["start"]) & (days >= pd.Timestamp(_FIRST_DAY)) & (days <= pd.Timestamp(today))
    return days.dt.strftime("%Y-%m-%d").where(fits, "")


def _days(texts: pd.Series[str], own: str) -> pd.Series[pd.Timestamp]:
    """Read days in any of the formats that cannot be mistaken for another; NaT for what is none."""
    plain = texts.str.replace(r"[T ]\d{2}:\d{2}.*$", "", regex=True)
    found = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[s]")
    for known in (own,) if own else _FORMATS:
        missing = found.isna() & (plain != "")
        if not missing.any():
            break
        read = pd.to_datetime(plain[missing], format=known, errors="coerce", exact=True)
        found[missing] = read.astype("datetime64[s]")
    return found


def _reasons(
    frame: gpd.GeoDataFrame, data: TheatreData, known: Format, theatre: Theatre, today: dt.date
) -> list[tuple[str, Any]]:
    """Say of every row what may be wrong with it, the first reason counts."""
    start, end = frame["start"], frame["end"]
    bad = ((frame["start_text"] != "") & start.isna()) | ((frame["end_text"] != "") & end.isna())
    missing = start.isna() if data.layer == "events" else start.isna() & False
    last = end.fillna(start) if data.layer == "events" else start
    reasons = [
        *_misplaced(frame, theatre),
        ("a date that cannot be read", bad),
        ("no date", missing),
        (f"before {_FIRST_DAY.year}", start < pd.Timestamp(_FIRST_DAY)),
        ("in the future", start > pd.Timestamp(today)),
        ("ends before it begins", end < start),
    ]
    if data.period:
        first, final = (pd.Timestamp(day) for day in data.period)
        reasons.append(("outside the period", (last < first) | (start > final)))
    if data.layer == "events":
        reasons.append(("of a kind that is not known", ~frame["kind"].str.casefold().isin(list(known.kinds))))
        codes = extents(known)
        if codes:
            reasons.append(("of a precision that is not known", ~frame["where"].isin([*codes, ""])))
        reasons.append(("fatalities that are no number", _no_number(frame["fatalities"])))
    if "id" in frame.columns:
        reasons.append(("an id that another row has", frame["id"].duplicated() & (frame["id"] != "")))
    return reasons


def _misplaced(frame: gpd.GeoDataFrame, theatre: Theatre) -> list[tuple[str, Any]]:
    bounds = frame.geometry.bounds
    outside = (bounds["minx"] < -180) | (bounds["maxx"] > 180) | (bounds["miny"] < -90) | (bounds["maxy"] > 90)  # noqa: PLR2004 - degrees
    nowhere = (bounds[["minx", "maxx", "miny", "maxy"]].abs() < _RESERVED_POINT).all(axis=1)
    missing = ~np.isfinite(bounds).all(axis=1)
    reasons = [
        ("no usable coordinates", missing),
        ("coordinates out of range", outside),
        ("at 0, 0", nowhere),
    ]
    if theatre.bbox:
        west, south, east, north = theatre.bbox
        beyond = (bounds["maxx"] < west) | (bounds["minx"] > east) | (bounds["maxy"] < south) | (bounds["miny"] > north)
        reasons.append(("outside the theatre", beyond))
    return reasons


def _no_number(texts: pd.Series[str]) -> Any:
    numbers = pd.to_numeric(texts.where(texts != "", "0"), errors="coerce")
    return ~(np.isfinite(numbers) & (numbers >= 0) & (numbers < 1e7))  # noqa: PLR2004 - no toll is ten million
