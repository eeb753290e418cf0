"""Control told in relative clauses, of parts of places, of sieges that are over."""

from __future__ import annotations

import pytest
from make_facts import article
from test_statements import PLACES, holders, read

from geo.facts.control import control_from
from geo.facts.takers import with_takers
from geo.facts.told import Told
from geo.records import Frame, PlaceRole, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns at Hilltown, which Alpha troops overran last year, fired all day.", {("A", "Hilltown", "inferred")}),
        ("Hilltown, which the Alpha won back in spring, is quiet.", {("A", "Hilltown", "inferred")}),
        ("Port, a village Alpha seized in the night, burned.", {("A", "Port", "inferred")}),
        ("Hilltown has been won back by Alpha.", {("A", "Hilltown", "inferred")}),
        ("Bravo gave up Port to Alpha.", {("A", "Port", "inferred")}),
        ("Port came back to Alpha without a fight.", {("A", "Port", "inferred")}),
        (
            "They fled Hilltown and Port, both of which Alpha occupies.",
            {("A", "Hilltown", "stated"), ("A", "Port", "stated")},
        ),
        ("Refugees came from Port, a town Alpha has held for years.", {("A", "Port", "stated")}),
        ("Alpha has had Hilltown since last spring.", {("A", "Hilltown", "stated")}),
        ("Alpha controls Hilltown's outskirts.", {("A", "Hilltown", "stated")}),
        ("Alpha still holds the north of Hilltown.", {("A", "Hilltown", "stated")}),
        ("Alpha's presence in the valley is down to Port.", {("A", "Port", "stated")}),
        ("Hilltown: wholly with Alpha.", {("A", "Hilltown", "stated")}),
        ("Port, on the coast: Alpha since last year.", {("A", "Port", "stated")}),
        ("Port, the last outpost of Alpha, was quiet.", {("A", "Port", "stated")}),
        ("A car hit a mine at Port, in territory of the Alpha.", {("A", "Port", "stated")}),
        ("Shots were heard from positions of Alpha at Port.", {("A", "Port", "inferred")}),
        ("Alpha held Hilltown until the spring.", set()),
        ("Shells fell north of Hilltown, which Alpha stormed later.", set()),
        ("At Hilltown, which Alpha took prisoners from, nobody spoke.", set()),
    ],
)
def test_relative_clauses_and_parts_of_places(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert holders(text) == expected


def test_a_siege_that_is_over_surrounds_nobody() -> None:
    text = "The siege of Hilltown is over."
    sentence, _, _ = read(text)
    siege = Frame(
        "a.txt", "besiege", "besiege.noun/noun", Span(4, 9), sentence, agent="A", patient="B",
        places=(PlaceRole("object", PLACES["Hilltown"]),), confidence=0.8,
    )  # fmt: skip
    assert control_from(Told(article(text=text), [siege])) == ()


def test_who_gives_up_one_place_and_holds_another_is_one_party() -> None:
    text = "By May Alpha had given up Port and held only Hilltown."
    sentence, _, _ = read(text)
    gone = Frame(
        "a.txt",
        "withdraw",
        "withdraw.test",
        Span(17, 22),
        sentence,
        agent="A",
        places=(PlaceRole("from", PLACES["Port"]),),
    )
    held = Frame(
        "a.txt", "hold", "hold.verb", Span(35, 39), sentence, places=(PlaceRole("object", PLACES["Hilltown"]),)
    )
    assert [one.agent for one in with_takers([gone, held])] == ["A", "A"]


def test_of_a_place_cleared_of_somebody_nobody_is_known_to_hold_it() -> None:
    text = "Hilltown was cleared of Bravo."
    sentence, _, _ = read(text)
    cleared = Frame(
        "a.txt", "capture", "capture.drive_out/passive", Span(13, 20), sentence, agent="B",
        places=(PlaceRole("object", PLACES["Hilltown"]),), details=(("inferred", "agent"),), confidence=0.8,
    )  # fmt: skip
    assert control_from(Told(article(text=text), [cleared])) == ()
