"""Where those stand who speak is not where it happened, nor is where one goes the place one has left."""

from __future__ import annotations

import pytest
from told import tell

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"


@pytest.mark.parametrize(
    "sentence",
    [
        f"A source in {{Hun}} said that {REDS} had recaptured it.",
        f"Officials in {{Hun}} told reporters that {REDS} had recaptured it.",
        f"{REDS} have recaptured it, a general told reporters in {{Hun}}.",
        f"{REDS} have recaptured it, the minister said in {{Hun}}.",
    ],
)
def test_the_place_of_the_speaker_is_not_that_of_the_event(sentence: str) -> None:
    told = tell(f"{BLUES} captured {{Sorman}} on Monday.", sentence)
    assert told.brief()[-1][3] == "Sorman"


def test_witnesses_speak_of_their_own_town() -> None:
    told = tell(f"Residents in {{Hun}} said that {REDS} shelled the market.")
    assert [place for *_, place in told.brief()] == ["Hun"]


@pytest.mark.parametrize("goal", ["for {Hun}", "towards {Hun}", "in the direction of {Hun}", "along the {Hun} road"])
def test_one_leaves_the_place_one_was_at(goal: str) -> None:
    told = tell(f"{BLUES} held {{Sorman}} until Monday.", f"Then the troops withdrew {goal}.")
    assert told.brief()[-1] == ("withdraw", "Blues", "", "Sorman")
