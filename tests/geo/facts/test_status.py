"""How sure an event is."""

from __future__ import annotations

import pytest
from told import tell

LNA = "<the LNA=LNA>"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (f"{LNA} captured {{Sorman}}.", "occurred"),
        (f"{LNA} plans to attack {{Sorman}}.", "planned"),
        (f"{LNA} will attack {{Sorman}}.", "planned"),
        (f"{LNA} threatened to attack {{Sorman}}.", "threatened"),
        (f"{LNA} vowed to retake {{Sorman}}.", "threatened"),
        (f"{LNA} is advancing on {{Sorman}}.", "ongoing"),
        (f"{{Sorman}} is besieged by {LNA}.", "ongoing"),
        (f"{LNA} claims to have captured {{Sorman}}.", "claimed"),
        (f"{LNA} said it had captured {{Sorman}}, which residents denied.", "claimed"),
        (f"{LNA} said it had captured {{Sorman}}.", "occurred"),
        (f"{LNA} denied that it had shelled {{Sorman}}.", "denied"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    """Tense, governors, reports and doubt decide."""
    assert tell(sentence).only().status == status


def test_failed_attempt_is_a_clash() -> None:
    """What was tried and failed is fighting, not a capture."""
    assert tell(f"{LNA} tried to take {{Sorman}}.").only().sense == "clash"


def test_planned_capture_is_an_offensive() -> None:
    """Nobody has captured a place they only mean to take."""
    assert tell(f"{LNA} is preparing to capture {{Sorman}}.").only().sense == "offensive"


def test_doubt_in_the_next_sentence() -> None:
    """A denial in the same paragraph makes a party's word a claim; in another paragraph it does not."""
    said, doubt = f"{LNA} said it had captured {{Sorman}}.", "The claim could not be verified."
    assert tell(said, doubt).frames[0].status == "claimed"
    assert tell(said, doubt, paragraphs=(0, 1)).frames[0].status == "occurred"


@pytest.mark.parametrize(
    ("sentence", "sense", "status"),
    [
        (f"{LNA} is trying to take {{Sorman}}.", "offensive", "ongoing"),
        (f"{LNA} is trying to advance towards {{Sorman}}.", "advance", "ongoing"),
        (f"{LNA} made progress in its campaign to take {{Sorman}}.", "offensive", "ongoing"),
        (f"Resistance ended after the start of an offensive by {LNA} to capture {{Sorman}}.", "offensive", "occurred"),
        (f"{LNA} is planning an operation to capture {{Sorman}}.", "offensive", "planned"),
    ],
)
def test_what_is_tried_or_waged_goes_on(sentence: str, sense: str, status: str) -> None:
    """An attempt that goes on is no clash, and the aim of an offensive under way is no plan."""
    assert (sense, status) in {(one.sense, one.status) for one in tell(sentence).frames}


@pytest.mark.parametrize(
    "sentence",
    [
        f"The hill would help {LNA} to press towards {{Sorman}}.",
        f"The deal is to let {LNA} enter {{Sorman}}.",
        f"{LNA} has deployed to help the guards battle <the GNA=GNA> in {{Sorman}}.",
    ],
)
def test_what_something_only_makes_possible_has_not_happened(sentence: str) -> None:
    """Help, leave and purpose are no deed."""
    assert not {"advance", "capture", "enter", "clash"} & {one.sense for one in tell(sentence).frames}


def test_who_is_on_his_way_to_fight_has_not_fought() -> None:
    """A purpose is no clash."""
    told = tell(f"{LNA} was seen heading from {{Zawiya}} to fight <the GNA=GNA> in {{Sorman}}.")
    assert "clash" not in {one.sense for one in told.frames}


def test_a_battle_that_ended_with_an_air_raid_tells_the_raid() -> None:
    """What a battle ended with has happened; what has ended is no more."""
    told = tell(f"The battle ended with an airstrike on {{Sorman}} by {LNA}.")
    assert "airstrike" in {one.sense for one in told.frames}


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        (f"{LNA} entered the outskirts of {{Sorman}}.", "advance"),
        ("A strike by rockets hit {Sorman}.", "shelling"),
        (f"<Militia=MIL> seized the two besieged mountain towns of {{Sorman}} and {{Zawiya}} from {LNA}.", "capture"),
    ],
)
def test_words_beside_a_trigger_say_what_it_is(sentence: str, sense: str) -> None:
    """The rim is not the town, a strike may be by rockets, and "besieged" may only describe."""
    assert {one.sense for one in tell(sentence).frames} == {sense}


def test_a_clause_with_when_has_the_date_before_it() -> None:
    """What happened then happened on that day, not on the day of the news."""
    told = tell(f"They ran {{Sorman}} until ~2011=2011-01-01~, when {LNA} captured it.")
    assert {one.when.start.year for one in told.frames if one.sense == "capture" and one.when.start} == {2011}
