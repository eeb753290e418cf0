"""Polygons of others made fit to draw: valid, only polygons, no finer than a map shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from typing import Any

_POINT, _POLYGON = 0, 3
_MANY_VERTICES = 20_000
_TOLERANCE_DEG = 0.003  # some 300 m: below a pixel until zoom 9


def tidy(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Make polygons valid and, where they are very many vertices, simpler; points stay as they are.

    Common edges of neighbours stay common. What is neither point nor polygon, or lies nowhere, becomes ``None``.
    """
    given = shapes.to_numpy()
    nowhere = ~np.isfinite(shapely.bounds(given)).all(axis=1)
    found = given.copy()
    found[nowhere] = None
    drawn = np.flatnonzero(~nowhere & (shapely.get_type_id(given) != _POINT))
    for at in drawn:
        found[at] = _fit(shapely.make_valid(given[at]))
    areas = np.flatnonzero([shape is not None and shape.geom_type != "Point" for shape in found])
    if len(areas) and shapely.get_num_coordinates(found[areas]).sum() > _MANY_VERTICES:
        simpler = shapely.coverage_simplify(found[areas], _TOLERANCE_DEG)
        found[areas] = [_fit(shapely.make_valid(shape)) for shape in simpler]
    return gpd.GeoSeries(found, index=shapes.index, crs=shapes.crs)


def _fit(shape: Any) -> Any:
    """Keep the polygons of a shape, or the one point that it is; ``None`` when it has neither."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    if len(parts) == 1 and shapely.get_type_id(parts[0]) == _POINT:
        return parts[0]
    kept = [part for part in parts if shapely.get_type_id(part) == _POLYGON and part.area > 0]
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
