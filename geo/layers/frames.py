"""Rows to frames with exactly a schema's columns and kinds, and the check that holds them to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import SchemaError
from geo.layers.schema import CRS, SPATIAL, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Row = dict[str, Any]
Columns = dict[str, list[Any]]
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DTYPES = {"text": "str", "json": "str", "int": "Int64", "float": "float64", "bool": "bool"}
_SHAPES = {
    "places": {"Point"}, "mentions": {"Point"}, "events": {"Point"}, "bases": {"Point"},
    "control": {"Polygon", "MultiPolygon"}, "axes": {"Polygon", "MultiPolygon"},
}  # fmt: skip


def to_json(values: Iterable[Any]) -> str:
    """Write a JSON list as the ``json`` columns hold it: compact, keys in the order given, any script as it is."""
    return _COMPACT.encode(list(values))


def make_table(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Make a table without geometry.

    Parameters
    ----------
    name
        Key of ``schema.TABLES``.
    rows
        One dict per row with every column of the schema.

    Returns
    -------
    pandas.DataFrame
        Sorted by its first column; columns and kinds as the schema says.

    Raises
    ------
    SchemaError
        A row does not fit.
    """
    first = next(iter(TABLES[name]))
    ordered = sorted(rows, key=lambda row: str(row.get(first)))
    frame = _typed(name, TABLES[name], _columns(name, TABLES[name], ordered))
    check(frame, name)
    return frame


def make_layer(
    name: str, rows: Sequence[Row], geometry: Sequence[BaseGeometry | None] | NDArray[np.object_]
) -> gpd.GeoDataFrame:
    """Make a spatial layer.

    Parameters
    ----------
    name
        Key of ``schema.SPATIAL``.
    rows
        One dict per feature with every column of the schema.
    geometry
        One geometry per row, degrees EPSG:4326, ``None`` for a feature that could not be placed.

    Returns
    -------
    geopandas.GeoDataFrame
        Sorted by ``id``; columns and kinds as the schema says, then ``geometry``.

    Raises
    ------
    SchemaError
        A row or a geometry does not fit.
    """
    order = sorted(range(len(rows)), key=lambda index: str(rows[index]["id"]))
    columns = _columns(name, SPATIAL[name], [rows[index] for index in order])
    return layer_of_columns(name, columns, [geometry[index] for index in order])


def layer_of_columns(
    name: str, columns: Columns, geometry: Sequence[BaseGeometry | None] | NDArray[np.object_]
) -> gpd.GeoDataFrame:
    """Make a spatial layer as `make_layer` does, of columns that are sorted by ``id``."""
    table = _typed(name, SPATIAL[name], columns)
    shapes = np.empty(len(table), dtype=object)
    shapes[:] = geometry
    frame = gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(shapes, index=table.index, crs=CRS))
    check(frame, name)
    return frame


def _columns(name: str, schema: Mapping[str, str], rows: Sequence[Row]) -> Columns:
    for row in rows:
        if row.keys() != schema.keys():
            odd = sorted(row.keys() ^ schema.keys())
            raise SchemaError(name, odd[0], "is missing" if odd[0] in schema else "is no column of the schema")
    return {column: [row[column] for row in rows] for column in schema}


def _typed(name: str, schema: Mapping[str, str], columns: Columns) -> pd.DataFrame:
    typed = {}
    for column, kind in schema.items():
        values = columns[column]
        if kind in {"text", "json"} and not set(map(type, values)) <= {str}:
            raise SchemaError(name, column, f"holds {kind}, so every value must be a str")
        try:
            typed[column] = pd.Series(values, dtype=_DTYPES[kind])
        except (TypeError, ValueError) as problem:
            raise SchemaError(name, column, f"does not hold {kind}: {problem}") from problem
    return pd.DataFrame(typed)


def check(frame: pd.DataFrame, name: str) -> None:
    """Hold a frame to its schema.

    Parameters
    ----------
    frame
        A layer or table.
    name
        Its key in ``schema.SPATIAL`` or ``schema.TABLES``.

    Raises
    ------
    SchemaError
        Naming the layer and the first column that does not fit: missing, unknown or out of order, of another kind,
        text that is missing, JSON that is no list, ids that repeat or are not sorted, a geometry of another kind.
    """
    schema = SPATIAL.get(name) or TABLES[name]
    expected = [*schema, "geometry"] if name in SPATIAL else [*schema]
    for column in expected:
        if column not in frame.columns:
            raise SchemaError(name, column, "is missing")
    for column, wanted in zip(frame.columns, expected, strict=False):
        if column != wanted:
            raise SchemaError(name, str(column), f"stands where {wanted!r} belongs")
    if len(frame.columns) > len(expected):
        raise SchemaError(name, str(frame.columns[len(expected)]), "is no column of the schema")
    for column, kind in schema.items():
        _check_kind(frame[column], name, column, kind)
    _check_order(frame[expected[0]], name, expected[0])
    if name in SPATIAL:
        _check_geometry(frame, name)


def _check_kind(values: pd.Series[Any], name: str, column: str, kind: str) -> None:
    fits = {
        "text": pd.api.types.is_string_dtype,
        "json": pd.api.types.is_string_dtype,
        "int": lambda dtype: isinstance(dtype, pd.Int64Dtype),
        "float": pd.api.types.is_float_dtype,
        "bool": pd.api.types.is_bool_dtype,
    }[kind]
    if len(values) and not fits(values.dtype):
        raise SchemaError(name, column, f"is {values.dtype}, not {kind}")
    if kind in {"text", "json"} and bool(values.isna().any()):
        raise SchemaError(name, column, "has missing values; empty text is ''")
    if kind == "json" and not (values.str.startswith("[") & values.str.endswith("]")).all():
        raise SchemaError(name, column, "holds something else than JSON lists")


def _check_order(ids: pd.Series[Any], name: str, column: str) -> None:
    if bool(ids.duplicated().any()):
        raise SchemaError(name, column, f"repeats {ids[ids.duplicated()].iloc[0]!r}")
    if not ids.is_monotonic_increasing:
        raise SchemaError(name, column, "is not sorted")


def _check_geometry(frame: pd.DataFrame, name: str) -> None:
    if not isinstance(frame, gpd.GeoDataFrame) or frame.crs is None or frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - the CRS of the contract
        raise SchemaError(name, "geometry", f"is not in {CRS}")
    kinds = set(frame.geometry.geom_type.dropna())
    if kinds - _SHAPES[name]:
        raise SchemaError(name, "geometry", f"holds {min(kinds - _SHAPES[name])}, not {min(_SHAPES[name])}")
    if name != "mentions" and bool(frame.geometry.isna().any()):
        raise SchemaError(name, "geometry", "is missing")
