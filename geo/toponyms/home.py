"""Where an article is at home: the country it is about. Namesakes elsewhere lose to a place there, or to none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import arabic_key, fuzzy_keys, name_key, without_article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.records import Place
    from geo.toponyms.resolve import Choice, Group

_ABOUT = 0.6  # share of what is spoken of that makes one country what the article is about
_LEAST = 2  # other places in it, or words for its people
_NEAR_KM, _AWAY_KM = 150.0, 200.0
_FAMED = 300_000  # people of a town that may be spoken of anywhere, by any of its names
_SMALL = 20_000  # people of a town at home that is not so well known that it has names in other languages
_AREA_KM = 150.0
_RENOWNED = 20  # names of a place that is known abroad
_APART_KM, _COMPANY = 1000.0, 3  # what is so far from that many other places of the article is another
_MOST = 5  # times that one name counts
_TABLES = frozenset({"theatre", "countries"})


def at_home(groups: Sequence[Group], choices: Sequence[Choice], peoples: Mapping[str, float]) -> list[Choice]:
    """Take what lies in a country spoken of for its namesake abroad; leave out what only resembles a place far off.

    A town abroad, in a country that nothing else of the article speaks of, gives way to its namesake at home near the
    other places. One that bears the name only as a variant, or in another spelling, and lies far from everything
    that is spoken of, is none.

    Parameters
    ----------
    groups, choices
        The names of an article and where they were placed.
    peoples
        The countries whose people the text names, as shares.
    """
    kept = list(choices)
    spoken: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for group, choice in zip(groups, choices, strict=True):
        if choice.place is not None:
            spoken[choice.place.country] += min(group.weight, _MOST)
            named[choice.place.id] += min(group.weight, _MOST)
    for code, share in peoples.items():
        spoken[code] += 2 if share >= 1 - _ABOUT else 1
    for k, (group, choice) in enumerate(zip(groups, choices, strict=True)):
        place = choice.place
        if place is None or place.feature_class not in "PS" or place.geocoder in _TABLES:
            continue
        home = _home(spoken, place, named[place.id])
        abroad = home != place.country
        if not home or not (abroad or _resembles(place, group.phrase, abroad=False)):
            continue
        points = [
            other
            for one in choices
            if (other := one.place) and other.id != place.id and not other.feature_code.startswith("PCL")
        ]
        if abroad and (there := _namesake(choice, home, points)) is not None:
            kept[k] = replace(choice, place=there)
        elif points and (
            (_resembles(place, group.phrase, abroad=abroad) and _apart(place, points) > _AWAY_KM)
            or (abroad and _is_obscure(place) and len(points) >= _COMPANY and _apart(place, points) > _APART_KM)
        ):
            kept[k] = replace(choice, place=None)
    return kept


def _home(spoken: Counter[str], place: Place, weight: int) -> str:
    """Give the country that an article is about, a place apart that is named `weight` times; empty if there is none."""
    own = spoken[place.country] - weight
    total = spoken.total() - weight
    best, times = max(spoken.items(), key=lambda item: (item[1] - weight * (item[0] == place.country), item[0]))
    times -= weight * (best == place.country)
    if times < _LEAST or times < _ABOUT * total or (best != place.country and own > 0):
        return ""
    return best


def _namesake(choice: Choice, home: str, points: Sequence[Place]) -> Place | None:
    """Give the likeliest town of a name in the country spoken of that lies near its other places."""
    return next(
        (
            place
            for place, _ in choice.ranked
            if place.country == home and place.feature_class in "PS" and points and _apart(place, points) <= _NEAR_KM
        ),
        None,
    )


def _is_obscure(place: Place) -> bool:
    """Whether no news but that of its own country would name a place without saying where it lies."""
    return place.feature_class == "P" and place.population < _SMALL and len(place.names) <= _RENOWNED


def _resembles(place: Place, phrase: str, *, abroad: bool) -> bool:
    """Whether a place bears a name only as a variant, and nobody need know it by that.

    Abroad another spelling of its own name is no more. An Arabic article that its own name lacks ("al-X" of a city
    that English calls Y) is a name of some village.
    """
    key, own = name_key(phrase), name_key(place.name)
    if arabic_key(own) == arabic_key(key) or own.startswith(key + " "):
        return False
    if place.population > _FAMED and any(arabic_key(name_key(name)) == arabic_key(key) for name in place.names):
        return without_article(key) != key and without_article(own) == own and not _alike(own, key)
    if abroad:
        return True
    return place.geocoder != "supplement" and place.population < _SMALL and not _alike(own, key)


def _alike(own: str, key: str) -> bool:
    """Whether two names are one in two spellings."""
    return not set(fuzzy_keys(own)).isdisjoint(fuzzy_keys(key))


def _apart(place: Place, others: Sequence[Place]) -> float:
    """Give the km to the nearest of other places, from the edge of areas."""
    return min(
        haversine_km(place.lat, place.lon, other.lat, other.lon)
        - (min(_AREA_KM, other.radius_km) if other.feature_class == "A" else 0.0)
        for other in others
    )
