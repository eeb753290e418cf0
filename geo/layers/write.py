"""Layers to files: one GeoPackage, one GeoJSON per layer, JSON for the tables; the same layers give the same bytes."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import islice
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

import pyogrio
import shapely

from geo.errors import OutputError
from geo.layers.schema import SPATIAL, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geo.layers.schema import Layers

PACKAGE = "layers.gpkg"
_AT_ONCE = 10_000  # lines
_STAMP = "2000-01-01T00:00:00.000Z"  # a GeoPackage wants a time of change; the clock would change its bytes
# The folder counts only when it is complete: no need to wait for the disk after each step.
_WRITTEN_WITH = {"OGR_CURRENT_DATE": _STAMP, "OGR_SQLITE_SYNCHRONOUS": "OFF"}
_NUMBERS: dict[str, Callable[[Any], str]] = {
    "float": float.__repr__,
    "int": int.__repr__,
}  # as json writes them, without its overhead
_GEOMETRY_TYPES = {"control": "MultiPolygon", "axes": "MultiPolygon"}


def write_layers(layers: Layers, folder: Path) -> None:
    """Write every layer.

    Parameters
    ----------
    layers
        As `build_layers` makes them.
    folder
        Gets ``layers.gpkg``, ``layers/NAME.geojson`` for the spatial layers and ``layers/NAME.json`` for the tables.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    try:
        (folder / "layers").mkdir(parents=True, exist_ok=True)
        for name in SPATIAL:
            _write_geojson(layers, name, folder / "layers" / f"{name}.geojson")
        for name in TABLES:
            records = _records(getattr(layers, name), TABLES[name])
            _write_lines(folder / "layers" / f"{name}.json", "[", records, "]")
        write_package(layers, folder / PACKAGE)
    except (OSError, pyogrio.errors.DataSourceError) as problem:
        raise OutputError(f"{folder}: the layers cannot be written: {problem}") from problem


def _write_geojson(layers: Layers, name: str, path: Path) -> None:
    """Write a spatial layer as GeoJSON (RFC 7946): outer rings counter-clockwise, features sorted by id, one a line."""
    frame: gpd.GeoDataFrame = getattr(layers, name)
    shapes = shapely.to_geojson(shapely.orient_polygons(frame.geometry.to_numpy()))
    ids = map(encode_basestring, frame["id"].tolist())
    features = (
        f'{{"type":"Feature","id":{key},"geometry":{shape or "null"},"properties":{record}}}'
        for key, shape, record in zip(ids, shapes, _records(frame, SPATIAL[name]), strict=True)
    )
    _write_lines(path, f'{{"type":"FeatureCollection","name":"{name}","features":[', features, "]}")


def _write_lines(path: Path, begin: str, records: Iterator[str], end: str) -> None:
    """Write records one a line, some at a time: the whole text of a large layer is never held."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(begin)
        gap = "\n"
        while some := list(islice(records, _AT_ONCE)):
            file.write(gap + ",\n".join(some))
            gap = ",\n"
        file.write(f"{end}\n" if gap == "\n" else f"\n{end}\n")


def _records(frame: pd.DataFrame, schema: Mapping[str, str]) -> Iterator[str]:
    """Write rows as JSON objects, column by column: faster than row by row, and JSON text goes in as it is.

    Some at a time, so that no column is held as Python objects.
    """
    form = "{" + ",".join(f"{json.dumps(name)}:%s" for name in schema) + "}"
    for begin in range(0, len(frame), _AT_ONCE):
        some = frame.iloc[begin : begin + _AT_ONCE]
        columns = [_encoded(some[name], kind) for name, kind in schema.items()]
        yield from map(form.__mod__, zip(*columns, strict=True))


def _encoded(values: pd.Series[Any], kind: str) -> Iterable[str]:
    match kind:
        case "json":
            return values.tolist()
        case "text":
            return map(encode_basestring, values.tolist())
        case _:
            missing = values.isna().tolist()
            pairs = zip(values.tolist(), missing, strict=True)
            write = _NUMBERS.get(kind, json.dumps)
            return ("null" if gone else write(value) for value, gone in pairs)


def write_package(layers: Layers, path: Path) -> None:
    """Write all layers and tables as one GeoPackage, byte for byte the same for the same layers."""
    path.unlink(missing_ok=True)
    with _settings():
        for name in (*SPATIAL, *TABLES):
            frame = getattr(layers, name)
            kind = {"geometry_type": _GEOMETRY_TYPES.get(name, "Point")} if name in SPATIAL else {}
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                append=path.exists(),
                promote_to_multi=name in _GEOMETRY_TYPES,
                **kind,
            )


@contextmanager
def _settings() -> Iterator[None]:
    """Make GDAL write one and the same time of change, soon."""
    before = {name: pyogrio.get_gdal_config_option(name) for name in _WRITTEN_WITH}
    pyogrio.set_gdal_config_options(_WRITTEN_WITH)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
