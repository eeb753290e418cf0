"""Control zones: the cell of each place that somebody holds, one coverage of land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, box

from geo.layers import geodesy
from geo.layers.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.reach import Site
    from geo.records import Place

LEAST_POPULATION = 15_000  # of a town that nobody spoke of and that keeps its own ground all the same
_SUBURB_SHARE = 0.4  # an unspoken town within this share of a place's reach is its suburb
_SAME_KM = 0.3  # places nearer to each other share one cell
_HARBOUR_KM = 4.0  # what a place keeps where the coarse coast leaves it in the sea
_CRUMB_SHARE = 0.05  # islands smaller than this share of a zone's largest part are dropped
_HALF_TURN, _TURN = 180.0, 360.0


class Towns(Protocol):
    """What zones ask of a gazetteer."""

    def towns(self, bbox: tuple[float, float, float, float], least_population: int) -> tuple[Place, ...]:
        """Give the populated places of a box (west, south, east, north) from a population up."""
        ...


def zones(sites: Iterable[Site], gazetteer: Towns, land: BaseGeometry | None) -> dict[str, BaseGeometry]:
    """Give the zone of each site.

    A town gets its Voronoi cell among all sites and the unspoken towns around, cut to its reach and to the land. A
    region gets its extent without the cells of the places in it that have a word of their own; a smaller region goes
    before a larger one.

    Parameters
    ----------
    sites
        One per place and relation; their order does not matter.
    gazetteer
        Knows the towns that nobody spoke of.
    land
        Degrees; ``None`` leaves the sea in.

    Returns
    -------
    dict
        Site key to Polygon or MultiPolygon, degrees, five decimals; sites whose ground others take whole are left out.
        Zones do not overlap, neighbours share the vertices of their common edge, a town lies in its own zone. Places
        on one spot share one zone.
    """
    ordered = sorted(sites, key=lambda site: site.key)
    if not ordered:
        return {}
    cut = _cut([site.lon for site in ordered])
    land = None if land is None else _unrolled(land, cut)
    spots = _spots([site for site in ordered if site.area is None])
    regions = [(site.key, _unrolled(site.area, cut)) for site in ordered if site.area is not None]
    regions.sort(key=lambda region: (region[1].area, region[0]))
    shapes = [*_cells([spot[0] for spot in spots], gazetteer, land, cut), *(_on(land, shape) for _, shape in regions)]
    keys = [*([site.key for site in spot] for spot in spots), *([key] for key, _ in regions)]
    found = {key: shape for group, shape in zip(keys, coverage(shapes), strict=True) for key in group}
    return {key: geodesy.wrapped(shape) for key, shape in sorted(found.items()) if not shape.is_empty}


def _spots(sites: Sequence[Site]) -> list[list[Site]]:
    """Put places on one spot together; the first of them stands for all."""
    spots: list[list[Site]] = []
    for site in sites:
        for spot in spots:
            near = abs(spot[0].lat - site.lat) < 0.01  # noqa: PLR2004 - a kilometre: spares the exact distance
            if near and geodesy.distance_km(spot[0].lat, spot[0].lon, site.lat, site.lon) < _SAME_KM:
                spot.append(site)
                break
        else:
            spots.append([site])
    return spots


def _cells(sites: Sequence[Site], gazetteer: Towns, land: BaseGeometry | None, cut: float) -> list[BaseGeometry]:
    """Give the cell of each town, degrees: Voronoi, reach and land together."""
    if not sites:
        return []
    where = np.array([(_turned(site.lon, cut), site.lat) for site in sites])
    discs = [geodesy.circle(lat, lon, site.reach_km) for site, (lon, lat) in zip(sites, where, strict=True)]
    cells = _voronoi(where, _unspoken(sites, where, discs, gazetteer, cut))
    return [
        _without_crumbs(_on(_ground(land, point), cell.intersection(disc)), point)
        for point, cell, disc in zip(shapely.points(where), cells, discs, strict=True)
    ]


def _unspoken(
    sites: Sequence[Site], where: geodesy.Array, discs: Sequence[Polygon], gazetteer: Towns, cut: float
) -> geodesy.Array:
    """Give the towns around that nobody spoke of, shape (n, 2), but for the suburbs of places somebody did speak of."""
    west, south, east, north = shapely.total_bounds(np.array(discs, dtype=object))
    boxes = [(west, east)] if -_HALF_TURN <= west and east <= _HALF_TURN else [(-_HALF_TURN, _HALF_TURN)]
    towns = [town for w, e in boxes for town in gazetteer.towns((w, south, e, north), LEAST_POPULATION)]
    towns.sort(key=lambda town: town.id)
    if not towns:
        return np.empty((0, 2))
    points = np.array([(_turned(town.lon, cut), town.lat) for town in towns])
    suburbs = [
        geodesy.circle(lat, lon, max(site.reach_km * _SUBURB_SHARE, _SAME_KM))
        for site, (lon, lat) in zip(sites, where, strict=True)
    ]
    return points[~shapely.intersects_xy(shapely.union_all(suburbs), points[:, 0], points[:, 1])]


def _voronoi(where: geodesy.Array, others: geodesy.Array) -> list[BaseGeometry]:
    """Give the Voronoi cells of the first points among all.

    They are cut in Mercator's projection: being conformal, it keeps the nearest place nearest over a cell's width,
    anywhere on the globe and with one plane for all.
    """
    every = shapely.transform(MultiPoint(np.vstack([where, others])), _to_mercator)
    reach = box(*every.bounds).buffer(10.0)
    found = shapely.get_parts(shapely.voronoi_polygons(every, extend_to=reach))
    points = shapely.points(_to_mercator(where))
    point, cell = shapely.STRtree(found).query(points, predicate="within")
    cells = dict(zip(point.tolist(), cell.tolist(), strict=True))
    return [shapely.transform(found[cells[index]], _from_mercator) for index in range(len(where))]


def _to_mercator(xy: geodesy.Array) -> geodesy.Array:
    return np.column_stack([xy[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(xy[:, 1]))))])


def _from_mercator(xy: geodesy.Array) -> geodesy.Array:
    return np.column_stack([xy[:, 0], np.degrees(np.arctan(np.sinh(np.radians(xy[:, 1]))))])


def _ground(land: BaseGeometry | None, point: Point) -> BaseGeometry | None:
    """Give the land, with a harbour that the coarse coast leaves in the sea."""
    if land is None or shapely.intersects_xy(land, point.x, point.y):
        return land
    return land.union(geodesy.circle(point.y, point.x, _HARBOUR_KM))


def _on(land: BaseGeometry | None, shape: BaseGeometry) -> BaseGeometry:
    """Cut a shape to the land; one that lies wholly at sea stays."""
    if land is None:
        return shape
    dry = geodesy.polygons_of(shape.intersection(land))
    return shape if dry.is_empty else dry


def _without_crumbs(shape: BaseGeometry, place: Point) -> BaseGeometry:
    """Keep the part with the place and what is not small beside the largest."""
    parts = shapely.get_parts(shape)
    least = max(part.area for part in parts) * _CRUMB_SHARE
    return geodesy.polygons_of(MultiPolygon([p for p in parts if p.area >= least or p.intersects(place)]))


def _cut(longitudes: Sequence[float]) -> float:
    """Give the longitude at which the world is cut open: the middle of the widest stretch without a site."""
    ordered = sorted(longitudes)
    if ordered[-1] - ordered[0] <= _HALF_TURN:
        return -_HALF_TURN
    gaps = [(east - west, west) for west, east in zip(ordered, [*ordered[1:], ordered[0] + _TURN], strict=True)]
    width, west = max(gaps)
    return (west + width / 2 + _HALF_TURN) % _TURN - _HALF_TURN


def _turned(lon: float, cut: float) -> float:
    return lon + _TURN if lon < cut else lon


def _unrolled(shape: BaseGeometry, cut: float) -> BaseGeometry:
    """Bring what lies west of the cut to the far east, so that the region is in one piece."""
    if cut == -_HALF_TURN:
        return shape
    east = shape.intersection(box(cut, -90.0, _HALF_TURN, 90.0))
    west = shape.intersection(box(-_HALF_TURN, -90.0, cut, 90.0))
    return geodesy.polygons_of(shapely.union_all([east, affinity.translate(west, _TURN)]))
