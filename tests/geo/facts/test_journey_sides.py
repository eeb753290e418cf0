from __future__ import annotations

import dataclasses

import pytest
from make_facts import axis, location

from geo.facts.axes import fuse_axes
from geo.facts.items import itemise
from geo.facts.journey_sides import lies, side_clues
from geo.records import Sentence

GOAL = location("City", 32.0, 13.0)
EAST = location("Port", 32.0, 14.0)
SOUTH = location("Hilltown", 31.0, 13.0)


def test_a_place_lies_on_a_side() -> None:
    assert lies(EAST, "east", GOAL)
    assert lies(EAST, "northeast", GOAL)
    assert not lies(EAST, "south", GOAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They drove westwards.", ["bearing=along"]),
        ("They drove east.", ["bearing=against"]),
        ("They drove south.", ["bearing=askew"]),
        ("They drove in from the north.", []),
        ("They drove past the hills north of it.", []),
        ("They drove.", []),
    ],
)
def test_the_way_told_agrees_with_the_way_drawn(text: str, expected: list[str]) -> None:
    items = itemise(Sentence(0, len(text), text, 0), (), (), ())
    assert list(side_clues(items, 1, (-1, EAST), GOAL)) == expected


def test_the_side_an_origin_stands_on_agrees_with_where_it_lies() -> None:
    text = "From there in the east they came."
    items = itemise(Sentence(0, len(text), text, 0), (), (), ())
    assert "lies=along" in list(side_clues(items, 6, (1, EAST), GOAL))
    assert "lies=askew" in list(side_clues(items, 6, (1, SOUTH), GOAL))


def test_a_side_and_an_origin_on_that_side_are_one_movement() -> None:
    named = axis(origin=EAST, objective=GOAL)
    by_side = dataclasses.replace(named, origin=None, origin_relation="east")
    (one,) = fuse_axes([by_side, named])
    assert one.origin == EAST
    assert len(fuse_axes([dataclasses.replace(by_side, origin_relation="west"), named])) == 2
