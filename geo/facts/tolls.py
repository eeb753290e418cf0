"""How many died: tolls given to the act of violence that the text tells them of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.inside import inside
from geo.facts.parties import CIVILIANS
from geo.facts.triggers import trigger_table
from geo.language import find_fatalities
from geo.language.fatalities import WOUNDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import Toll
    from geo.records import Frame, Mention, Sentence

_VIOLENT = frozenset(
    {
        "capture", "recapture", "enter", "offensive", "attack", "clash", "repel", "besiege", "airstrike", "shelling",
        "bomb", "suicide_bomb", "kill", "abduct", "advance", "disrupt", "protest", "riot",
    }
)  # fmt: skip
# Cheap test before the tolls of a sentence are looked for.
_DEATH = re.compile(
    r"\b(?:kill|dead|deaths?\b|died?\b|dies|dying|bod(?:y|ies)\b|casualt|massacr|martyr|murder|execut|behead|lives\b|toll"
    r"|los[ti]|losses|cost|perish|shot\b|shooting|wound|injur|hurt\b|fatalit|corpse|assassinat|gunned|slaughter)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|overall|in all|nationwide|since the (?:start|beginning|outbreak))\b[^.;]{0,40}$"
)
_EXPLOSIVE = frozenset({"airstrike", "shelling", "bomb", "suicide_bomb"})
_KILLING = frozenset({"kill", "bomb", "suicide_bomb", "airstrike", "shelling", "attack"})
_LETHAL = _KILLING | {"clash", "offensive"}
_REACH = 1  # paragraphs: agencies give the toll in a paragraph of its own


def count_tolls(
    frames: Sequence[Frame], sentences: Sequence[Sentence], mentions: Sequence[Mention] = ()
) -> tuple[Frame, ...]:
    """Give each frame the deaths that its sentence, or the next ones of its paragraph, tell of it.

    A toll goes to the nearest violent trigger of its sentence, killings first; tolls of one trigger add up; where one
    trigger has several places the first has the toll, but that nobody was hurt holds for all. A sentence with a toll
    and no violence of its own speaks of the last violence before it, if no toll of that was told yet and the sentence
    names no other place: in its paragraph, and for what kills by itself in the paragraph before.
    """
    out = list(frames)
    by_sentence: dict[int, list[int]] = {}
    for index, frame in enumerate(out):
        if frame.sense in _VIOLENT and frame.status in {"occurred", "ongoing", "claimed"}:
            by_sentence.setdefault(frame.sentence.start, []).append(index)
    last: list[int] = []
    for sentence in sentences:
        here = by_sentence.get(sentence.start, [])
        if last and sentence.paragraph != out[last[0]].sentence.paragraph:
            near = sentence.paragraph - out[last[0]].sentence.paragraph <= _REACH
            last = [index for index in last if near and out[index].sense in _LETHAL]
        about = here or ([] if sentence.heading else _untold(out, last))
        if about and _DEATH.search(sentence.text) and (here or not _elsewhere(out[about[0]], sentence, mentions)):
            _give(out, find_fatalities(sentence.text), about, sentence)
        last = here or last
    return tuple(out)


def _elsewhere(frame: Frame, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence names a place, and none that a frame is at."""
    known = {place.location.place.id for place in frame.places}
    named = [one.location.place.id for one in inside(sentence, mentions) if one.role == "literal" and one.location]
    return bool(named) and known.isdisjoint(named)


def _untold(out: Sequence[Frame], last: Sequence[int]) -> list[int]:
    """Give the first of the frames told before, those that kill before others, as long as none of them has a toll."""
    if any(out[index].fatalities is not None for index in last):
        return []
    return sorted(last, key=lambda index: (out[index].sense not in _LETHAL, index))[:1]


def _give(out: list[Frame], tolls: Sequence[Toll], about: Sequence[int], sentence: Sentence) -> None:
    """Write the tolls of one sentence into the frames they belong to."""
    counts: dict[int, int] = {}
    for toll in tolls:
        if toll.count and _TOTAL.search(sentence.text[: toll.start]):
            continue
        target = min(about, key=lambda index: (_distance(out[index], toll, sentence), index))
        told = (
            (target,) if toll.count else [index for index in about if toll.victims != WOUNDED or _explodes(out[index])]
        )
        for index in told:
            counts[index] = counts.get(index, 0) + toll.count
        if toll.count and _explodes(out[target]) and not out[target].patient and _are_civilians(toll.victims):
            out[target] = replace(out[target], patient=CIVILIANS)
    for index, count in counts.items():
        out[index] = replace(out[index], fatalities=count)


def _explodes(frame: Frame) -> bool:
    return frame.sense in _EXPLOSIVE


def _are_civilians(victims: str) -> bool:
    """Whether the dead are called by words for civilians."""
    lists = trigger_table().lists
    words = victims.lower().split()
    return any(word in lists["people"] for word in words) and not any(word in lists["troops"] for word in words)


def _distance(frame: Frame, toll: Toll, sentence: Sentence) -> int:
    """Measure how far a toll stands from a trigger; what does not kill by itself counts as farther."""
    start, end = sentence.start + toll.start, sentence.start + toll.end
    away = max(frame.trigger.start - end, start - frame.trigger.end, 0)
    return away if frame.sense in _KILLING else 2 * away + 20
