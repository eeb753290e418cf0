from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import GazetteerError, UsageError
from geo.gazetteer.compile import write_index
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.index import Index
from geo.records import Place
from geo.where import where

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    towns = [
        ("Homs", 34.7, 36.7, "SY", 775_000, ("Homs",)),
        ("Khoms", 32.6, 14.3, "LY", 100_000, ("Khoms", "Homs")),
        ("Tripoli", 32.9, 13.2, "LY", 1_100_000, ("Tripoli",)),
    ]
    places = [
        Place(f"gn:{k}", name, lat, lon, country, population=people, geocoder="geonames", names=names)
        for k, (name, lat, lon, country, people, names) in enumerate(towns)
    ]
    path: Path = tmp_path_factory.mktemp("where") / "index.sqlite"
    write_index(path, places)
    return Gazetteer((Index(path),))


def test_the_candidates_stand_in_a_table_and_the_reason_below(gazetteer: Gazetteer) -> None:
    header, first, second, verdict = where("Homs", gazetteer)
    assert header.split()[:3] == ["name", "kind", "country"]
    assert [line.split()[1] for line in (first, second)] == ["Homs", "Khoms"]
    assert verdict.startswith("Homs, SY wins against Khoms, LY: ")
    assert "the name is its own (+" in verdict


def test_a_place_nearby_and_a_country_decide_otherwise(gazetteer: Gazetteer) -> None:
    lines = list(where("Homs", gazetteer, near="Tripoli", countries=["LY"]))
    assert lines[0].endswith("km from Tripoli")
    assert lines[1].split()[1] == "Khoms"
    assert float(lines[1].split()[-1]) == pytest.approx(107, abs=5)
    assert "in the country asked for (+" in lines[-1]


def test_unknown_names(gazetteer: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer knows 'Xyzzy'"):
        list(where("Xyzzy", gazetteer))
    with pytest.raises(UsageError, match="no gazetteer knows 'Xyzzy'"):
        list(where("Homs", gazetteer, near="Xyzzy"))
