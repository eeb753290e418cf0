"""All that the page shows, as one tree of plain data: articles' text goes into the page here and nowhere else."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps.basemap import basemap
from maps.columns import pack, pack_frame
from maps.geometry import encode_line, encode_polygons
from maps.popups import Sources, main_efforts
from maps.strings import direction, in_script, load_strings
from maps.style import load_style, map_colours
from maps.symbols import load_symbols
from maps.view import opening_boxes

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers, MapContext
    from maps.style import Style

ZONE_DECIMALS = 4  # ten metres; neighbours share their vertices, so they share the rounded ones
LINE_DECIMALS = 4
AREA_DECIMALS = 3

_EVENTS = (
    "id", "confidence", "type", "subtype", "status", "actor", "target", "place_id", "place_name", "relation",
    "radius_km", "lat", "lon", "date_start", "date_end", "date_precision", "fatalities", "background", "headline",
    "inferred",
)  # fmt: skip
_CONTROL = (
    "id", "confidence", "holder", "status", "place_id", "place_name", "relation", "valid_from", "valid_to",
    "date_precision", "basis", "claimant",
)  # fmt: skip
_AXES = (
    "id", "confidence", "actor", "status", "origin_place_id", "origin_name", "objective_place_id", "objective_name",
    "origin_relation", "objective_relation", "date_start", "date_end", "date_precision",
)  # fmt: skip
_BASES = (
    "id", "confidence", "name", "kind", "actor", "place_id", "place_name", "relation", "radius_km", "status",
    "valid_from", "valid_to", "symbol",
)  # fmt: skip
_PLACES = (
    "id", "name", "country", "admin1", "population", "feature_class", "feature_code", "lat", "lon", "mentions",
    "geocoder", "confidence",
)  # fmt: skip
_ARTICLES = (
    "article", "title", "published", "source", "author", "url", "language", "places", "events", "control", "axes",
    "bases", "not_mapped", "copy_of",
)  # fmt: skip


def payload(layers: Layers, context: MapContext) -> dict[str, Any]:
    """Gather the page's data.

    Parameters
    ----------
    layers
        As the contract says.
    context
        Title, parties, ground.

    Returns
    -------
    dict
        Plain data for JSON. Layers are packed columns (see `maps.columns.pack`), geometry whole numbers (see
        `maps.geometry`), sources numbers of rows in ``sources``.
    """
    style, symbols = load_style(), load_symbols()
    sources = Sources(layers)
    tables = {
        "places": _places(layers, sources, context.language),
        "events": _events(layers, sources),
        "control": _control(layers, sources),
        "axes": _axes(layers, sources),
        "bases": _bases(layers, sources),
        "articles": pack_frame(layers.articles, _ARTICLES),
        "not_mapped": pack_frame(layers.not_mapped, ("article", "text", "why"))
        | {
            "candidates": [
                json.loads(value) if value != "[]" else [] for value in layers.not_mapped["candidates"].tolist()
            ]
        },
    }
    return {
        "meta": _meta(layers, context),
        "strings": load_strings(context.language),
        "style": _style(style),
        "glyphs": dict(symbols.glyphs),
        "symbols": {"events": dict(symbols.events), "bases": dict(symbols.bases)},
        "actors": _actors(layers, context, style),
        "basemap": basemap(context, layers.places),
        "tables": tables,
        "sources": sources.columns(),
        "changes": context.changes,
    }


def _meta(layers: Layers, context: MapContext) -> dict[str, Any]:
    wide, close = opening_boxes(layers)
    return {
        "title": context.title,
        "subtitle": context.subtitle,
        "newest": context.newest,
        "language": context.language,
        "dir": direction(context.language),
        "period": [day.isoformat() for day in context.period] if context.period else None,
        "view": list(context.view) if context.view else None,
        "logo": context.logo,
        "datasets": dict(context.datasets),
        "tiles": [asdict(layer) for layer in context.tiles],
        "box": wide or context.bbox,
        "close": close or context.bbox,
        "decimals": {"zone": ZONE_DECIMALS, "line": LINE_DECIMALS, "area": AREA_DECIMALS},
    }


def _style(style: Style) -> dict[str, Any]:
    return {
        "parties": {key: style.parties[key] for key in ("unknown", "several")},
        "ground": style.ground,
        "status": style.status,
        "control": style.control,
        "base": style.base,
        "age": style.age,
        "arrow": style.arrow,
        "symbol": style.symbol,
        "callout": style.callout,
        "label": style.label,
    }


def _actors(layers: Layers, context: MapContext, style: Style) -> list[dict[str, Any]]:
    """List the parties: the context's, then those that only the layers know, by id."""
    known = {actor.id for actor in context.actors}
    columns = (
        layers.events["actor"], layers.events["target"], layers.control["holder"], layers.control["claimant"],
        layers.axes["actor"], layers.bases["actor"],
    )  # fmt: skip
    loose = sorted({value for column in columns for value in column} - known - {"", "contested"})
    colours = map_colours(layers, context, style)
    return [
        *(
            {"id": actor.id, "name": actor.name, "side": actor.side or actor.id, "colour": colours[actor.id]}
            for actor in context.actors
        ),
        *({"id": name, "name": name, "side": name, "colour": style.parties["unknown"]} for name in loose),
        {"id": "contested", "name": "", "side": "", "colour": colours["contested"]},
    ]


