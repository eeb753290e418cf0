from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from make_facts import article, frame, location

from geo.facts.control import control_from
from geo.facts.coordination import with_leads
from geo.facts.items import itemise
from geo.facts.patterns import Pattern
from geo.facts.takers import with_movers, with_takers
from geo.facts.told import Told
from geo.records import ActorMention, DateMention, Frame, Interval, Mention, PlaceRole, Sentence, Span

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
        ("Alpha, which keeps a garrison at Hilltown, did not come.", {("A", "Hilltown", "inferred")}),
        ("Alpha keeps a garrison at Hilltown.", {("A", "Hilltown", "inferred")}),
        (
            "Bravo demands that Alpha withdraw from Hilltown and Port.",
            {("A", "Hilltown", "inferred"), ("A", "Port", "inferred")},
        ),
        ("Alpha wrote a letter about Hilltown.", set()),
        ("Alpha: Hilltown, both sides of Port.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Hilltown and Port - Alpha.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Hilltown and Port are still Alpha's.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Alpha, born of a quarrel in spring, has governed all of Hilltown since.", {("A", "Hilltown", "stated")}),
        ("Port, near the frontier, has been under Alpha control for years.", {("A", "Port", "stated")}),
        ("Port is under Alpha, they say.", {("A", "Port", "stated")}),
        ("Port is under Alpha fire.", set()),
        ("Alpha are still in Hilltown and around Port.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Alpha's writ runs in Hilltown.", {("A", "Hilltown", "stated")}),
        ("Hilltown (Alpha-held) was shelled.", {("A", "Hilltown", "stated")}),
        ("Alpha holds Port, which Bravo shelled.", {("A", "Port", "stated")}),
        ("As soon as Port is in Alpha hands, the war is over.", set()),
    ],
)
def test_statements_that_no_verb_carries(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert holders(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit parts of Hilltown under Alpha control.",
        "Hilltown, where Alpha has been in control since spring, was shelled.",
        "Hilltown, a town controlled by Alpha, was shelled.",
        "Territory controlled by Alpha, including Hilltown, was shelled.",
        "Areas under Alpha control such as Hilltown were shelled.",
        "Alpha's hold on Hilltown is firm.",
        "Hilltown came under the control of Alpha in spring.",
        "Hilltown is the last town held by Alpha.",
        "The only town still held by Alpha is Hilltown.",
        "Alpha holds the airport and Hilltown.",
        "Alpha has been running Hilltown since spring.",
        "In Hilltown, Alpha is in charge.",
        "Hilltown lies inside territory held by Alpha.",
        "Hilltown sits deep in Alpha-held territory.",
        "Alpha soldiers hold Hilltown.",
        "Hilltown (held by Alpha) was shelled.",
        "Most of Hilltown is Alpha-held.",
        "Alpha never left Hilltown.",
        "Hilltown, under Alpha since spring, is quiet.",
        "In Hilltown, where Alpha is encircled, food is short.",
        "Hilltown is split between Alpha and Bravo.",
    ],
)
def test_one_hold_in_many_words(text: str) -> None:
    assert holders(text) == {("A", "Hilltown", "stated")}


