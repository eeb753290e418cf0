"""GeoNames dumps as places: the 19 columns of a country or world dump, with the alternate names beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from math import isfinite
from typing import TYPE_CHECKING

from geo.gazetteer.batches import batched
from geo.gazetteer.kinds import extent_km, import_tables
from geo.gazetteer.sources import is_name
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geo.gazetteer.tally import Tally

COLUMNS = 19
_ALTERNATE_COLUMNS = 4
_BATCH = 1000
_MOST_NAMES = 200
# Kinds of "names" in the alternate names table that no article writes: links, codes, postal codes, sound.
_NO_LANGUAGES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "phon", "piny"})


def is_dump_line(line: str) -> bool:
    """Whether a line is a row of a GeoNames dump: 19 columns between tabs, a number first, then degrees."""
    parts = line.rstrip("\r\n").split("\t")
    return len(parts) == COLUMNS and parts[0].isdigit() and _degrees(parts[4], 90) is not None


class AlternateNames:
    """Alternate names by GeoNames id, kept in a scratch database so that their number does not matter.

    Parameters
    ----------
    scratch
        A file that does not exist yet; the caller removes it.
    """

    def __init__(self, scratch: Path) -> None:
        self._db = sqlite3.connect(scratch, isolation_level=None)
        self._db.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16000")
        self._db.execute("create table name (place integer, name text)")

    def fill(self, lines: Iterable[str]) -> None:
        """Take the lines of an alternate names table; a line that is none is passed over."""
        self._db.execute("begin")
        self._db.executemany("insert into name values (?, ?)", _alternates(lines))
        self._db.execute("create index name_place on name (place)")
        self._db.execute("commit")

    def of(self, ids: Iterable[int]) -> dict[int, list[str]]:
        """Give the names of each id, in the order of the table."""
        wanted = list(ids)
        marks = ",".join("?" * len(wanted))
        sql = f"select place, name from name where place in ({marks}) order by place, rowid"
        found: dict[int, list[str]] = {}
        for place, name in self._db.execute(sql, wanted):
            found.setdefault(place, []).append(name)
        return found

    def close(self) -> None:
        """Close the scratch database."""
        self._db.close()


def read_dump(lines: Iterable[str], tally: Tally, alternates: AlternateNames | None = None) -> Iterator[Place]:
    """Give the places of a dump, one after the other; rows that cannot be used are counted and passed over.

    Parameters
    ----------
    lines
        Lines of the dump.
    tally
        Takes the counts.
    alternates
        More names, by GeoNames id.
    """
    if alternates is None:
        yield from filter(None, (_place(line, tally, {}) for line in lines))
        return
    with closing(alternates):
        for batch in batched(lines, _BATCH):
            ids = (int(start) for line in batch if (start := line.partition("\t")[0]).isdigit())
            more = alternates.of(ids)
            yield from filter(None, (_place(line, tally, more) for line in batch))


def _place(line: str, tally: Tally, more: dict[int, list[str]]) -> Place | None:
    parts = line.rstrip("\r\n").split("\t")
    if parts == [""]:
        return None
    tally.read += 1
    if len(parts) != COLUMNS or not parts[0].isdigit():
        tally.skip("no row of a GeoNames dump")
        return None
    number, name, plain_name, others, feature_class, code = int(parts[0]), *parts[1:4], *parts[6:8]
    lat, lon = _degrees(parts[4], 90), _degrees(parts[5], 180)
    if not name:
        tally.skip("no name")
        return None
    if lat is None or lon is None:
        tally.skip("no coordinates")
        return None
    if f"{feature_class}.{code}" in import_tables().skipped_features:
        tally.skip("a shop, school, hotel or the like")
        return None
    people = int(parts[14]) if parts[14].isdigit() else 0
    variants = (plain_name, *others.split(","), *more.get(number, ()))
    names = dict.fromkeys((name, *(other for other in variants if other and is_name(other))))
    return Place(
        id=f"gn:{number}",
        name=name,
        lat=lat,
        lon=lon,
        country=parts[8] or parts[9][:2],
        admin1=parts[10],
        feature_class=feature_class or "P",
        feature_code=code,
        population=people,
        radius_km=extent_km(feature_class or "P", code, people),
        geonameid=number,
        geocoder="geonames",
        names=tuple(names)[:_MOST_NAMES],
    )


def _degrees(text: str, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= most else None


def _alternates(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        parts = line.rstrip("\r\n").split("\t")
        if len(parts) < _ALTERNATE_COLUMNS or not parts[1].isdigit() or parts[2] in _NO_LANGUAGES:
            continue
        if parts[3] and is_name(parts[3]):
            yield int(parts[1]), parts[3]
