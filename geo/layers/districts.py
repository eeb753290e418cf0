"""Control drawn in administrative boundaries: a place that somebody holds gives its holder the district it lies in."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point

from geo.layers import planes
from geo.layers.coverage import coverage
from geo.layers.reach import site_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.records import Control, Location

_GAP_DEG = 0.01  # slits between neighbours narrower than a kilometre are a fault of the file
_SNAP_DEG = 0.003
_SPOT_DEG = 0.003  # places nearer to each other share one piece
_REGIONS = frozenset("AL")


class Districts(NamedTuple):
    """The ground of sites, by their key: of towns their share of a district, of regions the district itself."""

    towns: dict[str, BaseGeometry]
    regions: dict[str, BaseGeometry]


def district_zones(control: Iterable[Control], areas: gpd.GeoDataFrame) -> Districts:
    """Give the ground of each site that a district can stand for.

    Parameters
    ----------
    control
        Spans of control.
    areas
        ``name`` and ``geometry`` of the districts, EPSG:4326.

    Returns
    -------
    Districts
        Site key (`geo.layers.reach.site_key`) to Polygon or MultiPolygon, degrees, five decimals. A town has the
        district it lies in; several towns of one district share it, each the ground nearest to it. A region that bears
        a district's name is that district. Sides of towns, corridors, regions of other names, and towns of a district
        that is held as such are left out: they keep the ground that they have without districts.
    """
    locations = {site_key(span.location): span.location for span in control if not span.area}
    cleaned = shapely.coverage_clean(  # type: ignore[attr-defined] # the stubs are of shapely 2.1
        areas.geometry.to_numpy(), gap_width=_GAP_DEG, snapping_distance=_SNAP_DEG
    )
    names = {_folded(name): index for index, name in reversed(list(enumerate(areas["name"]))) if name}
    whole: dict[int, str] = {}
    towns: dict[int, list[str]] = defaultdict(list)
    tree = shapely.STRtree(cleaned)
    for key, location in sorted(locations.items()):
        if location.relation or location.shape not in {"point", "area"}:
            continue
        if location.place.feature_class in _REGIONS:
            index = _named(location, names)
            if index is not None:
                whole.setdefault(index, key)
        else:
            hits = tree.query(Point(location.lon, location.lat), predicate="intersects")
            if len(hits):
                towns[int(min(hits))].append(key)
    found: dict[str, BaseGeometry] = {}
    for index, keys in towns.items():
        if index not in whole:
            found |= _shared(cleaned[index], keys, locations)
    regions = {key: planes.rounded(cleaned[index]) for index, key in whole.items()}
    return Districts({key: planes.rounded(shape) for key, shape in sorted(found.items())}, regions)


def joined_zones(
    districts: Districts, cells: Mapping[str, BaseGeometry], towns: frozenset[str]
) -> dict[str, BaseGeometry]:
    """Make one coverage of districts and of the zones of all other sites.

    Towns are on top, those with a district first; of regions the smaller ones. Sites on one spot keep sharing a shape.

    Parameters
    ----------
    districts
        From `district_zones`.
    cells
        Zones of the other sites, by key.
    towns
        The keys of `cells` that are no regions.
    """
    regions = districts.regions | {key: shape for key, shape in cells.items() if key not in towns}
    ordered = [
        *districts.towns.items(),
        *((key, shape) for key, shape in cells.items() if key in towns),
        *sorted(regions.items(), key=lambda item: (item[1].area, item[0])),
    ]
    shapes: dict[bytes, list[str]] = defaultdict(list)
    for key, shape in ordered:
        shapes[shapely.to_wkb(shape)].append(key)
    drawn = coverage([shapely.from_wkb(shape) for shape in shapes])
    return {
        key: shape for keys, shape in zip(shapes.values(), drawn, strict=True) for key in keys if not shape.is_empty
    }


def _named(location: Location, names: Mapping[str, int]) -> int | None:
    """Give the district that bears one of a region's names."""
    spellings = (location.place.name, *location.place.names)
    return next((names[name] for name in map(_folded, spellings) if name in names), None)


def _folded(name: str) -> str:
    """Fold case, marks and the Arabic article: ``Al Jufrah`` and ``al-Jufra`` stay two, ``Al-Jufrah`` is ``Jufrah``."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"al", "el"} else words)


def _shared(district: BaseGeometry, keys: Sequence[str], locations: Mapping[str, Location]) -> dict[str, BaseGeometry]:
    """Share a district among its towns: each has the ground nearest to it, by a plane about the district's middle."""
    spots = _spots(keys, locations)
    if len(spots) == 1:
        return dict.fromkeys(keys, district)
    middle = district.centroid
    plane = planes.Plane(middle.y, middle.x)
    firsts = [locations[group[0]] for group in spots]
    points: Any = shapely.points(np.array([plane.point(here.lat, here.lon) for here in firsts]))
    ground = plane.to_km(district)
    cells: Any = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(list(points)), extend_to=ground))
    at, cell = shapely.STRtree(cells).query(points, predicate="intersects")
    first = dict(zip(at[::-1].tolist(), cell[::-1].tolist(), strict=True))
    pieces = [
        plane.to_degrees(planes.polygons_of(cells[first[index]].intersection(ground))) for index in range(len(points))
    ]
    # The edges of the pieces are bent into degrees one by one: what they share must be shared again.
    drawn = coverage(pieces)
    return {key: drawn[index] for index, group in enumerate(spots) for key in group}


def _spots(keys: Sequence[str], locations: Mapping[str, Location]) -> list[list[str]]:
    """Put places on one spot together."""
    spots: list[list[str]] = []
    for key in keys:
        here = locations[key]
        for spot in spots:
            first = locations[spot[0]]
            if abs(first.lat - here.lat) < _SPOT_DEG and abs(first.lon - here.lon) < _SPOT_DEG:
                spot.append(key)
                break
        else:
            spots.append([key])
    return spots
