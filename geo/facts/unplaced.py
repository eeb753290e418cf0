"""What a force takes that no gazetteer knows: it lies not where the force came from, nor is it the town it is near."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.families import TAKES_OVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.records import Mention, Sentence

_SETTLED = re.compile(
    r"\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}?(?:towns?|villages?|cit(?:y|ies)|hamlets?|settlements?)\s+of\s+"
)
_NEAR_KM = 15.0  # how far off a town is what lies near it: as for "near X" (relations.toml)


def takes_unknown(sentence: Sentence, items: Sequence[Item], hit: Hit, mentions: Iterable[Mention]) -> bool:
    """Whether a verb takes a town or village whose name could not be placed: "seized the village of X"."""
    if hit.trigger.sense not in TAKES_OVER or hit.trigger.pos != "verb":
        return False
    end = items[hit.end - 1].end
    found = _SETTLED.match(sentence.text, end - sentence.start)
    start = found.end() + sentence.start if found else -1
    return any(one.start == start and one.role == "literal" and one.location is None for one in mentions)


def beside(place: Mention | None) -> Mention | None:
    """Give a town as what lies near it: "the village of X in Y" is not Y itself."""
    location = place.location if place is not None else None
    if place is None or location is None or location.relation or location.place.feature_class != "P":
        return place
    return replace(place, location=replace(location, relation="near", radius_km=max(_NEAR_KM, location.radius_km)))
