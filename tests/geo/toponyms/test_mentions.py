"""Mentions of whole texts: found, judged, resolved, moved."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.distance import haversine_km
from geo.toponyms import countries_of


def test_offsets_and_roles(read):
    text = "Rome believes that the fighting in Benghazi will end.\nThe Misrata militia left Tripoli on Monday."
    found = {mention.phrase: mention for mention in read(text, ("LY",))}
    assert all(text[m.start : m.end] == m.phrase for m in found.values())
    assert found["Benghazi"].role == found["Tripoli"].role == "literal"
    assert found["Rome"].role == "associative"
    assert found["Misrata"].role == "in_name"


def test_lists_and_articles(read):
    found = [m.phrase for m in read("Camps in Gharyan, al-Aziziya and al-Watiya were hit on Monday.", ("LY",))]
    assert found == ["Gharyan", "al-Aziziya", "al-Watiya"]


@pytest.mark.parametrize("sign", ["'", "’", "ʼ"])
def test_apostrophes_of_every_kind(only, sign):
    assert only(f"Shells hit Tripoli{sign}s airport on Friday.", "Tripoli", ("LY",)).role == "literal"


@pytest.mark.parametrize("text", ["Prime Minister Jordan spoke to Mrs Paris on Monday.", "He said that on Monday."])
def test_persons_are_no_places(read, text):
    assert not [m for m in read(text) if m.role == "literal"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Shots were heard in Tripoli, Lebanon, on Friday.", "LB"),
        ("Shots were heard in Tripoli on Friday.\nResidents of Misrata and Benghazi protested.", "LY"),
        ("A fire broke out in London, Ontario, on Friday.", "CA"),
        ("Police in Paris, Texas, said the shop burned.", "US"),
    ],
)
def test_homonyms_are_told_apart_by_what_the_text_says(read, text, country):
    assert read(text)[0].location.place.country == country


def test_the_theatre_decides_between_homonyms(only):
    assert only("Shots were heard in Tripoli.", "Tripoli", ("LB",)).location.place.country == "LB"


def test_losing_candidates_are_kept(only):
    tripoli = only("Shots were heard in Tripoli on Friday.", "Tripoli", ("LY",))
    assert any(line.startswith("Tripoli, LB (") and line.endswith(" km away)") for line in tripoli.candidates)


def test_feature_kind_asked_for(only):
    base = only("Drones took off from Watiya airbase, south of Sabratha.", "Watiya airbase", ("LY",))
    assert base.location.place.feature_class == "S"


def test_analysts_place_is_always_found(only):
    camp = only("zarzibal is a word, but Zarzibal it is that counts.", "Zarzibal")
    assert camp.role == "literal"
    assert camp.location.place.geocoder == "theatre"


def test_unknown_place_is_put_where_the_text_says(read):
    text = "Fighters hold the village of Kwxyzba, 45 km west of Misrata.\nKwxyzba was quiet on Friday."
    found = [m for m in read(text, ("LY",)) if m.phrase == "Kwxyzba"]
    misrata = next(m for m in read(text, ("LY",)) if m.phrase == "Misrata")
    assert len(found) >= 1
    place = found[0].location.place
    assert place.geocoder == "text"
    assert haversine_km(place.lat, place.lon, misrata.location.place.lat, misrata.location.place.lon) == pytest.approx(
        45, abs=1
    )
    assert misrata.location.relation == ""


def test_unknown_place_without_relation_says_why(only):
    nowhere = only("Shells fell on the village of Kwxyzba overnight.", "Kwxyzba", ("LY",))
    assert nowhere.location is None
    assert nowhere.why


@pytest.mark.parametrize(
    ("text", "relation", "bearing"),
    [
        ("LNA forces fought in an area south west of Misrata.", "southwest of", 225),
        ("Clashes broke out in the southern outskirts of Misrata.", "southern outskirts", 180),
        ("Clashes broke out in Misrata's southern suburbs.", "southern outskirts", 180),
        ("A convoy was hit 30 km east of Misrata.", "east of", 90),
        ("A convoy was hit near Misrata.", "near", None),
        ("A ship was stopped off the coast of Misrata.", "off", None),
    ],
)
def test_relations(only, text, relation, bearing):
    location = only(text, "Misrata", ("LY",)).location
    assert (location.relation, location.bearing_deg) == (relation, bearing)
    moved = haversine_km(location.lat, location.lon, location.place.lat, location.place.lon)
    assert (moved > 1) == (bearing is not None)


def test_between_is_the_midpoint(read):
    one, other = read("Six men were killed at a checkpoint between Zliten and Khoms.", ("LY",))
    assert one.location.relation == other.location.relation == "between"
    assert (one.location.lat, one.location.lon) == (other.location.lat, other.location.lon)


def test_parties_far_apart_have_nothing_between_them(read):
    found = read("Talks between Moscow and Washington failed.")
    assert all(m.location is None or m.location.relation == "" for m in found)


def test_country_part_is_an_area(only):
    location = only("Rebels roam southern Libya.", "Libya", ("LY",)).location
    assert location.relation == "southern"
    assert location.lat < location.place.lat


def test_countries_most_spoken_of_first(read):
    text = "Troops entered Misrata, Sirte and Zliten.\nA plane landed in Cairo."
    assert countries_of(read(text))[:2] == ("LY", "EG")


def test_nothing_in_nothing(read):
    assert read("") == ()
    assert read("...\n\n123") == ()


def test_same_text_gives_the_same_mentions(read):
    text = "Troops entered Misrata on Monday and left for Bani Walid, 120 km to the south."
    assert read(text, ("LY",)) == read(text, ("LY",))


@given(st.text(alphabet="Tripoli Misrata,.-'’()\nalNEsouthf30km", max_size=200))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mentions_are_ordered_and_do_not_overlap(read, text):
    found = read(text)
    assert all(text[m.start : m.end] == m.phrase for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= m.confidence <= 1 for m in found)
