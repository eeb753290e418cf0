"""Tables of one's own: columns and values as the theatre maps them; control, bases and areas."""

import datetime as dt
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from rows_of_data import join, write
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from geo.errors import ConfigError

OWN = """
file = "log.csv"
columns.id = "nr"
columns.subtype = "what"
columns.date_start = "tag"
columns.actor = "wer"
columns.place = "ort"
columns.lat = "breite"
columns.lon = "laenge"
columns.quote = "text"
values.subtype = { Luftangriff = "Air/drone strike" }
actors = { Armee = "LNA" }
fixed = { status = "claimed" }
date_format = "%d.%m.%Y"
"""
ROW = {
    "nr": "A 1", "what": "Luftangriff", "tag": "07.04.2019", "wer": "Armee", "ort": "Gharyan", "breite": "32.17",
    "laenge": "13.02", "text": "Angriff auf Gharyan",
}  # fmt: skip


def test_columns_values_parties_and_fixed_fields_are_as_the_theatre_says(tmp_path: Path) -> None:
    write(tmp_path / "log.csv", [ROW])
    (event,) = join(tmp_path, OWN).facts.events
    assert (event.subtype, event.actor, event.status) == ("Air/drone strike", "LNA", "claimed")
    assert event.when.start == dt.date(2019, 4, 7)
    assert event.sources[0].row == "A 1"
    assert event.sources[0].dataset == "log"
    assert event.id.startswith("event-log-")


def test_coordinates_of_another_system_are_brought_to_degrees(tmp_path: Path) -> None:
    (x, y) = gpd.GeoSeries([Point(13.02, 32.17)], crs=4326).to_crs(32633).iloc[0].coords[0]
    write(tmp_path / "log.csv", [ROW | {"breite": str(y), "laenge": str(x)}])
    (event,) = join(tmp_path, OWN + 'crs = "EPSG:32633"').facts.events
    assert (round(event.location.lat, 3), round(event.location.lon, 3)) == (32.17, 13.02)


