"""Who takes a place when the sentence does not say ("the camp fell on Tuesday"): the party that is taking places there.

Only control and axes are read from what this module adds; events keep the parties that the text names. A party that
the context supplies is believed when several clues speak for it (``[taker]`` of ``control.toml``), else left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import SITS, TAKES_OVER
from geo.facts.fighters import fights
from geo.facts.inside import inside, told_in
from geo.facts.words import read_table
from geo.records import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.facts.roster import Roster
    from geo.records import ActorMention, Frame

_PRESSES = TAKES_OVER | {"offensive", "advance", "besiege", "attack"}
# What a party does before it "and holds" something; and how many words before the holding the "and" may stand.
_MOVES = TAKES_OVER | {"withdraw", "advance", "offensive"}
_JOINED = 3
# A party named so many paragraphs away still carries the story.
_PARAGRAPHS = 1
_TRUST = 0.7
# Frames looked through on either side: of an article that tells more of one place, those nearest.
_MOST = 200
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


def with_takers(frames: Sequence[Frame], roster: Roster | None = None) -> Iterator[Frame]:
    """Give the frames, with the party that the context supplies where a place is taken, besieged or to be left."""
    story = _Story.read(frames, roster)
    for number, frame in enumerate(frames):
        if frame.sense in TAKES_OVER and not _names(frame, "agent") and frame.status in HAPPENED:
            agent = story.taker(number)
            trust = 1.0 if agent == frame.agent else _TRUST
            yield replace(frame, agent=agent, confidence=frame.confidence * trust)
        elif frame.sense == "besiege" and not frame.patient:
            patient = story.besieged(frame)
            yield replace(frame, patient=patient, confidence=frame.confidence * _TRUST) if patient else frame
        elif frame.sense == "ultimatum" and not frame.patient:
            told = next((other.agent for other in told_in(frame.sentence, frames) if _told_to_leave(frame, other)), "")
            yield replace(frame, patient=told) if told else frame
        elif frame.sense == "based" and not frame.agent:
            yield replace(frame, agent=frame.patient, patient="")
        elif frame.sense == "hold" and not frame.agent:
            yield replace(frame, agent=_doer_before(frame, frames))
        elif frame.sense == "withdraw" and any(
            _told_to_leave(other, frame) for other in told_in(frame.sentence, frames)
        ):
            yield replace(frame, status="planned")
        else:
            yield frame


def _names(frame: Frame, who: str) -> str:
    """Give the agent or patient that the sentence itself names; empty when the context supplied it."""
    return "" if who in dict(frame.details).get("inferred", "") else getattr(frame, who)


def _told_to_leave(ultimatum: Frame, withdrawal: Frame) -> bool:
    """Tell whether a withdrawal is what an ultimatum in the same sentence demands."""
    return (
        ultimatum.sense == "ultimatum"
        and withdrawal.sense == "withdraw"
        and ultimatum.sentence == withdrawal.sentence
        and bool(withdrawal.agent)
        and withdrawal.agent != ultimatum.agent
    )


def _doer_before(frame: Frame, frames: Sequence[Frame]) -> str:
    """Give who did what "and" joins to a holding: "they had given up X and held only Y"; empty when nothing is."""
    words = frame.sentence.text[: frame.trigger.start - frame.sentence.start].split()[-_JOINED:]
    if not any(word in {"and", "but"} for word in words):
        return ""
    before = [other for other in told_in(frame.sentence, frames) if other.trigger.start < frame.trigger.start]
    return next((other.agent for other in reversed(before) if other.agent and other.sense in _MOVES), "")


@cache
def _clues() -> Mapping[str, float]:
    return {name: float(weight) for name, weight in read_table("control.toml")["taker"].items()}


@dataclass(frozen=True, slots=True)
class _Story:
    """Who takes and who loses places in an article, by the frames whose sentences name them."""

    frames: Sequence[Frame]
    takes: Counter[str] = field(default_factory=Counter)
    loses: Counter[str] = field(default_factory=Counter)
    opponents: Mapping[str, str] = field(default_factory=dict)
    at: Mapping[str, Sequence[int]] = field(default_factory=dict)
    insiders: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()
    roster: Roster | None = None

    @classmethod
    def read(cls, frames: Sequence[Frame], roster: Roster | None) -> _Story:
        """Count what the frames tell."""
        takes, loses = Counter[str](), Counter[str]()
        at: dict[str, list[int]] = {}
        insiders: dict[str, dict[str, int]] = {}
        for number, frame in enumerate(frames):
            for place in {place.location.place.id for place in frame.places}:
                at.setdefault(place, []).append(number)
                if frame.agent and frame.sense in {"hold", *TAKES_OVER}:
                    insiders.setdefault(place, {}).setdefault(frame.agent, number)
            agent, patient = _names(frame, "agent"), _names(frame, "patient")
            if frame.status not in HAPPENED:
                continue
            if fights(agent, roster) and frame.sense in TAKES_OVER:
                takes[agent] += 1
            if fights(agent, roster) and frame.sense == "withdraw":
                loses[agent] += 1
            if fights(patient, roster) and frame.sense in _PRESSES:
                loses[patient] += 1
        parties = frozenset(party for frame in frames for party in (frame.agent, frame.patient) if party)
        return cls(frames, takes, loses, _opponents(frames), at, insiders, parties, roster)

    def taker(self, number: int) -> str:
        """Find the party for which the clues speak most; empty when they are too few."""
        frame, clues = self.frames[number], _clues()
        before = self._presses(reversed(self.frames[max(0, number - _MOST) : number]), frame)
        after = self._presses(self.frames[number + 1 : number + 1 + _MOST], frame)
        here = self._here(number)
        sitting = {_names(other, "agent") for other in here if other.sense in SITS}
        beaten = {_names(other, "patient") for other in here if other.sense in TAKES_OVER}
        enemy = self.opponents.get(_names(frame, "patient"), "")
        named = ((frame.agent, "completed"), (before, "before"), (after, "after"), (enemy, "enemy"))
        votes: dict[str, float] = {}
        for party, name in named:
            votes[party] = votes.get(party, 0.0) + clues[name]
        again = 1 if frame.sense == "recapture" else -1
        if home := self._home(frame):
            votes[home] = votes.get(home, 0.0) + clues["home"]
        for party in votes:
            votes[party] += clues["takes"] * self.takes[party] / max(1, self.takes.total())
            votes[party] -= clues["loses"] * self.loses[party] / max(1, self.loses.total())
            votes[party] += again * clues["holds"] * ((party in sitting) + (party in beaten) / 2)
        votes.pop(_names(frame, "patient"), None)
        votes.pop("", None)
        party, most = max(votes.items(), key=lambda entry: (entry[1], entry[0]), default=("", 0.0))
        return party if most >= clues["least"] else ""

    def _home(self, frame: Frame) -> str:
        """Give the state of the country where a place is taken back, if the article knows it as a party."""
        if frame.sense != "recapture" or self.roster is None or not frame.places:
            return ""
        home = self.roster.state(frame.places[0].location.place.country, frame.when.start)
        return home if home in self.parties else ""

    def besieged(self, frame: Frame) -> str:
        """Find the party inside a besieged place: who is told to hold it, or the besieger's opponent."""
        places = {place.location.place.id for place in frame.places}
        inside = [
            (number, agent)
            for place in places
            for agent, number in self.insiders.get(place, {}).items()
            if agent != frame.agent
        ]
        return min(inside)[1] if inside else self.opponents.get(frame.agent, "")

    def _here(self, number: int) -> list[Frame]:
        """Give the other frames that speak of a place of this one."""
        others: set[int] = set()
        for place in {place.location.place.id for place in self.frames[number].places}:
            numbers = self.at.get(place, ())
            middle = bisect_left(numbers, number)
            others.update(numbers[max(0, middle - _MOST) : middle + _MOST])
        return [self.frames[other] for other in sorted(others - {number})]

    def _presses(self, others: Iterable[Frame], frame: Frame) -> str:
        """Give the party named nearest among others as taking or attacking, within a paragraph."""
        patient = _names(frame, "patient")
        for other in others:
            if abs(other.sentence.paragraph - frame.sentence.paragraph) > _PARAGRAPHS:
                return ""
            agent = _names(other, "agent")
            if agent and other.sense in _PRESSES and agent != patient:
                return agent
        return ""


def _opponents(frames: Sequence[Frame]) -> dict[str, str]:
    """Give for each party the one it is most often told to fight."""
    pairs = Counter((frame.agent, frame.patient) for frame in frames if frame.agent and frame.patient)
    best: dict[str, str] = {}
    for (one, other), _ in sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0])):
        if one != other:
            best.setdefault(one, other)
            best.setdefault(other, one)
    return best