@pytest.mark.parametrize(
    "text",
    [
        "Alpha does not control Hilltown.",
        "Alpha wants control of Hilltown.",
        "If Alpha never left Hilltown, it is theirs.",
        "Alpha has lost control of Hilltown.",
        "Hilltown is no longer in the hands of Alpha.",
        "Hilltown remains beyond the control of Alpha.",
        "Rumours that Hilltown is in Alpha hands are false.",
        "Alpha holds Hilltown responsible.",
    ],
)
def test_no_hold_in_words_that_deny_it(text: str) -> None:
    assert holders(text) == set()


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha is left with Hilltown and Port.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Hilltown, on the hill above the river, is in Alpha hands.", {("A", "Hilltown", "stated")}),
        ("Hilltown remains in the hands of Alpha.", {("A", "Hilltown", "stated")}),
        ("Alpha troops attacked in the night, and by noon Hilltown was theirs.", {("A", "Hilltown", "stated")}),
        ("Alpha fought all day; Hilltown is now in its hands.", {("A", "Hilltown", "stated")}),
        ("Port, an Alpha-held town on the coast, was quiet.", {("A", "Port", "stated")}),
        ("Alpha controls most of the coast, including Port.", {("A", "Port", "stated")}),
        ("This leaves Bravo in control of Hilltown.", {("B", "Hilltown", "stated")}),
        ("Alpha fighters are surrounded in Port.", {("A", "Port", "stated")}),
        ("Hilltown, the seat of Bravo, was shelled.", {("B", "Hilltown", "stated")}),
        ("Alpha has consolidated its grip on Hilltown.", {("A", "Hilltown", "stated")}),
        ("Hilltown is now under Alpha occupation.", {("A", "Hilltown", "stated")}),
        ("Hilltown, which Alpha has held for years, was quiet.", {("A", "Hilltown", "stated")}),
        ("Hilltown and Port are administered by Alpha.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("Last month Bravo lost Hilltown to Alpha.", {("A", "Hilltown", "inferred")}),
        ("Alpha soldiers now patrol the streets of Hilltown.", {("A", "Hilltown", "inferred")}),
        ("Alpha now patrols the streets of Hilltown.", {("A", "Hilltown", "inferred")}),
        ("Bravo will shell Alpha's home town, Hilltown.", {("A", "Hilltown", "inferred")}),
        ("Port, in Lakeside, is held by Alpha.", {("A", "Port", "stated")}),
        ("Alpha met Bravo; the rebels said that Hilltown was in their hands.", set()),
        ("Hilltown is the only town left to Alpha.", {("A", "Hilltown", "stated")}),
        ("Alpha holds a line from Hilltown to Port.", {("A", "Hilltown", "stated"), ("A", "Port", "stated")}),
        ("In Hilltown Alpha still holds its base.", {("A", "Hilltown", "stated")}),
        ("Hilltown is not in Alpha hands.", set()),
        ("If Hilltown is in Alpha hands, the road is open.", set()),
        ("Hilltown will soon be in Alpha hands.", set()),
    ],
)
def test_wordings_of_control(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert holders(text) == expected


def test_the_town_is_the_one_told_of_before_and_a_party_is_known_by_its_adjective() -> None:
    first, second = "Alpha shelled Hilltown.", "The Alpha-held part of Port is quiet, but Bravo controls the town."
    text = f"{first} {second}"
    _, mentions, actors = read(text)
    bravo = text.index("Bravo")
    sentences = [Sentence(0, len(first), first, 0), Sentence(len(first) + 1, len(text), second, 0)]
    adjective = [mention for mention in actors if mention.end <= len(first)]
    named = [*adjective, ActorMention(bravo, bravo + 5, "Bravo", "B")]
    found = control_from(Told(article(text=text), [], None, sentences, mentions, named))
    assert ("A", "Port") in {(span.holder, span.location.place.name) for span in found}


def test_a_statement_takes_the_date_beside_it() -> None:
    text = "Hilltown has been in Alpha hands since May."
    sentence, mentions, actors = read(text)
    since = DateMention(38, 42, Interval(dt.date(2019, 5, 1), None, "month"), "since")
    told = Told(article(text=text), [], None, [sentence], mentions, actors, [since])
    (span,) = control_from(told)
    assert span.valid.start == dt.date(2019, 5, 1)


def test_of_those_named_side_by_side_the_first_leads() -> None:
    text = "Alpha and its allies of Bravo seized Hilltown."
    sentence, _, actors = read(text)
    seized = Frame(
        "a.txt", "capture", "capture.test", Span(28, 34), sentence, agent="B", patient="A", places=(), confidence=0.8
    )
    (led,) = with_leads([seized], actors)
    assert (led.agent, led.patient) == ("A", "")


@pytest.mark.parametrize(
    "text",
    ["Alpha attacked, and Bravo seized Hilltown.", "Alpha fell back and said Bravo seized Hilltown."],
)
def test_two_clauses_are_no_partnership(text: str) -> None:
    sentence, _, actors = read(text)
    start = text.index("seized")
    seized = Frame("a.txt", "capture", "capture.test", Span(start, start + 6), sentence, agent="B", patient="A")
    assert list(with_leads([seized], actors)) == [seized]


def test_a_taker_from_the_context_needs_clues_that_agree() -> None:
    guess = (("inferred", "agent"),)
    fell = frame("capture", "B", object=PLACES["Port"], details=guess, at_char=80)
    assert [one.agent for one in with_takers([fell])] == ["B"]
    held = frame("hold", "B", object=PLACES["Port"])
    assert [one.agent for one in with_takers([held, fell])] == ["B", ""]


def test_has_before_a_verb_holds_nothing() -> None:
    text = "Alpha has lost Hilltown."
    sentence, _, _ = read(text)
    has = Frame(
        "a.txt", "capture", "capture.have/active", Span(6, 9), sentence, agent="A",
        places=(PlaceRole("object", PLACES["Hilltown"]),), confidence=0.8,
    )  # fmt: skip
    assert control_from(Told(article(text=text), [has])) == ()


def test_what_lies_west_of_a_stronghold_leaves_the_stronghold_itself_held() -> None:
    text = "Bravo took three villages west of the Alpha stronghold of Hilltown."
    sentence, mentions, actors = read(text)
    beside = [replace(one, location=location(one.phrase, relation="west of")) for one in mentions]
    found = control_from(Told(article(text=text), [], sentences=[sentence], mentions=beside, actor_mentions=actors))
    assert [(span.holder, span.location.relation) for span in found] == [("A", "")]