def test_a_column_may_stand_for_two_fields_and_for_none_that_only_bears_its_name(tmp_path: Path) -> None:
    rows = [{"type": "LNA", "what": "Attack", "date": "2019-04-07", "lat": "32.17", "lon": "13.02"}]
    write(tmp_path / "log.csv", rows)
    columns = 'columns = { actor = "type", quote = "what", subtype = "what" }'
    (event,) = join(tmp_path, f'file = "log.csv"\n{columns}').facts.events
    assert (event.actor, event.subtype, event.sources[0].quote) == ("LNA", "Attack", "Attack")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('columns = { colour = "x" }', "there is no field 'colour'"),
        ('columns = { actor = "nobody" }', "needs 'nobody' for 'actor'"),
        ('values.colour = { a = "b" }', "there is no column for 'colour'"),
        ('crs = "EPSG:0"', "crs:"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_told_in_one_line(line: str, problem: str, tmp_path: Path) -> None:
    write(tmp_path / "log.csv", [{"subtype": "Attack", "date": "2019-04-07", "lat": "32", "lon": "13"}])
    with pytest.raises(ConfigError) as told:
        join(tmp_path, f'file = "log.csv"\n{line}')
    assert problem in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("file", ["/etc/passwd", "../log.csv", "a/../../log.csv", "https://example.org/a.csv"])
def test_files_stand_in_the_folder_of_the_theatre(file: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must stand in the folder of the theatre file"):
        join(tmp_path, f'file = "{file}"')


def polygons(folder: Path, file: str, shapes: list[shapely.Geometry], /, **columns: list[str]) -> None:
    gpd.GeoDataFrame(columns, geometry=shapes, crs=4326).to_file(folder / file)


@pytest.mark.parametrize("name", ["held.geojson", "held.gpkg", "held.shp"])
def test_polygons_of_control_keep_their_ground(name: str, tmp_path: Path) -> None:
    columns = {"who": ["LNA", "contested"], "since": ["2019-04-07", ""], "place": ["Gharyan", ""]}
    polygons(tmp_path, name, [box(13, 32, 14, 33), box(14, 32, 15, 33)], **columns)
    found = join(tmp_path, f'file = "{name}"\nlayer = "control"\ncolumns = {{ holder = "who", valid_from = "since" }}')
    first, second = found.facts.control
    assert (first.holder, first.status, first.basis) == ("LNA", "held", "imported")
    assert (second.holder, second.status) == ("contested", "contested")
    assert (first.valid.start, first.valid.end, second.valid.start) == (dt.date(2019, 4, 7), None, None)
    assert shapely.from_wkt(first.area).equals(box(13, 32, 14, 33))
    assert (first.location.shape, first.location.place.feature_class) == ("area", "A")
    assert {actor.id for actor in found.facts.actors} == {"LNA"}


def test_a_polygon_that_crosses_itself_is_repaired_and_a_line_is_left_out(tmp_path: Path) -> None:
    bow = Polygon([(13, 32), (14, 33), (14, 32), (13, 33)])
    shapes = [bow, LineString([(13, 32), (14, 33)]), MultiPoint([(13, 32)])]
    polygons(tmp_path, "held.gpkg", [shapes[0]], holder=["LNA"])
    found = join(tmp_path, 'file = "held.gpkg"\nlayer = "control"')
    assert shapely.from_wkt(found.facts.control[0].area).is_valid
    polygons(tmp_path, "mixed.geojson", shapes, holder=["LNA", "GNA", "GNA"])
    found = join(tmp_path, 'file = "mixed.geojson"\nlayer = "control"')
    assert len(found.facts.control) == 2
    assert "1 left out: 1 no usable coordinates" in found.notes[0]


def test_bases_have_a_kind_of_the_contract(tmp_path: Path) -> None:
    rows = [
        {"kind": "Air base", "name": "Field One", "place": "Sirte", "actor": "LNA", "lat": "31.2", "lon": "16.6"},
        {"kind": "palace", "name": "Two", "place": "", "actor": "", "lat": "31.2", "lon": "16.6"},
    ]
    write(tmp_path / "bases.csv", rows)
    found = join(tmp_path, 'file = "bases.csv"\nlayer = "bases"')
    (base,) = found.facts.bases
    assert (base.kind, base.name, base.actor, base.status) == ("air base", "Field One", "LNA", "active")
    assert "1 of a kind that is not known" in found.notes[0]


def test_areas_are_named_polygons(tmp_path: Path) -> None:
    polygons(tmp_path, "districts.geojson", [box(13, 32, 14, 33), Point(1, 1)], name=["West", "Nowhere"])
    found = join(tmp_path, 'file = "districts.geojson"\nlayer = "areas"')
    assert found.areas is not None
    assert found.areas["name"].tolist() == ["West"]
    assert "1 left out: no polygon" in found.notes[0]
    assert found.datasets == ()


def test_very_fine_boundaries_become_simpler_and_neighbours_keep_their_common_edge(tmp_path: Path) -> None:
    disc = Point(13, 32).buffer(1.0, quad_segs=8_000)
    polygons(tmp_path, "fine.gpkg", [disc, box(10, 30, 16, 34).difference(disc)], name=["in", "out"])
    found = join(tmp_path, 'file = "fine.gpkg"\nlayer = "areas"')
    assert found.areas is not None
    shapes = found.areas.geometry.to_numpy()
    assert shapely.get_num_coordinates(shapes).sum() < 2_000
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.geojson", b"<OGRVRTDataSource/>", "is no .geojson file, whatever its name says"),
        ("a.gpkg", b'{"type": "FeatureCollection", "features": []}', "is no .gpkg file"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [', "cannot be read"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "needs 'name'"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigError) as told:
        join(tmp_path, f'file = "{name}"\nlayer = "areas"')
    assert problem in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_without_a_coordinate_system_must_be_told_one(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"name": ["West"]}, geometry=[box(13, 32, 14, 33)], crs=4326).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(ConfigError, match="does not tell its coordinate system"):
        join(tmp_path, 'file = "a.shp"\nlayer = "areas"')
    assert join(tmp_path, 'file = "a.shp"\nlayer = "areas"\ncrs = "EPSG:4326"').areas is not None
