"""Files of data to frames: CSV, GeoJSON, GeoPackage and Shapefile, bounded in size, EPSG:4326."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, TYPE_CHECKING, Any, cast

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj

from geo.encoding import encoding_of
from geo.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CRS = "EPSG:4326"
MAX_BYTES = 2_000_000_000
"""Largest file, unpacked."""
MAX_SHAPES = 200_000
"""Most features of a GIS file."""
_CHUNK_ROWS = 100_000
_SNIFFED = 200_000
# How each file begins. GDAL goes by the content, and some of its formats open other files and addresses.
_MAGIC = {
    ".gpkg": (b"SQLite format 3",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".fgb": (b"fgb",),
    ".geojson": (b"{",),
    ".json": (b"{",),
}


def read_file(
    path: Path,
    wanted: Callable[[tuple[str, ...]], dict[str, str]],
    *,
    table: str = "",
    crs: str = "",
    point: tuple[str, str] | None = None,
) -> gpd.GeoDataFrame:
    """Read a file of rows or features.

    Parameters
    ----------
    path
        ``.geojson``, ``.gpkg``, ``.shp`` or ``.fgb``; anything else is a CSV (comma, semicolon, tab or bar between,
        UTF-8 or detected), with ``.gz`` a packed one.
    wanted
        Is given the columns of the file; says what to read: our names, and the column of each. Called before any row is
        read.
    table
        Layer of a GeoPackage; else its first.
    crs
        The coordinate system of a file that does not tell it; EPSG:4326 for a CSV.
    point
        Names (as `wanted` gives them) of the latitude and longitude of a CSV.

    Returns
    -------
    geopandas.GeoDataFrame
        Every column as text, what is missing as ''; geometry EPSG:4326, missing where it cannot be read.

    Raises
    ------
    ConfigError
        In one line, if the file cannot be read or lacks what `wanted` needs.
    """
    if not path.is_file():
        raise ConfigError(str(path), None, "there is no such file")
    if path.stat().st_size > MAX_BYTES:
        raise ConfigError(str(path), None, f"is larger than {MAX_BYTES // 1_000_000:,} MB: cut it to the theatre first")
    try:
        if path.suffix.lower() in _MAGIC:
            return _read_shapes(path, wanted, table, crs)
        return _read_table(path, wanted, crs or CRS, point)
    except (
        OSError,
        EOFError,
        ValueError,  # pandas and numpy, of whatever is no table
        zlib.error,
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
    ) as why:
        raise ConfigError(str(path), None, f"cannot be read: {_one_line(why)}") from why
    except pyproj.exceptions.CRSError as why:
        raise ConfigError(str(path), None, f"crs: {_one_line(why)}") from why


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())[:200]


def _read_table(
    path: Path, wanted: Callable[[tuple[str, ...]], dict[str, str]], crs: str, point: tuple[str, str] | None
) -> gpd.GeoDataFrame:
    with _open(path) as raw:
        head = raw.read(_SNIFFED)
    encoding = encoding_of(head)
    first = next(iter(head.decode(encoding, "replace").splitlines()), "")
    if not first.strip():
        raise ConfigError(str(path), None, "is empty")
    separator = max(",;\t|", key=first.count)
    options: dict[str, Any] = {"sep": separator, "dtype": str, "keep_default_na": False, "encoding_errors": "replace"}
    # the first line as the parser sees it, which may go on within quotation marks
    header = pd.read_csv(io.StringIO(head.decode(encoding, "replace"), newline=""), nrows=0, **options)
    names = wanted(tuple(header.columns))
    with _open(path) as raw:
        text = io.TextIOWrapper(io.BufferedReader(_Bounded(raw, path)), encoding, "replace", newline="")
        reader = pd.read_csv(
            text, usecols=list(set(names.values())), chunksize=_CHUNK_ROWS, on_bad_lines="skip", **options
        )
        parts = [pd.DataFrame({ours: part[theirs] for ours, theirs in names.items()}) for part in reader]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(names), dtype=str)
    rows = rows.fillna("")
    if point is None or not set(point) <= set(rows.columns):
        nowhere: Any = [None] * len(rows)
        return gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(nowhere, index=rows.index, crs=CRS))
    lat, lon = (pd.to_numeric(rows[name].str.strip(), errors="coerce") for name in point)
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(lon, lat, crs=crs)).to_crs(CRS)


def _read_shapes(
    path: Path, wanted: Callable[[tuple[str, ...]], dict[str, str]], table: str, crs: str
) -> gpd.GeoDataFrame:
    with path.open("rb") as raw:
        head = raw.read(_SNIFFED).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(_MAGIC[path.suffix.lower()]):
        raise ConfigError(str(path), None, f"is no {path.suffix} file, whatever its name says")
    layer = {"layer": table} if table else {}
    told = pyogrio.read_info(path, **layer)
    if told["features"] > MAX_SHAPES:
        raise ConfigError(str(path), None, f"holds {told['features']:,} features; at most {MAX_SHAPES:,} are read")
    names = wanted(tuple(told["fields"]))
    frame = pyogrio.read_dataframe(path, columns=list(set(names.values())), **layer)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise ConfigError(str(path), None, "has no geometry")
    if frame.crs is None and not crs:
        raise ConfigError(str(path), None, "does not tell its coordinate system: give crs, such as 'EPSG:32633'")
    shapes = (frame.geometry if frame.crs is not None else frame.geometry.set_crs(crs)).to_crs(CRS)
    rows = pd.DataFrame({ours: _text(frame[theirs]) for ours, theirs in names.items()}, index=frame.index)
    return gpd.GeoDataFrame(rows, geometry=shapes)


def _text(values: pd.Series[Any]) -> pd.Series[str]:
    """Write any column as text: days without a time of day, whole numbers without a decimal point."""
    if pd.api.types.is_datetime64_any_dtype(values):
        days: pd.Series[str] = values.dt.strftime("%Y-%m-%d").fillna("").astype("str")
        return days
    texts: pd.Series[str] = values.astype("object").where(values.notna(), "").astype("str")
    return texts


def _open(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


class _Bounded(io.RawIOBase):
    """Reads on from a stream until it has given more than is allowed: a small file may unpack into a huge one."""

    def __init__(self, raw: IO[bytes], path: Path) -> None:
        super().__init__()
        self._raw, self._path, self._left = raw, path, MAX_BYTES

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed's WriteableBuffer is wider
        """Read into a buffer; see `io.RawIOBase.readinto`."""
        data = self._raw.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise OSError(f"unpacks to more than {MAX_BYTES // 1_000_000:,} MB")
        buffer[: len(data)] = data
        return len(data)
