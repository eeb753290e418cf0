"""What stands around a frame: rivals of its kind close by, and where its place is written."""

from __future__ import annotations

from dataclasses import replace

from make_facts import frame, location

from geo.facts.surroundings import rivals, spots
from geo.facts.train import told_once
from geo.records import Mention, Span

CITY, SUBURB, FAR = location("City", 32.9, 13.2), location("Suburb", 32.95, 13.25), location("Far", 30.0, 20.0)
TEXT = "Guns shelled the east of City, near Suburb, and Far."


def test_of_two_frames_of_one_kind_close_by_the_sure_one_is_better() -> None:
    sure = frame("shelling", "A", at=CITY, text=TEXT)
    doubted = replace(frame("shelling", "A", at=SUBURB, text=TEXT), details=(("doubt", "beside"),))
    elsewhere = frame("shelling", "A", at=FAR, text=TEXT)
    first, second, third = rivals([sure, doubted, elsewhere])
    assert {"type.here=2", "type.near=1", "rival=worse"} <= {*first}
    assert "rival=better" in second
    assert third == ("type.here=2", "type.near=0", "rival=none")


def test_a_state_and_another_type_are_no_rivals() -> None:
    told = [frame("capture", "A", object=CITY), frame("hold", "A", object=CITY), frame("airstrike", "A", at=CITY)]
    assert ["rival=none" in one for one in rivals(told)] == [True, True, True]


def test_a_spot_tells_the_word_before_the_place_and_how_far_it_stands() -> None:
    begin = TEXT.index("Suburb")
    mention = Mention("a.txt", begin, begin + 6, "Suburb", "literal", SUBURB, 1.0)
    one = replace(frame("shelling", "A", at=SUBURB, text=TEXT), trigger=Span(5, 12))
    (features,) = spots([one], [mention])
    assert {"spot.after=near", f"spot.far={(begin - 5) // 15}", "spot.left=False"} <= {*features}
    (bare,) = spots([one], [])
    assert not any(feature.startswith("spot") for feature in bare)


def test_an_annotated_event_is_told_once() -> None:
    """Of two frames that fit one event the surer is right; with two events both are."""
    event = [0, 40, "Explosions/Remote violence", ["Shelling/artillery/missile attack"], 32.9, 13.2, 5, False]
    sure = frame("shelling", "A", at=CITY, text=TEXT)
    doubted = replace(frame("shelling", "A", at=SUBURB, text=TEXT), details=(("doubt", "beside"),))
    assert told_once([event], [doubted, sure]) == {id(sure)}
    assert told_once([event, event], [doubted, sure]) == {id(sure), id(doubted)}
