"""Parties and further places of a frame, from the arguments of its trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.war import CIVILIANS
from geo.records import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.items import Item


_ON_PEOPLE = frozenset({"kill", "abduct", "rape"})


def doer(items: Sequence[Item], found: Arguments) -> str:
    """Give who did it; unarmed people are whom a killing or abduction befell: "were led away and shot"."""
    agent = party(items, found.agents)
    if agent != CIVILIANS or found.hit.trigger.sense not in _ON_PEOPLE or found.patients:
        return agent
    found.patients, found.agents = found.agents, []
    return ""


def counterpart(items: Sequence[Item], found: Arguments, number: int, places: int) -> str:
    """Give the patient of the frame at the `number`-th of several places: "met A in X and B in Y" pairs them."""
    paired = places > 1 and len(found.patients) == places
    patient = party(items, found.patients[number : number + 1] if paired else found.patients)
    return "" if patient == party(items, found.agents) else patient


def party(items: Sequence[Item], indices: Sequence[int]) -> str:
    """Give the id of the first of some actors; empty when there is none."""
    actor = items[indices[0]].actor if indices else None
    return actor.actor if actor is not None else ""


def other_places(found: Arguments, items: Sequence[Item], told: set[int]) -> tuple[PlaceRole, ...]:
    """Give origin, way and goal that the trigger's clause names beside its place."""
    roles = []
    for role, use, nearness in found.places:
        place = items[use.index].place
        wanted = role in {"from", "to", "via"} and nearness <= 1
        if wanted and place is not None and place.location is not None and id(place) not in told:
            roles.append(PlaceRole(role, place.location))  # type: ignore[arg-type]
    return tuple(roles)
