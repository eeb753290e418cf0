"""Events of one article: frames mapped through the taxonomy, told twice counted once."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geo.facts.evidence import frame_source
from geo.facts.families import TAKES
from geo.facts.headline import headline
from geo.facts.identity import distinct, identify
from geo.facts.war import CIVILIANS
from geo.records import AHEAD, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Article, Frame, Location, Source

# What happens on the way to a place being taken: its toll is that of what killed, where both are told.
_TAKING = TAKES | {"offensive", "besiege"}
_MUTUAL = "Armed clash"
_ON = {"occurred", "ongoing"}
_DEEDS = frozenset({"attack", "airstrike", "shelling", "bomb", "suicide_bomb"})
# Events of one kind at one place that a telling is compared with: no article tells more of them.
_MOST = 300


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (files("geo") / "data" / "facts" / "taxonomy.csv").read_text("utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def taxonomy() -> dict[tuple[str, str], tuple[str, str]]:
    """Give (type, subtype) of each (sense, variant) that is an event."""
    return {(row["sense"], row["variant"]): (row["type"], row["subtype"]) for row in _rows() if row["type"]}


@cache
def absorbed() -> dict[str, frozenset[str]]:
    """Give for each sense those it swallows when one sentence tells both of one place."""
    return {row["sense"]: frozenset(row["absorbs"].split()) for row in _rows() if not row["variant"]}


def events_from(frames: Sequence[Frame], article: Article) -> tuple[Event, ...]:
    """Read the events of one article from its frames.

    Parameters
    ----------
    frames
        Frames of this article, in text order.
    article
        The article, cited in the sources.

    Returns
    -------
    tuple of Event
        Sorted by id; what the article tells twice is one event with two sources.
    """
    table = taxonomy()
    told = [frame for frame in frames if frame.places and (frame.sense, _variant(frame)) in table]
    events: list[Event] = []
    as_told: list[Event] = []
    cited: list[dict[Source, None]] = []
    near: dict[tuple[str, str, str], list[int]] = {}
    for frame in strongest(told):
        event = _event(frame, article, table[frame.sense, _variant(frame)])
        alike = near.setdefault((event.subtype, event.location.place.id, event.location.relation), [])
        unguessed = _without_guesses(frame)
        bare = event if unguessed is frame else _event(unguessed, article, table[frame.sense, _variant(frame)])
        same = next((number for number in alike[:_MOST] if _retold(as_told[number], bare)), None)
        if same is None:
            alike.append(len(events))
            events.append(event)
            as_told.append(bare)
            cited.append(dict.fromkeys(event.sources))
        else:
            events[same] = _join(events[same], event)
            as_told[same] = _join(as_told[same], bare)
            cited[same].update(dict.fromkeys(event.sources))
    whole = (
        replace(_told_first(event, bare), sources=tuple(sources))
        for event, bare, sources in zip(events, as_told, cited, strict=True)
    )
    return distinct(identify(replace(event, headline=headline(event))) for event in whole)


def _told_first(event: Event, bare: Event) -> Event:
    """Name the parties that a sentence tells, `bare` having no others, and note which of them the context gave."""
    actor, target = bare.actor or event.actor, bare.target or event.target
    if actor == target:
        actor, target = bare.actor, bare.target
    guessed = {"actor": actor != bare.actor, "target": target not in {bare.target, CIVILIANS}}
    return replace(event, actor=actor, target=target, inferred=tuple(name for name, holds in guessed.items() if holds))


def _without_guesses(frame: Frame) -> Frame:
    """Leave out the parties that only the context gave: they do not tell two reports apart."""
    guessed = _guessed(frame)
    if "agent" not in guessed and "patient" not in guessed:
        return frame
    return replace(
        frame,
        agent="" if "agent" in guessed else frame.agent,
        patient="" if "patient" in guessed else frame.patient,
    )


def _variant(frame: Frame) -> str:
    return dict(frame.details).get("variant", "")


def _event(frame: Frame, article: Article, kind: tuple[str, str]) -> Event:
    handed = frame.sense == "handover"  # its agent is who has the place then; the event is the giver's
    return Event(
        id="",
        type=kind[0],
        subtype=kind[1],
        status=frame.status,
        actor=frame.patient if handed else frame.agent,
        target=frame.agent if handed else frame.patient,
        location=frame.places[0].location,
        when=frame.when,
        fatalities=frame.fatalities,
        background=frame.background,
        headline="",
        confidence=frame.confidence,
        sources=(frame_source(article, frame),),
    )


def strongest(frames: Sequence[Frame]) -> list[Frame]:
    """Drop frames that are the same event as a more telling frame of the same sentence and place."""
    swallows = absorbed()
    by_place: dict[tuple[int, frozenset[str]], list[Frame]] = {}
    for frame in frames:
        by_place.setdefault((frame.sentence.start, _ground(frame.places[0].location)), []).append(frame)
    kept = []
    for group in by_place.values():
        parts = [_is_part(frame, group, number, swallows) for number, frame in enumerate(group)]
        strong = [
            _as_done(_as_told(frame, group, swallows[frame.sense]), group)
            for frame, part in zip(group, parts, strict=True)
            if not part
        ]
        tolls = [frame for frame in group if frame.fatalities is not None]
        if strong and tolls and all(frame.fatalities is None for frame in strong):
            most = max(tolls, key=lambda frame: frame.fatalities or 0)
            heir = _heir(strong, most, swallows)
            strong[heir] = replace(strong[heir], fatalities=most.fatalities)
        kept += strong
    return kept


def _as_told(frame: Frame, group: Sequence[Frame], parts: frozenset[str]) -> Frame:
    """Take a party that was guessed from where the sentence tells it: with the same deed, or with a part of it.

    "Two were killed in Russian strikes": who did it. "They entered X and fought the militias": whom it was done to.
    """
    for name, other in (("agent", "patient"), ("patient", "agent")):
        guessed = _guessed(frame)
        if name not in guessed:
            continue
        again = (one for one in group if one.status == frame.status and name not in _guessed(one))
        again = (one for one in again if one.sense == frame.sense or (one.sense in parts and one.agent == frame.agent))
        party = next((party for one in again if (party := getattr(one, name))), "")
        if party and party != getattr(frame, other):
            details = dict(frame.details) | {"inferred": ",".join(sorted(guessed - {name}))}
            parties = {name: party, other: getattr(frame, other)}
            frame = replace(frame, agent=parties["agent"], patient=parties["patient"], details=tuple(details.items()))
    return frame


def _as_done(frame: Frame, group: Sequence[Frame]) -> Frame:
    """Take what goes on as done where its sentence counts its dead: "still shelled X, killing three"."""
    done = any(one.sense == frame.sense and one.status == "occurred" and one.fatalities for one in group)
    return replace(frame, status="occurred") if done and frame.status == "ongoing" else frame


def _guessed(frame: Frame) -> set[str]:
    """Give which parties of a frame, ``agent`` and ``patient``, only the context gave."""
    return set(dict(frame.details).get("inferred", "").split(",")) - {""}


def _heir(strong: Sequence[Frame], most: Frame, swallows: dict[str, frozenset[str]]) -> int:
    """Give the frame that has the toll of one which is part of it: what killed in the same way before all others."""
    heirs = [number for number, frame in enumerate(strong) if most.sense in swallows[frame.sense] | {frame.sense}]

    def rank(number: int) -> tuple[bool, bool]:
        return strong[number].sense != most.sense, strong[number].sense in _TAKING

    return min(heirs, key=rank, default=0)


def _ground(location: Location) -> frozenset[str]:
    """Give what tells one ground from another: its place, or both ends of what lies between two."""
    ends = (location.place, location.other) if location.relation == "between" else (location.place,)
    return frozenset(place.id for place in ends if place is not None)


def _is_part(frame: Frame, group: Sequence[Frame], number: int, swallows: dict[str, frozenset[str]]) -> bool:
    """Whether a frame is told again, or is part of a stronger one, among those of its sentence and place."""
    part = any(
        frame.sense in swallows[other.sense] and (other.status == frame.status or frame.sense != "withdraw")
        for other in group
        if other.sense != frame.sense and not _answers(frame, other)
    )
    return part or any(
        other.sense == frame.sense and (other.status == frame.status or _goes_on(frame, other))
        for other in group[:number]
    )


def _goes_on(one: Frame, other: Frame) -> bool:
    """Whether what happened in a sentence is what goes on in it: "is shelling X, killing three", of no other day."""
    days = {one.when.start, other.when.start} - {None}
    return {one.status, other.status} == _ON and len(days) < 2  # noqa: PLR2004 - two days are two deeds


def _answers(one: Frame, other: Frame) -> bool:
    """Whether two deeds of one sentence are told of two parties: "the army shelled X after an attack by rebels"."""
    told = "agent" not in _guessed(one) and "agent" not in _guessed(other)
    return told and bool(one.agent) and bool(other.agent) and one.agent != other.agent and one.sense in _DEEDS


def _retold(one: Event, other: Event) -> bool:
    """Whether an article tells one event twice: same kind, place and status, nothing in date or parties against it."""
    return (
        one.subtype == other.subtype
        and one.location.place.id == other.location.place.id
        and one.location.relation == other.location.relation
        and (one.status == other.status or {one.status, other.status} == AHEAD)
        and (_agree(one, other) or (one.subtype == _MUTUAL and _agree(one, _turned(other))))
        and (one.when.start is None or other.when.start is None or one.when.start == other.when.start)
        and (one.fatalities is None or other.fatalities is None or one.fatalities == other.fatalities)
    )


def _agree(one: Event, other: Event) -> bool:
    """Whether the parties of two tellings go together: each the same or open, and nobody against himself."""
    actors, targets = {one.actor, other.actor} - {""}, {one.target, other.target} - {""}
    return len(actors) < 2 and len(targets) < 2 and not actors & targets  # noqa: PLR2004 - two are no longer the same


def _turned(event: Event) -> Event:
    """Tell a fight from its other side: who clashes with whom is all one."""
    return replace(event, actor=event.target, target=event.actor)


def _join(one: Event, other: Event) -> Event:
    """Make one event of two tellings: what one leaves out the other fills in; its sources are those of the first."""
    if one.subtype == _MUTUAL and not _agree(one, other) and _agree(one, _turned(other)):
        other = _turned(other)
    return replace(
        one,
        actor=one.actor or other.actor,
        target=one.target or other.target,
        when=one.when if one.when.start is not None else other.when,
        fatalities=one.fatalities if one.fatalities is not None else other.fatalities,
        background=one.background and other.background,
        confidence=max(one.confidence, other.confidence),
    )
