"""Definite nouns that only speak of what was told before: "the clashes", "this attack", "the push on the capital"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.families import REMOTE, SEIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.records import Frame, Mention

_POINTING = frozenset({"the", "this", "that", "those", "these"})
# Kinds of things that one noun may call by the name of another.
_KINDS = (
    REMOTE | {"attack", "clash", "offensive"},
    frozenset({"offensive", "advance"}),
)
_REACH = 8


def points_back(
    items: Sequence[Item], hit: Hit, places: Sequence[tuple[str, Mention | None]], frames: Sequence[Frame]
) -> bool:
    """Whether a definite noun speaks of one of the last frames: of its kind, and of its place where it names one."""
    if hit.trigger.pos != "noun" or not any(item.low in _POINTING for item in items[max(0, hit.start - 2) : hit.start]):
        return False
    named = {place.location.place.id for _, place in places if place is not None and place.location is not None}
    return any(
        (frame.sense == hit.trigger.sense or any({frame.sense, hit.trigger.sense} <= kind for kind in _KINDS))
        and (not named or frame.places[0].location.place.id in named)
        for frame in frames[-_REACH:]
    )


def told_again(parsed: Parse, hit: Hit) -> bool:
    """Whether a noun that points back adds nothing: the taking of a place that was told as taken, without a day."""
    clause = parsed.clause(hit.start)
    return hit.trigger.sense in SEIZES and not any(
        item.kind == "date" for item in parsed.items[clause.start : clause.end]
    )
