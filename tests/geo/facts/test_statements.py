from __future__ import annotations

import pytest
from make_facts import article, frame, location

from geo.facts.control import control_from
from geo.facts.items import itemise
from geo.facts.patterns import Pattern
from geo.facts.takers import with_movers, with_takers
from geo.facts.told import Told
from geo.records import ActorMention, Mention, Sentence

PLACES = {name: location(name) for name in ("Hilltown", "Port", "Lakeside")}
PARTIES = {"Alpha": "A", "Bravo": "B"}


def read(text: str) -> tuple[Sentence, list[Mention], list[ActorMention]]:
    mentions = [
        Mention("a.txt", text.index(name), text.index(name) + len(name), name, "literal", where, 0.9)
        for name, where in PLACES.items()
        if name in text
    ]
    actors = [
        ActorMention(text.index(name), text.index(name) + len(name), name, party)
        for name, party in PARTIES.items()
        if name in text
    ]
    return Sentence(0, len(text), text, 0), mentions, actors


def holders(text: str) -> set[tuple[str, str, str]]:
    sentence, mentions, actors = read(text)
    found = control_from(Told(article(text=text), [], sentences=[sentence], mentions=mentions, actor_mentions=actors))
    return {(span.holder, span.location.place.name, span.basis) for span in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buses drove through the Alpha-held suburb of Hilltown.", {("A", "Hilltown", "stated")}),
        ("Shells hit Alpha's last stronghold in Port.", {("A", "Port", "stated")}),
        ("Port, the last stronghold of Alpha, was quiet.", {("A", "Port", "stated")}),
        ("Hilltown and Port remain in Alpha hands.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Alpha raised its flag over Hilltown at noon.", {("A", "Hilltown", "inferred")}),
        ("Alpha, which keeps a garrison at Hilltown, did not come.", set()),
        ("Alpha keeps a garrison at Hilltown.", {("A", "Hilltown", "inferred")}),
        (
            "Bravo demands that Alpha withdraw from Hilltown and Port.",
            {("A", "Hilltown", "inferred"), ("A", "Port", "inferred")},
        ),
        ("Alpha wrote a letter about Hilltown.", set()),
    ],
)
def test_statements_that_no_verb_carries(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert holders(text) == expected


def test_a_pattern_matches_words_actors_and_lists_of_places() -> None:
    text = "Alpha still sits in Hilltown, Port and Lakeside."
    sentence, mentions, actors = read(text)
    items = itemise(sentence, mentions, actors, ())
    ((parties, places),) = Pattern.compile("A *1 sits|sit in P+").find(items)
    assert [item.low for item in parties] == ["alpha"]
    assert [item.low for item in places] == ["hilltown", "port", "lakeside"]
    assert list(Pattern.compile("A sits in P").find(items)) == []


def test_a_place_that_falls_falls_to_the_party_that_is_taking_places() -> None:
    frames = [
        frame("capture", "A", "B", object=PLACES["Hilltown"]),
        frame("capture", object=PLACES["Port"], at_char=40),
    ]
    assert [one.agent for one in with_takers(frames)] == ["A", "A"]


def test_a_place_that_a_party_loses_falls_to_its_opponent() -> None:
    frames = [
        frame("clash", "A", "B", at=PLACES["Hilltown"]),
        frame("capture", "", "A", object=PLACES["Port"], at_char=40),
    ]
    assert list(with_takers(frames))[1].agent == "B"


def test_those_besieged_are_those_told_to_hold_the_place() -> None:
    frames = [
        frame("hold", "B", object=PLACES["Port"]),
        frame("besiege", "A", object=PLACES["Port"], at_char=40),
    ]
    assert list(with_takers(frames))[1].patient == "B"


def test_a_bare_pronoun_stands_for_the_party_named_before_it() -> None:
    text = "Alpha waited a week before it attacked Port."
    _, _, actors = read(text)
    attack = frame("attack", object=PLACES["Port"], text=text, trigger=text.index("attacked"))
    (found,) = with_movers([attack], actors)
    assert found.agent == "A"
