"""Facts to layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.layers import planes, tables
from geo.layers.districts import district_zones, joined_zones
from geo.layers.drawing import Drawing
from geo.layers.frames import layer_of_columns, make_layer, make_table
from geo.layers.joins import place_rows
from geo.layers.reach import site_key, sites_of
from geo.layers.schema import Layers
from geo.memo import Memo
from geo.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.layers.drawing import Drawn
    from geo.layers.frames import Row
    from geo.layers.schema import World
    from geo.layers.zones import Towns
    from geo.records import Base, Control, Event, Facts, Location

    Shapes = NDArray[np.object_]

_HARBOUR_KM = 4.0


def build_layers(
    facts: Facts,
    gazetteer: Towns,
    world: World | None,
    *,
    areas: gpd.GeoDataFrame | None = None,
    memo: Memo | None = None,
    workers: int = 1,
) -> Layers:
    """Make the layers of merged facts.

    Parameters
    ----------
    facts
        What all articles say together; the order of its parts does not matter.
    gazetteer
        Asked for the towns around the places that somebody holds.
    world
        Land and countries; ``None`` leaves zones and sectors unclipped.
    areas
        Districts (``name``, ``geometry``) that control is drawn in instead of cells, where they reach.
    memo
        Of geometry that an earlier build drew, with the same gazetteer.
    workers
        Processes that may be used.

    Returns
    -------
    Layers
        Every layer with the columns of the schema, EPSG:4326, sorted by id.
    """
    drawing = Drawing(world, memo or Memo())
    readings = sorted(facts.readings, key=lambda reading: (reading.article.name, reading.article.sha256))
    sheets = [(reading.article.name, sheet_of(reading)) for reading in readings]
    left_out = tables.not_mapped_rows(sheets)
    articles = make_table("articles", tables.article_rows(readings, sheets, facts, left_out))
    mentioned = tables.mention_columns(sheets)
    mentions = layer_of_columns("mentions", mentioned, _points(mentioned["lon"], mentioned["lat"]))
    events, bases = _events(facts.events, drawing), _bases(facts.bases, drawing)
    with drawing.arrows(facts, workers=workers) as arrows:
        control = _control(facts.control, gazetteer, drawing, areas)
        axes = _axes(facts, arrows())
    joined = {"mentions": mentions, "articles": articles, "events": events, "control": control, "bases": bases}
    return Layers(
        places=_places(place_rows(facts, sheets, mentioned, joined)),
        mentions=mentions,
        events=events,
        control=control,
        axes=axes,
        bases=bases,
        not_mapped=make_table("not_mapped", left_out),
        articles=articles,
    )


def _events(events: Sequence[Event], drawing: Drawing) -> gpd.GeoDataFrame:
    ordered = sorted(events, key=lambda event: event.id)
    columns = tables.event_columns(ordered, drawing.areas(event.location for event in events))
    return layer_of_columns("events", columns, _points(columns["lon"], columns["lat"]))


def _bases(bases: Sequence[Base], drawing: Drawing) -> gpd.GeoDataFrame:
    areas = drawing.areas(base.location for base in bases)
    rows = [tables.base_row(base, areas[base.location]) for base in bases]
    points = _points([base.location.lon for base in bases], [base.location.lat for base in bases])
    return make_layer("bases", rows, points)


def _control(
    control: Sequence[Control], gazetteer: Towns, drawing: Drawing, areas: gpd.GeoDataFrame | None
) -> gpd.GeoDataFrame:
    """Draw each span as the zone of its ground; ground that others take whole keeps a small disc.

    Imported spans that bring their own polygon keep it.
    """
    placed = [span for span in control if not span.area]
    districts = None if areas is None else district_zones(placed, areas)
    taken = districts.towns.keys() | districts.regions.keys() if districts else set()
    sites = [site for site in sites_of(placed, drawing.world) if site.key not in taken]
    found = drawing.zones(sites, gazetteer)
    if districts:
        found = joined_zones(districts, found, frozenset(site.key for site in sites if site.area is None))
    rows = [tables.control_row(span) for span in control]
    return make_layer("control", rows, [_ground(span, found) for span in control])


def _ground(span: Control, found: Mapping[str, BaseGeometry]) -> BaseGeometry:
    if span.area:
        return planes.rounded(shapely.from_wkt(span.area))
    return found.get(site_key(span.location)) or _disc(span.location)


def _axes(facts: Facts, drawn: Mapping[str, Drawn]) -> gpd.GeoDataFrame:
    rows = [tables.axis_row(axis, drawn[axis.id].line) for axis in facts.axes]
    return make_layer("axes", rows, [drawn[axis.id].shape for axis in facts.axes])


def _places(rows: Sequence[Row]) -> gpd.GeoDataFrame:
    return make_layer("places", rows, _points([row["lon"] for row in rows], [row["lat"] for row in rows]))


def _points(lon: Sequence[float | None], lat: Sequence[float | None]) -> Shapes:
    """Give points, ``None`` where there are no coordinates."""
    where = np.array([lon, lat], dtype=float).T  # None becomes NaN
    points: Shapes = np.asarray(shapely.points(np.round(where, planes.DECIMALS)))
    points[np.isnan(where[:, 0])] = None
    return points


def _disc(location: Location) -> BaseGeometry:
    return planes.rounded(planes.circle(location.lat, location.lon, _HARBOUR_KM))
