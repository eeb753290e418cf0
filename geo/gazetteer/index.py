"""The compiled index: one SQLite file of places, names and positions, read in place."""

from __future__ import annotations

import contextlib
import sqlite3
from math import floor
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.tables import SCHEMA_VERSION
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = "number, id, name, lat, lon, country, admin1, class, code, population, radius_km, geonameid, geocoder, names"
SEPARATOR = "\x1f"
_BATCH = 400


class Index:
    """One compiled index, open for reading.

    Parameters
    ----------
    path
        A file written by `write_index`.
    disposable
        Whether the file may be removed when it proves damaged, as it can be made again from what is at hand.

    Raises
    ------
    GazetteerError
        If the file is no whole index of this schema.
    """

    def __init__(self, path: Path, *, disposable: bool = True) -> None:
        self.path, self._disposable = path, disposable
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute("pragma cache_size = -8000")
            self._check()
        except sqlite3.Error as problem:
            raise GazetteerError(f"{path}: not a gazetteer index: {problem}") from problem

    def _check(self) -> None:
        version, pages, size = (
            self._db.execute(f"pragma {name}").fetchone()[0] for name in ("user_version", "page_count", "page_size")
        )
        if version != SCHEMA_VERSION or pages * size != self.path.stat().st_size:
            raise GazetteerError(f"{self.path}: not a whole gazetteer index of schema {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def alike(self, keys: Iterable[str], country: str, feature_class: str) -> list[Place]:
        """Give the places of a country and feature class stored under any of the exact `keys`."""
        keys = tuple(keys)
        marks = ",".join("?" * len(keys))
        sql = (
            f"select {COLUMNS} from place where number in (select place from exact where key in ({marks})) "
            "and country = ? and class = ?"
        )
        return [_to_place(row) for row in self._rows(sql, (*keys, country, feature_class))]

    def by_keys(self, keys: Iterable[str], *, table: str = "exact") -> list[Place]:
        """Give the places stored under any of `keys`; `table` is ``exact`` or ``fuzzy``."""
        keys = tuple(keys)
        marks = ",".join("?" * len(keys))
        sql = f"select {COLUMNS} from place where number in (select place from {table} where key in ({marks}))"
        return [_to_place(row) for row in self._rows(sql, keys)]

    def known(self, keys: Iterable[str], *, table: str = "exact") -> set[str]:
        """Give those of `keys` that the index has."""
        wanted = list(keys)
        found: set[str] = set()
        for begin in range(0, len(wanted), _BATCH):
            batch = wanted[begin : begin + _BATCH]
            marks = ",".join("?" * len(batch))
            found.update(
                row[0] for row in self._rows(f"select distinct key from {table} where key in ({marks})", batch)
            )
        return found

    def kinds(self, keys: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
        """Give, for those of the exact `keys` that the index has, country and feature class of their places."""
        wanted = list(keys)
        found: dict[str, set[tuple[str, str]]] = {}
        for begin in range(0, len(wanted), _BATCH):
            batch = wanted[begin : begin + _BATCH]
            marks = ",".join("?" * len(batch))
            sql = f"select key, country, class from exact join place on number = place where key in ({marks})"
            for key, country, feature_class in self._rows(sql, batch):
                found.setdefault(key, set()).add((country, feature_class))
        return found

    def by_id(self, place_id: str) -> Place | None:
        """Give the place of an id; ``gn:`` ids also find the place that a merge gave another id."""
        rows = self._rows(f"select {COLUMNS} from place where id = ?", (place_id,))
        source, _, number = place_id.partition(":")
        if not rows and source == "gn" and number.isdigit():
            rows = self._rows(f"select {COLUMNS} from place where geonameid = ?", (int(number),))
        return _to_place(rows[0]) if rows else None

    def by_geonameids(self, numbers: Iterable[int]) -> dict[int, Place]:
        """Give the places of GeoNames ids."""
        wanted = list(numbers)
        found: dict[int, Place] = {}
        for begin in range(0, len(wanted), _BATCH):
            batch = wanted[begin : begin + _BATCH]
            marks = ",".join("?" * len(batch))
            for row in self._rows(f"select {COLUMNS} from place where geonameid in ({marks})", batch):
                place = _to_place(row)
                found[place.geonameid or 0] = place
        return found

    def positions(self, classes: str) -> list[tuple[float, float, str, str]]:
        """Give latitude, longitude, country and division code of every place of the feature `classes`."""
        marks = ",".join("?" * len(classes))
        return self._rows(f"select lat, lon, country, admin1 from place where class in ({marks})", classes)

    def places(self) -> Iterator[Place]:
        """Give every place, in the order in which they were written."""
        for row in self._db.execute(f"select {COLUMNS} from place order by number"):
            yield _to_place(row)

    def meta(self) -> dict[str, str]:
        """Give what the index tells of itself."""
        return dict(self._rows("select key, value from meta", ()))

    def in_box(
        self, south: float, west: float, north: float, east: float, *, classes: str, least_population: int = 0
    ) -> list[Place]:
        """Give the places of the feature `classes` (letters) within a box of degrees."""
        marks = ",".join("?" * len(classes))
        # One range of cells for each band of a degree of latitude.
        sql = (
            "with recursive band(start) as (select ? union all select start + 360 from band where start < ?) "
            f"select {COLUMNS.replace('number', 'place.number', 1)} from band "
            "cross join cell on cell.cell between band.start + ? and band.start + ? "
            "cross join place on place.number = cell.place "
            f"where lat between ? and ? and lon between ? and ? and population >= ? and class in ({marks})"
        )
        bands = (cell_of(south, -180), cell_of(north, -180), cell_of(-90, west), cell_of(-90, east))
        values = (*bands, south, north, west, east, least_population, *classes)
        return [_to_place(row) for row in self._rows(sql, values)]

    def admin1_name(self, country: str, code: str) -> str:
        """Give the name of a first-order division, empty when unknown."""
        rows = self._rows("select name from admin1 where country = ? and code = ?", (country, code))
        return str(rows[0][0]) if rows else ""

    def count(self) -> dict[str, int]:
        """Count the places per source."""
        return dict(self._rows("select geocoder, count(*) from place group by geocoder order by geocoder", ()))

    def _rows(self, sql: str, values: Iterable[object]) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._db.execute(sql, tuple(values)).fetchall()
        except sqlite3.DatabaseError as problem:
            if not self._disposable:
                raise GazetteerError(f"{self.path} is damaged ({problem}): import it again or remove it") from problem
            # The next run must not meet the same broken file.
            with contextlib.suppress(OSError):
                self.path.unlink()
            raise GazetteerError(
                f"{self.path} was damaged ({problem}) and is removed; run again to rebuild it"
            ) from problem


def cell_of(lat: float, lon: float) -> int:
    """Give the number of the cell of one degree by one that a point lies in; counted eastward, then northward."""
    row, column = min(179, max(0, floor(lat + 90))), min(359, max(0, floor(lon + 180)))
    return row * 360 + column


def _to_place(row: tuple) -> Place:  # type: ignore[type-arg]
    facts = (*row[1:-1], tuple(row[-1].split(SEPARATOR)))
    return Place(*facts)
