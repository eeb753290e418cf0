"""Files that a gazetteer is imported from: GeoNames dumps, zips of them, CSV with a header, GeoJSON and its like."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import contextmanager
from math import cos, pi, radians, sqrt
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geo.encoding import encoding_of
from geo.errors import GazetteerError
from geo.gazetteer.geonames import is_dump_line, read_dump
from geo.gazetteer.rows import RowReader, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.geonames import AlternateNames
    from geo.gazetteer.tally import Progress, Tally
    from geo.records import Place

_VECTOR_SUFFIXES = frozenset({".geojson", ".json", ".geojsonl", ".geojsons", ".gpkg", ".shp", ".kml", ".fgb"})
_SNIFFED = 200_000
_TOLD_EVERY = 20_000
_SLICE = 100_000
_KM_PER_DEGREE = 111.2


def read_file(
    path: Path, slug: str, tally: Tally, progress: Progress, alternates: AlternateNames | None = None
) -> Iterator[Place]:
    """Give the places of a file one after the other, whatever its format.

    Parameters
    ----------
    path
        A GeoNames dump (19 columns between tabs) or a zip of one, a CSV with a header, or a file of points or areas
        that GDAL reads (GeoJSON, GeoPackage ...).
    slug
        Short name of the gazetteer.
    tally
        Takes the counts.
    progress
        Told of the bytes or rows read.
    alternates
        More names of a dump, by GeoNames id.

    Raises
    ------
    GazetteerError
        If the file cannot be read or has not the columns that are needed.
    """
    if path.suffix.lower() in _VECTOR_SUFFIXES:
        yield from _read_shapes(path, slug, tally, progress)
        return
    try:
        with open_text(path) as (stream, size):
            lines = _told(stream, size, f"read {path.name}", progress)
            first = next(lines, "")
            if is_dump_line(first):
                yield from read_dump(_chain(first, lines), tally, alternates)
            else:
                yield from _read_csv(_chain(first, lines), first, str(path), slug, tally)
    except (OSError, zipfile.BadZipFile, EOFError) as problem:
        raise GazetteerError(f"{path}: cannot be read: {problem}") from problem


@contextmanager
def open_text(path: Path) -> Iterator[tuple[IO[str], int]]:
    """Open a text file, or the one table in a zip, and give it with its size in bytes."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as head:
            encoding = encoding_of(head.read(_SNIFFED))
        with path.open(encoding=encoding, errors="replace", newline="\n") as stream:
            yield stream, path.stat().st_size
        return
    with zipfile.ZipFile(path) as package:
        tables = [item for item in package.infolist() if not item.is_dir() and "readme" not in item.filename.casefold()]
        named = [item for item in tables if Path(item.filename).stem.casefold() == path.stem.casefold()]
        chosen = named or tables
        if len(chosen) != 1:
            raise GazetteerError(f"{path}: a zip of one table is needed; it holds {len(tables)} files")
        with package.open(chosen[0]) as raw, io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="\n") as stream:
            yield stream, chosen[0].file_size


def _told(stream: IO[str], size: int, step: str, progress: Progress) -> Iterator[str]:
    raw: IO[bytes] = stream.buffer  # type: ignore[attr-defined] # both openings above give a TextIOWrapper
    for number, line in enumerate(stream, 1):
        yield line
        if not number % _TOLD_EVERY:
            progress(step, raw.tell(), size)
    progress(step, size, size)


def _chain(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _read_csv(lines: Iterator[str], first: str, source: str, slug: str, tally: Tally) -> Iterator[Place]:
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    headers = [header.strip() for header in next(reader, [])]
    rows = RowReader(source, headers, slug, tally)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            tally.read += 1
            tally.skip("a row that is no CSV")
            continue
        if cells is None:
            return
        place = rows.place(dict(zip(headers, cells, strict=False))) if cells else None
        if place:
            yield place


def _read_shapes(path: Path, slug: str, tally: Tally, progress: Progress) -> Iterator[Place]:
    import pyogrio  # noqa: PLC0415 - GDAL takes half a second and only these formats need it
    from pyogrio.errors import DataSourceError  # noqa: PLC0415

    try:
        total = int(pyogrio.read_info(path, force_feature_count=True)["features"])
        rows: RowReader | None = None
        for begin in range(0, total, _SLICE):
            frame = pyogrio.read_dataframe(path, skip_features=begin, max_features=_SLICE)
            if frame.crs is not None and not frame.crs.equals("EPSG:4326"):
                frame = frame.to_crs("EPSG:4326")
            table = frame.drop(columns=frame.geometry.name)
            rows = rows or RowReader(str(path), [str(name) for name in table], slug, tally, needs_degrees=False)
            for geometry, *cells in zip(frame.geometry, *(_as_text(table[name]) for name in table), strict=True):
                place = rows.place(dict(zip(table, cells, strict=True)), _shape(geometry))
                if place:
                    yield place
            progress(f"read {path.name}", min(begin + _SLICE, total), total)
    except (DataSourceError, OSError, AttributeError) as problem:
        raise GazetteerError(f"{path}: no points or areas can be read from it: {problem}") from problem


def _as_text(column: pd.Series[Any]) -> list[str]:
    """Give a column as text: nothing for what is missing, whole numbers without a fraction."""
    return [
        "" if lost else f"{value:.15g}" if isinstance(value, float) else str(value)
        for value, lost in zip(column, column.isna(), strict=True)
    ]


def _shape(geometry: BaseGeometry | None) -> Shape | None:
    if geometry is None or geometry.is_empty:
        return None
    point = geometry.representative_point()
    if not geometry.area:
        return Shape(round(point.y, 6), round(point.x, 6))
    # The circle of the same area; degrees of longitude shrink towards the poles.
    km2 = geometry.area * _KM_PER_DEGREE**2 * max(0.01, cos(radians(point.y)))
    return Shape(round(point.y, 4), round(point.x, 4), round(sqrt(km2 / pi), 1))
