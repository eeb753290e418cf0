"""Layers as GeoParquet, one file each."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd


def write_geoparquet(layers: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, int]:
    """Write every layer as ``NAME.parquet`` (GeoParquet 1.1, a bounding box per feature) and every table as Parquet.

    Parameters
    ----------
    layers
        From `geo.exports.read.read_build`.
    folder
        Is created.

    Returns
    -------
    dict
        Rows by layer.

    Raises
    ------
    UsageError
        pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise UsageError("GeoParquet needs pyarrow: pip install pyarrow")
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in layers.items():
        path = folder / f"{name}.parquet"
        if isinstance(frame, gpd.GeoDataFrame):
            frame.to_parquet(path, index=False, write_covering_bbox=True)
        else:
            frame.to_parquet(path, index=False)
    return {name: len(frame) for name, frame in layers.items()}
