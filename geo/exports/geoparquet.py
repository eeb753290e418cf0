"""Layers as GeoParquet: one file each, or a dataset in parts by the year or month of what it tells."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd


DAYS = ("date_start", "valid_from", "published")
UNDATED = "undated"
_LENGTH = {"year": len("2019"), "month": len("2019-04")}


def write_geoparquet(layers: Mapping[str, pd.DataFrame], folder: Path, *, parts: str = "") -> dict[str, int]:
    """Write every layer as ``NAME.parquet`` (GeoParquet 1.1, a bounding box per feature) and every table as Parquet.

    Parameters
    ----------
    layers
        From `geo.exports.read.read_build`.
    folder
        Is created.
    parts
        ``year`` or ``month``: what has dates becomes a dataset in parts, ``NAME/month=2019-04/NAME.parquet``
        (``month=undated`` without one), as DuckDB, Dask and Spark read it, a part at a time.

    Returns
    -------
    dict
        Rows by layer.

    Raises
    ------
    UsageError
        pyarrow is not installed, or a dataset in parts of an earlier export stands in the folder.
    """
    if find_spec("pyarrow") is None:
        raise UsageError("GeoParquet needs pyarrow: pip install pyarrow")
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in layers.items():
        day = next((column for column in DAYS if column in frame), None)
        if not parts or day is None:
            _write(frame, folder / f"{name}.parquet")
            continue
        if (folder / name).exists():  # a part that no longer is would stay among the new ones
            raise UsageError(f"{folder / name}: holds an earlier export; remove it or name another folder with --to")
        for part, rows in frame.groupby(frame[day].str[: _LENGTH[parts]].replace("", UNDATED), sort=True):
            home = folder / name / f"{parts}={part}"
            home.mkdir(parents=True)
            _write(rows, home / f"{name}.parquet")
    return {name: len(frame) for name, frame in layers.items()}


def _write(frame: pd.DataFrame, path: Path) -> None:
    if isinstance(frame, gpd.GeoDataFrame):
        frame.to_parquet(path, index=False, write_covering_bbox=True)
    else:
        frame.to_parquet(path, index=False)
