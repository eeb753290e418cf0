"""All articles together: one feature for each fact, with every sentence that tells it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.facts.axes import fuse_axes
from geo.facts.bases import fuse_bases
from geo.facts.identity import distinct
from geo.facts.same_event import merge_events
from geo.facts.stories import find_copies, mark_copies
from geo.facts.timeline import merge_control
from geo.records import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.records import Actor, Reading


def merge(readings: Sequence[Reading]) -> Facts:
    """Merge what all articles say.

    Parameters
    ----------
    readings
        One reading for each article, in any order.

    Returns
    -------
    Facts
        Sorted by id. The order of `readings` does not matter; the id of a fact is that of its earliest report, so
        that it stays when later articles come or go. Copies of an article count as one source with it.
    """
    ordered = tuple(sorted(readings, key=lambda reading: reading.article.name))
    actors = merge_actors(actor for reading in ordered for actor in reading.actors)
    copies = find_copies(ordered)

    def told(layer: str) -> Iterator[Any]:
        return mark_copies((fact for reading in ordered for fact in getattr(reading, layer)), copies)

    sides = {actor.id: actor.side for actor in actors if actor.side}
    return Facts(
        readings=ordered,
        actors=actors,
        events=distinct(merge_events(told("events"))),
        control=distinct(merge_control(told("control"), sides)),
        axes=distinct(fuse_axes(told("axes"))),
        bases=distinct(fuse_bases(told("bases"))),
        copies=tuple(sorted(copies.items())),
    )


def merge_actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Make one record of each actor id; a listed one wins, aliases come together. Listed ones come first."""
    known: dict[str, Actor] = {}
    for actor in sorted(set(actors), key=lambda actor: (actor.id, not actor.listed, repr(actor))):
        first = known.setdefault(actor.id, actor)
        extra = tuple(alias for alias in actor.aliases if alias not in first.aliases)
        if extra:
            known[actor.id] = replace(first, aliases=(*first.aliases, *extra))
    return tuple(sorted(known.values(), key=lambda actor: (not actor.listed, actor.id)))
