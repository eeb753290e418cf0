"""Land and countries of the mapped region, from world-atlas TopoJSON (Natural Earth, public domain)."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geo.errors import AssetError
from geo.layers.planes import polygons_of
from geo.layers.schema import CRS, World

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
COUNTRIES, COARSE = "countries-10m.json", "countries-50m.json"
_TORN_DEG = 300.0  # a country that spans more lies on both sides of the antimeridian
_COARSE_FROM_DEG = 90.0  # a map of half the world needs no finer coast
TOLERANCE_DEG = 0.005  # half a kilometre: below a pixel until zoom 8, and above the grid of the source
_DECIMALS = 6
_MARGIN = 1.0  # of the box's own span: what a reader sees around it on a wide or tall screen
_MARGIN_DEG = (2.0, 10.0)
_FORMAT = "3"  # of the cached file
_LAND = "land"  # what the cached file has in the place of a country's number for all land, joined


def read_world(path: Path, bbox: Box, *, cache_dir: Path | None = None) -> World:
    """Read the land and the countries around a box.

    Parameters
    ----------
    path
        The folder of the world-atlas npm package (scale 1:10 million, 1:50 million for very wide boxes), or one of its
        countries files.
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
    wide = widened(bbox)
    source = path / (COARSE if wide[2] - wide[0] > _COARSE_FROM_DEG else COUNTRIES) if path.is_dir() else path
    kept = None if cache_dir is None else cache_dir / f"world-{_key(source, wide)}.gpkg"
    world = _recall(kept, wide)
    if world is None:
        countries = _read(source, wide)
        world = World(wide, _land(countries), countries)
        _keep(world, kept)
    return world


def widened(bbox: Box) -> Box:
    """Give the box with the margin around it that a map shows, inside the world.

    The margin is the same on all sides: a wide theatre on a tall phone shows as much ground above and below.
    """
    west, south, east, north = bbox
    least, most = _MARGIN_DEG
    margin = min(max((east - west) * _MARGIN, (north - south) * _MARGIN, least), most)
    return (
        max(west - margin, -180.0),
        max(south - margin, -90.0),
        min(east + margin, 180.0),
        min(north + margin, 90.0),
    )


def _read(source: Path, bbox: Box) -> gpd.GeoDataFrame:
    try:
        found = pyogrio.read_dataframe(source, layer="countries", bbox=bbox)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as problem:
        raise AssetError(f"{source}: is no world-atlas countries file: {problem}") from problem
    if not {"id", "name"} <= set(found.columns):
        raise AssetError(f"{source}: is no world-atlas countries file: it has no names")
    cut = shapely.clip_by_rect(_turned_right(found.geometry.to_numpy()), *bbox)
    # The box cuts a common border at points that may differ in the last digit: rounding makes them one again.
    cut = shapely.transform(cut, lambda xy: np.round(xy, _DECIMALS))
    whole = np.array([_tidy(shape) for shape in cut], dtype=object)
    shapes = [_tidy(shape) for shape in shapely.coverage_simplify(whole, TOLERANCE_DEG)]
    names = pd.DataFrame({"name": found["name"].fillna(""), "iso_n3": found["id"].fillna("")}).astype("str")
    countries = gpd.GeoDataFrame(names, geometry=shapes, crs=CRS)
    countries = countries[~countries.geometry.is_empty]
    return countries.sort_values(["name", "iso_n3"], ignore_index=True)


def _turned_right(shapes: Any) -> Any:
    """Mend countries on both sides of the antimeridian: clipped, their overlapping rings would be the sea."""
    bounds = shapely.bounds(shapes)
    torn = (bounds[:, 2] - bounds[:, 0] > _TORN_DEG) & ~shapely.is_valid(shapes)
    return np.where(torn, shapely.make_valid(np.where(torn, shapes, None)), shapes)


def _land(countries: gpd.GeoDataFrame) -> BaseGeometry:
    """Join the countries along their common borders; where the source has these not quite alike, the slow way."""
    shapes = countries.geometry.to_numpy()
    with suppress(shapely.errors.GEOSException):
        land = shapely.coverage_union_all(shapes)
        if land.is_valid:
            return polygons_of(land)
    return polygons_of(shapely.union_all(shapes, grid_size=10.0**-_DECIMALS))


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    return polygons_of(shape if shape.is_valid else shapely.make_valid(shape))


def _key(source: Path, bbox: Box) -> str:
    try:
        digest = hashlib.blake2b(source.read_bytes(), digest_size=8)
    except OSError as problem:
        raise AssetError(f"{source}: cannot be read: {problem.strerror or problem}") from problem
    digest.update(repr((_FORMAT, TOLERANCE_DEG, bbox)).encode())
    return digest.hexdigest()


def _recall(kept: Path | None, bbox: Box) -> World | None:
    if kept is None or not kept.is_file():
        return None
    try:
        found = pyogrio.read_dataframe(kept)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        return None
    if list(found.columns) != ["name", "iso_n3", "geometry"] or found["iso_n3"].tolist().count(_LAND) != 1:
        return None
    land = found["iso_n3"] == _LAND
    return World(bbox, polygons_of(found.geometry[land].iloc[0]), found[~land].reset_index(drop=True))


def _keep(world: World, kept: Path | None) -> None:
    """Store a copy for the next build; a cache that cannot be written is no reason to stop."""
    if kept is None or world.countries.empty:
        return
    land = gpd.GeoDataFrame({"name": [""], "iso_n3": [_LAND]}, geometry=[world.land], crs=CRS)
    countries = pd.concat([world.countries, land], ignore_index=True)
    part = kept.with_name(f"{kept.stem}.part.gpkg")
    with suppress(OSError, pyogrio.errors.DataSourceError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        pyogrio.write_dataframe(countries, part, driver="GPKG", layer="countries")
        part.replace(kept)
