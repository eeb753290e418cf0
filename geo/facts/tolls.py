"""How many died: tolls given to the act of violence that the text tells them of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.parties import CIVILIANS
from geo.facts.triggers import trigger_table
from geo.language import find_fatalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import Toll
    from geo.records import Frame, Sentence

_VIOLENT = frozenset(
    {
        "capture", "recapture", "enter", "offensive", "attack", "clash", "repel", "besiege", "airstrike", "shelling",
        "bomb", "suicide_bomb", "kill", "abduct", "advance", "disrupt", "protest", "riot",
    }
)  # fmt: skip
# Cheap test before the tolls of a sentence are looked for.
_DEATH = re.compile(
    r"\b(?:kill|dead|deaths?\b|died|dies|dying|bod(?:y|ies)\b|casualt|massacr|martyr|murder|execut|behead|lives\b|toll|los)",
    re.IGNORECASE,
)
_EXPLOSIVE = frozenset({"airstrike", "shelling", "bomb", "suicide_bomb"})
_KILLING = frozenset({"kill", "bomb", "suicide_bomb", "airstrike", "shelling", "attack"})


def count_tolls(frames: Sequence[Frame], sentences: Sequence[Sentence]) -> tuple[Frame, ...]:
    """Give each frame the deaths that its sentence, or the next ones of its paragraph, tell of it.

    A toll goes to the nearest violent trigger of its sentence, killings first; tolls of one trigger add up; where one
    trigger has several places the first has the toll. A sentence with a toll and no violence of its own speaks of the
    last violence before it in the paragraph.
    """
    out = list(frames)
    by_sentence: dict[int, list[int]] = {}
    for index, frame in enumerate(out):
        if frame.sense in _VIOLENT and frame.status in {"occurred", "ongoing", "claimed"}:
            by_sentence.setdefault(frame.sentence.start, []).append(index)
    last: int | None = None
    for sentence in sentences:
        here = by_sentence.get(sentence.start, [])
        if last is not None and out[last].sentence.paragraph != sentence.paragraph:
            last = None
        if (here or last is not None) and _DEATH.search(sentence.text):
            _give(out, find_fatalities(sentence.text), here, last, sentence)
        last = here[0] if here else last
    return tuple(out)


def _give(out: list[Frame], tolls: Sequence[Toll], here: list[int], last: int | None, sentence: Sentence) -> None:
    """Write the tolls of one sentence into the frames they belong to."""
    counts: dict[int, int] = {}
    for toll in tolls:
        if here:
            position = sentence.start + toll.start
            target = min(here, key=lambda index: (_distance(out[index], position), index))
        elif last is not None and out[last].fatalities is None:
            target = last
        else:
            continue
        counts[target] = counts.get(target, 0) + toll.count
        if out[target].sense in _EXPLOSIVE and not out[target].patient and _are_civilians(toll.victims):
            out[target] = replace(out[target], patient=CIVILIANS)
    for index, count in counts.items():
        out[index] = replace(out[index], fatalities=count)


def _are_civilians(victims: str) -> bool:
    """Whether the dead are called by words for civilians."""
    lists = trigger_table().lists
    words = victims.lower().split()
    return any(word in lists["people"] for word in words) and not any(word in lists["troops"] for word in words)


def _distance(frame: Frame, position: int) -> int:
    """Measure how far a toll stands from a trigger; what does not kill by itself counts as farther."""
    away = max(frame.trigger.start - position, position - frame.trigger.end, 0)
    return away if frame.sense in _KILLING else 2 * away + 20
