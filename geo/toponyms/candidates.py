"""Candidates of a name with the evidence that does not depend on the article, remembered per name."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log10, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.names import arabic_key, name_key, spelling, without_article
from geo.toponyms.lexicon import abbreviations
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.gazetteer import Gazetteer
    from geo.records import Place

STATIC = (
    "people",
    "own_name",
    "curated",
    "cut",
    "long",
    "fuzzy",
    "country",
    "capital",
    "state",
    "division",
    "site",
    "nature",
    "listed",
    "renown",
    "behind",
    "listed_behind",
    "analyst",
    "kind",
    "kind_other",
)
DEFINITE = "the"
"""The kind asked for where only the definite article stands before a name: of a town and a river, it is the river."""
_WATERS = ("H",)
_DIVISIONS = ("A",)
_MOST = 40
_REMEMBERED = 50_000
_PEOPLE_FLOOR = 3.0
_COUNTRY_PEOPLE = 7.0
_LEAST_COUNTRY = 10_000_000
_NEARLY_OWN = 0.8
# Tables whose variants are names that people use, not every name on record.
_CURATED = frozenset({"supplement", "countries", "admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The places a name may mean.

    `static` is candidates x `STATIC`; `xyz` their unit vectors; `countries` their codes.
    """

    places: tuple[Place, ...]
    static: NDArray[np.float64]
    xyz: NDArray[np.float64]
    countries: tuple[str, ...]


class CandidateFinder:
    """Looks names up with the generic word beside them, and remembers the answers.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[str, str], Candidates] = {}

    def find(self, phrase: str, kind: str = "") -> Candidates:
        """Give the candidates of a name, asked for as a `kind` of place ("airport", "province") or any."""
        key = (phrase, kind)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._describe(phrase, kind)
        return found

    def _describe(self, phrase: str, kind: str) -> Candidates:
        if phrase in abbreviations():
            phrase, kind = abbreviations()[phrase]
        whole = self._gazetteer.has(phrase)
        names = _variants(phrase, kind, whole=whole)
        places: dict[str, tuple[Place, str]] = {}
        for name in names:
            for place in self._gazetteer.lookup(name)[:_MOST]:
                places.setdefault(place.id, (place, name))
            if places and name != phrase and name_key(name) == name_key(phrase):
                break
        wanted = relations().kinds.get(kind, ())
        towns = {(place.country, place.admin1) for place, _ in places.values() if place.feature_class == "P"}
        if kind == DEFINITE and towns and any(place.feature_class == "H" for place, _ in places.values()):
            wanted = _WATERS
        most = max((_people(place, towns) for place, _ in places.values()), default=0)
        places = _without_seats(places, key=name_key(phrase)) if tuple(wanted) == _DIVISIONS else places
        rows = [_static(place, name, phrase, wanted, towns, most, whole=whole) for place, name in places.values()]
        listed = tuple(place for place, _ in places.values())
        return Candidates(
            listed,
            np.array(rows, dtype=np.float64).reshape(len(rows), len(STATIC)),
            np.array([unit_vector(place.lat, place.lon) for place in listed], dtype=np.float64).reshape(len(rows), 3),
            tuple(place.country for place in listed),
        )


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """Give the point of the unit sphere at degrees `lat`, `lon`."""
    phi, lam = radians(lat), radians(lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def of_kind(place: Place, wanted: Sequence[str]) -> bool:
    """Whether a place is of one of the kinds: a feature class ("A") or class and start of code ("S.AIR")."""
    code = f"{place.feature_class}.{place.feature_code}"
    return any(code == kind or code.startswith(kind + ".") for kind in wanted)


def _variants(phrase: str, kind: str, *, whole: bool) -> list[str]:
    """Give the names to ask for: with the generic word, as written, and without it where the name holds it.

    "Port Sudan", known as a `whole`, is not cut to "Sudan".
    """
    names = [phrase]
    words = phrase.split()
    lower = [word.lower() for word in words]
    kinds = relations().kinds
    if kind and kind != DEFINITE and kind not in lower:
        names.insert(0, f"{phrase} {kind}")
    if len(words) > 1 and lower[-1] in kinds:
        cut = len(words) - 1
        while cut > 1 and lower[cut - 1] in {
            "air",
            "international",
            "military",
            "naval",
            "refugee",
            "border",
            "oil",
            "gas",
        }:
            cut -= 1
        names.append(" ".join(words[:cut]))
    if len(words) > 2 and lower[0] in kinds and lower[1] == "of":  # noqa: PLR2004
        names.append(" ".join(words[2:]))
    elif len(words) > 1 and lower[0] in kinds and not whole:
        names.append(" ".join(words[1:]))
    if len(words) > 1 and lower[0] == "the":
        names.append(" ".join(words[1:]))
    return names


def _without_seats(places: dict[str, tuple[Place, str]], key: str) -> dict[str, tuple[Place, str]]:
    """Leave out the towns whose division bears the name: "X province" is no town."""
    divisions = {
        (place.country, place.admin1)
        for place, name in places.values()
        if place.feature_code == "ADM1" and (name_key(name) != key or _alike(key, place))
    }
    return {
        number: (place, name)
        for number, (place, name) in places.items()
        if place.feature_class == "A" or (place.country, place.admin1) not in divisions
    }


def _names_itself(place: Place, own: str, key: str) -> bool:
    """Whether a place's own name is the key and generic words: "New York City", "Hama Governorate".

    Our own table adds the town to the name of a quarter: "Mosul Old City".
    """
    if place.geocoder == "supplement" and place.feature_class in "PS":
        return own.startswith(key + " ") or own.endswith(" " + key)
    return own.startswith(key + " ") and all(word in relations().kind_own for word in own[len(key) :].split())


def _alike(key: str, place: Place) -> bool:
    """Whether one of a place's names is the key, the Arabic article apart where it is one."""
    if any(name_key(name) == key for name in place.names):
        return True
    bare = arabic_key(without_article(key))
    return place.country in spelling().article_countries and any(
        arabic_key(without_article(name_key(name))) == bare for name in place.names
    )


