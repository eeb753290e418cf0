"""Gazetteer evidence: what class of place a name may be, remembered so that each name is asked for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.gazetteer.names import name_key
from geo.toponyms.lexicon import abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.gazetteer import Gazetteer
    from geo.records import Place

_REMEMBERED = 200_000
# Population classes of towns: a name in "4" belongs to a city of a hundred thousand or more.
_SIZES = ((1_000_000, "6"), (200_000, "5"), (50_000, "4"), (10_000, "3"), (2_000, "2"))
UNKNOWN = ""
ANALYST = "T"


class Evidence:
    """Place classes by name.

    A class is a short string: ``C`` country, ``K`` capital, ``A`` division or region, ``6`` to ``1`` a town by
    population, ``S`` a site (airfield, base), ``N`` nature (water, land forms), ``T`` the analyst's own; in lower
    case, or with a ``v``, where the name is only a variant of the place's own. Empty for an unknown name.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, str] = {}
        self.analysts = False  # whether any name learnt is the analyst's own

    def learn(self, names: Iterable[str]) -> None:
        """Ask the gazetteer for those names not yet asked for, in one go."""
        fresh = [name for name in set(names) if name not in self._known]
        if not fresh:
            return
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        full = {name: abbreviations().get(name, (name, ""))[0] for name in fresh}
        known = self._gazetteer.known_keys(full.values())
        for name in fresh:
            found = self._known[name] = self._class_of(full[name]) if full[name] in known else UNKNOWN
            self.analysts = self.analysts or found == ANALYST

    def get(self, name: str) -> str:
        """Give the class of a name that was learnt."""
        return self._known.get(name, UNKNOWN)

    def _class_of(self, name: str) -> str:
        places = self._gazetteer.lookup(name, fuzzy=False)
        if not places:
            return UNKNOWN
        key = name_key(name)
        return min((place_class(place, own=name_key(place.name) == key) for place in places), key=_rank)


def place_class(place: Place, *, own: bool) -> str:
    """Give the class of one place; `own` says that the name is the place's own and not one of its variants."""
    if place.geocoder == "theatre":
        return ANALYST
    if place.feature_code.startswith("PCL"):
        sign = "C"
    elif place.feature_code == "PPLC":
        sign = "K"
    elif place.feature_class == "P":
        sign = next((sign for least, sign in _SIZES if place.population >= least), "1")
        return sign if own else sign + "v"
    elif place.feature_class in "AL":
        sign = "A"
    else:
        sign = "S" if place.feature_class == "S" else "N"
    return sign if own else sign.lower()


def _rank(sign: str) -> int:
    order = (
        "T",
        "C",
        "K",
        "6",
        "c",
        "k",
        "5",
        "A",
        "6v",
        "4",
        "3",
        "S",
        "N",
        "5v",
        "2",
        "a",
        "s",
        "n",
        "4v",
        "1",
        "3v",
        "2v",
        "1v",
    )
    return order.index(sign)
