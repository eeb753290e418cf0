"""Parties a sentence leaves out: who goes on attacking, and the enemy that the article names elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.party_clues import clue_weights
from geo.facts.scene import Past, Scene, agent_clues, patient_clues
from geo.facts.struck import hits_civilians, official_of
from geo.facts.war import CIVILIANS, Sides, War, table
from geo.records import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.records import ActorMention, Frame


__all__ = ["CIVILIANS", "Sides", "complete"]


def complete(frames: Sequence[Frame], mentions: Sequence[ActorMention], roster: Sides | None) -> tuple[Frame, ...]:
    """Fill in the parties that a sentence leaves out, as far as the article tells who acts and who fights whom.

    Every fighting party of the article is weighed by clues (``party_clues.csv``): whether the sentence or the frame
    before names it, who held the place, who does such things in the article, who is told to fight whom, how often each
    is named. What comes from the context is noted in the frame's details.

    Parameters
    ----------
    frames
        In text order.
    mentions
        The article's parties.
    roster
        What is known of them.
    """
    return tuple(filled for _, filled in scenes(frames, mentions, roster))


def scenes(
    frames: Sequence[Frame],
    mentions: Sequence[ActorMention],
    roster: Sides | None,
    weights: Mapping[str, Mapping[str, float]] | None = None,
) -> Iterator[tuple[Scene, Frame]]:
    """Go through the frames: each as its scene has it, and filled in; what is filled in is remembered for the next.

    `weights` are those of the clues to agents and patients, other than the table's.
    """
    weights = clue_weights() if weights is None else weights
    war = War(frames, sorted(mentions, key=lambda mention: mention.start), roster)
    past = Past()
    for frame in frames:
        scene = Scene(frame, war, past)
        filled = _inferred(frame, *_parties(scene, weights))
        yield scene, filled
        past.remember(filled, war)


def victim(scene: Scene) -> str:
    """Give the patient that a sentence tells: one it names, or civilians by what was done or hit; else empty."""
    senses, frame = table(), scene.frame
    if frame.patient:
        return frame.patient
    official = official_of(frame, scene.war, scene.state) if frame.sense in senses.on_people else None
    if official is not None:
        return official
    people = frame.sense in senses.on_people or (frame.sense in senses.blows and hits_civilians(frame, scene.war))
    return CIVILIANS if people else ""


def _parties(scene: Scene, weights: Mapping[str, Mapping[str, float]]) -> tuple[str, str]:
    """Give the agent and the patient of a frame, as told or as the clues have it."""
    senses, frame = table(), scene.frame
    agent, patient = frame.agent, victim(scene)
    two_sided = frame.sense in senses.two_sided
    agent = agent or _boaster(scene)
    if not agent and (two_sided or frame.sense in senses.one_sided):
        if two_sided and not patient:
            return _pair(scene, weights)
        agent = _best(_agents(scene, patient, weights["agent"]), weights["agent"]["least"])
    if two_sided and agent and not patient:
        patient = _rival(scene, _patients(scene, agent, weights["patient"]), weights["patient"]["least"])
    return agent, patient


def _in_the_dark(scene: Scene, patient: str) -> bool:
    """Whether nothing but the story tells who struck from afar and who was hit: what is hit is often no party."""
    last = scene.past.last
    goes_on = last is not None and last.sentence == scene.frame.sentence and last.patient == patient
    told = goes_on or patient in scene.beside or patient in scene.there[1]
    return scene.frame.sense in table().blows and not told


def _boaster(scene: Scene) -> str:
    """Give the party that announces a taking in the passive: "the Reds said that X had been retaken"."""
    frame, war = scene.frame, scene.war
    boasts = frame.sense in table().boasted and scene.passive and war.fights(frame.claimant) and not frame.patient
    own = bool(scene.holder) and war.allied(scene.holder, frame.claimant)
    return (
        frame.claimant
        if boasts and not own and frame.status in HAPPENED and scene.beside[:1] == (frame.claimant,)
        else ""
    )


def _pair(scene: Scene, weights: Mapping[str, Mapping[str, float]]) -> tuple[str, str]:
    """Choose both parties of a frame that names none: the two that together have most for them."""
    best, most = ("", ""), 0.0
    least = weights["agent"]["least"]
    for agent, score in _agents(scene, "", weights["agent"]).items():
        if score < least:
            continue
        rivals = _patients(scene, agent, weights["patient"])
        patient = _best(rivals, weights["patient"]["least"])
        together = score + rivals.get(patient, 0.0)
        if together > most:
            known = score >= least + table().faint or not _in_the_dark(scene, patient)
            best = (agent, _rival(scene, rivals, weights["patient"]["least"]) if known else "")
            most = together
    return best


def _best(scores: Mapping[str, float], least: float) -> str:
    best = max(scores, key=lambda actor: scores[actor], default="")
    return best if best and scores[best] >= least else ""


def _rival(scene: Scene, scores: Mapping[str, float], least: float) -> str:
    """Give the best of some parties; nobody where an enemy of it is as likely and the sentence names neither."""
    standing = set(scene.beside) - scene.bystanders
    told = {actor: score for actor, score in scores.items() if actor in standing and not scene.war.foreign(actor)}
    best, named = _best(scores, least), _best(told, least)
    best = named if named and scores[best] - scores[named] < table().named else best
    if not best or best in scene.beside:
        return best
    near = (actor for actor, score in scores.items() if actor != best and scores[best] - score < table().lead)
    return best if all(scene.war.allied(actor, best) for actor in near) else ""


def _agents(scene: Scene, patient: str, weights: Mapping[str, float]) -> dict[str, float]:
    """Weigh who may have done what a frame tells."""
    return {
        actor: sum(weights.get(name, 0.0) * value for name, value in agent_clues(scene, actor, patient) if value)
        for actor in scene.candidates
        if actor not in scene.barred and (not patient or not scene.war.allied(actor, patient))
    }


def _patients(scene: Scene, agent: str, weights: Mapping[str, float]) -> dict[str, float]:
    """Weigh whom an agent may have done it to; nobody where the agent is no party to the fighting."""
    if not scene.war.fights(agent):
        return {}
    return {
        actor: sum(weights.get(name, 0.0) * value for name, value in patient_clues(scene, actor, agent) if value)
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
