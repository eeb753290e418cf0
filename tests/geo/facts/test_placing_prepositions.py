"""Where a deed was when its place stands under a preposition that elsewhere tells a way: into, from, close to, for."""

from __future__ import annotations

import pytest
from told import tell

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        (f"{REDS} fired forty rockets into {{Sorman}} in revenge.", "shelling"),
        (f"A column of {BLUES} was beaten back from {{Sorman}} by {REDS}.", "repel"),
        (f"{REDS} shot down a drone close to {{Sorman}}.", "disrupt"),
    ],
)
def test_a_deed_is_where_its_own_clause_says(sentence: str, sense: str) -> None:
    """Not where the paragraph told of something before."""
    told = tell(f"{REDS} bombed the base at {{Hun}}.", sentence)
    assert (sense, "Sorman") in {(one[0], one[3]) for one in told.brief()}
    assert (sense, "Hun") not in {(one[0], one[3]) for one in told.brief()}


@pytest.mark.parametrize("wording", ["fell back on", "pulled back to", "fell back to", "left for"])
def test_where_one_goes_is_not_what_one_leaves(wording: str) -> None:
    told = tell(f"{REDS} attacked {BLUES} in {{Hun}}.", f"{BLUES} {wording} {{Sorman}}.")
    assert {place for sense, *_, place in told.brief() if sense in {"withdraw", "mobilise"}} == {"Hun"}


@pytest.mark.parametrize(
    "where",
    [
        "{Sorman}, at the foot of {Hun},",
        "{Sorman}, within earshot of {Hun},",
        "{Sorman}, on the outskirts of {Hun},",
        "{Sorman}, just outside {Hun},",
    ],
)
def test_a_spot_of_a_town_is_not_the_town(where: str) -> None:
    told = tell(f"{REDS} shelled {BLUES} in {where} on Monday.")
    assert {place for *_, place in told.brief()} == {"Sorman"}


def test_of_a_landmark_and_a_nearer_place_the_nearer_one_is_meant() -> None:
    """Only where they are near each other: else it is somewhere between, and told of both."""
    near = tell(f"{REDS} attacked {BLUES} west of {{Sorman}} near {{Sormna}}.")
    assert {place for *_, place in near.brief()} == {"Sormna"}
