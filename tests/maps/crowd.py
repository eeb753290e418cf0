"""Many invented events around the sample's places, the same at every call: what the page must bear."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import sample

if TYPE_CHECKING:
    from geo.layers.schema import Layers

_KINDS = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Violence against civilians", "Attack"),
)
_PARTIES = ("LNA", "GNA", "Misratan forces", "Seventh Brigade")
_ARTICLE = sample.A
DATASET = "counted"


def layers(count: int) -> Layers:
    """Give the sample's layers with so many events more, all of imported data."""
    clean = sample.layers()
    chance = np.random.default_rng(5)
    places = clean.places[clean.places["country"] == "LY"]
    row = chance.integers(0, len(places), count)
    lat = (places["lat"].to_numpy()[row] + chance.normal(0, 0.12, count)).round(4)
    lon = (places["lon"].to_numpy()[row] + chance.normal(0, 0.12, count)).round(4)
    kind = chance.integers(0, len(_KINDS), count)
    days = [(dt.date(2018, 12, 28) + dt.timedelta(int(n))).isoformat() for n in chance.integers(0, 350, count)]
    events = pd.DataFrame(
        {
            "id": [f"x{n:06d}" for n in range(count)],
            "type": [_KINDS[n][0] for n in kind],
            "subtype": [_KINDS[n][1] for n in kind],
            "actor": [_PARTIES[n] for n in chance.integers(0, len(_PARTIES), count)],
            "place_id": places["id"].to_numpy()[row],
            "place_name": places["name"].to_numpy()[row],
            "lat": lat,
            "lon": lon,
            "date_start": days,
            "date_end": days,
            "sources": [json.dumps([_source(n, day)]) for n, day in enumerate(days)],
        }
    ).assign(
        confidence=0.9,
        status="occurred",
        target="",
        relation="",
        radius_km=5.0,
        date_precision="day",
        fatalities=None,
        background=False,
        headline="An event",
        inferred="",
        area="",
        dataset=DATASET,
    )
    more = gpd.GeoDataFrame(events, geometry=gpd.points_from_xy(lon, lat), crs=clean.events.crs)
    both = pd.concat([clean.events, more[clean.events.columns]], ignore_index=True)
    return replace(clean, events=gpd.GeoDataFrame(both.sort_values("id", ignore_index=True), crs=clean.events.crs))


def _source(number: int, day: str) -> dict[str, str | int]:
    quote = f"Row {number} of a table: fighting near the town."
    return {"article": "events.csv", "quote": quote, "start": 0, "end": len(quote), "published": day, "url": "",
            "rule": "imported"}  # fmt: skip
