"""Draw one figure: choose the facts of the day, lay out the sheet, draw from the ground up, save."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from geo.errors import OutputError, UsageError
from maps.embed import plain_title
from maps.figure.brush import Brush
from maps.figure.chosen import EVERYTHING, choose, default_day
from maps.figure.legend import draw_legend, legend_sections
from maps.figure.margins import draw_source, draw_title
from maps.figure.picture import Picture
from maps.figure.view import View, lay_out
from maps.figure.words import load_words
from maps.style import CONTESTED, load_style, map_colours
from maps.view import opening_box

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from geo.layers.schema import Layers, MapContext
    from maps.figure.view import Box, Sheet

FORMATS = ("png", "svg", "pdf")
SIZE = (10.0, 6.8)
DPI = 300
_WHOLE_WORLD = (-170.0, -58.0, 170.0, 75.0)
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "sitmap", "pdf.fonttype": 42, "path.simplify": False}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": "Sitmap"},
    "svg": {"Date": None, "Creator": "Sitmap"},
    "pdf": {"CreationDate": None, "Creator": "Sitmap", "Producer": None},
}


def render_figure(
    layers: Layers,
    context: MapContext,
    path: Path,
    *,
    at: dt.date | None = None,
    bbox: Box | None = None,
    size: tuple[float, float] = SIZE,
    dpi: int = DPI,
    level: int = EVERYTHING,
) -> None:
    """Draw the map as a figure for reports.

    Parameters
    ----------
    layers, context
        What to draw.
    path
        Where to write; its ending chooses PNG, SVG or PDF. Text stays text in the latter two.
    at
        The day whose control is drawn, and until which events and movements count; by default the newest.
    bbox
        West, south, east, north, degrees; by default the theatre of the facts.
    size
        Width and height, inches.
    dpi
        Dots per inch of a PNG.
    level
        The strictness: 0 what is confirmed, 1 claims too, 2 plans and threats too, 3 what was denied too.

    Raises
    ------
    UsageError
        The ending, the box or the size cannot be used.
    OutputError
        The file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise UsageError(f"{path}: a figure is one of {', '.join(FORMATS)}")
    sheet = lay_out(size)
    view = View(_checked(bbox) or _usual_box(layers, context), sheet.map)
    chosen = choose(layers, context, at or default_day(layers, context), level)
    actors = _parties(layers, context)
    colours = map_colours(layers, context, load_style())
    unknown: str = load_style().parties["unknown"]
    picture = Picture(layers, context, chosen, view, dict.fromkeys(actors, unknown) | colours)
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")  # a title in a script that the font lacks
        brush = _draw(picture, sheet, actors)
        _save(brush, path, kind, dpi, plain_title(context.title))


def _draw(picture: Picture, sheet: Sheet, names: Mapping[str, str]) -> Brush:
    context, words = picture.context, load_words(picture.context.language)
    brush = Brush(sheet.width, sheet.height, sheet.scale)
    picture.draw(brush, words)
    draw_title(brush, sheet.title, context, picture.drawn, words)
    sections = legend_sections(picture, names, words)
    if sections:
        draw_legend(brush, sections, sheet.legend, words)
    draw_source(brush, sheet.source, picture.layers, words)
    return brush


def _save(brush: Brush, path: Path, kind: str, dpi: int, title: str) -> None:
    try:
        brush.figure.savefig(path, format=kind, dpi=dpi, metadata={"Title": title} | _METADATA[kind])
    except OSError as problem:
        raise OutputError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def _usual_box(layers: Layers, context: MapContext) -> Box:
    world = context.world.bbox if context.world else None
    return opening_box(layers) or context.bbox or world or _WHOLE_WORLD


def _checked(bbox: Box | None) -> Box | None:
    if bbox is None:
        return None
    west, south, east, north = bbox
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees
        raise UsageError(f"bbox {bbox}: give west, south, east, north in degrees, west < east and south < north")
    return bbox


def _parties(layers: Layers, context: MapContext) -> dict[str, str]:
    """Give the parties' names: the context's in their order, then those that only the layers know."""
    columns = (layers.events["actor"], layers.control["holder"], layers.axes["actor"], layers.bases["actor"])
    loose = sorted({value for column in columns for value in column} - {"", CONTESTED})
    return {actor.id: actor.name or actor.id for actor in context.actors} | {
        name: name for name in loose if name not in {actor.id for actor in context.actors}
    }
