"""Places that no gazetteer knows: what befell them falls to no other place."""

from __future__ import annotations

import pytest
from told import tell

from geo.facts.control import control_from
from geo.facts.told import Told
from geo.facts.unplaced import SOMEWHERE, UNKNOWN

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


def places(*sentences: str) -> list[tuple[str, str]]:
    """Give relation and name of where each frame happened."""
    return [
        (frame.places[0].location.relation, frame.places[0].location.place.name) for frame in tell(*sentences).frames
    ]


def test_what_befell_an_unknown_village_falls_to_no_town_named_before() -> None:
    told = tell(f"{REDS} left {{Zawa}} on Monday.", f"{BLUES} captured {{Nirgends?}} after heavy fighting.")
    assert [frame.places[0].location.place.name for frame in told.frames] == ["Zawa"]
    assert UNKNOWN in {one.why for one in told.left}


def test_of_a_list_only_the_known_places_are_drawn() -> None:
    assert places(f"{REDS} captured {{Nirgends?}} and {{Zawa}} on Monday.") == [("", "Zawa")]


@pytest.mark.parametrize(
    "sentence",
    [
        "{reds} captured {{Nirgends?}} in {{Ostland*}} province.",
        "{reds} captured {{Nirgends?}} village in the northern {{Ostland*}} province.",
        "{reds} captured {{Nirgends?}}, located in {{Ostland*}} province.",
        "{reds} captured {{Ostland*}}'s {{Nirgends?}} district.",
    ],
)
def test_the_province_that_the_text_tells_is_where_it_was(sentence: str) -> None:
    assert (SOMEWHERE, "Ostland") in places(sentence.format(reds=REDS))


def test_what_one_sentence_tells_of_it_holds_in_all() -> None:
    found = places(f"{REDS} captured {{Nirgends?}} on Monday.", "{Nirgends?}, in {Ostland*} province, is a village.")
    assert found == [(SOMEWHERE, "Ostland")]


def test_an_unknown_village_beside_a_town_is_near_it() -> None:
    assert places(f"{REDS} captured the village of {{Nirgends?}} near {{Zawa}}.") == [("near", "Zawa")]


def test_the_town_is_the_unknown_one_just_named() -> None:
    found = places(f"{REDS} left {{Zawa}}.", f"{BLUES} seized the town of {{Nirgends?}}.", f"{REDS} shelled the town.")
    assert [name for _, name in found] == ["Zawa"]


def test_somewhere_in_a_province_nobody_holds_it() -> None:
    told = tell(f"{REDS} captured {{Nirgends?}} in {{Ostland*}} province.")
    assert not control_from(Told(told.article, told.frames, None, (), (), (), ()))
