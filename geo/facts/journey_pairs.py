"""Which origins and goals may belong together in a sentence: its words must tell one of the two as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.journey_clues import head_of_pair
from geo.facts.journey_spots import NOWHERE, known_spots
from geo.facts.journey_words import GOALS, ORIGINS, heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.journey_memory import Telling
    from geo.facts.journey_spots import Memory, Spot

# How far, in items, a movement stands after the party that it is told of.
_SUBJECT = 8
_COMING = frozenset({"go", "arrive", "carry", "noun"})
_MOVING = _COMING | {"leave"}
# Kinds of movement that a place so named is the goal of; others are goals of any.
_TAKEN_BY = {"to": _MOVING, "toward": _MOVING, "for": _MOVING, "on": _COMING}
_NEVER_GOALS = ORIGINS | {"apart", "roadfrom", "via"}
# A place so named may be where a movement began that tells only its goal: "seized X and wheeled towards Y".
_MAY_BEGIN = frozenset({"takes", "at", "bare", "into"})


def pairs_of(telling: Telling, memory: Memory, spots: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Give the pairs of origin and goal to judge; one of them may be what the context supplies, or no place at all."""
    known = list(known_spots(telling, memory))
    origins = [spot for spot in spots if _is_origin(telling, spot)]
    goals = [spot for spot in spots if _is_goal(telling, spot)]
    ends = [spot for spot in spots if spot not in goals and _may_end(telling, spot)]
    left = {spot.location.place.id for spot in origins if spot.location is not None}
    for origin in origins:
        for goal in (*goals, *ends, *known):
            if goal.how == "known" and goal.location is not None and goal.location.place.id in left:
                continue  # "the retreat from A and B" leaves both
            if goal.how == "known" and _kind(telling, origin) == "leave":
                continue  # where the story was before is not where one flees to
            if _fit(origin, goal):
                yield origin, goal
    for goal in goals:
        if goal.how == "takes" or _kind(telling, goal) not in _MOVING:
            continue
        begun = [spot for spot in spots if spot.index < goal.index and _may_begin(spot) and spot not in origins]
        for origin in (*begun, *known, NOWHERE):
            if _fit(origin, goal):
                yield origin, goal


def _kind(telling: Telling, spot: Spot) -> str:
    return heads()[telling.items[spot.head].low] if spot.head >= 0 else ""


def _is_origin(telling: Telling, spot: Spot) -> bool:
    """Tell whether the words make a place an origin; "came up the X road" does as well as "from X"."""
    if spot.how == "home":
        # "Fighters from X" come from there when they are what moves.
        return 0 < spot.head - spot.index <= _SUBJECT and _kind(telling, spot) != "leave"
    return spot.how in ORIGINS or (spot.how == "road" and _kind(telling, spot) in _COMING)


def _is_goal(telling: Telling, spot: Spot) -> bool:
    if spot.location is None or spot.how not in GOALS:
        return False
    return spot.how not in _TAKEN_BY or _kind(telling, spot) in _TAKEN_BY[spot.how]


def _may_end(telling: Telling, spot: Spot) -> bool:
    """Tell whether a place may be the goal of a movement that tells its origin only."""
    if spot.location is None or spot.how in _NEVER_GOALS:
        return False
    if spot.how == "road":
        return _kind(telling, spot) == "leave"
    if spot.how in {"at", "roadto"}:
        return True
    told = (place for frame in telling.told for place in frame.places if place.role in {"object", "to"})
    return any(place.location.place.id == spot.location.place.id for place in told)


def _may_begin(spot: Spot) -> bool:
    return spot.location is not None and spot.how in _MAY_BEGIN


def _fit(origin: Spot, goal: Spot) -> bool:
    one, other = origin.location, goal.location
    return (one is None or other is None or one.place.id != other.place.id) and head_of_pair(origin, goal) >= 0
