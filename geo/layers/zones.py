"""Control zones: the cell of each place that somebody holds, one coverage of land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Point, box

from geo import geodesy
from geo.layers import planes
from geo.layers.cells import town_cells
from geo.layers.coverage import coverage
from geo.layers.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.planes import Array
    from geo.layers.reach import Site
    from geo.records import Place

LEAST_POPULATION = 50_000  # of a town that nobody spoke of and that keeps its own ground all the same
LEAST_BESIDE_SMALLER = 25_000  # the same, where it is larger than the place that somebody spoke of
_SUBURB_SHARE = 0.4  # an unspoken town within this share of a place's reach is its suburb
_METROPOLIS, _METROPOLIS_SHARE = 10, 0.6  # of a place so many times as large, within this share
_SAME_KM = 0.3  # places nearer to each other share one cell
_ROW_DEG = 0.01  # more than that, from south to north
_HARBOUR_KM = 4.0  # what a place keeps where the coarse coast leaves it in the sea
_CRUMB_SHARE = 0.05  # islands smaller than this share of a zone's largest part are dropped
_HALF_TURN, _TURN = 180.0, 360.0
_NEAR_CUT_DEG = 5.0


class Towns(Protocol):
    """What zones ask of a gazetteer."""

    def towns(self, bbox: tuple[float, float, float, float], least_population: int) -> tuple[Place, ...]:
        """Give the populated places of a box from a population up.

        The box is west, south, east, north; across the antimeridian west is greater than east.
        """
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
    ground = None if land is None else Pieces(_unrolled(land, cut))
    spots = _spots([site for site in ordered if site.area is None])
    regions = [(site.key, _unrolled(site.area, cut)) for site in ordered if site.area is not None]
    regions.sort(key=lambda region: (region[1].area, region[0]))
    shapes = [
        *_cells([spot[0] for spot in spots], gazetteer, ground, cut),
        *(_on(ground, shape) for _, shape in regions),
    ]
    keys = [*([site.key for site in spot] for spot in spots), *([key] for key, _ in regions)]
    found = {key: shape for group, shape in zip(keys, coverage(shapes), strict=True) for key in group}
    return {
        key: planes.round_coordinates(planes.wrapped(shape))
        for key, shape in sorted(found.items())
        if not shape.is_empty
    }


def _spots(sites: Sequence[Site]) -> list[list[Site]]:
    """Put places on one spot together; the one that reaches farthest stands first, for all."""
    spots: list[list[Site]] = []
    rows: dict[int, list[int]] = {}
    for site in sites:
        row = int(site.lat // _ROW_DEG)
        for number in sorted(number for near in (row - 1, row, row + 1) for number in rows.get(near, ())):
            first = spots[number][0]
            if geodesy.distance_km(first.lat, first.lon, site.lat, site.lon) < _SAME_KM:
                spots[number].append(site)
                break
        else:
            rows.setdefault(row, []).append(len(spots))
            spots.append([site])
    return [sorted(spot, key=lambda site: (-site.reach_km, site.key)) for spot in spots]


def _cells(sites: Sequence[Site], gazetteer: Towns, ground: Pieces | None, cut: float) -> list[BaseGeometry]:
    """Give the cell of each town on land, degrees."""
    if not sites:
        return []
    where = np.array([(_turned(site.lon, cut), site.lat) for site in sites])
    cells = town_cells(where, [site.reach_km for site in sites], _unspoken(sites, where, gazetteer, cut))
    points = np.asarray(shapely.points(where))
    return [_without_crumbs(_on(ground, cell, point), point) for point, cell in zip(points, cells, strict=True)]


def _unspoken(sites: Sequence[Site], where: Array, gazetteer: Towns, cut: float) -> Array:
    """Give the towns around that nobody spoke of and that keep their own ground, shape (n, 2), degrees.

    Suburbs of a place that somebody spoke of share its fate; a middling town counts only beside a smaller place.
    """
    # A town beyond a cell's reach still bounds it half-way.
    discs = np.array([planes.circle(lat, lon, 2 * s.reach_km) for s, (lon, lat) in zip(sites, where, strict=True)])
    west, south, east, north = shapely.total_bounds(discs)
    bbox = (_half_turned(west), south, _half_turned(east), north)
    if east - west >= _TURN:
        bbox = (-_HALF_TURN, south, _HALF_TURN, north)
    towns = sorted(gazetteer.towns(bbox, LEAST_BESIDE_SMALLER), key=lambda town: town.id)
    points = np.array([(_turned(town.lon, cut), town.lat) for town in towns]).reshape(-1, 2)
    kept = set()
    near, disc = shapely.STRtree(discs).query(shapely.points(points), predicate="intersects")
    suburbs = set()
    for town, site in zip(near.tolist(), disc.tolist(), strict=True):
        if _is_suburb(towns[town], sites[site]):
            suburbs.add(town)
        elif towns[town].population >= min(LEAST_POPULATION, max(sites[site].population, LEAST_BESIDE_SMALLER)):
            kept.add(town)
    return points[sorted(kept - suburbs)]


def _is_suburb(town: Place, site: Site) -> bool:
    share = _METROPOLIS_SHARE if site.population >= _METROPOLIS * town.population else _SUBURB_SHARE
    return geodesy.distance_km(town.lat, town.lon, site.lat, site.lon) < site.reach_km * share


def _on(ground: Pieces | None, shape: BaseGeometry, place: Point | None = None) -> BaseGeometry:
    """Cut a shape to the land, with a harbour for a place that the coarse coast leaves in the sea.

    A shape that lies wholly at sea stays.
    """
    if ground is None:
        return shape
    land = ground.around(shape)
    if place is not None and not land.intersects(place):
        land = land.union(planes.circle(place.y, place.x, _HARBOUR_KM))
    if land.contains_properly(shape):
        return shape
    dry = planes.polygons_of(shape.intersection(land))
    return shape if dry.is_empty else dry


def _without_crumbs(shape: BaseGeometry, place: Point) -> BaseGeometry:
    """Keep the part with the place and what is not small beside the largest."""
    parts = shapely.get_parts(shape)
    least = max(part.area for part in parts) * _CRUMB_SHARE
    return planes.polygons_of(MultiPolygon([p for p in parts if p.area >= least or p.intersects(place)]))


def _cut(longitudes: Sequence[float]) -> float:
    """Give the longitude at which the world is cut open.

    The antimeridian, or with a site near it the middle of the widest stretch without one.
    """
    ordered = sorted(longitudes)
    if max(-ordered[0], ordered[-1]) < _HALF_TURN - _NEAR_CUT_DEG:
        return -_HALF_TURN
    gaps = [(east - west, west) for west, east in zip(ordered, [*ordered[1:], ordered[0] + _TURN], strict=True)]
    width, west = max(gaps)
    return (west + width / 2 + _HALF_TURN) % _TURN - _HALF_TURN


def _half_turned(lon: float) -> float:
    return (lon + _HALF_TURN) % _TURN - _HALF_TURN


def _turned(lon: float, cut: float) -> float:
    return lon + _TURN if lon < cut else lon


def _unrolled(shape: BaseGeometry, cut: float) -> BaseGeometry:
    """Bring what lies west of the cut to the far east, so that the region is in one piece."""
    if cut == -_HALF_TURN:
        return shape
    east = shape.intersection(box(cut, -90.0, _HALF_TURN, 90.0))
    west = shape.intersection(box(-_HALF_TURN, -90.0, cut, 90.0))
    return planes.polygons_of(shapely.union_all([east, affinity.translate(west, _TURN)]))
