"""Where each party last stood."""

from __future__ import annotations

import datetime as dt

import pytest
from make_facts import frame, location

from geo.facts.positions import Positions

TOWN, GOAL = location("Town", 32.0, 13.0), location("Goal", 32.5, 13.5)


def test_who_took_a_place_sets_out_from_it() -> None:
    positions = Positions()
    positions.note(frame("capture", "A", object=TOWN))
    assert positions.before("A", GOAL, 250.0) == TOWN
    assert positions.before("B", GOAL, 250.0) is None
    assert positions.before("A", GOAL, 10.0) is None


@pytest.mark.parametrize(
    ("sense", "role", "status"),
    [("capture", "object", "planned"), ("enter", "object", "threatened"), ("advance", "to", "ongoing")],
)
def test_who_only_means_to_or_moves_towards_a_place_does_not_stand_there(sense: str, role: str, status: str) -> None:
    positions = Positions()
    positions.note(frame(sense, "A", status=status, **{role: TOWN}))
    assert positions.before("A", GOAL, 250.0) is None


def test_nobody_sets_out_from_where_he_came_later() -> None:
    positions = Positions()
    positions.note(frame("capture", "A", object=TOWN, when="2023-05-04"))
    assert positions.before("A", GOAL, 250.0, dt.date(2023, 4, 20)) is None
    assert positions.before("A", GOAL, 250.0, dt.date(2023, 5, 6)) == TOWN
