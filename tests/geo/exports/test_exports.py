"""Exports of a finished build: what they hold, and that nothing in them is live."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from layers_of_a_build import FORMULAS, QUOTE, finished

from build import cli
from geo.exports.acled import COLUMNS
from geo.exports.cells import write_csv
from geo.exports.read import read_build
from geo.layers.schema import SPATIAL, TABLES


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished(tmp_path_factory.mktemp("build"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_build_is_read_as_it_was_written(build: Path) -> None:
    layers = read_build(build)
    assert list(layers) == [*SPATIAL, *TABLES]
    for name, schema in (SPATIAL | TABLES).items():
        assert [column for column in layers[name].columns if column != "geometry"] == list(schema)
    assert layers["events"]["fatalities"].isna().sum() == 1
    assert (layers["events"]["dataset"] == "articles").all()


def test_acled_has_what_acled_has_a_place_for(build: Path, tmp_path: Path) -> None:
    result = run(build, "--format", "acled", "--to", tmp_path / "a.csv")
    assert result.exit_code == 0, result.output
    assert (
        "9 rows, 1 planned, threatened or denied, 1 of a kind that ACLED does not have, 1 without a date"
        in result.output
    )
    written = rows(tmp_path / "a.csv")
    assert tuple(written[0]) == COLUMNS
    first = next(row for row in written if row["event_id_cnty"] == "event-1")
    assert (first["event_date"], first["year"], first["time_precision"]) == ("2019-04-07", "2019", "1")
    assert (first["event_type"], first["sub_event_type"], first["disorder_type"]) == (
        "Battles",
        "Armed clash",
        "Political violence",
    )
    assert (first["country"], first["iso"], first["location"]) == ("Libya", "434", "Gharyan")
    assert (first["fatalities"], first["geo_precision"]) == ("4", "1")
    wide = next(row for row in written if row["event_id_cnty"] == "event-5")
    assert (wide["fatalities"], wide["geo_precision"]) == ("", "3")


def test_no_cell_of_a_csv_is_a_formula_and_numbers_stay_numbers(build: Path, tmp_path: Path) -> None:
    run(build, "--format", "acled", "--to", tmp_path / "a.csv")
    written = rows(tmp_path / "a.csv")
    assert {row["actor1"] for row in written} >= {f"'{text}" for text in FORMULAS}
    for row in written:
        assert float(row["longitude"]) == -13.02
        live = [name for name, text in row.items() if text.startswith(("=", "+", "@", "\t", "\r", "-"))]
        assert live == ["longitude"]
    assert all(row["notes"] == f"'{QUOTE}" and row["source"] == "'=Daily" for row in written)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=1, max_size=5))
def test_any_text_survives_and_none_is_live(texts: list[str]) -> None:
    into = io.BytesIO()
    write_csv(pd.DataFrame({"text": pd.Series(texts, dtype="str"), "number": range(len(texts))}), into)
    found = list(csv.reader(io.StringIO(into.getvalue().decode("utf-8"), newline="")))[1:]
    assert [text.removeprefix("'") for text, _ in found] == [text.removeprefix("'") for text in texts]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for text, _ in found)


def test_geoparquet_holds_every_layer(build: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="GeoParquet needs pyarrow")
    result = run(build, "--format", "geoparquet", "--to", tmp_path / "parquet")
    assert result.exit_code == 0, result.output
    events = gpd.read_parquet(tmp_path / "parquet" / "events.parquet")
    assert events.crs.to_epsg() == 4326
    assert events["id"].tolist() == read_build(build)["events"]["id"].tolist()
    assert {path.stem for path in (tmp_path / "parquet").iterdir()} == {*SPATIAL, *TABLES}


def test_geoparquet_in_parts_holds_every_row_once(build: Path, tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset", reason="GeoParquet needs pyarrow")
    folder = tmp_path / "parquet"
    result = run(build, "--format", "geoparquet", "--to", folder, "--parts", "month")
    assert result.exit_code == 0, result.output
    events = read_build(build)["events"]
    found = dataset.dataset(folder / "events", partitioning="hive").to_table().to_pandas()
    assert sorted(found["id"]) == sorted(events["id"])
    months = dict(zip(events["id"], events["date_start"].str[:7].replace("", "undated"), strict=True))
    assert dict(zip(found["id"], found["month"].astype(str), strict=True)) == months
    part = gpd.read_parquet(folder / "events" / "month=2019-04" / "events.parquet")
    assert part.crs.to_epsg() == 4326
    assert (folder / "places.parquet").is_file()
    again = run(build, "--format", "geoparquet", "--to", folder, "--parts", "month")
    assert (again.exit_code, len(again.stderr.splitlines())) == (2, 1)


def test_parts_go_with_geoparquet(build: Path, tmp_path: Path) -> None:
    result = run(build, "--format", "kml", "--to", tmp_path / "a.kml", "--parts", "year")
    assert result.exit_code == 2
    assert "--format geoparquet" in result.stderr


def test_kml_has_names_spans_and_quotes_that_are_no_html(build: Path, tmp_path: Path) -> None:
    result = run(build, "--format", "kml", "--to", tmp_path / "a.kml")
    assert result.exit_code == 0, result.output
    root = ET.parse(tmp_path / "a.kml").getroot()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    assert len(root.findall(".//k:Placemark", space)) == 14
    mark = root.find(".//k:Placemark", space)
    assert mark is not None
    assert mark.findtext("k:name", namespaces=space) == "=Clash"
    assert (mark.findtext(".//k:begin", namespaces=space) or "").startswith("2019-04-07")
    balloon = mark.findtext("k:description", namespaces=space) or ""
    assert "&lt;b&gt;them&lt;/b&gt;" in balloon
    assert "<b>" not in balloon
    assert [path.name for path in tmp_path.iterdir()] == ["a.kml"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("nowhere", "--format", "kml"), "holds no build"),
        (("{build}", "--format", "postgis"), "--to: give the database as postgresql://"),
        (("{build}", "--format", "postgis", "--to", "mysql://x"), "--to: give the database as postgresql://"),
        (
            ("{build}", "--format", "postgis", "--to", "postgresql://x", "--schema", 'a"; drop'),
            "is no name of a schema",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(arguments: tuple[str, ...], problem: str, build: Path) -> None:
    result = run(*(argument.format(build=build) for argument in arguments))
    assert result.exit_code == 2
    assert problem in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_what_cannot_be_written_is_one_line_and_code_1(build: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for kind in ("acled", "kml"):
        result = run(build, "--format", kind, "--to", tmp_path / "file" / "a.out")
        assert result.exit_code == 1, result.output
        assert len(result.output.strip().splitlines()) == 1


def test_a_damaged_build_is_told(tmp_path: Path) -> None:
    (tmp_path / "layers.gpkg").write_bytes(b"SQLite format 3\0 and no more")
    result = run(tmp_path, "--format", "kml")
    assert result.exit_code == 2
    assert "build the map again" in result.output
