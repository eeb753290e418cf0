"""Layers of many invented events told by many invented articles, the same at every call: what the page must bear.

Every event has sentences of its own, as reports have; a table of data, with its few phrases, would make the page look
lighter than it is.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "maps"))

import sample

from geo.records import Actor

if TYPE_CHECKING:
    from geo.layers.schema import Layers, MapContext

_KINDS = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Violence against civilians", "Attack"),
    ("Strategic developments", "Agreement"),
)
_STATUS = ("occurred", "occurred", "occurred", "claimed", "planned")
_PER_ARTICLE = 8
_SECOND = 0.25  # of the events two articles tell
_WORDS = (
    "fighters", "moved", "along", "the", "coastal", "road", "after", "shelling", "at", "dawn", "officials", "said",
    "residents", "heard", "heavy", "fire", "near", "checkpoint", "before", "units", "withdrew", "toward", "village",
)  # fmt: skip


def crowd(events: int, *, places: int = 600, parties: int = 60) -> tuple[Layers, MapContext]:
    """Give the layers and the context of so many events, one article for each eight of them."""
    chance = np.random.default_rng(5)
    clean = sample.layers()
    towns = _towns(clean.places, places, chance)
    actors = [f"Group {number:02d}" for number in range(parties)]
    articles = [f"report-{number:05d}.txt" for number in range(max(events // _PER_ARTICLE, 1))]
    days = [(dt.date(2018, 1, 1) + dt.timedelta(int(day))).isoformat() for day in chance.integers(0, 700, events)]
    at = chance.integers(0, places, events)
    kind = chance.integers(0, len(_KINDS), events)
    names = towns["name"].to_numpy()[at]
    sources, mentions = _told(events, articles, names.tolist(), towns["id"].to_numpy()[at].tolist(), days, chance)
    lat, lon = towns["lat"].to_numpy()[at], towns["lon"].to_numpy()[at]
    frame = pd.DataFrame({
        "id": [f"x{n:06d}" for n in range(events)],
        "confidence": chance.choice([0.5, 0.7, 0.9], events),
        "sources": sources,
        "type": [_KINDS[n][0] for n in kind],
        "subtype": [_KINDS[n][1] for n in kind],
        "status": chance.choice(_STATUS, events),
        "actor": chance.choice(actors, events),
        "target": chance.choice([*actors, ""], events),
        "place_id": towns["id"].to_numpy()[at],
        "place_name": names,
        "lat": lat,
        "lon": lon,
        "date_start": days,
        "date_end": days,
        "headline": [f"Group fights near {name}" for name in names],
    }).assign(
        relation="", radius_km=5.0, date_precision="day", fatalities=None, background=False, area="",
        dataset="articles", inferred="",
    )  # fmt: skip
    where = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs=clean.events.crs)[clean.events.columns]
    layers = replace(
        clean,
        places=towns,
        events=where,
        mentions=gpd.GeoDataFrame(mentions, geometry=[None] * len(mentions), crs=clean.events.crs),
        articles=_articles(clean.articles, articles),
    )
    return layers, replace(sample.context(), actors=tuple(Actor(name, name) for name in actors))


def _towns(places: Any, count: int, chance: np.random.Generator) -> gpd.GeoDataFrame:
    """Give the sample's places and invented ones around them."""
    own = places[places["country"] == "LY"]
    more = own.iloc[chance.integers(0, len(own), count - len(places))].copy()
    more["id"] = [f"invented-{number:04d}" for number in range(len(more))]
    more["name"] = [f"Village {number}" for number in range(len(more))]
    more["names"] = [json.dumps([name]) for name in more["name"]]
    more["lat"] = (more["lat"] + chance.normal(0, 0.4, len(more))).round(4)
    more["lon"] = (more["lon"] + chance.normal(0, 0.6, len(more))).round(4)
    more.geometry = gpd.points_from_xy(more["lon"], more["lat"])
    both = pd.concat([places, more], ignore_index=True)
    return gpd.GeoDataFrame(both, geometry="geometry", crs=places.crs)


def _told(  # noqa: PLR0917 - columns of one table
    events: int, articles: list[str], names: list[str], places: list[str], days: list[str], chance: np.random.Generator
) -> tuple[list[str], pd.DataFrame]:
    """Give the sources of each event, every sentence its own, and the mentions in them."""
    words = np.array(_WORDS)[chance.integers(0, len(_WORDS), (events * 2, 16))]
    second = chance.random(events) < _SECOND
    at = dict.fromkeys(articles, 0)
    sources, mentions = [], []
    for number, name in enumerate(names):
        cited = []
        for turn in range(2 if second[number] else 1):
            article = articles[(number // _PER_ARTICLE + turn * 7) % len(articles)]
            quote = f"Near {name}, {' '.join(words[number * 2 + turn])}."
            start = at[article]
            at[article] = start + len(quote) + 1
            mentions.append((article, start + 5, start + 5 + len(name), places[number]))
            cited.append({
                "article": article, "quote": quote, "start": start, "end": start + len(quote),
                "published": days[number], "url": f"https://example.org/{article}", "rule": "fight.verb",
            })  # fmt: skip
        sources.append(json.dumps(cited))
    return sources, pd.DataFrame(mentions, columns=["article", "start", "end", "place_id"])


def _articles(sample_articles: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    first = sample_articles.iloc[[0] * len(names)].reset_index(drop=True)
    return first.assign(
        article=names,
        title=[f"Report {number} of a long war" for number in range(len(names))],
        url=[f"https://example.org/{name}" for name in names],
    )
