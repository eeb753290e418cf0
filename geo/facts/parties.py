"""Parties a sentence leaves out: who goes on attacking, and the enemy that the article names elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import Actor, ActorMention, Frame

CIVILIANS = "civilians"
_TWO_SIDED = frozenset(
    {
        "capture", "recapture", "enter", "offensive", "attack", "clash", "repel", "besiege", "relieve", "airstrike",
        "shelling", "advance", "handover", "suicide_bomb", "bomb", "contest", "disrupt",
    }
)  # fmt: skip
_WARLIKE = _TWO_SIDED - {"offensive"} | {"hold", "contest", "withdraw"}
_ON_PEOPLE = frozenset({"kill", "abduct", "loot", "rape"})
# Senses in which the party that acted before goes on acting when a clause names nobody.
_GOES_ON = _TWO_SIDED - {"clash", "contest", "repel", "disrupt", "bomb"} | {"kill", "loot", "mobilise"}
_HOLDS = frozenset({"capture", "recapture", "enter", "hold", "handover", "withdraw"})
_AGAINST_HOLDER = frozenset(
    {"capture", "recapture", "enter", "offensive", "besiege", "advance", "airstrike", "shelling"}
)
# What a party announces in the passive it did itself: "the army said X had been taken".
_BOASTED = frozenset({"capture", "recapture", "enter", "offensive"})
# Kinds of things that one side does throughout an article.
_KINDS = {
    "recapture": "capture", "enter": "capture", "advance": "capture", "offensive": "capture", "besiege": "capture",
}  # fmt: skip
_AHEAD = frozenset({"planned", "threatened"})
_PLANNED = frozenset({"offensive", "advance", "capture", "enter", "besiege", "mobilise", "establish"})
# A fight at a place without parties is that of the parties last told to fight there.
_SAME_FIGHT = frozenset({"clash", "offensive", "attack", "advance"})
_USUAL_LEAST = 2
_USUAL_SHARE = 0.75
_FIGHTING = frozenset({"armed", "state"})


class Sides(Protocol):
    """What is known of parties: the roster."""

    def side(self, actor: str) -> str:
        """Give the side of an actor."""
        ...

    def get(self, actor: str) -> Actor | None:
        """Give an actor by id."""
        ...


def complete(frames: Sequence[Frame], mentions: Sequence[ActorMention], roster: Sides | None) -> tuple[Frame, ...]:
    """Fill in the parties that a sentence leaves out, as far as the article tells who acts and who fights whom.

    Who is driven from a place is who was last told to hold it. A clause without agent goes on with the agent of the
    frame before it in the paragraph, else with the party that does nearly all of its kind in the article. The enemy is
    the one a party is most often told to fight, else the most named fighting party of another side. What comes from the
    context is noted in the frame's details.
    """
    knowledge = _Parties(frames, mentions, roster)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    starts = [mention.start for mention in ordered]
    out: list[Frame] = []
    fights: dict[str, tuple[str, str]] = {}
    owner = ""
    for frame in frames:
        before = out[-1] if out and out[-1].sentence.paragraph == frame.sentence.paragraph else None
        filled = _filled(_with_neighbour(frame, _inside(frame, ordered, starts), knowledge), before, knowledge, owner)
        knowledge.note_holder(filled)
        if filled.status in _AHEAD and filled.sense in _PLANNED:
            owner = filled.agent or owner
        spot = filled.places[0].location.place.id
        if filled.sense in _SAME_FIGHT and filled.agent and filled.patient:
            fights[spot] = (filled.agent, filled.patient)
        elif filled.sense == "clash" and not filled.agent and not filled.patient and spot in fights:
            filled = _inferred(filled, *fights[spot])
        out.append(filled)
    return tuple(out)


def _inside(frame: Frame, ordered: Sequence[ActorMention], starts: Sequence[int]) -> Sequence[ActorMention]:
    """Give the actors that the sentence of a frame names."""
    return ordered[bisect_left(starts, frame.sentence.start) : bisect_left(starts, frame.sentence.end)]


def _with_neighbour(frame: Frame, mentions: Sequence[ActorMention], parties: _Parties) -> Frame:
    """Take as the other party of a fight the fighting party of another side that the sentence names nearest to it."""
    if frame.sense not in _TWO_SIDED or bool(frame.agent) == bool(frame.patient):
        return frame
    one = frame.agent or frame.patient
    near = [
        (abs(mention.start - frame.trigger.start), mention.actor)
        for mention in mentions
        if parties.fights(mention.actor) and not parties.allied(one, mention.actor)
    ]
    if not near:
        return frame
    other = min(near)[1]
    return _inferred(frame, frame.agent or other, frame.patient or other)


class _Parties:
    """Who fights whom in one article."""

    def __init__(self, frames: Iterable[Frame], mentions: Iterable[ActorMention], roster: Sides | None) -> None:
        self._roster = roster
        self._told: Counter[tuple[str, str]] = Counter()
        for frame in frames:
            if frame.sense in _TWO_SIDED and self.fights(frame.agent) and self.fights(frame.patient):
                self._told[frame.agent, frame.patient] += 1
                self._told[frame.patient, frame.agent] += 1
        self._named = Counter(mention.actor for mention in mentions if self.fights(mention.actor))
        self._doers: dict[str, Counter[str]] = {}
        for frame in frames:
            if frame.agent and frame.agent != CIVILIANS:
                self._doers.setdefault(_KINDS.get(frame.sense, frame.sense), Counter())[frame.agent] += 1
        self._holders = {
            frame.places[0].location.place.id: frame.agent for frame in frames if frame.sense == "hold" and frame.agent
        }
        warring = {party for frame in frames if frame.sense in _WARLIKE for party in (frame.agent, frame.patient)}
        self._named = Counter({actor: count for actor, count in self._named.items() if self._may_war(actor, warring)})

    def note_holder(self, frame: Frame) -> None:
        """Remember who is told to hold a place."""
        if frame.background and frame.places[0].location.place.id in self._holders:
            return
        if frame.sense in _HOLDS and frame.agent and frame.status in {"occurred", "ongoing"}:
            self._holders[frame.places[0].location.place.id] = frame.agent

    def holder(self, frame: Frame) -> str:
        """Give who was last told to hold the place of a frame."""
        return self._holders.get(frame.places[0].location.place.id, "")

    def usual_doer(self, sense: str) -> str:
        """Give the party that does nearly all of a kind of thing in the article; empty when several do."""
        doers = self._doers.get(_KINDS.get(sense, sense), Counter())
        if not doers:
            return ""
        best, count = min(doers.items(), key=lambda entry: (-entry[1], entry[0]))
        return best if count >= _USUAL_LEAST and count >= _USUAL_SHARE * doers.total() else ""

    def _may_war(self, actor: str, warring: set[str]) -> bool:
        """Whether an actor may be an unnamed enemy: an armed party, or a state that is told to fight or hold ground."""
        known = self._roster.get(actor) if self._roster is not None else None
        return actor in warring or known is None or known.kind == "armed"

    def fights(self, actor: str) -> bool:
        """Whether an actor is a party to the fighting."""
        if not actor or actor == CIVILIANS:
            return False
        known = self._roster.get(actor) if self._roster is not None else None
        return known is None or known.kind in _FIGHTING

    def allied(self, one: str, other: str) -> bool:
        """Whether two actors are of one side."""
        if one == other:
            return True
        return self._roster is not None and self._roster.side(one) == self._roster.side(other)

    def enemy(self, actor: str) -> str:
        """Give whom an actor is told to fight most, else the most named fighting party of another side."""
        if not self.fights(actor):
            return ""
        told = [(count, other) for (one, other), count in self._told.items() if one == actor]
        most = max(told, key=lambda entry: (entry[0], entry[1]), default=(0, ""))
        if most[0] >= _USUAL_LEAST or (most[0] and self._named[most[1]] >= _USUAL_LEAST * 2):
            return most[1]
        named = ((count, other) for other, count in self._named.items() if not self.allied(actor, other))
        often = max(named, default=(0, ""), key=lambda entry: (entry[0], entry[1]))
        return most[1] if most[0] and often[0] <= self._named[most[1]] + 1 else often[1]


def _filled(frame: Frame, before: Frame | None, parties: _Parties, owner: str) -> Frame:
    """Fill in the parties of one frame; `before` is the frame before it in the paragraph, `owner` who plans."""
    agent, patient = frame.agent, frame.patient
    if frame.sense in _ON_PEOPLE and not patient:
        patient = CIVILIANS
    if not agent and not patient and frame.sense in _BOASTED and parties.fights(frame.claimant):
        agent = frame.claimant
    if not agent and not patient and frame.sense in _AGAINST_HOLDER:
        patient = parties.holder(frame)
    if frame.sense in _TWO_SIDED and patient and patient != CIVILIANS and not agent:
        agent = parties.enemy(patient)
    agent = agent or _doer(frame, before, parties, owner, patient)
    if frame.status in _AHEAD and frame.sense in _AGAINST_HOLDER and agent and not patient:
        holder = parties.holder(frame)
        patient = holder if not parties.allied(agent, holder) else ""
    if frame.sense in _TWO_SIDED and agent and not patient:
        patient = parties.enemy(agent)
    return _inferred(frame, agent, patient)


def _doer(frame: Frame, before: Frame | None, parties: _Parties, owner: str, patient: str) -> str:
    """Give who does what a clause without agent tells: who acted before, who usually does so, who plans."""
    doers: list[str] = []
    if before is not None and ({frame.sense, before.sense} <= _GOES_ON or frame.sense == before.sense == "meeting"):
        doers.append(before.agent)
    if frame.sense in _GOES_ON:
        doers.append(parties.usual_doer(frame.sense))
    if frame.status in _AHEAD and frame.sense in _PLANNED:
        doers.append(owner)
    return next((doer for doer in doers if doer and doer not in {patient, CIVILIANS}), "")


def _inferred(frame: Frame, agent: str, patient: str) -> Frame:
    """Fill in parties and note in the details which of them the context gave."""
    if (agent, patient) == (frame.agent, frame.patient):
        return frame
    found = [
        name for name, was, now in (("agent", frame.agent, agent), ("patient", frame.patient, patient)) if was != now
    ]
    details = dict(frame.details)
    details["inferred"] = ",".join(filter(None, (details.get("inferred", ""), *found)))
    return replace(frame, agent=agent, patient=patient, details=tuple(details.items()))
