"""What online geocoders answer, as places: only answers that are a place, in the countries asked for."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from geo.gazetteer.kinds import extent_km, import_tables, plain
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OSM_TYPES = {"N": "node", "W": "way", "R": "relation", "node": "node", "way": "way", "relation": "relation"}


def read_answer(service: str, locations: Sequence[Any], countries: Sequence[str]) -> tuple[Place, ...]:
    """Give the places of an answer, in its order.

    Parameters
    ----------
    service
        ``nominatim``, ``photon`` or ``geonames``.
    locations
        `geopy.location.Location` records with the service's own answer as ``raw``.
    countries
        ISO 3166-1 alpha-2 codes; what lies elsewhere is left out.

    Raises
    ------
    KeyError, TypeError, ValueError, AttributeError
        If the answer is not of the service's form.
    """
    reader = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames}[service]
    found = (place for location in locations if location for place in reader(location))
    return tuple(
        place
        for place in found
        if place.country in countries and isfinite(place.lat) and abs(place.lat) <= 90 and abs(place.lon) <= 180  # noqa: PLR2004 - degrees
    )


def _nominatim(location: Any) -> Iterator[Place]:
    raw = location.raw
    names = (raw.get("name") or raw["display_name"].partition(",")[0], *(raw.get("namedetails") or {}).values())
    kind, country = (raw["class"], raw["type"]), raw["address"]["country_code"]
    yield from _osm("nominatim", location, raw, kind=kind, country=country, names=names)


def _photon(location: Any) -> Iterator[Place]:
    raw = location.raw["properties"]
    if raw.get("name"):
        kind = (raw["osm_key"], raw["osm_value"])
        yield from _osm("photon", location, raw, kind=kind, country=raw.get("countrycode", ""), names=(raw["name"],))


def _osm(
    service: str, location: Any, raw: dict[str, Any], *, kind: tuple[str, str], country: str, names: Sequence[str]
) -> Iterator[Place]:
    tables = import_tables()
    words = [plain(word) for word in reversed(kind)]
    if not tables.skipped_words.isdisjoint(words):
        return
    feature = next((tables.kinds[word] for word in words if word in tables.kinds), None)
    if feature is None:
        # Of the rest of OpenStreetMap only areas are places that a report names: no house, no road.
        if kind[0] != "boundary":
            return
        feature = ("A", "ADMD")
    whole = tuple(dict.fromkeys(name for name in names if name))
    yield Place(
        id=f"osm:{_OSM_TYPES[raw['osm_type']]}/{int(raw['osm_id'])}",
        name=whole[0],
        lat=round(float(location.latitude), 6),
        lon=round(float(location.longitude), 6),
        country=country.upper(),
        feature_class=feature[0],
        feature_code=feature[1],
        radius_km=extent_km(*feature, 0),
        geocoder=service,
        names=whole,
    )


def _geonames(location: Any) -> Iterator[Place]:
    raw = location.raw
    feature_class, code = raw["fcl"], raw["fcode"]
    if f"{feature_class}.{code}" in import_tables().skipped_features:
        return
    population = int(raw.get("population") or 0)
    number = int(raw["geonameId"])
    yield Place(
        id=f"gn:{number}",
        name=raw["name"],
        lat=float(location.latitude),
        lon=float(location.longitude),
        country=raw.get("countryCode", ""),
        admin1=raw.get("adminCode1", ""),
        feature_class=feature_class,
        feature_code=code,
        population=population,
        radius_km=extent_km(feature_class, code, population),
        geonameid=number,
        geocoder="geonames.org",
        names=tuple(dict.fromkeys((raw["name"], raw.get("toponymName") or raw["name"]))),
    )
