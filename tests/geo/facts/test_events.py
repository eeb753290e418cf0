"""Events: frames through the taxonomy, each told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from make_facts import article, frame, location
from told import Told, tell

from geo.facts.events import events_from, strongest, taxonomy
from geo.facts.headline import headline
from geo.facts.words import read_table

LNA = "<the LNA=LNA>"


def kinds(told: Told) -> list[tuple[str, str]]:
    return sorted((event.subtype, event.location.place.name) for event in events_from(told.frames, told.article))


def test_type_and_source() -> None:
    """An event has its type, its sentence and the rule that fired."""
    told = tell(f"{LNA} shelled {{Sorman}} ~on Monday=2020-05-04~.")
    (event,) = events_from(told.frames, told.article)
    assert (event.type, event.subtype) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert event.sources[0].quote == told.article.text.strip()
    assert event.sources[0].rule == "shelling.verb/active"
    assert str(event.when.start) == "2020-05-04"
    assert "Sorman" in event.headline


def test_states_are_no_events() -> None:
    """Who holds a town is control, not an event."""
    assert kinds(tell(f"{LNA} holds {{Sorman}}.")) == []


def test_one_sentence_tells_a_thing_once() -> None:
    """The fighting that a capture took is part of the capture."""
    assert kinds(tell(f"{LNA} captured {{Sorman}} after fierce clashes.")) == [("Territory captured", "Sorman")]


def test_told_twice_is_one_event_with_two_sources() -> None:
    """The same capture in two sentences is one event; what the first leaves out the second fills in."""
    told = tell(f"{LNA} captured {{Sorman}}.", f"{{Sorman}} was captured by {LNA} ~on Monday=2020-05-04~.")
    (event,) = events_from(told.frames, told.article)
    assert len(event.sources) == 2
    assert str(event.when.start) == "2020-05-04"


def test_a_fight_told_from_either_side_is_one() -> None:
    """Who clashes with whom is all one; nobody clashes with himself."""
    day = "~on Monday=2020-05-04~"
    gna = "<the GNA=GNA>"
    turned = tell(f"{LNA} clashed with {gna} in {{Sorman}} {day}.", f"{gna} clashed with {LNA} in {{Sorman}} {day}.")
    assert len(events_from(turned.frames, turned.article)) == 1
    halves = [replace(turned.frames[0], patient=""), replace(turned.frames[1], agent="")]
    (event,) = events_from(halves, turned.article)
    assert (event.actor, event.target) == ("LNA", "")


def test_two_days_are_two_events() -> None:
    """Two shellings of one town on two days stay apart."""
    told = tell(
        f"{LNA} shelled {{Sorman}} ~on Monday=2020-05-04~.", f"{LNA} shelled {{Sorman}} ~on Friday=2020-05-08~."
    )
    assert len(events_from(told.frames, told.article)) == 2


def test_ids_are_stable() -> None:
    """The same fact has the same id whatever stands around it."""
    one = tell(f"{LNA} captured {{Sorman}}.")
    other = tell("It was a quiet day.", f"{LNA} captured {{Sorman}}.")
    assert [event.id for event in events_from(one.frames, one.article)] == [
        event.id for event in events_from(other.frames, other.article)
    ]


def test_headline_says_who_did_what() -> None:
    """The line names the parties that are known, and says when something has not happened."""
    told = tell(f"{LNA} captured {{Sorman}} from <the GNA=GNA>.", f"{LNA} plans to attack {{Zella}}.")
    lines = {event.headline for event in events_from(told.frames, told.article)}
    assert lines == {"LNA captures Sorman from GNA", "Planned: LNA offensive on Zella against GNA (inferred)"}
    event = events_from(told.frames, told.article)[-1]
    near = replace(event, subtype="Air/drone strike", location=replace(event.location, relation="near"))
    assert " air strike near " in headline(near)


def test_every_subtype_has_a_headline() -> None:
    """No event is without a line."""
    assert {subtype for _, subtype in taxonomy().values()} <= set(read_table("headlines.toml"))


def test_a_party_that_no_sentence_tells_is_inferred() -> None:
    """What the story gave is marked, in the field and in the line; civilians who are hit are told by what was hit."""
    told = tell(f"{LNA} captured {{Sorman}} from <the GNA=GNA>.", f"{LNA} plans to attack {{Zella}}.")
    inferred = {event.location.place.name: event.inferred for event in events_from(told.frames, told.article)}
    assert inferred == {"Sorman": (), "Zella": ("target",)}
    hit = tell(f"{LNA} shelled a school in {{Zella}}, killing pupils.")
    (event,) = events_from(hit.frames, hit.article)
    assert (event.target, event.inferred) == ("civilians", ())


def test_a_party_that_one_sentence_tells_is_told() -> None:
    """Of two tellings of an event one that names the party counts, be it the first or the second."""
    lines = (f"{LNA} captured {{Sorman}}.", f"{LNA} captured {{Sorman}} from <the GNA=GNA>.")
    for order in (lines, lines[::-1]):
        told = tell("<The GNA=GNA> and <the LNA=LNA> clashed at {Zella}.", *order)
        taken = [event for event in events_from(told.frames, told.article) if event.location.place.name == "Sorman"]
        assert [(event.actor, event.target, event.inferred) for event in taken] == [("LNA", "GNA", ())]


def test_what_lies_between_two_places_is_one_event() -> None:
    """A deed between two towns is drawn half-way once, though both towns are named."""
    told = tell(f"{LNA} shelled a convoy between {{Sorman}} and {{Zella}}.")
    first, *_ = told.frames
    one, other = first.places[0].location.place, replace(first.places[0].location.place, id="p:other", name="Other")
    ends = [
        replace(first.places[0].location, place=a, relation="between", other=b) for a, b in ((one, other), (other, one))
    ]
    twice = [replace(first, places=(replace(first.places[0], location=end),)) for end in ends]
    assert len(events_from(twice, told.article)) == 1
    apart = [
        replace(
            first,
            places=(
                replace(
                    first.places[0],
                    location=replace(end, relation=""),
                ),
            ),
        )
        for end in ends
    ]
    assert len(events_from(apart, told.article)) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        f"{LNA} left 24 wounded in {{Sorman}}.",
        f"Shelling by {LNA} leaves hardly a roof in {{Sorman}}.",
        f"Men of {LNA} were left on the asphalt in {{Sorman}}.",
        f"What was left of {LNA} in {{Sorman}} dug in.",
    ],
)
def test_what_remains_has_not_left(sentence: str) -> None:
    assert "Withdrawal" not in {subtype for subtype, _ in kinds(tell(sentence))}


def test_who_leaves_a_town_leaves() -> None:
    assert kinds(tell(f"{LNA} left {{Sorman}} on foot.")) == [("Withdrawal", "Sorman")]


def test_who_was_guessed_to_strike_is_not_made_the_one_struck() -> None:
    """Two tellings whose guesses differ are joined as they stand: only a fight may be told from its other side."""
    sorman = location("Sorman")
    first = frame("shelling", "LNA", object=sorman, text="Shells fell.", details=(("inferred", "agent"),))
    again = frame(
        "shelling", "Guard", "GNA", object=sorman, text="They fell again.", at_char=50,
        details=(("inferred", "agent,patient"),),
    )  # fmt: skip
    (event,) = events_from((first, again), article())
    assert (event.actor, event.target, event.inferred) == ("LNA", "GNA", ("actor", "target"))


@pytest.mark.parametrize(
    ("guess", "told"),
    [
        ({"agent": "X", "patient": "B", "inferred": "agent"}, ("A", "B")),
        ({"agent": "A", "patient": "X", "inferred": "patient"}, ("A", "B")),
    ],
)
def test_a_guessed_party_gives_way_to_one_that_the_sentence_tells(guess: dict[str, str], told: tuple[str, str]) -> None:
    town = location("Town")
    first = frame("attack", guess["agent"], guess["patient"], at=town, details=(("inferred", guess["inferred"]),))
    again = frame("attack", "A", "B", at=town, trigger=5, text=" attack")
    (kept,) = strongest([replace(first, sentence=again.sentence), again])
    assert (kept.agent, kept.patient, dict(kept.details)["inferred"]) == (*told, "")


def test_a_part_of_a_deed_tells_whom_it_was_done_to() -> None:
    town = location("Town")
    taken = frame("capture", "A", "X", object=town, text="s", details=(("inferred", "patient"),))
    fought = frame("clash", "A", "B", at=town, text="s")
    (kept,) = strongest([taken, fought])
    assert (kept.sense, kept.agent, kept.patient) == ("capture", "A", "B")


def test_what_goes_on_is_done_where_its_dead_are_counted() -> None:
    told = tell("<Alpha=A> still shelled {Kobo} ~on 4 May=2023-05-04~, killing three people.")
    (event,) = events_from(told.frames, told.article)
    assert (event.status, event.fatalities) == ("occurred", 3)
