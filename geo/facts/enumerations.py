"""Axes that a text counts: "along two axes. One comes from the east ... The other from the west"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.inside import inside, told_in
from geo.facts.journey_sides import lies
from geo.facts.journeys import Journey
from geo.facts.movement import sides
from geo.facts.words import read_table
from geo.geodesy import distance_km
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.told import Told
    from geo.records import Frame, Location, Mention, Sentence

_STRENGTH = 0.75
# A place named in an item is its origin when it lies on the side the item tells, this close to the objective.
_ON_SIDE_KM = 150.0


@dataclass(frozen=True, slots=True)
class _Patterns:
    announces: re.Pattern[str]
    item: re.Pattern[str]
    origin: re.Pattern[str]
    reach: int


@cache
def _patterns() -> _Patterns:
    table = read_table("axes.toml")["enumeration"]
    counts, nouns, items = (any_of(table[name]) for name in ("counts", "nouns", "items"))
    names = any_of(sides())
    return _Patterns(
        announces=re.compile(rf"\b(?:{counts})\s+(?:[\w-]+\s+)?(?:{nouns})\b", re.IGNORECASE),
        item=re.compile(rf"^\W*(?:the\s+)?(?:{items})\b", re.IGNORECASE),
        origin=re.compile(rf"\bfrom\s+(?:the\s+)?({names})\b", re.IGNORECASE),
        reach=int(table["reach"]),
    )


def find_enumerated(told: Told) -> Iterator[Journey]:
    """Read the axes that a sentence announces by number and later sentences tell one by one."""
    patterns = _patterns()
    announced: tuple[int, Frame, Location] | None = None
    for number, sentence in enumerate(told.sentences):
        if announced is not None and number - announced[0] <= patterns.reach and patterns.item.search(sentence.text):
            journey = _item(sentence, told.mentions, announced[1], announced[2])
            if journey is not None:
                yield journey
                continue
        if patterns.announces.search(sentence.text):
            announced = _announcement(number, sentence, told.frames) or announced


def _announcement(number: int, sentence: Sentence, frames: Sequence[Frame]) -> tuple[int, Frame, Location] | None:
    for frame in told_in(sentence, frames):
        goals = [place.location for place in frame.places if place.role in {"object", "to"}]
        if frame.agent and goals:
            return number, frame, goals[0]
    return None


def _item(sentence: Sentence, mentions: Sequence[Mention], frame: Frame, objective: Location) -> Journey | None:
    named = [
        mention.location
        for mention in inside(sentence, mentions)
        if mention.role == "literal"
        and mention.location is not None
        and mention.location.place.id != objective.place.id
    ]
    told = _patterns().origin.search(sentence.text)
    side = sides()[told[1].lower()] if told else ""
    if side:
        origin = next((place for place in named if _lies(place, side, objective)), None)
    else:
        origin = named[0] if named and " from " in sentence.text else None
    if not side and origin is None:
        return None
    return Journey(sentence, frame.agent, origin, side, (), objective, frame, _STRENGTH, "axis.counted:from")


def _lies(place: Location, side: str, objective: Location) -> bool:
    """Tell whether a place lies on the given side of the objective, near enough to start from."""
    near = distance_km(objective.lat, objective.lon, place.lat, place.lon) <= _ON_SIDE_KM
    return near and lies(place, side, objective)
