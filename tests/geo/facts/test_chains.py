"""Takings that follow others without a verb of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from make_facts import day, frame, location

from geo.facts.chains import with_chains
from geo.facts.items import Item, itemise
from geo.records import DateMention, Frame, Mention, Sentence

PLACES = {name: location(name) for name in ("Hilltown", "Port", "Lakeside", "Ford")}
DAYS = {"Monday": "2019-06-03", "Tuesday": "2019-06-04", "Friday": "2019-06-07"}


def line(text: str, start: int = 0, number: int = 0) -> tuple[Sentence, list[Item]]:
    sentence = Sentence(start, start + len(text), text, number)
    at = {name: start + text.index(name) for name in (*PLACES, *DAYS) if name in text}
    mentions = [
        Mention("a.txt", at[name], at[name] + len(name), name, "literal", PLACES[name], 0.9)
        for name in sorted(set(PLACES) & set(at), key=at.__getitem__)
    ]
    dates = [DateMention(at[name], at[name] + len(name), day(DAYS[name])) for name in DAYS if name in at]
    return sentence, itemise(sentence, mentions, [], dates)


def taking(sentence: Sentence, place: str, verb: str) -> Frame:
    told = frame("capture", "A", "B", object=PLACES[place], when=DAYS["Monday"])
    begin = sentence.start + sentence.text.index(verb)
    return replace(told, sentence=sentence, trigger=replace(told.trigger, start=begin, end=begin + len(verb)))


def chained(frames: list[Frame]) -> list[tuple[str, str, dt.date | None]]:
    return [
        (one.agent, one.places[0].location.place.name, one.when.start)
        for one in frames
        if one.rule.startswith("capture.chain")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A took Hilltown on Monday, Port on Tuesday and Ford on Friday.", [("Port", 4), ("Ford", 7)]),
        ("A took Hilltown on Monday, Port and Lakeside the next day.", [("Port", 4), ("Lakeside", 4)]),
        ("A took Hilltown on Monday, and Port the same evening.", [("Port", 3)]),
        ("A took Hilltown on Monday, and the road to Port stayed open.", []),
    ],
)
def test_places_with_their_own_time_go_on_from_a_taking(text: str, expected: list[tuple[str, int]]) -> None:
    sentence, items = line(text)
    found = chained(with_chains([taking(sentence, "Hilltown", "took")], [(sentence, items)]))
    assert found == [("A", name, dt.date(2019, 6, number)) for name, number in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port followed on Tuesday; Ford on Friday.", [("Port", 4), ("Ford", 7)]),
        ("Port went on Tuesday.", [("Port", 4)]),
        ("Port went to the polls.", []),
        ("Tuesday - Port falls in some hours.", []),
    ],
)
def test_what_follows_goes_on_from_the_sentence_before(text: str, expected: list[tuple[str, int]]) -> None:
    first, second = line("A took Hilltown."), line(text, 20, 1)
    found = chained(with_chains([taking(first[0], "Hilltown", "took")], [first, second]))
    assert found == [("A", name, dt.date(2019, 6, number)) for name, number in expected]


def test_nothing_follows_where_nothing_was_taken() -> None:
    assert with_chains([], [line("Port followed on Tuesday.")]) == []
