import itertools

import libya
import numpy as np
import pytest
import shapely

from geo import geodesy
from geo.layers import planes
from geo.layers.arrows import arrow
from geo.layers.routes import routes_of, side_of
from geo.records import Facts


def ends(route):
    """Give (lat, lon) of the start and of the end of a route."""
    coords = shapely.get_coordinates(route.plane.to_degrees(route.line))
    return (coords[0][1], coords[0][0]), (coords[-1][1], coords[-1][0])


def km_to(name, point):
    place = libya.PLACES[name]
    return geodesy.distance_km(place.lat, place.lon, *point)


def route_of(axis, control=(), land=libya.LAND, bases=()):
    return routes_of(Facts((), axes=(axis,), control=tuple(control), bases=tuple(bases)), land)[axis.id]


@pytest.mark.parametrize(
    ("words", "bearing"),
    [("from the west", 270), ("the south-west", 225), ("South of", 180), ("north-eastern", 45), ("", None),
     ("from several directions", None), ("the southern outskirts", 180)],
)  # fmt: skip
def test_a_side_is_read_from_the_relation(words, bearing):
    assert side_of(words) == bearing


def test_a_route_runs_from_its_origin_to_its_objective():
    start, end = ends(route_of(libya.axis("LNA", "Tarhuna", "Tripoli")))
    assert km_to("Tarhuna", start) < 0.01
    assert km_to("Tripoli", end) < 0.01


def test_a_route_passes_its_via():
    route = route_of(libya.axis("LNA", "Gharyan", "Tripoli", via=("al-Aziziya",)))
    aziziya = libya.PLACES["al-Aziziya"]
    assert shapely.Point(route.plane.point(aziziya.lat, aziziya.lon)).distance(route.line) < 0.1


def test_an_unnamed_origin_starts_on_its_side_and_on_land():
    start, end = ends(route_of(libya.axis("LNA", None, "Tripoli", origin_relation="from the west")))
    assert km_to("Tripoli", end) < 0.01
    assert 50 < km_to("Tripoli", start) < 70
    assert start[1] < libya.PLACES["Tripoli"].lon - 0.4
    assert libya.LAND.contains(shapely.Point(start[1], start[0]))


def test_an_axis_without_origin_comes_from_where_its_actor_sits_and_touches_no_place():
    control = [libya.control("LNA", "Gharyan"), libya.control("LNA", "Benghazi"), libya.control("GNA", "Zawiya")]
    start, _ = ends(route_of(libya.axis("LNA", None, "Tripoli"), control))
    assert 20 < km_to("Gharyan", start) < km_to("Gharyan", (libya.PLACES["Tripoli"].lat, libya.PLACES["Tripoli"].lon))
    start, _ = ends(route_of(libya.axis("LNA", None, "Tripoli"), bases=[libya.base("camp", "LNA", "Tarhuna")]))
    assert 20 < km_to("Tarhuna", start) < km_to("Tarhuna", (libya.PLACES["Tripoli"].lat, libya.PLACES["Tripoli"].lon))


def test_an_axis_without_any_hint_comes_from_inland():
    start, _ = ends(route_of(libya.axis("LNA", None, "Tripoli"), [libya.control("LNA", "Benghazi")]))
    assert 30 < km_to("Tripoli", start) < 45
    assert start[0] < libya.PLACES["Tripoli"].lat


def test_a_side_of_the_objective_moves_the_head():
    _, end = ends(route_of(libya.axis("LNA", "Bani Walid", "Misrata", objective_relation="south of")))
    misrata = libya.PLACES["Misrata"]
    assert abs(geodesy.bearing_deg(misrata.lat, misrata.lon, *end) - 180) < 1
    _, end = ends(route_of(libya.axis("LNA", "Bani Walid", libya.SOUTH_OF_MISRATA, objective_relation="south of")))
    assert abs(end[0] - 32.24) < 1e-6  # moved already: not once more


def test_a_route_bows_to_the_land():
    for origin, objective in (("Ras Lanuf", "Sirte"), ("Sirte", "Misrata"), ("Sirte", "Ajdabiya")):
        route = route_of(libya.axis("LNA", origin, objective))
        line = shapely.get_coordinates(shapely.segmentize(route.plane.to_degrees(route.line), 0.02))
        wet = ~shapely.intersects_xy(libya.LAND.buffer(0.02), line[:, 0], line[:, 1])
        straight = np.linspace(line[0], line[-1], 50)
        wet_straight = ~shapely.intersects_xy(libya.LAND.buffer(0.02), straight[:, 0], straight[:, 1])
        assert wet.mean() <= wet_straight.mean()


@pytest.mark.parametrize("count", [2, 3, 5])
def test_arrows_to_one_objective_fan_out_and_keep_apart(count):
    names = ["Tarhuna", "Gharyan", "Zintan", "Zawiya", "Khoms"][:count]
    axes = tuple(libya.axis("LNA", name, "Tripoli") for name in names)
    routes = routes_of(Facts((), axes=axes), libya.LAND)
    assert len(routes) == count
    for one, other in itertools.combinations(routes.values(), 2):
        angles = [approach(route.line) for route in (one, other)]
        assert abs((angles[0] - angles[1] + 180) % 360 - 180) > 15
        arrows = [arrow(route.line, route.room_deg) for route in (one, other)]
        assert arrows[0].intersection(arrows[1]).area < 0.02 * arrows[0].area


def test_two_actors_on_one_way_do_not_cover_each_other():
    axes = (libya.axis("LNA", "Tarhuna", "Tripoli"), libya.axis("Seventh Brigade", "Tarhuna", "Tripoli"))
    routes = routes_of(Facts((), axes=axes), None).values()
    one, other = (arrow(route.line, route.room_deg) for route in routes)
    assert one.intersection(other).area < 0.05 * one.area


def approach(line):
    (ax, ay), (bx, by) = line.coords[-2], line.coords[-1]
    return float(np.degrees(np.arctan2(ax - bx, ay - by)))


def test_an_axis_to_where_it_starts_is_a_stub():
    start, end = ends(route_of(libya.axis("LNA", "Gharyan", "Gharyan")))
    assert km_to("Gharyan", end) < 0.01
    assert km_to("Gharyan", start) > 20


def test_routes_cross_the_antimeridian_unbroken():
    one, other = libya.place("One", 52.0, 179.0), libya.place("Other", 52.0, -179.5)
    where = [libya.Location(p, p.lat, p.lon, 5.0) for p in (one, other)]
    axis = libya.Axis("axis", "A", "planned", where[0], (), where[1], "", "", libya.TODAY, 0.5, ())
    route = route_of(axis, land=None)
    assert route.line.length < 120
    line = shapely.get_coordinates(route.plane.to_degrees(route.line))
    assert np.abs(np.diff(line[:, 0])).max() < 1
    assert planes.rounded(route.plane.to_degrees(arrow(route.line))).is_valid
