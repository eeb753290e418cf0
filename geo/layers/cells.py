"""The cells of towns: nearest ground among all towns, within reach, with a calm outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, box

from geo.layers import planes
from geo.layers.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.planes import Array

Shapes = np.ndarray[Any, np.dtype[np.object_]]
_CLOSE_KM = 8.0  # notches narrower than twice this between two discs are filled
_OPEN_KM = 4.0  # corners are rounded to this radius, necks narrower than twice this are cut
_STRETCH = 1.15  # how far beyond its reach a cell may go to fill a notch
_CORE_KM = 5.0  # what a town keeps in any case, of its own cell
_KM_PER_DEG = 111.3
_MOST_LATITUDE = 85.0


def town_cells(where: Array, reach_km: Sequence[float], others: Array) -> list[BaseGeometry]:
    """Give the cell of each town.

    The ground nearest to a town among all towns, cut to its reach. The outline of neighbouring cells together is
    closed and opened (mathematical morphology), so that it shows neither the scallops of the discs nor the shards
    that a Voronoi diagram cuts; between neighbours the cells stay exact.

    Parameters
    ----------
    where
        Longitude and latitude of the towns, shape (n, 2), degrees.
    reach_km
        How far each goes.
    others
        Towns that keep their own ground without getting a cell, shape (m, 2).

    Returns
    -------
    list of shapely geometries
        Degrees; each holds its town.
    """
    discs = _discs(where, reach_km, 1.0)
    pieces = _common(_voronoi(where, others), discs)
    outline = _calm(pieces)
    cells = _voronoi(where, others[:0])
    wide = _common(cells, _discs(where, reach_km, _STRETCH))
    cores = _common(cells, _discs(where, [min(_CORE_KM, reach) for reach in reach_km], 1.0))
    # Neighbours must have the same vertices before their edges are bent into degrees, or slits open between them.
    drawn = coverage(shapely.union(_inside(wide, outline), cores).tolist())
    return [_sound(shapely.transform(cell, _from_mercator)) for cell in drawn]


def _common(shapes: Shapes, others: Shapes | BaseGeometry) -> Shapes:
    """Intersect polygons and keep polygons, unrounded: neighbours must cut their common edge at the same point."""
    found = shapely.intersection(shapes, others)
    return np.array([planes.polygons_of(shape) for shape in found], dtype=object)


def _inside(shapes: Shapes, ground: BaseGeometry) -> Shapes:
    """Cut polygons to a large ground, each only with the parts of it that it meets."""
    parts = shapely.get_parts(ground)
    shape, part = shapely.STRtree(parts).query(shapes, predicate="intersects")
    pieces = shapely.get_parts(shapely.intersection(shapes[shape], parts[part]), return_index=True)
    areal = shapely.get_dimensions(pieces[0]) == 2  # noqa: PLR2004 - polygons, not the edges they only touch along
    found: list[list[BaseGeometry]] = [[] for _ in shapes]
    for piece, owner in zip(pieces[0][areal], shape[pieces[1][areal]], strict=True):
        found[owner].append(piece)
    return np.array([planes.polygons_of(shapely.GeometryCollection(own)) for own in found], dtype=np.object_)


def _sound(shape: BaseGeometry) -> BaseGeometry:
    """Repair what bending the edges may have crossed."""
    return planes.polygons_of(shape if shape.is_valid else shapely.make_valid(shape))


def _discs(where: Array, reach_km: Sequence[float], share: float) -> Shapes:
    discs = [planes.circle(lat, lon, reach * share) for (lon, lat), reach in zip(where, reach_km, strict=True)]
    return np.array([shapely.transform(disc, _to_mercator) for disc in discs], dtype=object)


def _voronoi(where: Array, others: Array) -> Shapes:
    """Give the Voronoi cells of the first points among all, in Mercator's projection (degrees).

    Being conformal, it keeps the nearest place nearest over a cell's width, anywhere on the globe, in one plane.
    """
    points = np.asarray(shapely.points(_to_mercator(np.vstack([where, others]))))
    ground = box(*shapely.total_bounds(points)).buffer(10.0)
    if len(points) == 1:
        return np.array([ground], dtype=object)
    found = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points.tolist()), extend_to=ground))
    point, cell = shapely.STRtree(found).query(points[: len(where)], predicate="intersects")
    first = dict(zip(point[::-1].tolist(), cell[::-1].tolist(), strict=True))
    return found[[first[index] for index in range(len(where))]]


def _calm(pieces: Shapes) -> BaseGeometry:
    """Close and open each group of touching cells by itself, so that groups stay apart."""
    groups = shapely.get_parts(shapely.union_all(pieces))
    _, latitude = _from_mercator(shapely.get_coordinates(shapely.centroid(groups))).T
    degrees_per_km = 1.0 / (_KM_PER_DEG * np.cos(np.radians(latitude)))
    closed = shapely.buffer(shapely.buffer(groups, _CLOSE_KM * degrees_per_km), -_CLOSE_KM * degrees_per_km)
    opened = shapely.buffer(shapely.buffer(closed, -_OPEN_KM * degrees_per_km), _OPEN_KM * degrees_per_km)
    return shapely.union_all(opened)


def _to_mercator(xy: Array) -> Array:
    latitude = np.radians(np.clip(xy[:, 1], -_MOST_LATITUDE, _MOST_LATITUDE))
    return np.column_stack([xy[:, 0], np.degrees(np.arcsinh(np.tan(latitude)))])


def _from_mercator(xy: Array) -> Array:
    return np.column_stack([xy[:, 0], np.degrees(np.arctan(np.sinh(np.radians(xy[:, 1]))))])
