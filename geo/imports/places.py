"""Where a row is: its own coordinates, with the gazetteer's place of that name where one lies near, else its own."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.geodesy import distance_km
from geo.records import Location, Place
from geo.tables import read_toml

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.imports.formats import Extent
    from geo.records import Shape

_SAME_KM = 10.0  # a town of that name so near is the same town
_SAME_AREA_KM = 60.0
_CACHED = 100_000
_DECIMALS = 5


class Named(NamedTuple):
    """A place's name without the word that says what it is, and what that word says."""

    name: str
    feature_class: str
    feature_code: str


class Locator:
    """Places rows of data.

    Parameters
    ----------
    gazetteer
        Knows places by name and position.
    dataset
        Name of the data, for the ids of places that only they know.
    """

    def __init__(self, gazetteer: Gazetteer, dataset: str) -> None:
        self._gazetteer, self._dataset = gazetteer, dataset
        self.locate = lru_cache(maxsize=_CACHED)(self._locate)
        self.country_of = cache(self._country_of)

    def _locate(self, name: str, country: str, lat: float, lon: float, extent: Extent) -> Location:
        """Give the location of a row.

        Parameters
        ----------
        name, country
            As the data say; either may be empty.
        lat, lon
            Degrees EPSG:4326.
        extent
            How well the place is known.
        """
        code = self.country_of(country) if country else ""
        if extent.shape == "country":
            land = self._gazetteer.country(code or self._near_country(lat, lon))
            if land is not None:
                return Location(land, land.lat, land.lon, land.radius_km, shape="area")
        shape: Shape = "area" if extent.shape != "point" else "point"
        relation = extent.relation
        place = self._known(name, lat, lon, area=shape == "area") if name else None
        if place is None and not name:
            place, relation = next(iter(self._gazetteer.nearest(lat, lon)), None), "near"
        place = place or self._own(name, code, lat, lon, extent)
        return Location(place, round(lat, _DECIMALS), round(lon, _DECIMALS), extent.radius_km, relation, shape)

    def _known(self, name: str, lat: float, lon: float, *, area: bool) -> Place | None:
        """Give the gazetteer's place that bears the name and lies there: the nearest of them."""
        named = split_name(name)
        wanted = named.feature_class or ("A" if area else "PSTL")
        reach = _SAME_AREA_KM if wanted == "A" else _SAME_KM
        found = [
            (distance_km(lat, lon, place.lat, place.lon), place.id, place)
            for place in self._gazetteer.lookup(named.name)
            if place.feature_class in wanted and abs(place.lat - lat) < 1.0
        ]
        return next((place for apart, _, place in sorted(found)[:1] if apart <= reach), None)

    def _own(self, name: str, country: str, lat: float, lon: float, extent: Extent) -> Place:
        named = split_name(name)
        slug = re.sub(r"\W+", "-", named.name.casefold()).strip("-")
        return Place(
            id=f"{self._dataset}:{slug or 'place'}-{lat:.3f}-{lon:.3f}",
            name=named.name or f"{lat:.2f}, {lon:.2f}",
            lat=round(lat, _DECIMALS),
            lon=round(lon, _DECIMALS),
            country=country or self._near_country(lat, lon),
            feature_class=named.feature_class or ("A" if extent.shape == "area" else "P"),
            feature_code=named.feature_code or ("ADMD" if extent.shape == "area" else "PPL"),
            radius_km=extent.radius_km,
            geocoder=self._dataset,
            names=tuple(dict.fromkeys((named.name, name))),
        )

    def _near_country(self, lat: float, lon: float) -> str:
        town = next(iter(self._gazetteer.nearest(lat, lon)), None)
        return town.country if town else ""

    def _country_of(self, name: str) -> str:
        """Give the code of a country's name; ``Yemen (North Yemen)`` is Yemen."""
        bare = name.split("(", maxsplit=1)[0].strip()
        found = (place.country for place in self._gazetteer.lookup(bare) if place.feature_code.startswith("PCL"))
        return next(found, "")


@cache
def split_name(name: str) -> Named:
    """Split "Teir Maaleh village" into the name and what the last word says of its kind."""
    words = name.split()
    kind = _kinds().get(words[-1].casefold()) if len(words) > 1 else None
    return Named(" ".join(words[:-1]), *kind) if kind else Named(" ".join(words), "", "")


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    return {item["word"]: (item["class"], item["code"]) for item in read_toml("imports/names.toml")["places"]}
