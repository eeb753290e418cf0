"""Land and countries of the mapped region, from world-atlas TopoJSON (Natural Earth, public domain)."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.errors import AssetError
from geo.layers.geodesy import polygons_of
from geo.layers.schema import CRS, World

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
COUNTRIES = "countries-10m.json"
TOLERANCE_DEG = 0.005  # half a kilometre: below a pixel until zoom 8, and above the grid of the source
_GRID_DEG = 1e-6
_MARGIN = 1.0  # of the box's own span: what a reader sees around it on a wide or tall screen
_LEAST_MARGIN_DEG = 2.0
_FORMAT = "1"  # of the cached file


def read_world(path: Path, bbox: Box, *, cache_dir: Path | None = None) -> World:
    """Read the land and the countries around a box.

    Parameters
    ----------
    path
        The folder of the world-atlas npm package, or its ``countries-10m.json``.
    bbox
        West, south, east, north of the mapped region, degrees. What is read reaches a span beyond it on each side.
    cache_dir
        Where the clipped result may be kept; reading it again is ten times as fast. A damaged copy is made anew.

    Returns
    -------
    World
        `bbox` is the box that the polygons fill; neighbours share their vertices.

    Raises
    ------
    AssetError
        The file is missing or no world-atlas TopoJSON.
    """
    source = path / COUNTRIES if path.is_dir() else path
    wide = widened(bbox)
    kept = None if cache_dir is None else cache_dir / f"world-{_key(source, wide)}.gpkg"
    countries = _recall(kept)
    if countries is None:
        countries = _read(source, wide)
        _keep(countries, kept)
    # No coverage union: the box cuts a common border at points that differ in the last digit.
    land = shapely.union_all(countries.geometry.to_numpy(), grid_size=_GRID_DEG)
    return World(wide, polygons_of(land), countries)


def widened(bbox: Box) -> Box:
    """Give the box with the margin around it that a map shows, inside the world."""
    west, south, east, north = bbox
    dx = max((east - west) * _MARGIN, _LEAST_MARGIN_DEG)
    dy = max((north - south) * _MARGIN, _LEAST_MARGIN_DEG)
    return (max(west - dx, -180.0), max(south - dy, -90.0), min(east + dx, 180.0), min(north + dy, 90.0))


def _read(source: Path, bbox: Box) -> gpd.GeoDataFrame:
    try:
        found = pyogrio.read_dataframe(source, layer="countries", bbox=bbox)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as problem:
        raise AssetError(f"{source}: is no world-atlas countries file: {problem}") from problem
    if not {"id", "name"} <= set(found.columns):
        raise AssetError(f"{source}: is no world-atlas countries file: it has no names")
    whole = np.array([_tidy(shape) for shape in found.geometry], dtype=object)
    shapes = shapely.clip_by_rect(shapely.coverage_simplify(whole, TOLERANCE_DEG), *bbox)
    names = pd.DataFrame({"name": found["name"].fillna(""), "iso_n3": found["id"].fillna("")}).astype("str")
    countries = gpd.GeoDataFrame(names, geometry=[_tidy(shape) for shape in shapes], crs=CRS)
    countries = countries[~countries.geometry.is_empty]
    return countries.sort_values(["name", "iso_n3"], ignore_index=True)


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    return polygons_of(shape if shape.is_valid else shapely.make_valid(shape))


def _key(source: Path, bbox: Box) -> str:
    try:
        digest = hashlib.blake2b(source.read_bytes(), digest_size=8)
    except OSError as problem:
        raise AssetError(f"{source}: cannot be read: {problem.strerror or problem}") from problem
    digest.update(repr((_FORMAT, TOLERANCE_DEG, bbox)).encode())
    return digest.hexdigest()


def _recall(kept: Path | None) -> gpd.GeoDataFrame | None:
    if kept is None or not kept.is_file():
        return None
    try:
        found = pyogrio.read_dataframe(kept)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        return None
    return found if list(found.columns) == ["name", "iso_n3", "geometry"] else None


def _keep(countries: gpd.GeoDataFrame, kept: Path | None) -> None:
    """Store a copy for the next build; a cache that cannot be written is no reason to stop."""
    if kept is None or countries.empty:
        return
    part = kept.with_name(f"{kept.stem}.part.gpkg")
    with suppress(OSError, pyogrio.errors.DataSourceError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        pyogrio.write_dataframe(countries, part, driver="GPKG", layer="countries")
        part.replace(kept)
