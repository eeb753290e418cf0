"""Whose a base is when the sentence does not say, and where one stands that names no place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from make_facts import article, frame, location

from geo.facts import load_roster
from geo.facts.bases import bases_from
from geo.facts.occupants import guest_of
from geo.facts.told import Told
from geo.records import ActorMention, Base, Frame, Location, Mention, Sentence

ROSTER = load_roster((), ("ML",))
STATE = ROSTER.state("ML", dt.date(2024, 5, 1))
REBELS = "JNIM"


def somewhere(name: str) -> Location:
    found = location(name)
    return replace(found, place=replace(found.place, country="ML"))


PLACES = {name: somewhere(name) for name in ("Hilltown", "Port", "Lakeside")}


def bases(*texts: str, frames: tuple[Frame, ...] = ()) -> list[Base]:
    """Read sentences of one paragraph."""
    text = " ".join(texts)
    starts = [text.index(one) for one in texts]
    sentences = [Sentence(start, start + len(one), one, 0) for start, one in zip(starts, texts, strict=True)]
    mentions = [
        Mention("a.txt", text.index(name), text.index(name) + len(name), name, "literal", where, 0.9)
        for name, where in PLACES.items()
        if name in text
    ]
    actors = [
        ActorMention(text.index(name), text.index(name) + len(name), name, name) for name in (REBELS,) if name in text
    ]
    told = Told(article(text=text), frames, ROSTER, sentences, mentions=mentions, actor_mentions=actors)
    return list(bases_from(told))


@pytest.mark.parametrize(
    "text",
    [
        "The barracks at Hilltown were quiet.",
        "Hilltown's garrison has been doubled.",
        "A police post at Hilltown was hit.",
        "Shells fell on the gendarmerie post at Hilltown.",
    ],
)
def test_barracks_and_posts_of_the_police_are_the_states(text: str) -> None:
    assert [(base.actor, base.location.place.name) for base in bases(text)] == [(STATE, "Hilltown")]


def test_a_camp_of_which_nothing_is_told_is_nobodys() -> None:
    assert bases("A camp stood near Hilltown.") == []


def test_what_rebels_overrun_was_the_states() -> None:
    text = f"{REBELS} had overrun a camp at Hilltown."
    taken = frame("capture", REBELS, object=PLACES["Hilltown"], text=text)
    assert [(base.actor, base.status) for base in bases(text, frames=(taken,))] == [(STATE, "captured")]


def test_who_strikes_with_its_planes_is_not_at_home_there() -> None:
    assert [base.actor for base in bases(f"{REBELS} drones came down on the barracks at Port.")] == [STATE]


def test_known_barracks_stand_where_the_paragraph_is() -> None:
    found = bases("Shooting was heard in Lakeside at dawn.", "The barracks were on fire.")
    assert [base.location.place.name for base in found] == ["Lakeside"]


def test_a_diplomat_in_a_town_says_nothing_of_where_a_garrison_is() -> None:
    assert bases("A diplomat in Port said the garrison had been worn down.") == []


def test_counted_heights_after_a_colon_are_a_base_each() -> None:
    found = bases(f"{REBELS} is keeping three heights: Hilltown, one by Port, and Lakeside.")
    assert {base.location.place.name for base in found} == {"Hilltown", "Port", "Lakeside"}
    assert {base.actor for base in found} == {REBELS}


def test_positions_are_no_bases() -> None:
    assert bases(f"Shells fell on {REBELS} positions at Hilltown.") == []


def test_a_base_that_others_use_is_theirs() -> None:
    assert [base.actor for base in bases(f"A training camp at Port, which {REBELS} has used since May, burnt.")] == [
        REBELS
    ]


def test_a_guest_keeps_a_base_for_its_years() -> None:
    base = replace(location("Air Base 201").place, name="Air Base 201")
    assert guest_of(base, dt.date(2022, 1, 1)) == "US"
    assert guest_of(base, dt.date(2025, 1, 1)) == ""
    assert guest_of(PLACES["Port"].place, dt.date(2022, 1, 1)) == ""
