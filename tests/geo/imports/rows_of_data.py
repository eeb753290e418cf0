"""Invented rows in the columns of ACLED and UCDP, and a gazetteer that knows three towns."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo.gazetteer.gazetteer import Gazetteer
from geo.imports import Joined, join_data
from geo.records import Event, Facts, Interval, Location, Place, Source
from geo.theatre import load_theatre

TODAY = dt.date(2026, 11, 21)
TOWNS = (
    Place(
        "t:gharyan", "Gharyan", 32.172, 13.02, "LY", population=85_000, geocoder="test", names=("Gharyan", "Gheryan")
    ),
    Place("t:tarhuna", "Tarhuna", 32.435, 13.633, "LY", population=13_000, geocoder="test", names=("Tarhuna",)),
    Place("t:sirte", "Sirte", 31.209, 16.589, "LY", population=70_000, geocoder="test", names=("Sirte",)),
    Place("co:LY", "Libya", 27.0, 17.0, "LY", feature_class="A", feature_code="PCLI", radius_km=750, names=("Libya",)),
)
UCDP = {
    "id": "5001", "year": "2019", "type_of_violence": "1", "side_a": "Government of Libya",
    "side_b": "Forces of Haftar", "source_article": "", "source_date": "2019-04-08",
    "source_headline": "Fighting reported south of the capital",
    "where_prec": "1", "where_coordinates": "Gharyan town", "adm_1": "Jabal al Gharbi district", "latitude": "32.17",
    "longitude": "13.02", "country": "Libya", "event_clarity": "1", "date_prec": "1", "date_start": "2019-04-07",
    "date_end": "2019-04-07", "best": "4", "high": "6", "low": "2",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "LBY101", "event_date": "2019-04-07", "year": "2019", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Libya (2016-2021)",
    "actor2": "LNA: Libyan National Army", "country": "Libya", "location": "Gharyan", "latitude": "32.172",
    "longitude": "13.02", "geo_precision": "1", "source": "Invented Daily", "notes": "On 7 April the sides clashed.",
    "fatalities": "3",
}  # fmt: skip


def gazetteer() -> Gazetteer:
    return Gazetteer((), TOWNS)


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def join(folder: Path, data: str, *, head: str = "", facts: Facts | None = None) -> Joined:
    (folder / "theatre.toml").write_text(f"{head}\n[[data]]\n{data}\n", "utf-8")
    theatre = load_theatre(folder / "theatre.toml")
    return join_data(facts or Facts(()), theatre, gazetteer(), today=TODAY)


def told(**fields: Any) -> Event:
    """Give an event that an article tells: a clash at Gharyan on 7 April 2019."""
    town = TOWNS[0]
    usual: dict[str, Any] = {
        "id": "event-0123456789ab",
        "type": "Battles",
        "subtype": "Armed clash",
        "status": "occurred",
        "actor": "",
        "target": "",
        "location": Location(town, town.lat, town.lon, 5.0),
        "when": Interval(dt.date(2019, 4, 7), dt.date(2019, 4, 7), "day"),
        "fatalities": None,
        "background": False,
        "headline": "Clash at Gharyan",
        "confidence": 0.6,
        "sources": (Source("a.txt", "They clashed at Gharyan.", 0, 24, "2019-04-08"),),
    }
    return Event(**(usual | fields))
