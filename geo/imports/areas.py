"""Administrative boundaries: named polygons, valid, to draw control in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from geo.errors import ConfigError
from geo.imports.files import CRS, read_file
from geo.imports.shapes import tidy

if TYPE_CHECKING:
    from pathlib import Path

    from geo.imports.formats import Format
    from geo.theatre import TheatreData


def read_areas(path: Path, data: TheatreData, known: Format) -> tuple[gpd.GeoDataFrame, int]:
    """Read boundaries.

    Parameters
    ----------
    path
        A GIS file of polygons.
    data, known
        What the theatre says of it, and its format.

    Returns
    -------
    areas
        ``name`` and ``geometry``: Polygon or MultiPolygon, EPSG:4326, valid.
    left_out
        How many features are no polygon, or lie outside the globe.

    Raises
    ------
    ConfigError
        The file cannot be read or holds no polygon.
    """
    frame = read_file(path, lambda names: known.wanted(names, str(path)), table=data.table, crs=data.crs)
    shapes = tidy(frame.geometry)
    bounds = shapes.bounds
    sound = shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    sound &= bounds["minx"].ge(-180) & bounds["maxx"].le(180) & bounds["miny"].ge(-90) & bounds["maxy"].le(90)
    if not sound.any():
        raise ConfigError(str(path), None, "holds no polygon")
    rows = pd.DataFrame({"name": frame["name"][sound].astype("str")}).reset_index(drop=True)
    return gpd.GeoDataFrame(rows, geometry=list(shapes[sound]), crs=CRS), int((~sound).sum())
