"""The gazetteer: every place that a name may mean, from the compiled index and the analyst's own places."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.distance import haversine_km
from geo.gazetteer.index import Index
from geo.gazetteer.installed import open_installed
from geo.gazetteer.names import fuzzy_keys, index_keys, query_keys, spelling
from geo.gazetteer.tables import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.records import Place

_CACHED_NAMES = 20_000
_KEPT_INDEXES = 3
# A bare "Donetsk" is the town: a division weighs a twentieth of the people of its towns.
_DIVISION_WEIGHT = 0.05
# Regions, deserts and bases have no people on record; their extent says how likely they are meant.
_PEOPLE_PER_KM2 = 10.0


class Gazetteer:
    """Places by name, by id and by position.

    Parameters
    ----------
    indexes
        Compiled indexes, the most trusted first.
    extra
        The analyst's own places; they win over every other.
    """

    def __init__(self, indexes: Sequence[Index], extra: Sequence[Place] = ()) -> None:
        self._indexes = tuple(indexes)
        self._extra = tuple(extra)
        self._extra_exact: dict[str, list[Place]] = {}
        self._extra_fuzzy: dict[str, list[Place]] = {}
        for place in self._extra:
            keys = {key for name in (place.name, *place.names) for key in index_keys(name, place.country)}
            for key in keys:
                self._extra_exact.setdefault(key, []).append(place)
            for weak in {weak for key in keys for weak in fuzzy_keys(key)}:
                self._extra_fuzzy.setdefault(weak, []).append(place)
        self._cached = lru_cache(maxsize=_CACHED_NAMES)(self._find)

    def lookup(self, name: str, *, fuzzy: bool = True) -> tuple[Place, ...]:
        """Give all candidates of a name, the analyst's own first, then by population.

        Case, marks, apostrophes, hyphens and the Arabic article do not matter. Transliteration variants (Tarhouna,
        Tarhunah) are found by a weaker key, asked only if no exact spelling is known.

        Parameters
        ----------
        name
            As written in the text.
        fuzzy
            Whether to try the weaker key.
        """
        return self._cached(name, fuzzy)

    def has(self, name: str, *, fuzzy: bool = False) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name, fuzzy=fuzzy))

    def lookup_many(self, names: Iterable[str], *, fuzzy: bool = True) -> dict[str, tuple[Place, ...]]:
        """Give the candidates of each name that has any."""
        return {name: found for name in dict.fromkeys(names) if (found := self.lookup(name, fuzzy=fuzzy))}

    def known_keys(self, names: Iterable[str], *, fuzzy: bool = False) -> set[str]:
        """Give those of `names` that the gazetteer knows, in few queries: cheap for every n-gram of an article."""
        tiers = {name: query_keys(name, fuzzy=fuzzy) for name in set(names)}
        used = 3 if fuzzy else 2
        exact = {key for keys in tiers.values() for tier in keys[:2] for key in tier}
        weak = {key for keys in tiers.values() for key in keys[2]} if fuzzy else set()
        known = exact & self._extra_exact.keys()
        known_weak = weak & self._extra_fuzzy.keys()
        for index in self._indexes:
            known |= index.known(exact)
            known_weak |= index.known(weak, table="fuzzy") if weak else set()
        hits = (known, known, known_weak)
        return {
            name
            for name, keys in tiers.items()
            if any(not hit.isdisjoint(tier) for tier, hit in zip(keys[:used], hits, strict=False))
        }

    def get(self, place_id: str) -> Place | None:
        """Give the place of an id such as ``gn:2210247``; None when there is none."""
        own = next((place for place in self._extra if place.id == place_id), None)
        return own or next((place for index in self._indexes if (place := index.by_id(place_id))), None)

    def country(self, iso2: str) -> Place | None:
        """Give a country by its ISO 3166-1 alpha-2 code."""
        return self.get(f"co:{iso2}")

    def admin1_name(self, country: str, code: str) -> str:
        """Give the name of a first-order division by its GeoNames code; empty when unknown."""
        return next((name for index in self._indexes if (name := index.admin1_name(country, code))), "")

    def towns(self, bbox: tuple[float, float, float, float], least_population: int = 0) -> tuple[Place, ...]:
        """Give the populated places in a box, the largest first.

        Parameters
        ----------
        bbox
            West, south, east, north in degrees (EPSG:4326); west may be greater than east across the antimeridian.
        least_population
            Leave out the smaller ones.
        """
        west, south, east, north = bbox
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        found = [
            place
            for low, high in spans
            for index in self._indexes
            for place in index.in_box(south, low, north, high, classes="P", least_population=least_population)
        ]
        return tuple(sorted(_distinct(found), key=_by_size))

    def nearest(self, lat: float, lon: float, k: int = 1, *, classes: str = "P") -> tuple[Place, ...]:
        """Give the `k` places nearest to a point in degrees, nearest first.

        Parameters
        ----------
        lat, lon
            Degrees (EPSG:4326).
        k
            How many.
        classes
            GeoNames feature classes, one letter each: ``P`` towns, ``S`` sites, ``A`` divisions.
        """
        reach_km = 25.0
        while True:
            found = self._around(lat, lon, reach_km, classes)
            ranked = sorted((haversine_km(lat, lon, place.lat, place.lon), place.id, place) for place in found)
            near = [place for apart, _, place in ranked if apart <= reach_km]
            if len(near) >= k or reach_km > 20_000:  # noqa: PLR2004 - half the earth's girth
                return tuple(near[:k])
            reach_km *= 3

    def _around(self, lat: float, lon: float, reach_km: float, classes: str) -> list[Place]:
        rise = reach_km / 110.0
        top = min(90.0, max(abs(lat + rise), abs(lat - rise)))
        width = 180.0 if top >= 89.0 else min(180.0, rise / cos(radians(top)))  # noqa: PLR2004 - beyond 89 degrees every meridian is near
        west, east = lon - width, lon + width
        spans = [(max(west, -180.0), min(east, 180.0))]
        if west < -180:  # noqa: PLR2004
            spans.append((west + 360, 180.0))
        if east > 180:  # noqa: PLR2004
            spans.append((-180.0, east - 360))
        own = [place for place in self._extra if place.feature_class in classes]
        found = [
            place
            for low, high in spans
            for index in self._indexes
            for place in index.in_box(lat - rise, low, lat + rise, high, classes=classes)
        ]
        return list(_distinct([*own, *found]))

    def _find(self, name: str, fuzzy: bool) -> tuple[Place, ...]:
        exact, bare, weak = query_keys(name)
        found = self._by(exact, "exact") if exact else ()
        if not found and bare:
            articled = spelling().article_countries
            found = tuple(p for p in self._by(bare, "exact") if not p.country or p.country in articled)
        if fuzzy and weak and all(place.feature_class == "S" for place in found):
            # An airfield may spell its town's name as nobody else does: the town itself must not be missed.
            found = tuple(_distinct((*found, *self._by(weak, "fuzzy"))))
        return found

    def _by(self, keys: tuple[str, ...], table: str) -> tuple[Place, ...]:
        extra = self._extra_exact if table == "exact" else self._extra_fuzzy
        own = [place for key in keys for place in extra.get(key, ())] if extra else []
        found = [place for index in self._indexes for place in index.by_keys(keys, table=table)]
        return (*_distinct(own), *sorted(_distinct(found), key=_by_size))


def open_gazetteer(cache_dir: Path, extra: Sequence[Place] = (), *, imported: bool = True) -> Gazetteer:
    """Open the gazetteer: the analyst's places, then what the user has imported, then the built-in index.

    Parameters
    ----------
    cache_dir
        The user's cache folder; created if it is missing.
    extra
        The analyst's own places.
    imported
        Whether to open what ``gazetteer add`` has imported into `cache_dir`.

    Raises
    ------
    GazetteerError
        If the folder cannot be written or a table cannot be read.
    """
    added = open_installed(cache_dir) if imported else ()
    return Gazetteer((*added, open_builtin(cache_dir)), extra)


def open_builtin(cache_dir: Path) -> Index:
    """Open the built-in index; it is compiled on first use and whenever its inputs have changed."""
    path = cache_dir / f"gazetteer-{fingerprint()}.sqlite"
    return _try_open(path) or _compile(path)


def _compile(path: Path) -> Index:
    # Reading the sources needs what opening must not wait for.
    from filelock import FileLock  # noqa: PLC0415

    from geo.gazetteer.compile import compile_index  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            made_meanwhile = _try_open(path)
            if made_meanwhile:
                return made_meanwhile
            compile_index(path)
            _prune(path.parent)
    except OSError as problem:
        raise GazetteerError(f"the gazetteer index cannot be written to {path.parent}: {problem}") from problem
    return Index(path)


def _prune(cache_dir: Path) -> None:
    """Remove all but the newest indexes: other checkouts may still use theirs."""
    indexes = sorted(cache_dir.glob("gazetteer-*.sqlite"), key=lambda file: file.stat().st_mtime)
    for old in indexes[:-_KEPT_INDEXES]:
        with suppress(OSError):
            old.unlink()
            old.with_suffix(".lock").unlink(missing_ok=True)


def _try_open(path: Path) -> Index | None:
    try:
        return Index(path) if path.is_file() else None
    except GazetteerError:
        return None


def _distinct(places: Iterable[Place]) -> Iterator[Place]:
    seen: set[str] = set()
    for place in places:
        if place.id not in seen:
            seen.add(place.id)
            yield place


def _by_size(place: Place) -> tuple[float, str]:
    people = float(place.population)
    if place.feature_code.startswith("ADM"):
        people *= _DIVISION_WEIGHT
    elif not people and place.geocoder == "supplement":
        people = _PEOPLE_PER_KM2 * place.radius_km**2
    return -people, place.id
