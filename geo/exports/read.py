"""A finished build, read again: every layer and table from its GeoPackage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.errors import UsageError
from geo.layers.schema import CRS, SPATIAL, TABLES
from geo.layers.write import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_DTYPES = {"text": "str", "json": "str", "int": "Int64", "float": "float64", "bool": "bool"}


def read_build(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the layers of a build.

    Parameters
    ----------
    folder
        What `build.py map` wrote (``--out``).

    Returns
    -------
    dict
        Each layer and table of `geo.layers.schema` by its name, with the schema's columns and kinds; spatial layers are
        GeoDataFrames, EPSG:4326.

    Raises
    ------
    UsageError
        The folder holds no finished build, or one of another version.
    """
    path = folder / PACKAGE
    if not path.is_file():
        raise UsageError(
            f"{folder}: holds no build ({PACKAGE} is missing); make one with `build.py map --out {folder}`"
        )
    try:
        return {name: _read(path, name, schema) for name, schema in (SPATIAL | TABLES).items()}
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, KeyError) as problem:
        told = " ".join(str(problem).split())[:120]
        raise UsageError(f"{path}: cannot be read, build the map again: {told}") from problem


def _read(path: Path, name: str, schema: Mapping[str, str]) -> pd.DataFrame:
    found = pyogrio.read_dataframe(path, layer=name, read_geometry=name in SPATIAL)
    columns = {}
    for column, kind in schema.items():
        values = found[column]
        if kind in {"text", "json"}:
            values = values.astype("object").where(values.notna(), "")
        columns[column] = values.astype(_DTYPES[kind])
    table = pd.DataFrame(columns)
    return gpd.GeoDataFrame(table, geometry=found.geometry, crs=CRS) if name in SPATIAL else table
