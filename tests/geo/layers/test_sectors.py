import dataclasses

import libya
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import geodesy
from geo.layers import planes
from geo.layers.sectors import area_of, extent_of

lats = st.floats(-75, 75)
lons = st.floats(-180, 180)


def parts_about(shape, lon):
    """Vertices with longitudes on the anchor's own turn."""
    for x, y in shapely.get_coordinates(shape):
        yield y, lon + (x - lon + 180) % 360 - 180


@given(lat=lats, lon=lons, bearing=st.floats(0, 359), km=st.floats(5, 80), radius=st.floats(3, 60))
def test_a_sector_is_valid_and_lies_on_its_side(lat, lon, bearing, km, radius):
    anchor = libya.place("Anchor", lat, lon)
    there = geodesy.move(lat, lon, bearing, km)
    where = libya.Location(anchor, *there, radius, "beside", "sector", bearing, km)
    area = area_of(where)
    assert area.is_valid
    west, south, east, north = area.bounds
    assert shapely.box(-180, -90, 180, 90).covers(shapely.box(west, south, east, north))
    assert area.intersects(shapely.Point(there[1], there[0]).buffer(1e-4))
    for y, x in parts_about(area, lon):
        far = geodesy.distance_km(lat, lon, y, x)
        assert far <= km + radius + 0.01
        turn = (geodesy.bearing_deg(lat, lon, y, x) - bearing + 180) % 360 - 180
        assert far < 0.01 or abs(turn) <= 36


@given(lat=lats, lon=lons, km=st.floats(5, 80), radius=st.floats(2, 40))
def test_a_distance_without_a_direction_is_a_ring(lat, lon, km, radius):
    anchor = libya.place("Anchor", lat, lon)
    area = area_of(libya.Location(anchor, lat, lon, radius, "from", "sector", None, km))
    assert area.is_valid
    reach = [geodesy.distance_km(lat, lon, y, x) for y, x in parts_about(area, lon)]
    assert abs(max(reach) - (km + radius)) < 0.2


@given(lat=st.floats(-70, 70), lon=lons, bearing=st.floats(0, 359), km=st.floats(5, 300))
def test_a_corridor_joins_its_two_ends(lat, lon, bearing, km):
    one = libya.place("One", lat, lon)
    other = libya.place("Other", *geodesy.move(lat, lon, bearing, km))
    middle = geodesy.move(lat, lon, bearing, km / 2)
    area = area_of(libya.Location(one, *middle, 10.0, "between", "corridor", other=other))
    assert area.is_valid
    for end in (one, other, libya.place("Middle", *middle)):
        assert area.distance(shapely.Point(end.lon, end.lat)) < 1e-4


def test_a_plain_point_has_no_area():
    assert area_of(libya.at("Tripoli")) is None
    assert extent_of(libya.at("Tripoli")).contains(shapely.Point(13.18733, 32.88743))


def test_a_country_is_its_own_polygon(world):
    whole = libya.at("Libya", shape="area", radius_km=748.0)
    assert area_of(whole, world).symmetric_difference(world.land).area < 0.01


def test_a_part_of_a_country_is_no_whole_country(world):
    west = libya.at("Libya", lat=31.0, lon=12.5, shape="area", radius_km=200.0, relation="western")
    assert area_of(west, world).area < world.land.area / 3


def test_an_area_on_land_keeps_off_the_sea(world):
    area = area_of(libya.SOUTH_OF_MISRATA, world)
    assert area.difference(world.land.buffer(1e-4)).is_empty
    at_sea = dataclasses.replace(libya.SOUTH_OF_MISRATA, lat=32.9, lon=15.2, bearing_deg=0.0, distance_km=55.0)
    assert area_of(at_sea, world).area == area_of(at_sea).area


def test_a_polygon_over_the_antimeridian_is_cut_in_two():
    area = planes.rounded(planes.circle(10.0, 179.9, 50.0))
    assert area.geom_type == "MultiPolygon"
    assert area.is_valid
    assert {part.bounds[0] < 0 for part in area.geoms} == {True, False}
    whole = planes.circle(10.0, 0.0, 50.0)
    assert abs(area.area - whole.area) < 1e-3
