import json

import pytest
import shapely

from geo.errors import AssetError
from geo.layers.world import read_world, widened


@pytest.fixture
def atlas(tmp_path):
    """Two square countries side by side as world-atlas has them, and a third far away."""

    def square(x, y):
        return [[x, y], [x + 4, y], [x + 4, y + 4], [x, y + 4], [x, y]]

    arcs = [square(0, 0), square(4, 0), square(100, 40)]
    countries = [("434", "Libya"), ("818", "Egypt"), ("392", "Japan")]
    shapes = [
        {"type": "Polygon", "id": code, "arcs": [[index]], "properties": {"name": name}}
        for index, (code, name) in enumerate(countries)
    ]
    topology = {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }
    path = tmp_path / "countries-10m.json"
    path.write_text(json.dumps(topology), "utf-8")
    return path


def test_land_and_countries_of_a_box(atlas):
    world = read_world(atlas, (2, 1, 5, 3))
    assert world.bbox == widened((2, 1, 5, 3)) == (-1, -2, 8, 6)
    assert list(world.countries["name"]) == ["Egypt", "Libya"]
    assert list(world.countries["iso_n3"]) == ["818", "434"]
    assert world.land.equals(shapely.box(0, 0, 8, 4))
    assert world.countries.crs.to_epsg() == 4326


def test_what_lies_beyond_the_margin_is_cut_off(atlas):
    world = read_world(atlas, (1, 1, 1.5, 1.5))
    assert world.land.bounds == (0, 0, 3.5, 3.5)
    assert list(world.countries["name"]) == ["Libya"]


def test_open_sea_has_no_land(atlas):
    world = read_world(atlas, (-60, -40, -58, -38))
    assert world.land.is_empty
    assert world.countries.empty


def test_the_folder_of_the_package_will_do(atlas):
    assert read_world(atlas.parent, (2, 1, 5, 3)).land.equals(shapely.box(0, 0, 8, 4))


def test_a_kept_copy_gives_the_same_and_a_damaged_one_is_made_anew(atlas, tmp_path):
    cache = tmp_path / "cache"
    first = read_world(atlas, (2, 1, 5, 3), cache_dir=cache)
    copies = list(cache.iterdir())
    assert [copy.suffix for copy in copies] == [".gpkg"]
    again = read_world(atlas, (2, 1, 5, 3), cache_dir=cache)
    assert again.countries.equals(first.countries)
    copies[0].write_bytes(b"damaged")
    assert read_world(atlas, (2, 1, 5, 3), cache_dir=cache).land.equals(first.land)


def test_another_file_is_not_served_from_the_copy(atlas, tmp_path):
    cache = tmp_path / "cache"
    read_world(atlas, (2, 1, 5, 3), cache_dir=cache)
    atlas.write_text(atlas.read_text("utf-8").replace("Libya", "Utopia"), "utf-8")
    assert "Utopia" in set(read_world(atlas, (2, 1, 5, 3), cache_dir=cache).countries["name"])


@pytest.mark.parametrize("content", [None, "", "{}", '{"type":"FeatureCollection","features":[]}'])
def test_a_missing_or_foreign_file_is_one_line(tmp_path, content):
    path = tmp_path / "countries-10m.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(AssetError, match=r"countries-10m\.json"):
        read_world(path, (0, 0, 1, 1), cache_dir=tmp_path / "cache")


def test_a_very_wide_box_takes_the_coarse_file(atlas):
    coarse = atlas.read_text("utf-8").replace("Libya", "Coarse Libya")
    (atlas.parent / "countries-50m.json").write_text(coarse, "utf-8")
    assert "Coarse Libya" in set(read_world(atlas.parent, (-50, -40, 60, 50)).countries["name"])
    assert "Libya" in set(read_world(atlas.parent, (0, 0, 5, 5)).countries["name"])
    assert "Libya" in set(read_world(atlas, (-50, -40, 60, 50)).countries["name"])


def test_a_country_on_both_sides_of_the_antimeridian_is_no_sea(atlas):
    ring = [[20, 40], [180, 40], [180, 60], [181, 50], [-180, 50], [-180, 62], [20, 62], [20, 40]]
    content = json.loads(atlas.read_text("utf-8"))
    content["objects"]["countries"]["geometries"].append(
        {"type": "Polygon", "id": "643", "arcs": [[3]], "properties": {"name": "Russia"}}
    )
    content["arcs"].append(ring)
    atlas.write_text(json.dumps(content), "utf-8")
    world = read_world(atlas, (0, 30, 40, 55))
    assert not world.land.contains(shapely.Point(5, 45))
    assert world.land.contains(shapely.Point(25, 45))
