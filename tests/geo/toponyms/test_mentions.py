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


@pytest.mark.parametrize(
    "text",
    ["Rebels took Base 46 on Monday.", "Shells fell near Base 46, he said."],
)
def test_a_common_word_with_its_number_is_a_name_and_without_it_none(read, text):
    assert [m.phrase for m in read(text, ("SY",))] == ["Base 46"]
    assert not read(text.replace("Base 46", "Base"), ("SY",))


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


def test_a_village_of_the_land_spoken_of_goes_before_a_great_namesake(only):
    text = "Gunmen left Mocimboa da Praia and Macomia.\nFamilies walked from Mueda to Palma on Friday."
    assert only(text, "Palma").location.place.country == "MZ"


def test_a_name_known_whole_is_not_cut_to_a_country(only):
    place = only("Sudan's army flew the wounded from El Obeid to Port Sudan on Friday.", "Port Sudan").location.place
    assert (round(place.lat), round(place.lon)) == (20, 37)


def test_a_bridge_that_nobody_knows_is_at_its_town(only):
    place = only("Rebels ambushed a convoy at Tarhuna Bridge on Friday.", "Tarhuna Bridge", ("LY",)).location.place
    assert place.name == "Tarhuna"


def test_the_article_tells_the_river_from_the_town_of_one_name(read):
    text = "Ukrainian boats crossed the Dnipro near Kherson.\nMissiles hit Dnipro and Zaporizhzhia at night."
    river, town = (mention.location.place for mention in read(text) if mention.phrase == "Dnipro")
    assert (river.feature_class, town.feature_class) == ("H", "P")


def test_a_quarter_is_that_of_the_town_spoken_of(only):
    text = "Troops entered Mosul from Bartella and Qayyarah.\nSnipers fired on civilians in the Old City on Friday."
    place = only(text, "Old City").location.place
    assert haversine_km(place.lat, place.lon, 36.34, 43.13) < 5


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen blocked the Tripoli-Gharyan highway on Friday.",
        "Gunmen blocked the road linking Tripoli with Gharyan on Friday.",
        "Gunmen were seen on the road from Tripoli to Gharyan on Friday.",
        "The front stretching from Tripoli to Gharyan was calm on Friday.",
    ],
)
def test_what_lies_between_two_names(read, text):
    one, other = read(text, ("LY",))
    assert (one.phrase, other.phrase) == ("Tripoli", "Gharyan")
    assert one.location.relation == other.location.relation == "between"
    assert 32.2 < one.location.lat < 32.9


def test_a_march_along_a_coast_keeps_its_two_ends(read):
    found = read("Troops moved along the coast from Misrata to Sirte.", ("LY",))
    assert [m.location.relation for m in found] == ["", ""]


def test_an_area_holds_the_place_named_before_it(read):
    found = read("A girl was flown from Atlanta, Georgia, on Friday.")
    assert found[1].location.place.country == "US"


def test_a_place_known_everywhere_needs_no_other_evidence(only):
    assert only("Talks were held in Geneva on Friday.", "Geneva").location.place.country == "CH"


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
    assert [m.phrase for m in found] == ["Moscow", "Washington"]
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


@pytest.mark.parametrize("sign", "'’ʼ‘`´′")
def test_a_possessive_ends_a_name_and_an_apostrophe_does_not(read, sign):
    found = [m.phrase for m in read(f"Fighting broke out in Sana{sign}a and at Tripoli{sign}s airport on Monday.")]
    assert found == [f"Sana{sign}a", "Tripoli"]


WRITTEN = {
    "al-Aziziya": (
        "Al-Aziziya",
        "AL-Aziziya",
        "al‑Aziziya",
        "al–Aziziya",
        "Al Aziziya",
        "el-Aziziya",
        "al-ʿAziziya",
        "al-‘Aziziya",
    ),
    "Misrata": ("Miṣrata", "Misra\u0304ta", "Mis\u0323rata"),
    "Deir ez-Zor": ("Deir Ez-Zor", "Deir ez‑Zor", "Deir ez–Zor"),
}
FRAMES = ("Shells fell on {} on Monday.", "Residents fled {} for the coast.", "The road from {} to Tripoli is cut.")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("plain", "other"), [(plain, other) for plain, others in WRITTEN.items() for other in others])
def test_marks_hyphens_and_articles_change_nothing(read, frame, plain, other):
    def first(name):
        return read(frame.format(name), ("LY", "SY"))[0]

    one, same = first(plain), first(other)
    assert (same.phrase, same.role) == (other, one.role)
    assert same.location == one.location


@given(st.sampled_from(["Zarqun", "Bir Halwan", "Novokarsk", "Wadi Marjan", "Ngombari", "Khuzaym"]), st.integers(3, 90))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_place_that_only_the_sentence_knows_is_placed_by_its_relation(read, name, km):
    text = f"Two men were killed at {name}, {km} km west of Tripoli, on Friday.\n{name} was quiet again on Sunday."
    found = [m for m in read(text, ("LY",)) if m.phrase == name]
    assert len(found) == 2
    for mention in found:
        assert mention.role == "literal"
        assert haversine_km(mention.location.lat, mention.location.lon, 32.88, 13.19) == pytest.approx(km, abs=3)


@pytest.mark.parametrize(
    "text", ["The village of {} was empty.", "In {}, a hamlet near the river, nobody slept.", "The town of {} fell."]
)
def test_a_place_that_nothing_locates_is_listed_with_the_reason(read, text):
    found = [m for m in read(text.format("Vrxelo")) if m.phrase == "Vrxelo"]
    assert len(found) == 1
    assert found[0].location is None
    assert found[0].role == "literal"
    assert "no gazetteer knows" in found[0].why


def test_a_name_that_goes_on_with_the_article_is_one(read) -> None:
    text = "The army entered the town of Taibet al-Imam in Hama province. Clashes went on in Homs, Syria."
    assert "Taybat al-Imam" in {m.location.place.name for m in read(text) if m.location}
    assert "Taibet" not in {m.phrase for m in read(text)}


def test_a_title_or_an_apposition_tells_that_a_province_is_meant(read) -> None:
    for text in (
        "Kunduz's provincial council met on Monday, officials in Afghanistan said.",
        "Fighting went on in Kunduz, a northern province of Afghanistan.",
        "Fighting went on in the provinces of Baghlan and Kunduz in Afghanistan.",
        "Fighting went on in Kunduz and Baghlan provinces in Afghanistan.",
    ):
        found = next(m for m in read(text) if m.phrase == "Kunduz")
        assert found.location is not None, text
        assert found.location.place.feature_code == "ADM1", text


def test_the_noun_after_a_name_or_its_square_prove_it_a_place(read) -> None:
    text = (
        "Troops stood in Vuhlanivka's main square. They had moved towards Brodnesti district and took Ormanak village."
    )
    assert {"Vuhlanivka", "Brodnesti", "Ormanak"} <= {m.phrase for m in read(text) if m.role == "literal"}
