"""What a force takes that no gazetteer knows: it lies not where the force came from, nor is it the town it is near."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import TAKES_OVER
from geo.facts.words import grammar
from geo.tables import any_of
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.records import Mention, Sentence


def takes_unknown(sentence: Sentence, items: Sequence[Item], hit: Hit, mentions: Iterable[Mention]) -> bool:
    """Whether a verb takes a town or village whose name could not be placed: "seized the village of X"."""
    if hit.trigger.sense not in TAKES_OVER or hit.trigger.pos != "verb":
        return False
    end = items[hit.end - 1].end
    found = _settled().match(sentence.text, end - sentence.start)
    start = found.end() + sentence.start if found else -1
    return any(one.start == start and one.role == "literal" and one.location is None for one in mentions)


@cache
def _settled() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:the\s+)?(?:[a-z-]+\s+){{0,3}}?{any_of(grammar().settled)}\s+of\s+")


def beside(place: Mention | None) -> Mention | None:
    """Give a town as what lies near it: "the village of X in Y" is not Y itself."""
    location = place.location if place is not None else None
    if place is None or location is None or location.relation or location.place.feature_class != "P":
        return place
    radius = max(relations().moves["near_radius_km"], location.radius_km)
    return replace(place, location=replace(location, relation="near", radius_km=radius))
