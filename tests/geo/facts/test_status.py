"""How sure an event is."""

from __future__ import annotations

import pytest
from told import tell

LNA = "<the LNA=LNA>"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (f"{LNA} captured {{Sorman}}.", "occurred"),
        (f"{LNA} plans to attack {{Sorman}}.", "planned"),
        (f"{LNA} will attack {{Sorman}}.", "planned"),
        (f"{LNA} threatened to attack {{Sorman}}.", "threatened"),
        (f"{LNA} vowed to retake {{Sorman}}.", "threatened"),
        (f"{LNA} is advancing on {{Sorman}}.", "ongoing"),
        (f"{{Sorman}} is besieged by {LNA}.", "ongoing"),
        (f"{LNA} claims to have captured {{Sorman}}.", "claimed"),
        (f"{LNA} said it had captured {{Sorman}}, which residents denied.", "claimed"),
        (f"{LNA} said it had captured {{Sorman}}.", "occurred"),
        (f"{LNA} denied that it had shelled {{Sorman}}.", "denied"),
    ],
)
def test_status(sentence: str, status: str) -> None:
    """Tense, governors, reports and doubt decide."""
    assert tell(sentence).only().status == status


def test_failed_attempt_is_a_clash() -> None:
    """What was tried and failed is fighting, not a capture."""
    assert tell(f"{LNA} tried to take {{Sorman}}.").only().sense == "clash"


def test_planned_capture_is_an_offensive() -> None:
    """Nobody has captured a place they only mean to take."""
    assert tell(f"{LNA} is preparing to capture {{Sorman}}.").only().sense == "offensive"


def test_doubt_in_the_next_sentence() -> None:
    """A denial in the same paragraph makes a party's word a claim; in another paragraph it does not."""
    said, doubt = f"{LNA} said it had captured {{Sorman}}.", "The claim could not be verified."
    assert tell(said, doubt).frames[0].status == "claimed"
    assert tell(said, doubt, paragraphs=(0, 1)).frames[0].status == "occurred"
