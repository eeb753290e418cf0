"""One small index for these tests: a few countries' towns beside the real tables, so that no test waits for 20 s."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.gazetteer.compile import write_index
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.index import Index
from geo.gazetteer.merge import merge_sources
from geo.gazetteer.sources import supplement
from geo.records import Place

if TYPE_CHECKING:
    from pathlib import Path


def town(  # noqa: PLR0917 - one row of a table
    number: int, name: str, lat: float, lon: float, country: str, population: int, *names: str
) -> Place:
    return Place(
        id=f"gn:{number}",
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        population=population,
        geonameid=number,
        geocoder="geonames",
        names=(name, *names),
    )


TOWNS = (
    town(1, "Tarhuna", 32.435, 13.633, "LY", 52_420, "Qaşr Tarhūnah"),
    town(2, "Tripoli", 32.887, 13.187, "LY", 1_302_947, "Ţarābulus", "طرابلس"),
    town(3, "Tripoli", 34.434, 35.844, "LB", 229_398, "Tarabulus"),
    town(4, "El Paso", 31.759, -106.487, "US", 678_815),
    town(5, "Ar Raqqah", 35.953, 39.009, "SY", 531_952, "Raqqa"),
    town(6, "Suva", -18.142, 178.441, "FJ", 77_366),
    town(7, "Lebanon", 36.208, -86.291, "US", 30_262),
)
COUNTRIES = (
    Place(
        "co:LY", "Libya", 28, 17, "LY", "", "A", "PCLI", 6_678_567, 748, geocoder="countries", names=("Libya", "ليبيا")
    ),
    Place(
        "co:LB", "Lebanon", 33.8, 35.8, "LB", "", "A", "PCLI", 6_848_925, 58, geocoder="countries", names=("Lebanon",)
    ),
)


@pytest.fixture(scope="session")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    places = merge_sources(list(supplement()), (*COUNTRIES, *TOWNS))
    write_index(path, places, [("LY", "77", "Tripoli")], {"LY": "AF", "SY": "AS"})
    return path


@pytest.fixture(scope="session")
def gazetteer(index_file: Path) -> Gazetteer:
    return Gazetteer((Index(index_file),))
