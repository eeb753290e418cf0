"""Layers to files: one GeoPackage, one GeoJSON per layer, JSON for the tables; the same layers give the same bytes."""

from __future__ import annotations

import json
from contextlib import contextmanager
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
_STAMP = "2000-01-01T00:00:00.000Z"  # a GeoPackage wants a time of change; the clock would change its bytes
_CLOCK = "OGR_CURRENT_DATE"
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
            (folder / "layers" / f"{name}.geojson").write_text(to_geojson(layers, name), "utf-8", newline="\n")
        for name in TABLES:
            (folder / "layers" / f"{name}.json").write_text(to_json_table(layers, name), "utf-8", newline="\n")
        write_package(layers, folder / PACKAGE)
    except (OSError, pyogrio.errors.DataSourceError) as problem:
        raise OutputError(f"{folder}: the layers cannot be written: {problem}") from problem


def to_geojson(layers: Layers, name: str) -> str:
    """Write a spatial layer as GeoJSON (RFC 7946): outer rings counter-clockwise, features sorted by id, one a line."""
    frame: gpd.GeoDataFrame = getattr(layers, name)
    shapes = shapely.to_geojson(shapely.orient_polygons(frame.geometry.to_numpy()))
    ids = map(encode_basestring, frame["id"])
    features = (
        f'{{"type":"Feature","id":{key},"geometry":{shape or "null"},"properties":{record}}}'
        for key, shape, record in zip(ids, shapes, _records(frame, SPATIAL[name]), strict=True)
    )
    return _lines(f'{{"type":"FeatureCollection","name":"{name}","features":[', features, "]}")


def to_json_table(layers: Layers, name: str) -> str:
    """Write a table as a JSON list of objects, one a line."""
    return _lines("[", _records(getattr(layers, name), TABLES[name]), "]")


def _lines(begin: str, records: Iterable[str], end: str) -> str:
    body = ",\n".join(records)
    return f"{begin}\n{body}\n{end}\n" if body else f"{begin}{end}\n"


def _records(frame: pd.DataFrame, schema: Mapping[str, str]) -> Iterator[str]:
    """Write rows as JSON objects, column by column: faster than row by row, and JSON text goes in as it is."""
    columns = [_encoded(frame[name], kind) for name, kind in schema.items()]
    form = "{" + ",".join(f"{json.dumps(name)}:%s" for name in schema) + "}"
    return map(form.__mod__, zip(*columns, strict=True))


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
    with _fixed_clock():
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
def _fixed_clock() -> Iterator[None]:
    """Make GDAL write one and the same time of change."""
    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: _STAMP})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})
