"""Control drawn in administrative boundaries: a place that somebody holds gives its holder the district it lies in."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

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
_SPOT_DEG = 0.003  # places nearer to each other share one piece
_REGIONS = frozenset("AL")


def district_zones(control: Iterable[Control], areas: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """Give the ground of each site that a district can stand for.

    Parameters
    ----------
    control
        Spans of control.
    areas
        ``name`` and ``geometry`` of the districts, EPSG:4326.

    Returns
    -------
    dict
        Site key (`geo.layers.reach.site_key`) to Polygon or MultiPolygon, degrees, five decimals. A town has the
        district it lies in; several towns of one district share it, each the ground nearest to it. A region that bears
        a district's name is that district. Sides of towns, corridors, regions of other names, and towns of a district
        that is held as such are left out: they keep the ground that they have without districts.
    """
    locations = {site_key(span.location): span.location for span in control if not span.area}
    cleaned = shapely.coverage_clean(  # type: ignore[attr-defined] # the stubs are of shapely 2.1
        areas.geometry.to_numpy(), gap_width=_GAP_DEG
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
    found = {key: cleaned[index] for index, key in whole.items()}
    for index, keys in towns.items():
        if index not in whole:
            found |= _shared(cleaned[index], keys, locations)
    return {key: planes.rounded(shape) for key, shape in sorted(found.items())}


def joined_zones(districts: Mapping[str, BaseGeometry], zones: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Make one coverage of districts and of the cells beside them; the districts are on top.

    Sites on one spot share one shape, and keep sharing it.
    """
    shapes: dict[bytes, list[str]] = defaultdict(list)
    for group in (districts, zones):
        for key, shape in group.items():
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
    spots: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key in keys:
        here = locations[key]
        spots[round(here.lon / _SPOT_DEG), round(here.lat / _SPOT_DEG)].append(key)
    if len(spots) == 1:
        return dict.fromkeys(keys, district)
    middle = district.centroid
    plane = planes.Plane(middle.y, middle.x)
    firsts = [locations[group[0]] for group in spots.values()]
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
    return {key: drawn[index] for index, group in enumerate(spots.values()) for key in group}
