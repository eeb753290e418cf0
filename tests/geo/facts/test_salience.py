"""Which place a sentence without one speaks of, and who does a thing together."""

from __future__ import annotations

import re

import pytest
from told import tell

from geo.facts.items import Item
from geo.facts.salience import WEIGHTS, Salience
from geo.facts.weights import read_weights
from geo.records import Location, Mention, Place, Sentence

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


def test_sentence_without_a_place_speaks_of_the_town_of_the_report() -> None:
    """Where one fell back to, named once, is not where the fighting went on."""
    told = tell(
        f"{REDS} attacked {{Sorman}} on Monday.",
        f"{BLUES} garrison in {{Sorman}} called for help from {{Hun}}.",
        f"{REDS} captured the town at noon.",
    )
    assert told.brief()[-1] == ("capture", "Reds", "Blues", "Sorman")


def test_no_place_yet() -> None:
    """Before any place was named there is none to speak of."""
    assert Salience().best(0) == (None, 0.0)


def _salience(*marked: str, heading: bool = False) -> dict[str, dict[str, float]]:
    """Give the clues of each place after some sentences of one paragraph, the first perhaps a heading."""
    salience = Salience()
    for number, text in enumerate(marked):
        line = Sentence(0, len(text), text, 0, heading=heading and number == 0)
        names, items = re.findall(r"\{(.+?)\}", text), []
        for word in re.findall(r"\w+|[^\w\s{}]", text):
            place = Place(word, word, 0.0, 0.0) if word in names else None
            where = Location(place, 0.0, 0.0, 5.0) if place else None
            mention = Mention("told.txt", 0, 1, word, "literal", where) if place else None
            items.append(Item("place" if place else "word", word.lower(), 0, 1, place=mention))
        salience.note(items, line, number)
    return {key: dict(salience.clues(key, 0)) for key in salience.places}


def test_a_short_sentence_of_one_place_announces_it() -> None:
    clues = _salience("{Sorman} and {Hun} were calm.", "{Zella} is another matter.")
    assert clues["Zella"]["brief_last"]
    assert not clues["Hun"]["brief_last"]
    assert clues["Hun"]["listed"]


def test_where_a_place_lies_and_where_one_comes_from_are_told_apart() -> None:
    clues = _salience("The army left {Sorman}, 30 km north of {Hun}.", "A column came from {Zella}.")
    assert clues["Hun"]["described"]
    assert not clues["Sorman"]["described"]
    assert clues["Zella"]["passed"]


def test_what_a_heading_names_leads_its_section() -> None:
    clues = _salience("{Sorman}", "Shells fell at noon.", "Help came from {Hun}.", heading=True)
    assert clues["Sorman"]["section"]
    assert not clues["Hun"]["section"]


def test_weights_are_those_of_known_clues() -> None:
    """Every clue of the table is one that is computed."""
    told = tell(f"{REDS} attacked {{Sorman}}.")
    assert told.frames
    known = {name.split("=")[0] for name in read_weights(WEIGHTS)}
    assert {"ago", "class", "same_paragraph", "first_of_all"} <= known


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{REDS} and {BLUES} seized {{Sorman}}.", [("capture", "Reds", "", "Sorman")]),
        (f"{REDS}, helped by {BLUES}, attacked {{Sorman}}.", [("attack", "Reds", "", "Sorman")]),
        (f"{{Sorman}} fell into the hands of {REDS}.", [("capture", "Reds", "", "Sorman")]),
        (f"{{Sorman}} was abandoned by {REDS}.", [("withdraw", "Reds", "", "Sorman")]),
        (f"{REDS} pulled out of the palace at {{Sorman}}.", [("withdraw", "Reds", "", "Sorman")]),
        (
            f"{REDS} said it had liberated two towns from {BLUES}: {{Sorman}} and {{Hun}}.",
            [("recapture", "Reds", "Blues", "Sorman"), ("recapture", "Reds", "Blues", "Hun")],
        ),
        (
            f"{REDS} jets, which had struck {BLUES} at {{Sorman}}, did not fly.",
            [("airstrike", "Reds", "Blues", "Sorman")],
        ),
    ],
)
def test_who_and_where(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    """Partners are one doer, by-phrases and lists are read to their end."""
    assert tell(sentence).brief() == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Should {Sorman} fall, the road is open.",
        "In {Sorman} nothing exploded.",
        "An earthquake struck {Sorman}, killing dozens.",
        "Police in {Sorman} arrested a man over the murder of his wife.",
        "The president visited {Sorman} and met pupils.",
    ],
)
def test_no_event(sentence: str) -> None:
    """Conditions, disasters, ordinary crime and ceremonies are no events of a conflict."""
    assert tell(sentence).frames == ()


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BLUES} denied reports that it had lost {{Sorman}}.",
        f"{REDS} said the claim that {{Sorman}} has been taken back is a complete lie.",
    ],
)
def test_denied(sentence: str) -> None:
    """What is denied through a noun, or called untrue afterwards, is denied."""
    assert tell(sentence).only().status == "denied"
