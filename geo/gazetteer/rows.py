"""Rows of a user's own table as places: columns recognised by their headers, what cannot be used counted."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.kinds import extent_km, import_tables, plain
from geo.records import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.gazetteer.tally import Tally

_LONGEST_NAME = 200
_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """What the geometry of a row tells: its point in degrees (EPSG:4326) and, of an area, how far it reaches."""

    lat: float
    lon: float
    radius_km: float | None = None


class RowReader:
    """Turns the rows of one table into places.

    Parameters
    ----------
    source
        The file as the user named it, for messages.
    headers
        Its columns.
    slug
        Short name of the gazetteer; begins the ids of its places.
    tally
        Takes the counts.
    needs_degrees
        Whether latitude and longitude must be columns; false where each row has a geometry.

    Raises
    ------
    GazetteerError
        If a needed column is not among them, with those found and those needed.
    """

    def __init__(
        self, source: str, headers: Sequence[str], slug: str, tally: Tally, *, needs_degrees: bool = True
    ) -> None:
        self._slug, self._tally = slug, tally
        known = {plain(header): header for header in reversed(headers)}
        self._columns = {
            role: [known[name] for name in names if name in known] for role, names in import_tables().columns.items()
        }
        needed = ("name", "lat", "lon") if needs_degrees else ("name",)
        missing = [role for role in needed if not self._columns[role]]
        if missing:
            found = ", ".join(header[:30] for header in headers[:_SHOWN_COLUMNS]) + (
                ", ..." if len(headers) > _SHOWN_COLUMNS else ""
            )
            wanted = "; ".join(f"{role} (such as {', '.join(import_tables().columns[role][:4])})" for role in missing)
            raise GazetteerError(f"{source}: its columns are {found or '(none)'}; needed is also {wanted}")

    def place(self, row: Mapping[str, str], shape: Shape | None = None) -> Place | None:
        """Give the place of a row; None, and a count, for one that cannot be used.

        Parameters
        ----------
        row
            Text by header.
        shape
            What the row's geometry tells, if it has one.
        """
        self._tally.read += 1
        names = self._names(row)
        if not names:
            self._tally.skip("no name")
            return None
        point = shape or self._point(row)
        if point is None or not (abs(point.lat) <= 90 and abs(point.lon) <= 180) or not (point.lat or point.lon):  # noqa: PLR2004 - degrees
            self._tally.skip("no coordinates")
            return None
        feature = self._feature(row, area=shape is not None and shape.radius_km is not None)
        if feature is None:
            self._tally.skip("a shop, school, hotel or the like")
            return None
        people = self._number(row, "population")
        population = int(people) if people and people > 0 else 0
        radius = self._number(row, "radius_km")
        geonameid = self._first(row, "geonameid")
        return Place(
            id=f"{self._slug}:{self._first(row, 'id') or self._tally.read}",
            name=names[0],
            lat=point.lat,
            lon=point.lon,
            country=self._first(row, "country"),
            admin1=self._first(row, "admin1"),
            feature_class=feature[0],
            feature_code=feature[1],
            population=population,
            radius_km=radius if radius and radius > 0 else point.radius_km or extent_km(*feature, population),
            geonameid=int(geonameid) if geonameid.isdigit() else None,
            geocoder=self._slug,
            names=names,
        )

    def _first(self, row: Mapping[str, str], role: str) -> str:
        return next((text for column in self._columns[role] if (text := row.get(column, "").strip())), "")

    def _number(self, row: Mapping[str, str], role: str) -> float | None:
        text = self._first(row, role)
        if text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        with suppress(ValueError):
            value = float(text)
            return value if isfinite(value) else None
        return None

    def _point(self, row: Mapping[str, str]) -> Shape | None:
        lat, lon = self._number(row, "lat"), self._number(row, "lon")
        return None if lat is None or lon is None else Shape(lat, lon)

    def _names(self, row: Mapping[str, str]) -> tuple[str, ...]:
        own = [row.get(column, "") for column in self._columns["name"]]
        others = [part for column in self._columns["variants"] for part in _split(row.get(column, ""))]
        names = (" ".join(name.split()) for name in (*own, *others))
        return tuple(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME))

    def _feature(self, row: Mapping[str, str], *, area: bool) -> tuple[str, str] | None:
        """Give feature class and code: as written, else by the words for its kind; None for what is left out."""
        tables = import_tables()
        feature_class, code = self._first(row, "feature_class"), self._first(row, "feature_code")
        if len(feature_class) == 1:
            skipped = f"{feature_class}.{code}" in tables.skipped_features
            return None if skipped else (feature_class.upper(), code)
        words = [plain(row.get(column, "")) for column in self._columns["kind"]]
        known = next((tables.kinds[word] for word in words if word in tables.kinds), None)
        if known:
            return known
        if not tables.skipped_words.isdisjoint(words):
            return None
        if area:
            return "A", "ADMD"
        return ("S", "") if any(words) else ("P", "PPL")


def _split(text: str) -> list[str]:
    """Split variants at semicolons or bars; at commas where there are none."""
    return re.split(r"[;|]", text) if re.search(r"[;|]", text) else text.split(",")
