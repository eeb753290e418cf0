import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.errors import OutputError
from geo.layers import build_layers, write_layers
from geo.layers.schema import SPATIAL, TABLES
from geo.records import Facts


@pytest.fixture(scope="module")
def written(layers, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    write_layers(layers, folder)
    return folder


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_layers_give_the_same_bytes(layers, written, tmp_path):
    write_layers(layers, tmp_path)
    assert files_of(tmp_path) == files_of(written)


def test_writing_again_replaces_what_was_there(layers, tmp_path):
    write_layers(layers, tmp_path)
    first = files_of(tmp_path)
    write_layers(layers, tmp_path)
    assert files_of(tmp_path) == first


@pytest.mark.parametrize("name", SPATIAL)
def test_geojson_is_sorted_has_ids_five_decimals_and_real_lists(layers, written, name):
    found = json.loads((written / "layers" / f"{name}.geojson").read_text("utf-8"))
    features = found["features"]
    ids = [feature["id"] for feature in features]
    assert ids == sorted(ids) == list(getattr(layers, name)["id"])
    assert all(list(feature["properties"]) == list(SPATIAL[name]) for feature in features)
    assert all(isinstance(feature["properties"]["sources"], list) for feature in features)
    for number in numbers([feature["geometry"]["coordinates"] for feature in features if feature["geometry"]]):
        assert number == round(number, 5)


def numbers(nested):
    if isinstance(nested, list):
        for part in nested:
            yield from numbers(part)
    else:
        yield nested


def test_a_number_nobody_told_is_null(written):
    features = json.loads((written / "layers" / "events.geojson").read_text("utf-8"))["features"]
    told = {feature["id"]: feature["properties"]["fatalities"] for feature in features}
    assert told["event-strike"] == 3
    assert told["event-clash"] is None


def test_tables_are_lists_of_objects(written):
    for name, schema in TABLES.items():
        records = json.loads((written / "layers" / f"{name}.json").read_text("utf-8"))
        assert records
        assert all(list(record) == list(schema) for record in records)


def test_the_geopackage_holds_every_layer(layers, written):
    package = written / "layers.gpkg"
    assert {name for name, _ in pyogrio.list_layers(package)} == {*SPATIAL, *TABLES}
    events = gpd.read_file(package, layer="events")
    assert list(events["id"]) == list(layers.events["id"])
    assert events.crs.to_epsg() == 4326
    assert set(gpd.read_file(package, layer="control").geom_type) == {"MultiPolygon"}


def test_the_geopackage_has_no_clock(written):
    with closing(sqlite3.connect(written / "layers.gpkg")) as package:
        stamps = {row[0] for row in package.execute("SELECT last_change FROM gpkg_contents")}
    assert stamps == {"2000-01-01T00:00:00.000Z"}


def test_empty_layers_are_written(towns, tmp_path):
    write_layers(build_layers(Facts(()), towns, None), tmp_path)
    assert json.loads((tmp_path / "layers" / "events.geojson").read_text("utf-8"))["features"] == []
    assert json.loads((tmp_path / "layers" / "articles.json").read_text("utf-8")) == []
    assert {name for name, _ in pyogrio.list_layers(tmp_path / "layers.gpkg")} == {*SPATIAL, *TABLES}


def test_a_folder_that_cannot_be_written_is_one_line(layers, tmp_path):
    (tmp_path / "layers").write_text("in the way", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_layers(layers, tmp_path)


def test_outer_rings_run_counter_clockwise(written):
    features = json.loads((written / "layers" / "control.geojson").read_text("utf-8"))["features"]
    assert features
    for feature in features:
        shape = shapely.geometry.shape(feature["geometry"])
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))