def _cited(frame: gpd.GeoDataFrame, sources: Sources) -> dict[str, Any]:
    """Give the sentences behind each fact, and who tells it: articles, imported data, or both."""
    return {
        "sources": [sources.numbers(value) for value in frame["sources"].tolist()],
        "dataset": pack(frame["dataset"].tolist()),
    }


def _places(layers: Layers, sources: Sources, language: str) -> dict[str, Any]:
    places = layers.places
    names = [json.loads(value) for value in places["names"].tolist()]
    in_text = [json.loads(value) for value in places["names_in_text"].tolist()]
    labels = pack(
        [in_script(name, known, language) for name, known in zip(places["name"].tolist(), names, strict=True)]
    )
    return (
        pack_frame(places, _PLACES)
        | {"names": names, "names_in_text": in_text, "label": labels}
        | {"sources": [sources.numbers(value) for value in places["sources"].tolist()]}
    )


def _events(layers: Layers, sources: Sources) -> dict[str, Any]:
    return pack_frame(layers.events, _EVENTS) | {"area": pack(_areas(layers.events))} | _cited(layers.events, sources)


def _bases(layers: Layers, sources: Sources) -> dict[str, Any]:
    frame = layers.bases
    where = {
        "lat": np.round(frame.geometry.y.to_numpy(), 5).tolist(),
        "lon": np.round(frame.geometry.x.to_numpy(), 5).tolist(),
    }
    return pack_frame(frame, _BASES) | where | {"area": pack(_areas(frame))} | _cited(frame, sources)


def _control(layers: Layers, sources: Sources) -> dict[str, Any]:
    """Spans of control of one place share one cell."""
    frame = layers.control
    cells: dict[bytes, int] = {}
    shapes: list[BaseGeometry] = []
    at: list[int] = []
    for shape, key in zip(frame.geometry.to_list(), shapely.to_wkb(frame.geometry.to_numpy()), strict=True):
        if key not in cells:
            cells[key] = len(shapes)
            shapes.append(shape)
        at.append(cells[key])
    inside = shapely.get_coordinates(shapely.point_on_surface(np.array(shapes, dtype=object))).reshape(-1, 2)
    points = np.round(inside, ZONE_DECIMALS)[at].reshape(-1, 2)
    where = {"lat": points[:, 1].tolist(), "lon": points[:, 0].tolist()}
    drawn = [encode_polygons(shape, ZONE_DECIMALS) for shape in shapes]
    return pack_frame(frame, _CONTROL) | where | {"cells": drawn, "cell": at} | _cited(frame, sources)


def _axes(layers: Layers, sources: Sources) -> dict[str, Any]:
    frame = layers.axes
    lines = [encode_line(line, LINE_DECIMALS) for line in shapely.from_wkt(frame["line"].to_numpy(object))]
    via = [json.loads(value) for value in frame["via"].tolist()]
    main = {"main": pack(main_efforts(frame["sources"].tolist()))}
    return pack_frame(frame, _AXES) | {"via": via, "line": lines} | main | _cited(frame, sources)


def _areas(frame: gpd.GeoDataFrame) -> list[Any]:
    """Encode the areas; facts at one place share theirs."""
    texts = frame["area"].tolist()
    known: dict[str, Any] = {"": None}
    for text in dict.fromkeys(texts):
        if text:
            known[text] = encode_polygons(shapely.from_wkt(text), AREA_DECIMALS)
    return [known[text] for text in texts]
