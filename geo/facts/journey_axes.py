"""Axes of the journeys that a text is believed to tell: status, way and date of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.evidence import sentence_source
from geo.facts.journey_judge import is_draft, judge
from geo.facts.journey_spots import spots_in
from geo.facts.journey_words import near_words
from geo.records import UNKNOWN, Axis, AxisStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.journey_judge import Verdict
    from geo.facts.journey_memory import Telling
    from geo.facts.told import Told
    from geo.records import EventStatus, Frame, Location

AXIS_STATUS: dict[EventStatus, AxisStatus] = {
    "occurred": "occurred",
    "ongoing": "ongoing",
    "claimed": "claimed",
    "planned": "planned",
    "threatened": "planned",
    "denied": "denied",
}
# How far before a movement, in items, the words stand that make it one to come.
_PLAN = 5
# Clues of a party by which it was told to stand at the origin, or to have lost it.
_BEEN = frozenset({"o.stood", "o.lost"})


def believed(told: Told, drafts: Sequence[Axis]) -> Iterator[Axis]:
    """Build the axes of the journeys believed; `drafts` are those that the rules read, which tell more of theirs."""
    by_sentence: dict[int, list[Axis]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sources[0].start, []).append(draft)
    for telling, verdicts in judge(told, drafts):
        here = by_sentence.get(telling.sentence.start, [])
        for verdict in verdicts:
            goal = verdict.candidate.goal.location
            same = [one for one in here if one.actor == verdict.actor and is_draft(verdict.candidate, one)]
            if same:
                yield replace(same[0], confidence=round(max(same[0].confidence, verdict.likely), 3))
            elif goal is not None and verdict.candidate.head >= 0:
                yield _axis(told, telling, verdict, goal)


def _axis(told: Told, telling: Telling, verdict: Verdict, objective: Location) -> Axis:
    begun, goal, head = verdict.candidate.origin, verdict.candidate.goal, telling.items[verdict.candidate.head]
    frame = min(telling.told, key=lambda one: abs(one.trigger.start - head.start), default=None)
    ways = _ways(telling, begun.location, objective)
    # "From the south, by way of X": the place passed tells better than the side where it comes from.
    passed = ways[0] if begun.side and ways else None
    origin = passed or (begun.location if begun.how != "known" or _was_there(verdict) else None)
    rule = f"journey.{begun.how}_{goal.how}:{head.low}"
    return Axis(
        id="",
        actor=verdict.actor,
        status=_status(telling, verdict.candidate.head, frame),
        origin=origin,
        via=ways[1:] if passed else ways,
        objective=objective,
        origin_relation=origin.relation if origin is not None else begun.side,
        objective_relation=objective.relation,
        when=frame.when if frame is not None else UNKNOWN,
        confidence=round(verdict.likely, 3),
        sources=(sentence_source(told.article, telling.sentence, rule),),
    )


def _was_there(verdict: Verdict) -> bool:
    """Tell whether the text has told of the party at the origin: else that is where the story is, not where from."""
    return not _BEEN.isdisjoint(verdict.candidate.parties[verdict.actor])


def _status(telling: Telling, head: int, frame: Frame | None) -> AxisStatus:
    """Give the status of a journey: one to come when words of plan stand before it, else that of the nearest frame."""
    before = {item.low for item in telling.items[max(0, head - _PLAN) : head]}
    if before & near_words()["plans"]:
        return "planned"
    return AXIS_STATUS[frame.status] if frame is not None else "occurred"


def _ways(telling: Telling, origin: Location | None, objective: Location) -> tuple[Location, ...]:
    """Give the places of a sentence by way of which somebody goes."""
    ends = {objective.place.id, origin.place.id if origin is not None else ""}
    passed = (spot.location for spot in spots_in(telling) if spot.how == "via" and spot.location is not None)
    return tuple(dict.fromkeys(place for place in passed if place.place.id not in ends))