def _people(place: Place, towns: set[tuple[str, str]]) -> int:
    """Give how many people a name may mean: none of an island, nor of a division that a town of it stands for."""
    if place.feature_code.startswith("PCL"):
        return max(place.population, _LEAST_COUNTRY)
    shadowed = place.feature_class == "A" and (place.country, place.admin1) in towns
    return place.population if place.feature_class in "AP" and not shadowed else 0


def _static(  # noqa: PLR0917 - one row of the table
    place: Place, name: str, phrase: str, wanted: Sequence[str], towns: set[tuple[str, str]], most: int, *, whole: bool
) -> tuple[float, ...]:
    key = name_key(name)
    own = name_key(place.name)
    known = key == own or _alike(key, place)
    itself = known and _names_itself(place, own, key)
    is_country = place.feature_code.startswith("PCL")
    people = _COUNTRY_PEOPLE if is_country else log10(max(place.population, 1000))
    matches = bool(wanted) and of_kind(place, wanted)
    behind = max(0.0, log10(max(most, 1000)) - log10(max(place.population, 1000))) if place.feature_class == "P" else 0
    unknown = place.geocoder == "supplement" and not place.population  # few or many: nobody has counted
    return (
        people - _PEOPLE_FLOOR,
        1.0 if key == own else _NEARLY_OWN if itself else 0.0,
        float(known and key != own and not (itself and place.feature_class in "PS") and place.geocoder in _CURATED),
        float(whole and len(name) < len(phrase)),
        float(known and len(without_article(key).split()) > 1),
        float(not known),
        float(is_country),
        float(place.feature_code == "PPLC"),
        float(place.feature_code == "ADM1" and (place.country, place.admin1) not in towns),
        float(place.feature_class == "A" and not is_country and not matches and (place.country, place.admin1) in towns),
        float(place.feature_class == "S" and place.country in {country for country, _ in towns}),
        float(place.feature_class in "TVLU" or (place.feature_class == "H" and (matches or not towns))),
        float(place.geocoder == "supplement"),
        log10(1 + len(place.names)) if place.geonameid else 0.0,
        0.0 if unknown else behind,
        behind if unknown else 0.0,
        float(place.geocoder == "theatre"),
        float(matches or (len(name) > len(phrase) and known)),
        float(bool(wanted) and not matches),
    )
