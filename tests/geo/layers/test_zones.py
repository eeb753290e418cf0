import itertools
import random

import libya
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo import geodesy
from geo.layers import planes
from geo.layers.coverage import coverage
from geo.layers.reach import Site, reach_km, sites_of
from geo.layers.zones import zones


class Nobody:
    """A gazetteer that knows no town."""

    def towns(self, _bbox, _least_population):
        return ()


NOBODY = Nobody()


@pytest.fixture(scope="module")
def found(facts, towns, world):
    return zones(sites_of(facts.control, world), towns, world.land)


def overlap(one, other):
    return one.intersection(other).area


def test_each_zone_holds_its_place_and_is_valid(facts, found):
    assert facts.control
    for span in facts.control:
        zone = found[f"{span.location.place.id}||"]
        assert zone.is_valid
        assert zone.intersects(shapely.Point(span.location.lon, span.location.lat)), span.id


def test_zones_do_not_overlap(found):
    for one, other in itertools.combinations(found.values(), 2):
        assert overlap(one, other) == 0


def test_neighbours_share_exactly_the_vertices_of_their_edge(found):
    assert shapely.coverage_is_valid(list(found.values()))
    gharyan, aziziya = found["t:gharyan||"], found["t:al-aziziya||"]
    edge = gharyan.intersection(aziziya)
    assert edge.length > 0.1
    common = set(map(tuple, shapely.get_coordinates(gharyan))) & set(map(tuple, shapely.get_coordinates(aziziya)))
    assert set(map(tuple, shapely.get_coordinates(shapely.line_merge(edge)))) <= common


def test_zones_have_five_decimals(found):
    assert found
    for zone in found.values():
        for x, y in shapely.get_coordinates(zone):
            assert (x, y) == (round(x, 5), round(y, 5))


def test_zones_keep_to_the_land_and_within_reach(facts, found, world):
    for span in facts.control:
        zone, place = found[f"{span.location.place.id}||"], span.location.place
        assert zone.difference(world.land.union(planes.circle(place.lat, place.lon, 5.0)).buffer(1e-4)).area < 1e-9
        far = [geodesy.distance_km(place.lat, place.lon, y, x) for x, y in shapely.get_coordinates(zone)]
        assert max(far) <= reach_km(place) * 1.16


def test_a_town_nobody_spoke_of_keeps_its_ground(found):
    zliten = shapely.Point(libya.PLACES["Zliten"].lon, libya.PLACES["Zliten"].lat)
    assert not any(zone.intersects(zliten) for zone in found.values())


def test_a_suburb_shares_the_fate_of_its_city(found):
    suburb = libya.PLACES["Janzur"]
    assert found["t:tripoli||"].intersects(shapely.Point(suburb.lon, suburb.lat))


def test_the_order_of_the_sites_does_not_matter(facts, towns, world, found):
    sites = sites_of(facts.control, world)
    random.Random(3).shuffle(sites)
    again = zones(sites, towns, world.land)
    assert list(again) == list(found)
    assert all(again[key].wkb == found[key].wkb for key in found)


def test_a_harbour_off_the_coarse_coast_keeps_a_disc(world):
    harbour = Site("harbour", 33.3, 13.2, 30.0)
    zone = zones([harbour], NOBODY, world.land)["harbour"]
    assert zone.intersects(shapely.Point(13.2, 33.3))
    assert zone.area < 0.02


def test_a_region_leaves_out_the_towns_that_have_a_word_of_their_own(towns, world):
    control = [libya.control("LNA", "Cyrenaica"), libya.control("GNA", "Benghazi")]
    region, town = (zones(sites_of(control, world), towns, world.land)[f"t:{name}||"] for name in
                    ("cyrenaica", "benghazi"))  # fmt: skip
    assert overlap(region, town) == 0
    assert region.area > 5 * town.area
    assert region.intersection(town).length > 0.3
    assert town.intersects(shapely.Point(20.06859, 32.11486))


def test_a_smaller_region_goes_before_a_larger(towns, world):
    control = [libya.control("LNA", "Cyrenaica"), libya.control("GNA", "Libya")]
    found = zones(sites_of(control, world), towns, world.land)
    assert overlap(found["t:cyrenaica||"], found["t:libya||"]) == 0
    assert found["t:cyrenaica||"].intersects(shapely.Point(21.5, 30.5))


def test_places_on_one_spot_share_their_zone():
    sites = [Site("a", 30.0, 20.0, 30.0), Site("b", 30.0001, 20.0, 30.0), Site("c", 30.2, 20.0, 30.0)]
    found = zones(sites, NOBODY, None)
    assert found["a"].equals(found["b"])
    assert overlap(found["a"], found["c"]) == 0


def test_no_sites_no_zones():
    assert zones([], NOBODY, None) == {}


@example([(0.0, 0.0), (0.0, -1.0), (0.0, -0.008), (0.047, -0.094), (0.005, -0.125)], (-17.0, 179.8), [9, 9, 20, 20, 9])
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1.2, 1.2), st.floats(-1.2, 1.2)), min_size=1, max_size=9),
    st.sampled_from([(30.0, 15.0), (-17.0, 179.8), (65.0, -179.9), (0.0, 0.0)]),
    st.lists(st.sampled_from([9.0, 20.0, 35.0, 45.0]), min_size=9, max_size=9),
)
def test_any_set_of_towns_gives_a_coverage_that_holds_them(offsets, centre, reach):
    places = {(round(lat + centre[0], 3), (round(lon + centre[1], 3) + 180) % 360 - 180) for lon, lat in offsets}
    sites = [Site(str(where), *where, far) for far, where in zip(reach, sorted(places), strict=False)]
    found = zones(sites, NOBODY, None)
    assert found.keys() == {site.key for site in sites}
    apart = {zone.wkb: zone for zone in found.values()}
    assert shapely.coverage_is_valid(list(apart.values()))
    for one, other in itertools.combinations(apart.values(), 2):
        assert overlap(one, other) < 1e-12
    for site in sites:
        assert found[site.key].is_valid
        assert found[site.key].distance(shapely.Point(site.lon, site.lat)) < 0.004  # one spot is up to 300 m wide


def test_a_coverage_puts_the_earlier_shape_on_top():
    square, wide = shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)
    first, second = coverage([square, wide])
    assert (first.area, second.area) == (4.0, 2.0)
    assert shapely.coverage_is_valid([first, second])
    assert coverage([wide, wide])[1].is_empty


def test_cells_of_different_reach_leave_no_slit_between_them():
    pick = random.Random(5)
    for _ in range(8):
        sites = [
            Site(str(number), 32 + pick.uniform(-1, 1), 15 + pick.uniform(-1, 1), pick.choice([9, 20, 28, 45]))
            for number in range(12)
        ]
        found = list(zones(sites, NOBODY, shapely.Point(15, 32).buffer(1.2)).values())
        for one, other in itertools.combinations(found, 2):
            beside = one.boundary.intersection(other.boundary.buffer(3e-5)).length
            assert beside - one.boundary.intersection(other.boundary).length < 0.005


def test_towns_are_asked_for_across_the_antimeridian():
    asked = []

    class Asked(Nobody):
        def towns(self, bbox, least_population):
            asked.append((bbox, least_population))
            return (libya.place("Beyond", -17.0, -179.7, 90_000),)

    zone = zones([Site("here", -17.0, 179.9, 45.0)], Asked(), None)["here"]
    (west, _, east, _), _ = asked[0]
    assert west > 178 > -178 > east
    assert not zone.intersects(shapely.Point(-179.7, -17.0))
    assert zone.intersects(shapely.Point(-179.95, -17.0))
