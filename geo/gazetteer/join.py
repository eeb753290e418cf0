"""Join a stream of imported places to the built-in gazetteer: one town stays one place, countries are filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from math import cos, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.batches import batched
from geo.gazetteer.distance import EARTH_RADIUS_KM, haversine_km
from geo.gazetteer.merge import NEAR_KM, combine
from geo.gazetteer.names import keys_of, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scipy.spatial import cKDTree

    from geo.gazetteer.index import Index
    from geo.records import Place

_BATCH = 2000
# The nearest town tells the country of a place only if it is about as near as a town can be expected to be.
_NEAREST_TOWN_KM = 300.0
_CODE = re.compile(r"[A-Z]{2}")
_DIVISION = "ADM1"


class Joiner:
    """Joins imported places to those of an index.

    Where both tell of the same place, the place keeps the index's id and has the names of both. The same is: the same
    GeoNames id; or a common name, kind and country within 10 km (of a division: its code) where the index has no other
    GeoNames id.

    Parameters
    ----------
    known
        The built-in index.
    own_wins
        Whether an imported place's own name, position and kind stand; else the index's do.
    country
        ISO 3166-1 alpha-2 code of all places that tell none.
    """

    def __init__(self, known: Index, *, own_wins: bool, country: str = "") -> None:
        self._known, self._own_wins, self._country = known, own_wins, country
        self._taken: set[str] = set()
        self._codes: dict[str, str] = {}
        self._towns: tuple[cKDTree, list[tuple[str, str]]] | None = None

    def join(self, places: Iterable[Place]) -> Iterator[tuple[Place, frozenset[str]]]:
        """Give the places as they are to be indexed with their exact keys, in their order."""
        for batch in batched(places, _BATCH):
            settled = self._settle(batch)
            keys = [keys_of(place) for place in settled]
            known = self._known.kinds({key for own in keys for key in own})
            numbers = self._known.by_geonameids({place.geonameid for place in settled if place.geonameid})
            for place, own in zip(settled, keys, strict=True):
                kind = (place.country, place.feature_class)
                shared = {key for key in own if kind in known.get(key, ())} if known else set()
                joined = self._joined(place, numbers.get(place.geonameid or 0), shared)
                yield joined, own if joined is place else keys_of(joined)

    def _joined(self, place: Place, same: Place | None, keys: set[str]) -> Place:
        partner = same or self._partner(place, keys)
        if partner is None or partner.id in self._taken:
            return place
        self._taken.add(partner.id)
        if self._own_wins:
            return replace(combine(place, partner), id=partner.id)
        return combine(partner, place)

    def _partner(self, place: Place, keys: set[str]) -> Place | None:
        best, least = None, float("inf")
        for other in self._known.alike(keys, place.country, place.feature_class) if keys else ():
            if place.geonameid and other.geonameid and place.geonameid != other.geonameid:
                continue
            apart = haversine_km(place.lat, place.lon, other.lat, other.lon)
            if _DIVISION in {place.feature_code, other.feature_code}:
                alike = place.feature_code == other.feature_code and apart <= other.radius_km
            else:
                alike = apart <= (max(NEAR_KM, other.radius_km) if place.feature_class == "A" else NEAR_KM)
            if alike and apart < least:
                best, least = other, apart
        return best

    def _settle(self, places: Sequence[Place]) -> list[Place]:
        """Give each place its country code: as written, by the country's name, or the nearest town's."""
        codes = [self._code(place.country) or self._country for place in places]
        settled = [
            place if place.country == code else replace(place, country=code)
            for place, code in zip(places, codes, strict=True)
        ]
        lost = [k for k, place in enumerate(settled) if not place.country]
        if lost:
            for k, (country, admin1) in zip(lost, self._nearest([settled[k] for k in lost]), strict=True):
                settled[k] = replace(settled[k], country=country, admin1=settled[k].admin1 or admin1)
        return settled

    def _code(self, written: str) -> str:
        if not written or _CODE.fullmatch(written):
            return written
        if written not in self._codes:
            found = self._known.by_keys([name_key(written)])
            self._codes[written] = next((place.country for place in found if place.feature_code == "PCLI"), "")
        return self._codes[written]

    def _nearest(self, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
        if self._towns is None:
            from scipy.spatial import cKDTree  # noqa: PLC0415 - only for tables that tell no country

            rows = self._known.positions("P")
            self._towns = (
                cKDTree([_unit(lat, lon) for lat, lon, _, _ in rows] or [(0.0, 0.0, 9.0)]),
                [(country, admin1) for _, _, country, admin1 in rows] or [("", "")],
            )
        tree, codes = self._towns
        apart, numbers = tree.query(np.array([_unit(place.lat, place.lon) for place in places]))
        for chord, number in zip(np.atleast_1d(apart), np.atleast_1d(numbers), strict=True):
            yield codes[number] if chord * EARTH_RADIUS_KM <= _NEAREST_TOWN_KM else ("", "")


def _unit(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = radians(lat), radians(lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)
