"""The explanation: every sentence, what was found in it, and the reason where nothing was."""

import datetime as dt
from dataclasses import replace

from geo.explain import explain, when
from geo.facts import load_roster
from geo.reader import Understanding
from geo.records import (
    UNKNOWN,
    ActorMention,
    Article,
    DateMention,
    Frame,
    Interval,
    Location,
    Mention,
    NotMapped,
    Place,
    PlaceRole,
    Sentence,
    Span,
)

DAY = Interval(dt.date(2019, 4, 5), dt.date(2019, 4, 5), "day")
TEXT = "The LNA took Gharyan on Friday. It may attack Zintan. All was quiet."


def understanding() -> Understanding:
    first, second, third = (
        Sentence(begin, end, TEXT[begin:end], 0) for begin, end in ((0, 31), (32, 53), (54, len(TEXT)))
    )
    place = Location(Place("gn:1", "Gharyan", 32.17, 13.02, "LY", geocoder="geonames"), 32.17, 13.02, 5.0)
    frame = Frame(
        "a.txt", "capture", "capture.verb/active", Span(8, 12), first, agent="LNA",
        places=(PlaceRole("object", place),), when=DAY, fatalities=3,
    )  # fmt: skip
    return Understanding(
        article=Article("a.txt", TEXT, "", title="A title", published=DAY),
        roster=load_roster((), ("LY",)),
        sentences=(first, second, third),
        mentions=(
            Mention("a.txt", 13, 20, "Gharyan", location=place, why="only one"),
            Mention("a.txt", 46, 52, "Zintan", why="nothing by that name"),
        ),
        actor_mentions=(ActorMention(4, 7, "LNA", "LNA"),),
        actors=(),
        dates=(DateMention(24, 30, DAY),),
        frames=(frame,),
        not_understood=(NotMapped("a.txt", 32, 53, second.text, "hypothetical"),),
    )


def test_a_party_from_the_story_is_marked() -> None:
    known = understanding()
    frames = (replace(known.frames[0], patient="GNA", details=(("inferred", "patient"),)),)
    assert any("by LNA; against GNA (inferred);" in line for line in explain(replace(known, frames=frames)))


def test_each_sentence_is_told_with_what_was_found() -> None:
    lines = list(explain(understanding()))
    assert lines[0] == "a.txt: A title (published 2019-04-05)"
    told = "\n".join(lines)
    assert "place  Gharyan (literal): Gharyan, LY 32.170 13.020 +-5 km, geonames; only one" in told
    assert "place  Zintan (literal): not placed, nothing by that name" in told
    assert "actor  LNA: LNA (name)" in told
    assert "date   Friday: 2019-04-05" in told
    assert (
        "fact   capture [capture.verb/active] on 'took'; occurred; by LNA; object Gharyan; 2019-04-05; 3 killed" in told
    )


def test_a_sentence_that_gave_nothing_says_why() -> None:
    lines = list(explain(understanding()))
    assert "  none   hypothetical" in lines
    assert lines[-1] == "  none   no trigger"


def test_intervals_in_words() -> None:
    month = Interval(dt.date(2019, 4, 1), dt.date(2019, 4, 30), "month")
    assert when(month) == "2019-04-01 to 2019-04-30 (month)"
    assert when(Interval(dt.date(2019, 4, 1), None, "day")) == "2019-04-01 to ..."
    assert when(UNKNOWN) == ""
