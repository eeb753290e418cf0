"""Make one place of the same place told by two sources; the supplement wins, every name is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import index_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.records import Place

NEAR_KM = 10.0


def merge_sources(winners: Iterable[Place], others: Iterable[Place]) -> list[Place]:
    """Merge `others` into `winners` where both tell of the same place.

    The same is: same country, same kind of feature, a common name, and centres within 10 km (towns, sites) or
    within the winner's own radius (divisions); or first-order divisions of the same code.

    Returns
    -------
    list of Place
        The winners with the names, people and GeoNames id they lacked, then the others that found no partner.
    """
    merged = list(winners)
    by_key: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, place in enumerate(merged):
        for key in _keys(place):
            by_key[key].append(number)
    kinds = {(place.country, place.feature_class) for place in merged}
    rest = []
    for place in others:
        known = (place.country, place.feature_class) in kinds
        partner = _partner(place, merged, by_key) if known else None
        if partner is None:
            rest.append(place)
        else:
            merged[partner] = combine(merged[partner], place)
    return merged + rest


def _keys(place: Place) -> set[tuple[str, str, str]]:
    if place.feature_code == "ADM1":
        return {(place.country, "ADM1", place.admin1)}
    return {
        (place.country, place.feature_class, key) for name in place.names for key in index_keys(name, place.country)
    }


def _partner(place: Place, merged: list[Place], by_key: dict[tuple[str, str, str], list[int]]) -> int | None:
    best, least = None, float("inf")
    for number in {n for key in _keys(place) & by_key.keys() for n in by_key[key]}:
        other = merged[number]
        apart = haversine_km(place.lat, place.lon, other.lat, other.lon)
        if place.feature_code == "ADM1":
            return number
        allowed = max(NEAR_KM, other.radius_km) if place.feature_class == "A" else NEAR_KM
        if apart <= min(allowed, least):
            best, least = number, apart
    return best


def combine(winner: Place, other: Place) -> Place:
    """Give the winner with the names, division, people and GeoNames id of the other that it lacks."""
    return replace(
        winner,
        names=tuple(dict.fromkeys((*winner.names, *other.names))),
        admin1=winner.admin1 or other.admin1,
        population=winner.population or other.population,
        geonameid=winner.geonameid or other.geonameid,
        feature_code=other.feature_code if other.feature_code == "PPLC" else winner.feature_code,
    )
