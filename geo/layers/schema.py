"""Column schemas of the layers (the data contract) and the records that hold them together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from geo.layers.pieces import Countries, Pieces

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geo.records import Actor, Place

CRS = "EPSG:4326"

# column -> kind; kinds: text, int, float, bool, json. Dates are ISO text: they may be open or partial.
FEATURE = {"id": "text", "confidence": "float", "sources": "json"}
# Of facts: who tells them, names with a space between, articles first: "articles", "ucdp", "articles ucdp".
FACT = FEATURE | {"dataset": "text"}

PLACES = FEATURE | {
    "name": "text", "names_in_text": "json", "names": "json", "geonameid": "int", "feature_class": "text",
    "feature_code": "text", "country": "text", "admin1": "text", "population": "int", "lat": "float", "lon": "float",
    "mentions": "int", "articles": "int", "first_mention": "text", "last_mention": "text", "geocoder": "text",
    "events": "int", "last_event": "text", "controlled_by": "text", "bases": "int",
}  # fmt: skip
MENTIONS = FEATURE | {
    "article": "text", "start": "int", "end": "int", "phrase": "text", "place_id": "text", "role": "text",
    "relation": "text", "lat": "float", "lon": "float",
}  # fmt: skip
EVENTS = FACT | {
    "type": "text", "subtype": "text", "status": "text", "actor": "text", "target": "text", "place_id": "text",
    "place_name": "text", "relation": "text", "radius_km": "float", "lat": "float", "lon": "float",
    "date_start": "text", "date_end": "text", "date_precision": "text", "fatalities": "int", "background": "bool",
    "headline": "text", "area": "text", "inferred": "text",
}  # fmt: skip
CONTROL = FACT | {
    "holder": "text", "status": "text", "place_id": "text", "place_name": "text", "relation": "text",
    "valid_from": "text", "valid_to": "text", "date_precision": "text", "basis": "text", "claimant": "text",
    "radius_km": "float",
}  # fmt: skip
AXES = FACT | {
    "actor": "text", "status": "text", "origin_place_id": "text", "origin_name": "text", "via": "json",
    "objective_place_id": "text", "objective_name": "text", "origin_relation": "text", "objective_relation": "text",
    "date_start": "text", "date_end": "text", "date_precision": "text", "line": "text",
}  # fmt: skip
BASES = FACT | {
    "name": "text", "kind": "text", "actor": "text", "place_id": "text", "place_name": "text", "relation": "text",
    "radius_km": "float", "status": "text", "valid_from": "text", "valid_to": "text", "symbol": "text", "area": "text",
}  # fmt: skip
NOT_MAPPED = {
    "id": "text", "article": "text", "start": "int", "end": "int", "text": "text", "why": "text", "candidates": "json",
}  # fmt: skip
ARTICLES = {
    "article": "text", "title": "text", "published": "text", "published_precision": "text", "source": "text",
    "author": "text", "url": "text", "language": "text", "sha256": "text", "characters": "int", "mentions": "int",
    "places": "int", "events": "int", "control": "int", "axes": "int", "bases": "int", "not_mapped": "int",
    "copy_of": "text",
}  # fmt: skip

SPATIAL = {
    "places": PLACES, "mentions": MENTIONS, "events": EVENTS, "control": CONTROL, "axes": AXES, "bases": BASES,
}  # fmt: skip
TABLES = {"not_mapped": NOT_MAPPED, "articles": ARTICLES}


@dataclass(frozen=True)
class Layers:
    """Every layer of a build, with the columns above and EPSG:4326 geometry, sorted by id.

    ``events.area`` and ``bases.area`` are the WKT polygon of a sector or region (empty for a plain point): take the
    column as ``frame["area"]``, for ``frame.area`` is what geopandas measures. ``axes.line`` is the WKT centre line,
    a LineString all the way from origin to objective, whose longitudes run on past 180 across the antimeridian; the
    geometry is the arrow polygon in kilometres. ``json`` columns hold JSON text.

    A mention that could not be placed has no geometry and no `lat`, `lon`. All spans of one ground (same `place_id`
    and `relation`) and places on one spot have the same control polygon; all others are one coverage: they do not
    overlap, and neighbours share exactly the vertices of their common edge. Imported polygons stay as their file has
    them, whatever lies below.
    """

    places: gpd.GeoDataFrame
    mentions: gpd.GeoDataFrame
    events: gpd.GeoDataFrame
    control: gpd.GeoDataFrame
    axes: gpd.GeoDataFrame
    bases: gpd.GeoDataFrame
    not_mapped: pd.DataFrame
    articles: pd.DataFrame


@dataclass(frozen=True)
class World:
    """The part of Natural Earth that a map needs: `land` and named country polygons, EPSG:4326.

    `countries` has the columns ``name``, ``iso_n3`` and ``geometry``; `bbox` is west, south, east, north of what the
    polygons fill, wider than the mapped region, so that their straight cuts stay out of sight.
    """

    bbox: tuple[float, float, float, float]
    land: BaseGeometry
    countries: gpd.GeoDataFrame

    @cached_property
    def key(self) -> bytes:
        """A hash of the ground."""
        parts, owner = shapely.get_parts(self.countries.geometry.to_numpy(), return_index=True)
        digest = hashlib.blake2b(repr((self.bbox, owner.tolist())).encode(), digest_size=16)
        for shape in (*shapely.get_parts(self.land), *parts):  # a part is the same by itself and alone in a collection
            digest.update(shapely.to_wkb(shape))
        return digest.digest()

    @cached_property
    def land_pieces(self) -> Pieces:
        """The land, to be cut to shape by shape."""
        return Pieces(self.land)

    @cached_property
    def country_pieces(self) -> Countries:
        """The countries, to be found by point and cut to shape by shape."""
        return Countries(self.countries.geometry.to_list())


@dataclass(frozen=True)
class TileLayer:
    """Online tiles that a reader may pick: `url` with ``{z}``, ``{x}``, ``{y}``; `attribution` is plain text."""

    name: str
    url: str
    attribution: str
    max_zoom: int = 18


@dataclass(frozen=True)
class MapContext:
    """What a picture needs beside the layers.

    `datasets` names the imported data on the map with their titles, as ``("ucdp", "UCDP GED")``; `actors` are all
    parties with a fact, listed ones first with their colour; `towns` the larger populated places of the region for the
    basemap; `changes` the text of ``changes.md``; `world` is ``None`` without a basemap source; `tiles` are online
    grounds, none unless the theatre asks for them; `logo` is a ``data:`` URI or empty.
    """

    title: str
    subtitle: str = ""
    countries: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    view: tuple[float, float, float] | None = None
    period: tuple[dt.date, dt.date] | None = None
    newest: str = ""
    language: str = "en"
    contested_colour: str = ""
    actors: tuple[Actor, ...] = ()
    towns: tuple[Place, ...] = ()
    changes: str = ""
    datasets: tuple[tuple[str, str], ...] = ()
    world: World | None = None
    tiles: tuple[TileLayer, ...] = ()
    logo: str = ""
