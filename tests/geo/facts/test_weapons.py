"""What kind of attack a blow was: told by its weapon, by what struck just before, by what was hit."""

from __future__ import annotations

import pytest
from told import tell

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


def senses(*sentences: str) -> set[str]:
    return {frame.sense for frame in tell(*sentences).frames}


@pytest.mark.parametrize(
    ("sentences", "sense"),
    [
        (("A strike on a market in {Sorman} killed twelve people.",), "airstrike"),
        (("A missile strike on a market in {Sorman} killed twelve people.",), "shelling"),
        (("{Sorman} was hit twice.",), "shelling"),
        (("More raids followed on {Sorman}.",), "airstrike"),
        (("Jets bombed {Sorman}.", "They hit a boat near {Zella}."), "airstrike"),
        ((f"{REDS} raided {{Sorman}}.",), "attack"),
        (("{Sorman} was raided by gunmen.",), "attack"),
        (("A rocket fell on a market in {Sorman}.",), "shelling"),
        ((f"Gunmen of {REDS} fell on a patrol near {{Sorman}}.",), "attack"),
        (("{Sorman} fell on ~4 May=2020-05-04~.",), "capture"),
    ],
)
def test_what_struck(sentences: tuple[str, ...], sense: str) -> None:
    assert sense in senses(*sentences)


def test_killing_behind_a_deed_is_its_outcome() -> None:
    assert senses(f"{REDS} ambushed a patrol of {BLUES} near {{Sorman}}, killing six.") == {"attack"}


def test_no_weapon_loots_from_afar() -> None:
    assert "loot" in senses("Shells fell on {Sorman}.", "Two shops in {Sorman} were looted.")


def test_who_enters_and_fights_has_not_taken_the_place() -> None:
    assert senses(f"{REDS} entered {{Sorman}} ~in August=2019-08-10~ and fought {BLUES} there.") == {"advance", "clash"}
    assert "enter" in senses(f"{REDS} entered {{Sorman}} ~in August=2019-08-10~ after a week of fighting.")
