from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from local_server import Handler, serving

from geo.errors import GazetteerError, UsageError
from geo.gazetteer import installed as installed_module
from geo.gazetteer.download import Patience
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.imports import add
from geo.gazetteer.index import Index
from geo.gazetteer.installed import gazetteer_version, installed, open_installed, path_of, remove

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 1, 1)
QUICK = Patience(connect=0.5, read=0.5, retries=1, backoff=0.0)


def row(  # noqa: PLR0917 - one row of a dump
    number: int, name: str, lat: str, lon: str, feature: str = "P.PPL", people: int = 0, others: str = ""
) -> str:
    kind, code = feature.split(".")
    start = (str(number), name, name, others, lat, lon, kind, code, "LY", "", "77", "", "", "", str(people), "", "10")
    return "\t".join((*start, "Africa/Tripoli", "2020-01-01"))


DUMP = "\n".join([
    row(1, "Tarhūnah", "32.435", "13.633", people=1, others="Tarhuna,https://en.wikipedia.org/x,TRH"),
    row(900, "Al Khums Village", "32.0", "14.0", others="Khoms al Jadida"),
    row(901, "Nowhere", "nan", "14.0"),
    row(902, "Beyond", "99", "14.0"),
    row(903, "", "32", "14.0"),
    row(904, "Grand Hotel Tripoli", "32.9", "13.2", feature="S.HTL"),
    "not\ta\trow",
    "",
    row(905, "Wādī ash Shāţi'", "27.5", "13.5", feature="T.VAL"),
    row(906, "Al Waţīyah Air Base", "32.47", "11.9", feature="S.AIRB", others="Al Watiya"),
])  # fmt: skip
NAMES = "1\t900\tar\tالخمس الجديدة\t\t\t\t\n2\t900\tlink\thttps://x\n3\t900\ten\tNew Khums\nbroken\n"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in members.items():
            package.writestr(f"{name}.txt", text)
    return buffer.getvalue()


FILES = {
    "/dump/LY.zip": zipped(readme="About", LY=DUMP),
    "/dump/alternatenames/LY.zip": zipped(readme="About", LY=NAMES),
    "/dump/TD.zip": zipped(TD=DUMP.replace("LY", "TD")),
}


def geonames(handler: Handler) -> None:
    body = FILES.get(handler.path)
    handler.send(body or b"", 200 if body else 404)


@pytest.fixture
def builtin(index_file: Path) -> Index:
    return Index(index_file)


def with_imports(cache: Path, builtin: Index) -> Gazetteer:
    return Gazetteer((*open_installed(cache), builtin))


def test_a_country_dump_is_fetched_and_found_by_all_its_names(tmp_path: Path, builtin: Index) -> None:
    with serving(geonames) as (host, asked):
        made = add("ly", tmp_path, today=TODAY, url=f"http://{host}/dump/", patience=QUICK, builtin=builtin)
    assert [path for path, _ in asked] == ["/dump/LY.zip", "/dump/alternatenames/LY.zip"]
    assert (made.name, made.date, made.rows) == ("LY", "2026-01-01", 4)
    assert sum(made.skipped.values()) == 5
    gazetteer = with_imports(tmp_path, builtin)
    for name in ("Khoms al-Jadida", "New Khums", "الخمس الجديدة"):
        assert [place.id for place in gazetteer.lookup(name)] == ["gn:900"]
    assert not gazetteer.has("TRH")
    assert gazetteer.get("gn:905").feature_class == "T"
    leftovers = [path.name for path in (tmp_path / "gazetteers").rglob("*") if path.is_file()]
    assert sorted(leftovers) == [".LY.lock", "LY.sqlite"]


def test_a_place_of_the_built_in_index_stays_one_place(tmp_path: Path, builtin: Index) -> None:
    with serving(geonames) as (host, _):
        add("LY", tmp_path, today=TODAY, url=f"http://{host}/dump", patience=QUICK, builtin=builtin)
    alone, both = Gazetteer((builtin,)), with_imports(tmp_path, builtin)
    (tarhuna,) = both.lookup("Tarhuna")
    assert (tarhuna.id, tarhuna.population) == ("sm:ly-tarhuna", 52_420)
    assert both.get("gn:1").id == "sm:ly-tarhuna"
    assert [place.id for place in both.lookup("al-Watiya")] == [place.id for place in alone.lookup("al-Watiya")]


def test_a_user_table_wins_over_the_built_in_index(tmp_path: Path, builtin: Index) -> None:
    table = tmp_path / "Field notes (2024).csv"
    table.write_text(
        "\ufeffName;Latitude;Longitude;Population;Country;Kind;Alt names\n"
        "Tarhuna;32,44;13,64;60000;Libya;town;Tarhunat al Jadida|Trhona\n"
        "Camp Nine;32.1;13.1;;;checkpoint;\n"
        "Bakery;32.1;13.1;;;shop;\n"
        "Lost;;;;;;\n"
        "short\n"
        ";1;1;;;;\n",
        "utf-8",
    )
    made = add(str(table), tmp_path, today=TODAY, builtin=builtin)
    assert (made.name, made.rows) == ("Field_notes_2024", 2)
    assert made.skipped == {"no coordinates": 2, "a shop, school, hotel or the like": 1, "no name": 1}
    gazetteer = with_imports(tmp_path, builtin)
    (tarhuna,) = gazetteer.lookup("Qasr Tarhunah")
    assert (tarhuna.id, tarhuna.lat, tarhuna.population, tarhuna.geonameid) == ("sm:ly-tarhuna", 32.44, 60_000, 1)
    assert gazetteer.lookup("Trhona") == (tarhuna,)
    (camp,) = gazetteer.lookup("Camp Nine")
    assert (camp.country, camp.feature_class, camp.feature_code, camp.geocoder) == ("LY", "S", "PSTB", made.name)


