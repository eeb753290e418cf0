"""Which place a sentence without one speaks of, and who does a thing together."""

from __future__ import annotations

import pytest
from told import tell

from geo.facts.salience import WEIGHTS, Salience
from geo.facts.weights import read_weights

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
