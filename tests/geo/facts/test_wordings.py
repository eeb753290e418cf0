"""The many ways in which news says one thing: families of wordings give the event, their other meanings none."""

from __future__ import annotations

import pytest
from told import tell

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


def senses(*sentences: str) -> set[str]:
    return {frame.sense for frame in tell(*sentences).frames}


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        (f"{REDS} made themselves masters of {{Sorman}}.", "capture"),
        (f"The flag of {REDS} flew over {{Sorman}}.", "capture"),
        (f"{REDS} drove {BLUES} out of {{Sorman}}.", "capture"),
        (f"{REDS} drove out of {{Sorman}}.", "withdraw"),
        (f"Soldiers of {REDS} returned to {{Sorman}} ~on 4 May=2020-05-04~.", "recapture"),
        (f"{{Sorman}} is back in the hands of {REDS}.", "recapture"),
        (f"{REDS} strolled into {{Sorman}}.", "enter"),
        (f"{{Sorman}} was claimed by {REDS}.", "capture"),
        ("{Sorman} overrun on Friday.", "capture"),
        (f"{REDS} are reported to be massing soldiers at {{Sorman}}.", "mobilise"),
        (f"Residents saw {REDS} attacking {{Sorman}}.", "attack"),
        (f"Trucks of {REDS} were seen leaving {{Sorman}}.", "withdraw"),
        (f"Soldiers of {REDS} were flown to {{Sorman}}.", "mobilise"),
        ("Four teachers seized in {Sorman}.", "abduct"),
        ("An elder and his wife were shot dead in {Sorman}.", "kill"),
        (f"Fighters of {REDS} were reported at {{Sorman}}.", "advance"),
        (f"{REDS} pushed slowly towards {{Sorman}}.", "advance"),
        (f"{REDS} turned their guns on {BLUES} in {{Sorman}}.", "attack"),
        (f"{REDS} traded volleys with {BLUES} in {{Sorman}}.", "clash"),
        (f"{REDS} drew a ring around {{Sorman}}.", "besiege"),
        (f"{REDS} took to their heels in {{Sorman}}.", "withdraw"),
        ("Jets pummelled {Sorman}.", "airstrike"),
        ("Helicopters rocketed {Sorman}.", "airstrike"),
        ("Howitzers pummelled {Sorman}.", "shelling"),
        ("A lorry ran over a landmine near {Sorman}.", "bomb"),
        ("A bomber killed himself at {Sorman}.", "suicide_bomb"),
        ("Six drivers were taken from a bus near {Sorman}.", "abduct"),
        ("Three policemen were beheaded in {Sorman}.", "kill"),
        ("A crowd occupied the town hall of {Sorman}.", "protest"),
        (f"{REDS} exchanged forty prisoners with {BLUES} in {{Sorman}}.", "agreement"),
    ],
)
def test_a_wording_has_its_sense(sentence: str, sense: str) -> None:
    """Phrasal verbs and idioms mean what a reader takes them to mean."""
    assert sense in senses(sentence)


@pytest.mark.parametrize(
    ("sentence", "sense"),
    [
        ("Captured vehicles were seen at {Sorman} by nobody.", "capture"),
        ("{Sorman} went to the polls.", "capture"),
        ("Guns fell silent in {Sorman} and its choir went home.", "recapture"),
        (f"Soldiers of {REDS} returned to barracks in {{Sorman}}.", "recapture"),
        ("The mayor took a train from {Sorman}.", "abduct"),
        ("A lorry ran over a goat near {Sorman}.", "bomb"),
        ("A body of water lies north of {Sorman}.", "kill"),
    ],
)
def test_other_meanings_tell_nothing(sentence: str, sense: str) -> None:
    """What a row needs keeps the everyday meaning of its words out."""
    assert sense not in senses(sentence)


def test_places_go_one_after_the_other() -> None:
    """In a list of losses a place just goes."""
    told = tell("{Sorman} went ~on 4 May=2020-05-04~, {Zella} ~on 6 May=2020-05-06~.")
    assert [frame.sense for frame in told.frames] == ["capture", "capture"]


def test_harm_without_a_doer_is_of_the_strike_told_before() -> None:
    """Deaths and ruins told after an air strike are its own, not a crime of unknown men."""
    assert senses("An air strike hit {Sorman}.", "A clinic was levelled.") == {"airstrike"}
    assert "kill" in senses("An air strike hit {Sorman}.", "Gunmen murdered two nurses in {Zella}.")