def test_geojson_points_and_areas(tmp_path: Path, builtin: Index) -> None:
    square = [[[13.0, 32.0], [14.0, 32.0], [14.0, 33.0], [13.0, 33.0], [13.0, 32.0]]]
    features = [
        {"type": "Feature", "properties": {"name": "The Square", "pop": None}, "geometry": None},
        {"type": "Feature", "properties": {"name": "The Square", "pop": 7.0},
         "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {"name": "The Dot", "pop": None},
         "geometry": {"type": "Point", "coordinates": [13.5, 32.5]}},
    ]  # fmt: skip
    file = tmp_path / "own.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    made = add(str(file), tmp_path, today=TODAY, builtin=builtin)
    assert made.skipped == {"no coordinates": 1}
    gazetteer = with_imports(tmp_path, builtin)
    (square_place,), (dot,) = gazetteer.lookup("The Square"), gazetteer.lookup("The Dot")
    assert (square_place.feature_class, square_place.population) == ("A", 7)
    assert 55 < square_place.radius_km < 60
    assert (dot.feature_class, dot.lat, dot.lon, dot.country) == ("P", 32.5, 13.5, "LY")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", b"town_id,town_label,northing\n1,x,2\n", r"its columns are town_id, town_label, northing; needed"),
        ("b.csv", b"name,lat,lon\nx,999,1\n", r"no row of it can be used \(1 x no coordinates\)"),
        ("c.csv", b"", "needed is also name"),
        ("d.zip", b"PK\x03\x04 not really", "needed is also"),
        ("e.geojson", b"{", "no points or areas can be read"),
        ("f.geojson", b'{"type": "FeatureCollection", "features": []}', "no row of it can be used"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_clear_line(
    tmp_path: Path, builtin: Index, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GazetteerError, match=problem) as raised:
        add(str(tmp_path / name), tmp_path, today=TODAY, builtin=builtin)
    assert "\n" not in str(raised.value)
    assert installed(tmp_path) == ()


def test_encodings_and_twice_the_same_id(tmp_path: Path, builtin: Index) -> None:
    table = tmp_path / "cyrillic.csv"
    lines = ["id,name,lat,lon,country_code"] + [f"{k // 2},Новый посёлок {k},48,{30 + k / 100},UA" for k in range(60)]
    table.write_bytes("\n".join(lines).encode("cp1251"))
    assert add(str(table), tmp_path, today=TODAY, builtin=builtin).rows == 60
    gazetteer = with_imports(tmp_path, builtin)
    assert len({gazetteer.lookup(f"Новый поселок {k}")[0].id for k in range(60)}) == 60


def test_what_is_no_file_and_no_code(tmp_path: Path, builtin: Index) -> None:
    with pytest.raises(UsageError, match="neither a file nor the code"):
        add("missing.csv", tmp_path, today=TODAY, builtin=builtin)
    with serving(geonames) as (host, _), pytest.raises(GazetteerError, match="GeoNames has no dump 'ZZ'"):
        add("ZZ", tmp_path, today=TODAY, url=f"http://{host}/dump", patience=QUICK, builtin=builtin)
    with pytest.raises(UsageError, match="give another with --name"):
        add("LY", tmp_path, today=TODAY, name="theatre", builtin=builtin)


def test_a_failed_import_leaves_the_earlier_one(tmp_path: Path, builtin: Index) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name,lat,lon\nCamp Nine,32,13\n")
    add(str(table), tmp_path, today=TODAY, builtin=builtin)
    before = path_of(tmp_path, "own").read_bytes()
    table.write_text("name,lat,lon\nCamp Ten,999,13\n")
    with pytest.raises(GazetteerError):
        add(str(table), tmp_path, today=TODAY, builtin=builtin)
    assert path_of(tmp_path, "own").read_bytes() == before
    assert len(list((tmp_path / "gazetteers").iterdir())) == 2


def test_the_version_follows_what_is_imported(tmp_path: Path, builtin: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed_module, "fingerprint", lambda: "built-in")
    table = tmp_path / "own.csv"
    versions = [gazetteer_version(tmp_path)]
    for town in ("Camp Nine", "Camp Ten"):
        table.write_text(f"name,lat,lon\n{town},32,13\n")
        add(str(table), tmp_path, today=TODAY, builtin=builtin)
        versions.append(gazetteer_version(tmp_path))
    assert len(set(versions)) == 3
    add(str(table), tmp_path, today=dt.date(2027, 1, 1), builtin=builtin)
    assert gazetteer_version(tmp_path) == versions[-1]
    remove("own", tmp_path)
    assert gazetteer_version(tmp_path) == versions[0] == "built-in"
    with pytest.raises(UsageError, match="there are: none"):
        remove("own", tmp_path)


def test_older_spelling_rules_are_brought_up_to_date(
    tmp_path: Path, builtin: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name,lat,lon\nCamp Nine,32,13\n")
    monkeypatch.setattr("geo.gazetteer.imports.keys_version", lambda: "old")
    add(str(table), tmp_path, today=TODAY, builtin=builtin)
    assert with_imports(tmp_path, builtin).has("Camp Nine")
    assert [item.keys for item in installed(tmp_path)] == [installed_module.keys_version()]


def test_a_damaged_import_is_told_and_kept(tmp_path: Path) -> None:
    path = path_of(tmp_path, "LY")
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 99)
    with pytest.raises(GazetteerError, match=r"the gazetteer LY .* is damaged .*gazetteer remove"):
        open_installed(tmp_path)
    assert path.exists()
