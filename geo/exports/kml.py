"""Layers as one KML file for Google Earth and the like: names, time spans, the sentences behind each feature."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Layer -> the columns that make a name, and the first and last day.
_DRAWN = {
    "events": (("headline",), "date_start", "date_end"),
    "control": (("place_name", "holder", "status"), "valid_from", "valid_to"),
    "axes": (("actor", "origin_name", "objective_name", "status"), "date_start", "date_end"),
    "bases": (("name", "actor", "status"), "valid_from", "valid_to"),
}


def write_kml(layers: Mapping[str, pd.DataFrame], path: Path) -> dict[str, int]:
    """Write events, control, axes and bases, a folder each.

    Parameters
    ----------
    layers
        From `geo.exports.read.read_build`.
    path
        The ``.kml`` to write; replaced whole.

    Returns
    -------
    dict
        Features by layer.
    """
    part = path.with_name(f".{path.name}.part.kml")
    part.unlink(missing_ok=True)
    counts = {}
    try:
        for name in _DRAWN:
            frame = layers[name]
            if len(frame):
                # LIBKML reads these three columns as the placemark's name, balloon and time span.
                pyogrio.write_dataframe(
                    _placemarks(frame, name), part, driver="LIBKML", layer=name, append=part.exists()
                )
            counts[name] = len(frame)
        if not part.exists():
            part.write_text(
                '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"/>\n', "utf-8"
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _placemarks(frame: pd.DataFrame, layer: str) -> gpd.GeoDataFrame:
    parts, first, last = _DRAWN[layer]
    names = [
        ", ".join(value for value in values if value) for values in zip(*(frame[part] for part in parts), strict=True)
    ]
    columns = {
        "Name": names,
        "description": [_balloon(row) for row in frame[["id", "sources"]].itertuples(index=False)],
        "begin": pd.to_datetime(frame[first].where(frame[first] != "", None)),
        "end": pd.to_datetime(frame[last].where(frame[last] != "", None)),
    }
    return gpd.GeoDataFrame(columns, geometry=frame.geometry, crs=frame.crs)


def _balloon(row: tuple[str, str]) -> str:
    """Write the sentences behind a feature; a balloon is HTML, so that what articles say is escaped."""
    key, sources = row
    lines = []
    for source in json.loads(sources):
        told = " ".join(part for part in (source["article"], source.get("row", ""), source["published"]) if part)
        lines.append(f"<p>{html.escape(source['quote'])}<br><i>{html.escape(told)}</i></p>")
    return "".join((*lines, f"<p>{html.escape(key)}</p>"))
