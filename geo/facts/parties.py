"""Parties a sentence leaves out: who goes on attacking, and the enemy that the article names elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.scene import Past, Scene, agent_clues, patient_clues
from geo.facts.struck import hits_civilians
from geo.facts.war import CIVILIANS, Sides, War, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.records import ActorMention, Frame

__all__ = ["CIVILIANS", "Sides", "complete"]


def complete(frames: Sequence[Frame], mentions: Sequence[ActorMention], roster: Sides | None) -> tuple[Frame, ...]:
    """Fill in the parties that a sentence leaves out, as far as the article tells who acts and who fights whom.

    Every fighting party of the article is weighed by clues (``parties.toml``): whether the sentence or the frame before
    names it, who held the place, who does such things in the article, who is told to fight whom, how often each is
    named. What comes from the context is noted in the frame's details.

    Parameters
    ----------
    frames
        In text order.
    mentions
        The article's parties.
    roster
        What is known of them.
    """
    war = War(frames, sorted(mentions, key=lambda mention: mention.start), roster)
    past = Past()
    out = []
    for frame in frames:
        filled = _inferred(frame, *_parties(Scene(frame, war, past)))
        past.remember(filled, war)
        out.append(filled)
    return tuple(out)


def _parties(scene: Scene) -> tuple[str, str]:
    """Give the agent and the patient of a frame, as told or as the clues have it."""
    senses, frame = table(), scene.frame
    agent, patient = frame.agent, frame.patient
    hit_people = frame.sense in senses.blows and hits_civilians(frame, scene.war)
    if not patient and (frame.sense in senses.on_people or hit_people):
        patient = CIVILIANS
    two_sided = frame.sense in senses.two_sided
    if not agent and (two_sided or frame.sense in senses.one_sided):
        if two_sided and not patient:
            return _pair(scene)
        agent = _best(_agents(scene, patient), senses.agent["least"])
    if two_sided and agent and not patient:
        patient = _best(_patients(scene, agent), senses.patient["least"])
    return agent, patient


def _pair(scene: Scene) -> tuple[str, str]:
    """Choose both parties of a frame that names none: the two that together have most for them."""
    senses = table()
    best, most = ("", ""), 0.0
    for agent, score in _agents(scene, "").items():
        if score < senses.agent["least"]:
            continue
        rivals = _patients(scene, agent)
        patient = _best(rivals, senses.patient["least"])
        together = score + rivals.get(patient, 0.0)
        if together > most:
            best, most = (agent, patient), together
    return best


def _best(scores: Mapping[str, float], least: float) -> str:
    best = max(scores, key=lambda actor: scores[actor], default="")
    return best if best and scores[best] >= least else ""


def _agents(scene: Scene, patient: str) -> dict[str, float]:
    """Weigh who may have done what a frame tells."""
    weights = table().agent
    return {
        actor: sum(weights[name] * value for name, value in agent_clues(scene, actor, patient))
        for actor in scene.candidates
        if not patient or not scene.war.allied(actor, patient)
    }


def _patients(scene: Scene, agent: str) -> dict[str, float]:
    """Weigh whom an agent may have done it to; nobody where the agent is no party to the fighting."""
    weights = table().patient
    if not scene.war.fights(agent):
        return {}
    return {
        actor: sum(weights[name] * value for name, value in patient_clues(scene, actor, agent))
        for actor in scene.candidates
        if not scene.war.allied(actor, agent)
    }


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
