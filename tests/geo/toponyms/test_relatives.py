"""The grammar of relative places, and the points it moves to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.distance import haversine_km
from geo.records import Place
from geo.toponyms.relate import destination, lies_between, midpoint, related_location
from geo.toponyms.relatives import length_after, relative_after, relative_before

TOWN = Place("t", "Town", 32.0, 15.0)
REGION = Place("r", "Region", 27.0, 17.0, feature_class="A", feature_code="ADM1", radius_km=200.0)
latitudes = st.floats(-80, 80)
longitudes = st.floats(-179, 179)


@pytest.mark.parametrize(
    ("before", "words", "bearing", "km"),
    [
        ("30 km south - west of", "southwest of", 225, 30),
        ("30 km ( 19 miles ) south of", "south of", 180, 30),
        ("ten miles north of the town of", "north of", 0, 16.09),
        ("to the south of", "south of", 180, None),
        ("south east of", "southeast of", 135, None),
        ("1,200 km from", "near", None, 1200),
        ("in southern", "southern", 180, None),
        ("north - eastern", "northeastern", 45, None),
        ("on the western outskirts of", "western outskirts", 270, None),
        ("at the gates of", "outskirts", None, None),
        ("in the area around", "near", None, None),
        ("off the coast of", "off", None, None),
        ("along the coast of", "coast", None, None),
        ("at the southern entrance to", "southern outskirts", 180, None),
        ("some 10 km outside", "near", None, 10),
        ("5 km from central", "near", None, 5),
        ("a district close to the strategic northern city of", "near", None, None),
        ("just west of the rebel stronghold of", "west of", 270, None),
        ("small villages around the militant - held town of", "near", None, None),
    ],
)
def test_relations_before_a_name(before, words, bearing, km):
    tokens = before.split()
    found = relative_before(tokens, len(tokens))
    assert (found.words, found.bearing) == (words, bearing)
    assert found.km == pytest.approx(km) if km else found.km is None


@pytest.mark.parametrize("before", ["in", "the mayor of", "residents of", "one of", "40 volunteers from", ""])
def test_no_relation(before):
    tokens = before.split()
    assert relative_before(tokens, len(tokens)) is None


def test_relation_after_a_name():
    assert relative_after(["Homs", "'s", "eastern", "suburbs"], 1).words == "eastern outskirts"
    assert relative_after(["Homs", "'s", "eastern", "families"], 1) is None


def test_a_coast_after_a_name_is_one_only_in_small_letters():
    assert relative_after(["Sirte", "coast"], 1).words == "coast"
    assert relative_after(["Sirte", "coast"], 2).words == "coast"
    assert relative_after(["Ivory", "Coast"], 2) is None


def test_a_coast_keeps_the_point_and_widens_a_town():
    on_the_coast = relative_before(["coast", "of"], 2)
    assert related_location(TOWN, on_the_coast).radius_km == 15
    assert related_location(REGION, on_the_coast).radius_km == 200


def test_length_after_a_comma():
    assert length_after(["X", ",", "about", "45", "km", "west", "of", "Y"], 2) == 45
    assert length_after(["X", ",", "45", "men", "west", "of", "Y"], 2) is None


@pytest.mark.parametrize(
    ("words", "km", "radius"),
    [("30 km south of", 30, 7.5), ("south of", 15, 30), ("the southern outskirts of", 8, 15), ("near", 0, 15)],
)
def test_how_far_a_town_is_moved(words, km, radius):
    tokens = words.split()
    location = related_location(TOWN, relative_before(tokens, len(tokens)))
    assert haversine_km(TOWN.lat, TOWN.lon, location.lat, location.lon) == pytest.approx(km, abs=0.01)
    assert location.radius_km == radius


def test_in_the_south_of_a_region_is_its_southern_part():
    tokens = ["in", "the", "south", "of"]
    inside = relative_before(tokens, 4)
    assert related_location(REGION, inside).relation == "southern"
    assert related_location(REGION, inside).shape == "area"
    assert related_location(TOWN, inside).relation == "south of"


@given(latitudes, longitudes, st.sampled_from(range(0, 360, 45)), st.floats(0, 500))
def test_destination_is_as_far_as_stated(lat, lon, bearing, km):
    assert haversine_km(lat, lon, *destination(lat, lon, bearing, km)) == pytest.approx(km, abs=0.01)


@given(latitudes, longitudes, latitudes, longitudes)
def test_midpoint_is_as_far_from_either(lat, lon, lat2, lon2):
    one, other = Place("a", "A", lat, lon), Place("b", "B", lat2, lon2)
    if haversine_km(lat, lon, lat2, lon2) < 19_000:  # antipodes have no one midpoint
        middle = midpoint(one, other)
        assert haversine_km(lat, lon, *middle) == pytest.approx(haversine_km(lat2, lon2, *middle), abs=0.1)


def test_nothing_lies_between_a_place_and_itself():
    assert not lies_between(TOWN, TOWN)
    assert lies_between(TOWN, Place("u", "Other", 32.5, 15.5))
