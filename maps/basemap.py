"""The quiet ground under the facts: countries with their names, and the larger towns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps.columns import pack
from maps.geometry import encode_polygons
from maps.strings import in_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import MapContext

DECIMALS = 3  # a hundred metres: below a pixel until zoom 10
MOST_TOWNS = 400
_DETAILED_DEG = 40.0
_TOLERANCE_DEG = 0.008


def basemap(context: MapContext, places: pd.DataFrame) -> dict[str, Any]:
    """Give the ground as the page carries it.

    Parameters
    ----------
    context
        `world` may be ``None``: the ground is then plain and `countries` empty.
    places
        The places layer; tells which countries are the theatre's own.

    Returns
    -------
    dict
        ``bbox`` (west, south, east, north, or ``None``), ``decimals``, ``countries`` (``name``, ``number`` by ISO
        3166-1, ``own``, ``shape``, ``label`` as lon, lat) and ``towns`` (packed columns, largest first).
    """
    world = context.world
    countries: list[dict[str, Any]] = []
    if world is not None:
        own = own_countries(world.countries, places, context.countries)
        shapes = simplified(world.countries.geometry.to_list(), world.bbox)
        rows = zip(world.countries["name"], world.countries["iso_n3"], shapes, strict=True)
        for index, (name, number, shape) in enumerate(rows):
            encoded = encode_polygons(shape, DECIMALS)
            if encoded:
                entry = {"name": name, "number": number, "own": index in own, "shape": encoded}
                countries.append(entry | {"label": label_point(shape)})
    bbox = None if world is None else [round(value, DECIMALS) for value in world.bbox]
    return {"bbox": bbox, "decimals": DECIMALS, "countries": countries, "towns": _towns(context)}


def simplified(shapes: Sequence[BaseGeometry], bbox: tuple[float, float, float, float]) -> list[BaseGeometry]:
    """Coarsen the ground of a wide theatre, where nobody sees half a kilometre; neighbours go on meeting.

    Parameters
    ----------
    shapes
        One coverage of countries, degrees.
    bbox
        Of the ground; up to `_DETAILED_DEG` across it stays as it is.

    Returns
    -------
    list
        As many shapes; small islands of a wide theatre are dropped.
    """
    span = max(bbox[2] - bbox[0], bbox[3] - bbox[1])
    if span <= _DETAILED_DEG or not shapes:
        return list(shapes)
    tolerance = _TOLERANCE_DEG * (span / _DETAILED_DEG) ** 1.5
    coarse = shapely.coverage_simplify(np.array(shapes, dtype=object), tolerance).tolist()
    return [_without_islets(shape, (3 * tolerance) ** 2) for shape in coarse]


def _without_islets(shape: BaseGeometry, least: float) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    return shapely.MultiPolygon(parts[(areas >= least) | (areas == areas.max())].tolist())


def own_countries(countries: gpd.GeoDataFrame, places: pd.DataFrame, codes: tuple[str, ...]) -> frozenset[int]:
    """Find the theatre's own countries among the polygons.

    The polygons bear other codes than the places (ISO 3166-1 numeric and alpha-2): each country is the polygon in which
    most of its places lie.

    Parameters
    ----------
    countries
        As in ``World``.
    places
        With ``country``, ``lat`` and ``lon``.
    codes
        ISO 3166-1 alpha-2 codes of the theatre; of one without a place no polygon is found.

    Returns
    -------
    frozenset of int
        Row numbers of `countries`.
    """
    own = set()
    for code in codes:
        here = places[places["country"] == code]
        points = shapely.points(here["lon"].to_numpy(float), here["lat"].to_numpy(float))
        inside = np.array([int(shapely.contains(shape, points).sum()) for shape in countries.geometry])
        if len(inside) and inside.max() > 0:
            own.add(int(inside.argmax()))
    return frozenset(own)


def label_point(shape: shapely.Geometry) -> list[float]:
    """Give the middle of the widest part of a country: where its name stands, degrees."""
    parts = shapely.get_parts(shape)
    largest = max(parts, key=lambda part: part.area)
    rough = largest.simplify(0.05)
    rough = rough if rough.is_valid and not rough.is_empty else largest
    middle = shapely.get_point(shapely.maximum_inscribed_circle(rough, tolerance=0.05), 0)
    return [round(middle.x, 2), round(middle.y, 2)]


def _towns(context: MapContext) -> dict[str, Any]:
    towns = sorted(context.towns, key=lambda town: (-town.population, town.id))[:MOST_TOWNS]
    return {
        "id": pack([town.id for town in towns]),
        "name": pack([town.name for town in towns]),
        "label": pack([in_script(town.name, town.names, context.language) for town in towns]),
        "lat": pack([round(town.lat, DECIMALS) for town in towns]),
        "lon": pack([round(town.lon, DECIMALS) for town in towns]),
        "population": pack([town.population for town in towns]),
    }
