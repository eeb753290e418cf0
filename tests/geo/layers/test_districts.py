"""Control drawn in districts instead of cells."""

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from geo.layers.districts import Districts, district_zones, joined_zones
from geo.records import Control, Interval, Location, Place

WEST, EAST = box(10, 30, 12, 32), box(12.002, 30, 14, 32)  # a slit between them


def area_frame(**shapes: shapely.Geometry) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": list(shapes)}, geometry=list(shapes.values()), crs=4326)


def span(name: str, lat: float, lon: float, *, holder: str = "A", relation: str = "", kind: str = "P") -> Control:
    place = Place(f"t:{name}", name, lat, lon, "LY", feature_class=kind, radius_km=5.0, names=(name,))
    location = Location(place, lat, lon, 5.0, relation, "area" if kind == "A" else "point")
    return Control(f"control-{name}", holder, "held", location, Interval(), "stated", 0.8, ())


def drawn(*spans: Control) -> dict[str, shapely.Geometry]:
    found = district_zones(spans, area_frame(West=WEST, East=EAST))
    both = found.towns | found.regions
    return {key.removeprefix("t:").split("|")[0]: shape for key, shape in both.items()}


def test_a_town_has_the_district_it_lies_in_and_slits_are_closed() -> None:
    found = drawn(span("Adiri", 31, 11), span("Bani", 31, 13))
    assert found["Adiri"].symmetric_difference(WEST).area < 0.01
    assert found["Adiri"].distance(found["Bani"]) == 0
    assert found["Adiri"].intersection(found["Bani"]).area == 0


def test_towns_of_one_district_share_it_by_what_is_nearest() -> None:
    found = drawn(span("Adiri", 31, 10.5), span("Brak", 31, 11.5, holder="B"))
    assert found["Adiri"].intersection(found["Brak"]).area < 1e-6
    assert found["Adiri"].union(found["Brak"]).symmetric_difference(WEST).area < 0.01
    assert found["Adiri"].contains(Point(10.5, 31))
    assert found["Brak"].contains(Point(11.5, 31))


def test_towns_on_one_spot_share_one_piece() -> None:
    found = drawn(span("Adiri", 31, 10.5), span("Adiri airport", 31.001, 10.501))
    assert found["Adiri"].equals(found["Adiri airport"])


def test_a_region_that_bears_a_districts_name_is_it_and_its_towns_keep_their_cells() -> None:
    found = drawn(span("Al-West", 31, 11, kind="A"), span("Adiri", 31, 11.5))
    assert set(found) == {"Al-West"}


@pytest.mark.parametrize(
    "place",
    [
        span("South side", 31, 11, relation="south of"),
        span("Elsewhere", 31, 11, kind="A"),
        span("Abroad", 40, 11),
    ],
)
def test_what_no_district_can_stand_for_is_left_to_the_cells(place: Control) -> None:
    assert drawn(place) == {}


def test_districts_and_cells_make_one_coverage_with_towns_on_top() -> None:
    districts = Districts({"town": WEST}, {"region": EAST})
    cells = {"beside": box(11, 31, 12.5, 31.5), "hidden": box(10.5, 30.5, 11, 31), "wide": box(9, 29, 15, 33)}
    found = joined_zones(districts, cells, frozenset({"beside", "hidden"}))
    assert set(found) == {"town", "beside", "region", "wide"}
    assert found["town"].equals(WEST)
    assert found["beside"].area == pytest.approx(0.25, abs=1e-4)
    assert found["region"].area == pytest.approx(EAST.area - found["beside"].intersection(EAST).area, abs=1e-4)
    shapes = list(found.values())
    assert all(one.intersection(two).area < 1e-9 for at, one in enumerate(shapes) for two in shapes[:at])


def test_a_district_that_crosses_itself_does_not_break_the_others() -> None:
    bow = shapely.make_valid(Polygon([(12, 30), (14, 32), (14, 30), (12, 32)]))
    found = district_zones([span("Adiri", 31, 11)], area_frame(West=WEST, East=bow))
    assert len(found.towns) == 1
