"""What tells nothing new of a place is no event there."""

from __future__ import annotations

import pytest
from told import tell

ARMY = "<The army=ARMY>"


@pytest.mark.parametrize(
    "aside",
    [
        "Its schools house thousands displaced by fighting from other districts.",
        "Its camps are full of families fleeing clashes.",
        "It was a rare advance for <the rebels=REB>.",
        "<The rebels=REB> have since captured several villages and hills.",
        "<The rebels=REB>, fighting to bring back the monarchy, said little.",
        "The town's capture would please <the rebels=REB>.",
    ],
)
def test_asides_are_no_events_where_the_story_is(aside: str) -> None:
    told = tell(f"{ARMY} shelled {{Kobo}} ~on 4 May=2023-05-04~.", aside, paragraphs=(0, 0))
    assert [sense for sense, *_ in told.brief()] == ["shelling"]


def test_a_fight_that_people_fled_is_told_where_its_place_is() -> None:
    told = tell("Families fled clashes in {Kobo} ~on 4 May=2023-05-04~.")
    assert [sense for sense, *_ in told.brief()] == ["clash"]


def test_ground_taken_somewhere_is_taken_where_its_sentence_says() -> None:
    assert tell(f"{ARMY} captured several villages near {{Kobo}}.").only().sense == "capture"


def test_who_gets_on_by_taking_a_town_has_not_gone_on_to_it() -> None:
    told = tell(f"{ARMY} is moving forward by controlling {{Kobo}}.")
    assert "advance" not in {sense for sense, *_ in told.brief()}


def test_the_dead_of_months_are_no_one_deed() -> None:
    assert not tell("Some 90 people were killed in {Kobo} over the past three months.").frames


@pytest.mark.parametrize(
    "again",
    [
        "The capture of {Kobo} will lead to pressure on <the rebels=REB>.",
        "The town's capture would help <the army=ARMY> to press towards {Woldiya}.",
    ],
)
def test_a_taking_told_again_is_one(again: str) -> None:
    told = tell(f"{ARMY} captured {{Kobo}} ~on 4 May=2023-05-04~.", again, paragraphs=(0, 0))
    assert [(sense, agent, place) for sense, agent, _, place in told.brief()] == [("capture", "ARMY", "Kobo")]


def test_what_is_in_force_already_is_no_new_agreement() -> None:
    assert not tell(
        "{Kobo} is included in a truce agreement negotiated by <the army=ARMY> and <the rebels=REB>."
    ).frames


def test_a_place_left_out_is_not_one_of_those_told() -> None:
    told = tell(f"{ARMY} still controls {{Dera}}, where it holds every village except {{Kobo}}.")
    assert {place for *_, place in told.brief()} == {"Dera"}


def test_who_stands_behind_a_party_is_no_place_of_the_deed() -> None:
    told = tell(f"{ARMY} captured {{Kobo}} from {{Iran}}-backed fighters.")
    assert {place for *_, place in told.brief()} == {"Kobo"}
    assert not any(place.location.place.name == "Iran" for one in told.frames for place in one.places)
