"""One drawn sheet: what is to be on it, and the sheet as a file."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from geo.errors import OutputError, UsageError
from maps.embed import plain_title
from maps.figure.brush import Brush
from maps.figure.chosen import EVERYTHING, choose
from maps.figure.history import NOTHING, history
from maps.figure.legend import draw_legend, legend_sections
from maps.figure.margins import draw_source, draw_title
from maps.figure.picture import Look, Material, Picture, sides_of
from maps.figure.view import View, lay_out
from maps.figure.words import load_words
from maps.style import CONTESTED, load_style, map_colours
from maps.view import opening_box

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from geo.layers.schema import Layers, MapContext
    from maps.figure.chosen import Chosen
    from maps.figure.columns import Section
    from maps.figure.history import History
    from maps.figure.view import Box, Sheet

DPI = 300
SIZE = (10.0, 6.8)
_REACH = 3.0  # more than the page's: paper cannot be moved
_WHOLE_WORLD = (-170.0, -58.0, 170.0, 75.0)
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "sitmap", "pdf.fonttype": 42, "path.simplify": False}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": "Sitmap"},
    "svg": {"Date": None, "Creator": "Sitmap"},
    "pdf": {"CreationDate": None, "Creator": "Sitmap", "Producer": None},
}


@dataclass(frozen=True)
class Drafts:
    """What all figures of the same layers share: ground, extent, colours, names, layout.

    `level` is the strictness: 0 what is confirmed, 1 claims too, 2 plans and threats too, 3 what was denied too.
    """

    layers: Layers
    context: MapContext
    sheet: Sheet
    view: View
    look: Look
    level: int = EVERYTHING

    def picture(self, day: dt.date | None, since: dt.date | None) -> Picture:
        """Lay out the map of a day, with what changed from another day on."""
        chosen = choose(self.layers, self.context, day, self.level)
        past = history(self.layers, day, since or chosen.first, sides_of(self.context), self.level)
        return self.lay_out(chosen, past, since)

    def lay_out(self, chosen: Chosen, past: History = NOTHING, since: dt.date | None = None) -> Picture:
        """Lay out a map of chosen facts."""
        return Picture(Material(self.layers, self.context), chosen, self.view, replace(self.look, since=since), past)

    def legend(self, picture: Picture) -> list[Section]:
        """List what a picture shows."""
        return legend_sections(picture, self.look.names, load_words(self.context.language))

    def bytes(self, picture: Picture, kind: str, dpi: int, legend: Sequence[Section] | None = None) -> bytes:
        """Draw a sheet as PNG, SVG or PDF; `legend` stands in for the picture's own."""
        words = load_words(self.context.language)
        title = plain_title(self.context.title)
        with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from")  # a title in a script the font lacks
            brush = Brush(self.sheet.width, self.sheet.height, self.sheet.scale)
            picture.draw(brush, words)
            draw_title(brush, self.sheet.title, self.context, picture.drawn, words)
            sections = self.legend(picture) if legend is None else legend
            if sections:
                draw_legend(brush, sections, self.sheet.legend, words)
            draw_source(brush, self.sheet.source, self.layers, words)
            drawn = io.BytesIO()
            brush.figure.savefig(drawn, format=kind, dpi=dpi, metadata={"Title": title} | _METADATA[kind])
        return drawn.getvalue()


def drafts(
    layers: Layers,
    context: MapContext,
    *,
    bbox: Box | None = None,
    size: tuple[float, float] = SIZE,
    level: int = EVERYTHING,
    callouts: bool = True,
) -> Drafts:
    """Lay out the sheet; parameters are those of `render_figure`.

    Raises
    ------
    UsageError
        The box or the size cannot be used.
    """
    sheet = lay_out(size)
    view = View(_checked(bbox) or _usual_box(layers, context), sheet.map)
    names = _parties(layers, context)
    unknown: str = load_style().parties["unknown"]
    colours = dict.fromkeys(names, unknown) | map_colours(layers, context, load_style())
    return Drafts(layers, context, sheet, view, Look(colours, names, callouts), level)


def ground_box(layers: Layers, context: MapContext, bbox: Box | None, size: tuple[float, float]) -> Box:
    """Give west, south, east, north of the ground that a figure shows, its locator included, degrees."""
    one = drafts(layers, context, bbox=bbox, size=size).view.reach
    other = context.bbox or one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def write(path: Path, content: bytes) -> None:
    """Write a file, or say in one line why that is impossible."""
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise OutputError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def _usual_box(layers: Layers, context: MapContext) -> Box:
    world = context.world.bbox if context.world else None
    return opening_box(layers, _REACH) or context.bbox or world or _WHOLE_WORLD


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
