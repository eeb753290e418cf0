"""The axes to one objective, with what else their routes depend on."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.records import Axis, Facts, Location

_NEAR_DEG = 0.1  # of latitude: more than an origin must be off to be one


@dataclass(frozen=True, slots=True)
class Held:
    """The places of an actor: ids, and longitude and latitude of each."""

    ids: tuple[str, ...] = ()
    where: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The axes to one objective, and the places of those actors where an axis may come from them."""

    axes: tuple[Axis, ...]
    held: Mapping[str, Held]

    @property
    def told(self) -> list[object]:
        """All that the routes depend on, beside the land."""
        axes = [
            (axis.id, axis.actor, axis.origin, axis.via, axis.objective, axis.origin_relation, axis.objective_relation)
            for axis in self.axes
        ]
        return [axes, self.held]


def groups_of(facts: Facts) -> list[Group]:
    """Give the axes by objective, with what else their routes depend on."""
    groups: dict[str, list[Axis]] = {}
    for axis in sorted(facts.axes, key=lambda axis: axis.id):
        groups.setdefault(axis.objective.place.id, []).append(axis)
    held = _held(facts)
    return [
        Group(tuple(axes), {axis.actor: held[axis.actor] for axis in axes if axis.actor in held and _homeless(axis)})
        for axes in groups.values()
    ]


def _homeless(axis: Axis) -> bool:
    """Whether where an axis begins may depend on the places of its actor: its origin is not told, or is too near."""
    if axis.origin is None:
        return side_of(axis.origin_relation) is None
    aims = [axis.objective.place.lat, axis.objective.lat, *(location.lat for location in axis.via[:1])]
    return any(abs(axis.origin.lat - lat) < _NEAR_DEG for lat in aims) or bool(axis.objective_relation)


def _held(facts: Facts) -> dict[str, Held]:
    """Give per actor the places that it holds or sits in at some time."""
    found: dict[str, dict[str, Location]] = {}
    for actor, location in (
        *((span.holder, span.location) for span in facts.control),
        *((base.actor, base.location) for base in facts.bases),
    ):
        found.setdefault(actor, {})[location.place.id] = location
    return {
        actor: Held(tuple(sorted(places)), tuple((places[key].lon, places[key].lat) for key in sorted(places)))
        for actor, places in found.items()
    }


def side_of(relation: str) -> float | None:
    """Give the bearing that a relation names ("from the south-west"), degrees; ``None`` when it names no side."""
    words = re.findall(r"[a-z-]+", relation.lower())
    found = [(len(word), bearing) for word in words for name, bearing in _sides() if name == word]
    return max(found)[1] if found else None


@lru_cache(maxsize=1)
def _sides() -> tuple[tuple[str, float], ...]:
    text = (files("geo") / "data" / "layers" / "bearings.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row["word"], float(row["bearing_deg"])) for row in rows)
