"""Towns a world apart from all that their sentence lists: the village meant is another, which no gazetteer knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.gazetteer.distance import haversine_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import Place
    from geo.toponyms.recognise import Found
    from geo.toponyms.resolve import Choice

_APART_KM = 1500.0
_DOUBTFUL = 0.65
_COMPANY_OF_ALL = 4  # other places of the article that a doubtful town is alone among
_COMPANY = 2  # other places of one country in the sentence that a stray stands among
# People, and names in other languages, of a town that may be spoken of anywhere.
_FAMED, _RENOWNED = 1_000_000, 12
_LIST = re.compile(r",? and |, ")


def without_strays(names: Sequence[Found], member: Sequence[int], choices: Sequence[Choice], text: str) -> list[Choice]:
    """Leave unplaced the towns that lie far from all that they are listed with, in a country named nowhere else.

    Likewise a small town that was hardly likelier than none and lies far from every other place of the article.

    Parameters
    ----------
    names, member
        The names of the article in its order, and the number of each one's choice.
    choices
        Where names were placed.
    text
        The article's.
    """
    lines: dict[int, set[int]] = defaultdict(set)
    for name, k in zip(names, member, strict=True):
        if name.role == "literal" and choices[k].place is not None:
            lines[name.line].add(k)
    placed = {choice.place.id: choice.place for choice in choices if choice.place is not None}
    spoken = Counter(place.country for place in placed.values())
    strays = {k for k, choice in enumerate(choices) if _is_alone(choice, placed.values(), spoken)}
    for (one, k), (other, j) in pairwise(zip(names, member, strict=True)):
        if one.line != other.line or _LIST.fullmatch(text[one.end : other.start]) is None:
            continue
        for stray, beside in ((k, j), (j, k)):
            company = [choices[n].place for n in lines[one.line] if n != stray]
            if _is_stray(choices[stray].place, choices[beside].place, company, spoken):
                strays.add(stray)
    return [replace(choice, place=None) if k in strays else choice for k, choice in enumerate(choices)]


def _is_alone(choice: Choice, placed: Iterable[Place], spoken: Counter[str]) -> bool:
    """Tell a doubtful small town that lies a world apart from everything else the article names."""
    place = choice.place
    if place is None or choice.chance >= _DOUBTFUL or not _is_obscure(place, spoken):
        return False
    others = [other for other in placed if other.id != place.id]
    return len(others) >= _COMPANY_OF_ALL and all(
        haversine_km(place.lat, place.lon, other.lat, other.lon) > _APART_KM for other in others
    )


def _is_obscure(place: Place, spoken: Counter[str]) -> bool:
    if place.geocoder == "theatre":  # where the analyst puts a place, it is
        return False
    famed = place.population > _FAMED or len(place.names) > _RENOWNED
    return place.feature_class == "P" and spoken[place.country] <= 1 and not famed


def _is_stray(place: Place | None, beside: Place | None, company: Sequence[Place | None], spoken: Counter[str]) -> bool:
    if place is None or beside is None or not _is_obscure(place, spoken):
        return False
    near = [other for other in company if other is not None and other.country == beside.country]
    return len(near) >= _COMPANY and all(
        haversine_km(place.lat, place.lon, other.lat, other.lon) > _APART_KM for other in near
    )
