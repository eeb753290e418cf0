from __future__ import annotations

from dataclasses import replace

import pytest
from make_facts import article, frame, location

from geo.facts.axes import axes_from
from geo.facts.told import Told
from geo.records import ActorMention, Mention, Sentence

CITY = location("City", 32.9, 13.2)
HILL = location("Hilltown", 32.43, 13.63)
PORT = location("Port", 32.9, 16.0)


def mention(phrase: str, text: str, where: object, offset: int = 0) -> Mention:
    start = offset + text.index(phrase)
    return Mention("a.txt", start, start + len(phrase), phrase, "literal", where, 0.9)  # type: ignore[arg-type]


def test_a_frame_with_an_origin_makes_an_axis() -> None:
    (axis,) = axes_from(Told(article(), [frame("advance", "A", to=CITY, from_=HILL, when="2019-04-04")]))
    assert axis.origin == HILL
    assert axis.objective == CITY
    assert (axis.actor, axis.status) == ("A", "occurred")


def test_an_unnamed_origin_is_a_side() -> None:
    (axis,) = axes_from(Told(article(), [frame("enter", "A", object=CITY, details=(("origin", "west"),))]))
    assert axis.origin is None
    assert axis.origin_relation == "west"


def test_an_origin_beside_the_objective_is_its_side() -> None:
    side = replace(CITY, relation="east of", lat=32.9, lon=13.4)
    (axis,) = axes_from(Told(article(), [frame("advance", "A", to=CITY, from_=side)]))
    assert axis.origin is None
    assert axis.origin_relation == "east of"


@pytest.mark.parametrize(
    ("status", "expected"), [("planned", "planned"), ("threatened", "planned"), ("claimed", "claimed")]
)
def test_the_status_of_the_frame_is_that_of_the_axis(status: str, expected: str) -> None:
    (axis,) = axes_from(Told(article(), [frame("offensive", "A", object=CITY, from_=HILL, status=status)]))
    assert axis.status == expected


def test_a_party_is_taken_to_come_from_where_it_last_stood() -> None:
    frames = [
        frame("capture", "A", object=HILL, when="2019-04-02"),
        frame("advance", "A", to=CITY, when="2019-04-04", at_char=40),
    ]
    (axis,) = axes_from(Told(article(), frames))
    assert axis.origin == HILL


def test_an_advance_from_nowhere_is_no_axis_unless_it_is_still_to_come() -> None:
    assert axes_from(Told(article(), [frame("advance", "A", to=CITY)])) == ()
    (axis,) = axes_from(Told(article(), [frame("advance", "A", to=CITY, status="planned")]))
    assert axis.origin is None


def test_civilians_make_no_axis() -> None:
    assert axes_from(Told(article(), [frame("advance", "civilians", to=CITY, from_=HILL)])) == ()


def test_a_movement_told_twice_is_one_axis_with_two_sources() -> None:
    frames = [
        frame("advance", "A", to=CITY, from_=HILL, text="A went."),
        frame("advance", "A", to=CITY, from_=HILL, text="A came.", at_char=30),
    ]
    (axis,) = axes_from(Told(article(), frames))
    assert [source.quote for source in axis.sources] == ["A went.", "A came."]


def test_an_origin_outside_the_frame_is_read_from_the_sentence() -> None:
    text = "Alpha columns set out from Hilltown and rolled towards City at dawn."
    (axis,) = axes_from(
        Told(
            article(),
            [],
            sentences=[Sentence(0, len(text), text, 0)],
            mentions=[mention("Hilltown", text, HILL), mention("City", text, CITY)],
            actor_mentions=[ActorMention(0, 5, "Alpha", "A")],
        )
    )
    assert (axis.actor, axis.origin, axis.objective) == ("A", HILL, CITY)


def test_counted_axes_take_mover_and_objective_from_the_announcement() -> None:
    first = "Alpha plans to enter City from two main axes."
    second = "The first is from east of the capital, where its Ninth Brigade has its camp in Hilltown."
    third = "The second axis is from the west."
    sentences, start = [], 0
    for number, text in enumerate((first, second, third)):
        sentences.append(Sentence(start, start + len(text), text, number))
        start += len(text) + 1
    plan = replace(frame("enter", "A", object=CITY, status="planned"), sentence=sentences[0])
    named = [mention("City", first, CITY), mention("Hilltown", second, HILL, len(first) + 1)]
    axes = axes_from(Told(article(), [plan], sentences=sentences, mentions=named))
    told = {(axis.origin.place.name if axis.origin else "", axis.origin_relation, axis.status) for axis in axes}
    assert told == {("Hilltown", "east", "planned"), ("", "west", "planned")}
    assert {axis.objective.place.name for axis in axes} == {"City"}
    assert {axis.actor for axis in axes} == {"A"}


def test_a_place_off_the_told_side_is_not_the_origin() -> None:
    first, second = "Alpha attacks City on two fronts.", "The first is from the east, far from Port."
    sentences = [Sentence(0, len(first), first, 0), Sentence(40, 40 + len(second), second, 0)]
    attack = replace(frame("offensive", "A", object=CITY), sentence=sentences[0])
    named = [mention("City", first, CITY), mention("Port", second, PORT, 40)]
    (axis,) = axes_from(Told(article(), [attack], sentences=sentences, mentions=named))
    assert axis.origin is None
    assert axis.origin_relation == "east"


def test_an_advance_on_a_sector_is_drawn_without_an_origin() -> None:
    sector = replace(CITY, relation="southwest of", shape="sector", bearing_deg=225.0)
    (axis,) = axes_from(Told(article(), [frame("advance", "A", to=sector)]))
    assert axis.origin is None
    assert axis.objective_relation == "southwest of"


def test_an_attack_from_nowhere_is_no_axis() -> None:
    assert axes_from(Told(article(), [frame("attack", "A", object=CITY)])) == ()


def test_where_a_party_went_by_guess_is_no_place_to_start_from() -> None:
    frames = [
        frame("capture", "A", object=HILL, details=(("inferred", "agent"),)),
        frame("advance", "A", to=CITY, at_char=40),
    ]
    assert axes_from(Told(article(), frames)) == ()
