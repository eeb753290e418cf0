"""The grammar: who did what to whom and where, in the constructions news prose uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import tell

LNA, GNA = "<the LNA=LNA>", "<GNA forces=GNA>"


@pytest.mark.parametrize(
    ("sentence", "sense", "agent", "patient", "place"),
    [
        (f"{LNA} captured {{Sorman}} from {GNA}.", "capture", "LNA", "GNA", "Sorman"),
        (f"{{Sorman}} was captured by {LNA}.", "capture", "LNA", "", "Sorman"),
        (f"{{Sorman}}, captured by {LNA} in spring, is quiet.", "capture", "LNA", "", "Sorman"),
        (f"{LNA} took the town of {{Sorman}}.", "capture", "LNA", "", "Sorman"),
        (f"{{Sorman}} fell to {LNA}.", "capture", "LNA", "", "Sorman"),
        (f"{GNA} lost {{Sorman}} to {LNA}.", "capture", "LNA", "GNA", "Sorman"),
        (f"{LNA} drove {GNA} out of {{Sorman}}.", "capture", "LNA", "GNA", "Sorman"),
        (f"{GNA} retook {{Sorman}}.", "recapture", "GNA", "", "Sorman"),
        (f"Officers announced the capture of {{Sorman}} by {LNA}.", "capture", "LNA", "", "Sorman"),
        (f"{LNA} entered {{Sorman}}.", "enter", "LNA", "", "Sorman"),
        (f"{LNA} carried out air strikes on {{Sorman}}.", "airstrike", "LNA", "", "Sorman"),
        (f"{LNA} jets struck a depot in {{Sorman}}.", "airstrike", "LNA", "", "Sorman"),
        ("Rockets hit {Sorman}.", "shelling", "", "", "Sorman"),
        (f"{LNA} shelled {{Sorman}}.", "shelling", "LNA", "", "Sorman"),
        (f"Clashes broke out in {{Sorman}} between {LNA} and {GNA}.", "clash", "LNA", "GNA", "Sorman"),
        (f"{LNA} withdrew from {{Sorman}} to {{Zella}}.", "withdraw", "LNA", "", "Sorman"),
        (f"{LNA} has besieged {{Sorman}}.", "besiege", "LNA", "", "Sorman"),
        (f"{LNA} advanced on {{Sorman}}.", "advance", "LNA", "", "Sorman"),
        ("A car bomb went off in {Sorman}.", "bomb", "", "", "Sorman"),
        ("Gunmen killed six villagers in {Sorman}.", "kill", "", "civilians", "Sorman"),
        (f"{LNA} set up a checkpoint in {{Sorman}}.", "establish", "LNA", "", "Sorman"),
        (f"{{Sorman}} is under the control of {LNA}.", "hold", "LNA", "", "Sorman"),
    ],
)
def test_one_sentence(sentence: str, sense: str, agent: str, patient: str, place: str) -> None:
    """Voice, prepositions and nouns give the same arguments."""
    assert (sense, agent, patient, place) in tell(sentence).brief()


@pytest.mark.parametrize(
    "sentence",
    [
        "The envoy took part in talks on {Sorman}.",
        "{Sorman} lost the cup on penalties and its striker wept.",
        "The port of {Sorman} closed for repairs.",
        f"If {LNA} captured {{Sorman}}, the road would be open.",
        f"{LNA} has not entered {{Sorman}}.",
        f"{LNA} could attack {{Sorman}}.",
        f"Will {LNA} take {{Sorman}}?",
        "There was no fighting in {Sorman}.",
    ],
)
def test_no_fact(sentence: str) -> None:
    """Other meanings, hypotheticals, negations and questions are no events."""
    assert tell(sentence).brief() == []


def test_list_gives_a_frame_per_place() -> None:
    """A list is taken whole, dates between its members do not break it."""
    told = tell(f"{LNA} captured {{Sorman}} ~on 4 May=2020-05-04~, {{Zella}} ~on 6 May=2020-05-06~ and {{Hun}}.")
    assert [place for *_, place in told.brief()] == ["Sorman", "Zella", "Hun"]


def test_subject_is_carried_over() -> None:
    """Coordinated verbs and participles share the subject; each has its own place."""
    told = tell(
        f"{LNA} left {{Hun}} at dawn, drove through the desert and captured {{Sorman}}, taking {{Zella}} as well."
    )
    assert ("withdraw", "LNA", "", "Hun") in told.brief()
    assert ("capture", "LNA", "", "Sorman") in told.brief()
    assert ("capture", "LNA", "", "Zella") in told.brief()


def test_relative_clause() -> None:
    """A relative clause speaks of its antecedent, and the main clause goes on after it."""
    told = tell(f"{LNA}, which had captured {{Hun}}, entered {{Sorman}}.")
    assert ("capture", "LNA", "", "Hun") in told.brief()
    assert ("enter", "LNA", "", "Sorman") in told.brief()


def test_description_is_no_place_of_the_event() -> None:
    """What only says where a place lies is not where it happened."""
    told = tell(f"{LNA} captured {{Sorman}}, 60 km west of {{Zella}}.")
    assert told.only().places[0].location.place.name == "Sorman"


def test_anaphor_and_context() -> None:
    """ "The town" and a clause without a place speak of the place told before; the latter is less sure."""
    told = tell(f"{LNA} attacked {{Sorman}}.", "Its men captured the town.", f"Then {GNA} shelled the market.")
    assert ("capture", "LNA", "GNA", "Sorman") in told.brief()
    last = told.frames[-1]
    assert last.places[0].location.place.name == "Sorman"
    assert "place" in dict(last.details)["inferred"]
    assert last.confidence < told.frames[0].confidence


def test_heading_is_the_topic() -> None:
    """A heading that is a toponym gives its section a place."""
    told = tell("{Minbya}", f"{LNA} shelled the market.", headings=(0,), paragraphs=(0, 1))
    assert told.only().places[0].location.place.name == "Minbya"


def test_enemy_known_from_elsewhere() -> None:
    """The party that a sentence leaves out comes from the article, and is marked as inferred."""
    told = tell(f"{LNA} clashed with {GNA} in {{Hun}}.", f"{LNA} captured {{Sorman}}.", paragraphs=(0, 1))
    capture = told.frames[-1]
    assert capture.patient == "GNA"
    assert "patient" in dict(capture.details)["inferred"]


def test_dates() -> None:
    """A clause has its own date; the next sentence of the paragraph goes on with it; the next paragraph does not."""
    told = tell(
        f"{LNA} captured {{Hun}} ~on Monday=2020-05-04~ and {GNA} shelled {{Zella}} ~on Tuesday=2020-05-05~.",
        f"{LNA} entered {{Sorman}}.",
        f"{LNA} attacked {{Waddan}}.",
        paragraphs=(0, 0, 1),
    )
    days = [str(frame.when.start) for frame in told.frames]
    assert days == ["2020-05-04", "2020-05-05", "2020-05-05", "None"]


def test_withdrawal_names_both_ends() -> None:
    """A withdrawal happens where it starts; where it goes is kept."""
    frame = tell(f"{LNA} pulled out of {{Sorman}} towards {{Zella}}.").only()
    assert [(place.role, place.location.place.name) for place in frame.places] == [("from", "Sorman"), ("to", "Zella")]


def test_left_out_is_said() -> None:
    """A sentence with a trigger and no fact is listed with the reason."""
    left = tell(f"{LNA} has not entered {{Sorman}}.").left
    assert [note.why for note in left] == ["negated"]


def test_rule_names_trigger_and_construction() -> None:
    """Every frame says which row of the table fired and how the words stood."""
    assert tell(f"{{Sorman}} was captured by {LNA}.").only().rule == "capture.verb/passive"


_PIECES = st.sampled_from(
    [
        "{Sorman}",
        "{Zella}",
        "<the LNA=LNA>",
        "<it=LNA>",
        "~on Monday=2020-05-04~",
        "captured",
        "fell to",
        "was",
        "of",
        "the",
        "air strikes",
        "on",
        "and",
        ",",
        ";",
        "which",
        "by",
        "said",
        "not",
        "to",
        "attack",
        "town",
        "(",
        ")",
        "“",
        "will",
        "if",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=25))
def test_any_word_salad_is_read(pieces: list[str]) -> None:
    """No order of words breaks the grammar; every frame has a placed place and a trigger inside its sentence."""
    for frame in tell(" ".join(pieces)).frames:
        assert frame.places
        assert frame.sentence.span.contains(frame.trigger)
        assert 0 < frame.confidence <= 1
        assert not frame.agent or frame.agent != frame.patient


@pytest.mark.parametrize(
    "sentence",
    [
        "<The LNA=LNA> suffered two air strikes at {Zella}.",
        "<The LNA=LNA> checked 46 assaults at {Zella}.",
        "<LNA=LNA> units near {Zella} repelled an attack.",
    ],
)
def test_who_suffers_an_attack_is_not_its_doer(sentence: str) -> None:
    """The subject of "suffered", "checked", "repelled" is whom the attack befell."""
    told = [frame for frame in tell(sentence).frames if frame.sense in {"airstrike", "offensive", "attack"}]
    assert told
    assert all(frame.agent != "LNA" for frame in told)


def test_people_who_were_led_away_and_shot_are_no_killers() -> None:
    """A passive whose auxiliary stands with the verb before it still tells what befell its subject."""
    told = tell("Six <civilians=civilians> were dragged from a taxi at {Zella} and shot in the head.")
    assert {(frame.agent, frame.patient) for frame in told.frames} == {("", "civilians")}


def test_who_one_fights_with_is_an_enemy_and_who_helps_is_none() -> None:
    """After "clashed" the party behind "with" is the other side; after what one does alone it is not."""
    (clash,) = tell("<The LNA=LNA> clashed with <the Guard=Guard> at {Zella}.").frames
    assert clash.patient == "Guard"
    (taken,) = tell("{Zella} was freed by <the LNA=LNA> in concert with <the Guard=Guard>.").frames
    assert (taken.agent, taken.patient) == ("LNA", "")
