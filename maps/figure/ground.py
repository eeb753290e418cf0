"""The quiet ground: sea, shores, land, borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from maps.basemap import own_countries
from maps.figure.brush import mixed
from maps.style import load_style

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.layers.schema import MapContext
    from maps.figure.brush import Brush
    from maps.figure.view import View

_SHORES = ((9.0, 0.22), (5.5, 0.30), (2.6, 0.42))  # breadth in points, share of white: the sea pales to its shore


def draw_ground(brush: Brush, view: View, context: MapContext, places: gpd.GeoDataFrame) -> None:
    """Draw the land as far as it is known; without a basemap the sheet is plain land."""
    colours = load_style().ground["light"]
    world = context.world
    if world is None or world.countries.empty:
        brush.fill(view.rect, colours["land"])
        return
    brush.fill(view.rect, colours["sea"])
    placed = [view.shape(shape) for shape in world.countries.geometry]
    shapes = {index: shape for index, shape in enumerate(placed) if not shape.is_empty}
    land = shapely.union_all(list(shapes.values()))
    for width, share in _SHORES:
        brush.line(land, mixed(colours["sea"], colours["halo"], share), width)
    own = own_countries(world.countries, places, context.countries)
    for index, shape in shapes.items():
        brush.fill(shape, colours["land" if index in own or not own else "other"])
    shore = land.boundary.buffer(0.2)
    for index, shape in shapes.items():
        inland = shape.boundary.difference(shore)
        brush.line(inland, colours["border"], 0.9 if index in own else 0.6)
    brush.line(land, mixed(colours["coast"], colours["ink"], 0.18), 0.6)
