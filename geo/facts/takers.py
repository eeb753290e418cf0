"""Who takes a place when the sentence does not say ("the camp fell on Tuesday"): the party that is taking places there.

Only control is read from what this module adds; events keep the parties that the text names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.inside import inside, told_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import ActorMention, Frame

_TAKES = frozenset({"capture", "recapture", "enter", "handover"})
_PRESSES = _TAKES | {"offensive", "advance", "besiege", "attack"}
_REAL = frozenset({"occurred", "ongoing", "claimed"})
# A party named so many paragraphs away still carries the story.
_PARAGRAPHS = 1
_FRAMES = 100  # at most so many frames away
_SHARE = 0.6
_TRUST = 0.7
_PRONOUN = re.compile(r"\b(?:he|she|it|they|who|which) (?:had |have |has |also |then )*$", re.IGNORECASE)


def with_movers(frames: Sequence[Frame], actor_mentions: Sequence[ActorMention]) -> Iterator[Frame]:
    """Give the frames, those that attack with a bare "he" or "they" with the party named before it in the sentence."""
    for frame in frames:
        offset = frame.sentence.start
        if (
            frame.agent
            or frame.sense not in _PRESSES
            or not _PRONOUN.search(frame.sentence.text[: frame.trigger.start - offset])
        ):
            yield frame
            continue
        named = [
            mention.actor for mention in inside(frame.sentence, actor_mentions) if mention.end < frame.trigger.start
        ]
        yield replace(frame, agent=named[-1], confidence=frame.confidence * _TRUST) if named else frame


def with_takers(frames: Sequence[Frame]) -> Iterator[Frame]:
    """Give the frames, with the party that the context supplies where a place is taken, besieged or to be left."""
    opponents = _opponents(frames)
    takers = Counter(other.agent for other in frames if other.agent and other.sense in _TAKES)
    for number, frame in enumerate(frames):
        if frame.sense in _TAKES and not frame.agent and frame.status in _REAL:
            agent = _taker(frames, number, opponents, takers)
            yield replace(frame, agent=agent, confidence=frame.confidence * _TRUST) if agent else frame
        elif frame.sense == "besiege" and not frame.patient:
            patient = _besieged(frames, number, opponents)
            yield replace(frame, patient=patient, confidence=frame.confidence * _TRUST) if patient else frame
        elif frame.sense == "ultimatum" and not frame.patient:
            told = next((other.agent for other in told_in(frame.sentence, frames) if _told_to_leave(frame, other)), "")
            yield replace(frame, patient=told) if told else frame
        elif frame.sense == "based" and not frame.agent:
            yield replace(frame, agent=frame.patient, patient="")
        elif frame.sense == "withdraw" and any(
            _told_to_leave(other, frame) for other in told_in(frame.sentence, frames)
        ):
            yield replace(frame, status="planned")
        else:
            yield frame


def _told_to_leave(ultimatum: Frame, withdrawal: Frame) -> bool:
    """Tell whether a withdrawal is what an ultimatum in the same sentence demands."""
    return (
        ultimatum.sense == "ultimatum"
        and withdrawal.sense == "withdraw"
        and ultimatum.sentence == withdrawal.sentence
        and bool(withdrawal.agent)
        and withdrawal.agent != ultimatum.agent
    )


def _opponents(frames: Sequence[Frame]) -> dict[str, str]:
    """Give for each party the one it is most often told to fight."""
    pairs = Counter((frame.agent, frame.patient) for frame in frames if frame.agent and frame.patient)
    best: dict[str, str] = {}
    for (one, other), _ in sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0])):
        if one != other:
            best.setdefault(one, other)
            best.setdefault(other, one)
    return best


def _taker(frames: Sequence[Frame], number: int, opponents: dict[str, str], takers: Counter[str]) -> str:
    """Find the party taking places around a frame that names none: last before it, soon after it, or throughout."""
    frame = frames[number]
    if frame.patient in opponents:
        return opponents[frame.patient]
    for near in (*reversed(frames[max(0, number - _FRAMES) : number]), *frames[number + 1 : number + 1 + _FRAMES]):
        apart = abs(near.sentence.paragraph - frame.sentence.paragraph)
        if near.agent and near.sense in _PRESSES and apart <= _PARAGRAPHS and near.agent != frame.patient:
            return near.agent
    most, count = max(takers.items(), key=lambda entry: (entry[1], entry[0]), default=("", 0))
    return most if count >= _SHARE * sum(takers.values()) and most != frame.patient else ""


def _besieged(frames: Sequence[Frame], number: int, opponents: dict[str, str]) -> str:
    """Find the party inside a besieged place: who is told to hold it, or the besieger's opponent."""
    frame = frames[number]
    places = {place.location.place.id for place in frame.places}
    for other in frames:
        inside = other.agent if other.sense in {"hold", *_TAKES} else ""
        if inside and inside != frame.agent and places & {place.location.place.id for place in other.places}:
            return inside
    return opponents.get(frame.agent, "")
