"""Parties as agencies write of them: who helps, who suffers, who acts together, and what a sentence leaves open."""

from __future__ import annotations

import pytest
from told import tell

WAR = "<The army=A> attacked <the rebels=R> in {Sorman}."


def parties(*marked: str, sense: str) -> tuple[str, str]:
    """Give agent and patient of the last frame of a sense."""
    frame = [one for one in tell(*marked).frames if one.sense == sense][-1]
    return frame.agent, frame.patient


@pytest.mark.parametrize(
    "helped",
    [
        "<The army=A> is waging an offensive on {Zuwara} with the help of <Ruritania=X>.",
        "<The army=A> launched an offensive on {Zuwara} with the support of <Ruritania=X>.",
    ],
)
def test_who_helps_is_no_enemy(helped: str) -> None:
    assert parties(WAR, helped, sense="offensive") == ("A", "R")


def test_two_who_advance_together_fight_a_third() -> None:
    together = "<The northern front=N> and <the lake guards=L> advanced into {Zuwara}."
    later = "<The northern front=N> captured {Sabratha}."
    assert parties("<The northern front=N> fought <the army=A> in {Sorman}.", together, later, sense="capture") == (
        "N",
        "A",
    )
    assert parties(together, later, sense="capture") == ("N", "")


def test_who_retreats_from_a_bombardment_did_not_do_it() -> None:
    fled = "<The rebels=R> were pulling out of {Zuwara} to cut losses from the heavy shelling."
    assert parties(WAR, fled, sense="shelling")[0] != "R"


def test_nobody_shells_his_own_stronghold() -> None:
    told = "<The army=A> captured villages near the <rebel=R> stronghold of {Zuwara}."
    assert parties(WAR, told, "{Zuwara} is being shelled.", sense="shelling")[0] != "R"


def test_a_raid_despite_which_a_battle_rages_is_another_deed() -> None:
    assert parties(WAR, "The battle for {Zuwara} goes on despite raids by <Ruritania=X>.", sense="clash")[0] != "X"


def test_what_even_another_condemns_was_not_done_to_him() -> None:
    hung = "<The rebels=R> carried out executions in {Zuwara} that even <the front=F> finds cruel."
    assert "F" not in {party for one in tell(WAR, hung).frames for party in (one.agent, one.patient)}


def test_besieged_before_the_name_of_towns_is_no_deed() -> None:
    told = tell(WAR, "It would help <the army=A> to press towards the two besieged towns of {Zuwara} and {Sabratha}.")
    assert "besiege" not in {frame.sense for frame in told.frames}


def test_the_doer_of_a_strike_stands_behind_after() -> None:
    struck = "at least 13 <fighters=R>, including five <guards=L>, were killed after <army=A> jets bombed {Zuwara}."
    assert parties(WAR, f"The ministry said {struck}", sense="airstrike") == ("A", "R")


def test_a_clause_that_goes_on_with_an_adverb_has_the_same_subject() -> None:
    told = "<The front=F>, which deserted from <the army=A>, rose against <the government=A>, briefly seizing {Zuwara}."
    assert parties(told, sense="capture")[0] == "F"


def test_the_enemy_that_a_sentence_names_wins_over_the_usual_one() -> None:
    freed = "<The army=A> entered {Zuwara}, breaking a long siege by <the front=F>."
    assert parties(WAR, freed, sense="enter") == ("A", "F")


def test_who_only_tells_it_is_no_enemy() -> None:
    said = "<The rebels=R> took {Zuwara} after the withdrawal of <the lake guards=L>, said <the river council=S>."
    assert parties(said, sense="capture") == ("R", "L")


def test_who_brokers_a_truce_is_no_party_of_it() -> None:
    truce = "A ceasefire brokered by <Ruritania=X> took effect in {Zuwara}."
    assert "X" not in parties(WAR, truce, sense="ceasefire")


def test_the_dead_of_another_strike_are_not_those_of_the_assault() -> None:
    stormed = "<The rebels=R> stormed a base in {Zuwara} ~on Monday=2023-05-08~."
    told = tell(stormed, "The battle ended with a <Ruritanian=X> airstrike that killed nine fighters.")
    assert next(one.fatalities for one in told.frames if one.sense in {"capture", "attack"}) is None
