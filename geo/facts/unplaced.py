"""Names that no gazetteer knows: they stand in the sentence as places do, and lie where the text tells, or nowhere.

Nothing of theirs falls to another place of the article. "The village of X in Y" lies near the town Y; of "X district,
Y province" only the province is known: an event is somewhere in it, and tells nothing of who holds it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.inside import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import Mention, Sentence

SOMEWHERE = "somewhere in"
"""The relation to a region of what lies anywhere in it."""
UNKNOWN = "no gazetteer knows the place"
_NEAR_KM = 15.0  # how far off a town is what lies near it: as for "near X" (relations.toml)
_KINDS = r"(?:\s+(?:towns?|villages?|city|hamlet|district|districts|area|woreda|locality|cent(?:re|er)))?"
_LIES = r"(?:\s*[,(]\s*(?:also\s+)?(?:which\s+(?:is|lies)\s+)?(?:located|situated|lying)?|\s+(?:located|situated))?"
_INSIDE = re.compile(_KINDS + _LIES + r"\s*(?:in\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}?(?:of\s+)?)?", re.IGNORECASE)
_NEXT = re.compile(
    _KINDS + _LIES + r"\s*(?:in|near|outside|close\s+to)\s+(?:the\s+)?(?:[a-z-]+\s+(?:of\s+)?)?", re.IGNORECASE
)
_CENTRE = re.compile(
    r"\s*,\s*the\s+(?:main\s+)?(?:cent(?:re|er)|seat)\s+of\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}?(?:district\s+of\s+)?"
)
_OWNER = re.compile(r"['’]s\s+(?:[a-z-]+\s+){0,2}")


class Unknown:
    """Where the names of an article lie that no gazetteer knows.

    Parameters
    ----------
    sentences
        The article's.
    mentions
        Its toponyms in text order.
    """

    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> None:
        self._told: dict[str, Mention] = {}
        if any(is_unknown(mention) for mention in mentions):
            for sentence in sentences:
                for name, there in _told_in(sentence, inside(sentence, mentions)):
                    self._told.setdefault(name, there)

    def placed(self, place: Mention | None) -> Mention | None:
        """Give a place as it was placed, or where the text tells that an unknown one lies; ``None`` for nowhere."""
        if place is None or place.location is not None:
            return place
        there = self._told.get(_key(place))
        return None if there is None else replace(place, location=there.location, confidence=there.confidence)


def is_unknown(mention: Mention) -> bool:
    """Whether a toponym is meant as a place and could not be placed."""
    return mention.role == "literal" and mention.location is None


def _key(mention: Mention) -> str:
    return " ".join(mention.phrase.casefold().split())


def _told_in(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Give the unknown names of a sentence with what they lie in or near: "X, in Y", "X near Y", "Y's X district"."""
    for one, other in pairwise(mentions):
        link = sentence.text[one.end - sentence.start : other.start - sentence.start]
        if is_unknown(one) and (there := _within(other, link) or _near(other, link)) is not None:
            yield _key(one), there
        elif is_unknown(other) and _OWNER.fullmatch(link) and (there := _within(one, ", ")) is not None:
            yield _key(other), there


def _within(region: Mention, link: str) -> Mention | None:
    """Give a region as what lies somewhere in it, when the words before it say so; a country is too wide."""
    location = region.location
    if location is None or _INSIDE.fullmatch(link) is None or not link.strip():
        return None
    if location.place.feature_class not in "AL" or location.place.feature_code.startswith("PCL"):
        return None
    return replace(region, location=replace(location, relation=SOMEWHERE, shape="area"))


def _near(town: Mention, link: str) -> Mention | None:
    """Give a town as what lies near it, when the words before it say so."""
    location = town.location
    if location is None or location.place.feature_class not in "PS":
        return None
    if _NEXT.fullmatch(link) is None and _CENTRE.fullmatch(link) is None:
        return None
    return town if location.relation else beside(town)


def beside(town: Mention) -> Mention:
    """Give a town as what lies near it: "the village of X in Y" is not Y itself."""
    if town.location is None:
        return town
    radius = max(_NEAR_KM, town.location.radius_km)
    return replace(town, location=replace(town.location, relation="near", radius_km=radius))
