from __future__ import annotations

import dataclasses

import pytest
from make_facts import location
from told import tell

from geo.facts.axes import axes_from
from geo.facts.told import Told
from geo.records import ActorMention, Mention, Sentence

PLACES = {
    "Hilltown": location("Hilltown"),
    "Port": dataclasses.replace(location("Port"), lat=30.6, lon=15.4),
    "Lakeside": dataclasses.replace(location("Lakeside"), lat=30.3, lon=15.8),
}


def axes(text: str) -> list[tuple[str, str, str, str, str]]:
    """Read the axes of one sentence of Alpha (A) and Bravo (B), without any frame."""
    mentions = [
        Mention("a.txt", text.index(name), text.index(name) + len(name), name, "literal", where, 0.9)
        for name, where in PLACES.items()
        if name in text
    ]
    actors = [
        ActorMention(text.index(name), text.index(name) + len(name), name, name[0])
        for name in ("Alpha", "Bravo")
        if name in text
    ]
    sentence = Sentence(0, len(text), text, 0)
    told = Told(tell(text).article, [], None, [sentence], sorted(mentions, key=lambda one: one.start), actors)
    return [
        (
            axis.actor,
            axis.origin.place.name if axis.origin is not None else "",
            axis.origin_relation,
            axis.objective.place.name,
            axis.status,
        )
        for axis in axes_from(told)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha sent a column from Hilltown to Port.", [("A", "Hilltown", "", "Port", "occurred")]),
        (
            "Alpha advanced towards Port from the south, by way of Hilltown.",
            [("A", "Hilltown", "", "Port", "occurred")],
        ),
        ("There is a plan of Alpha to bring units from Hilltown to Port.", [("A", "Hilltown", "", "Port", "planned")]),
        ("The drones of Alpha come from Hilltown to Port.", []),
        ("Alpha has units in Hilltown.", []),
        ("Alpha advanced on Port from the west.", [("A", "", "west", "Port", "occurred")]),
        ("Alpha advanced on Port from the western town, which it had mined.", []),
        ("Alpha, whose men were joined in Port by militiamen from the western town of Hilltown, waits.", []),
    ],
)
def test_a_journey_is_read_from_its_prepositions(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert axes(text) == expected


def test_a_list_of_goals_gives_an_axis_each() -> None:
    goals = {goal for _, _, _, goal, _ in axes("Alpha will advance in the direction of Hilltown, Port and Lakeside.")}
    assert goals == {"Hilltown", "Port", "Lakeside"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha troops pushed out of Hilltown and advanced on Port.", ("A", "Hilltown", "", "Port", "occurred")),
        ("A column of Alpha left Hilltown and is heading for Port.", ("A", "Hilltown", "", "Port", "occurred")),
        ("Alpha sent two battalions from Hilltown to reinforce Port.", ("A", "Hilltown", "", "Port", "occurred")),
    ],
)
def test_a_movement_is_read_in_many_wordings(text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert axes(text) == [expected]


def test_who_is_thrown_out_sets_out_for_nowhere() -> None:
    assert axes("Alpha drove the forces of Bravo from Hilltown.") == []


@pytest.mark.parametrize(
    "text",
    ["Alpha has not moved from Hilltown to Port.", "Alpha said its columns never marched from Hilltown to Port."],
)
def test_a_movement_that_is_denied_is_none(text: str) -> None:
    assert axes(text) == []


def test_people_and_shots_are_no_force() -> None:
    assert axes("The bombs of Alpha came from Hilltown to Port.") == []
    assert axes("The ambassador of Alpha drove from Hilltown to Port.") == []
