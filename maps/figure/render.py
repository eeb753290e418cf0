"""Draw one figure: choose the facts of the day, lay out the sheet, draw from the ground up, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import UsageError
from maps.figure.chosen import EVERYTHING, default_day
from maps.figure.sheet import DPI, SIZE, drafts, write

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from geo.layers.schema import Layers, MapContext
    from maps.figure.view import Box

FORMATS = ("png", "svg", "pdf")


def render_figure(
    layers: Layers,
    context: MapContext,
    path: Path,
    *,
    at: dt.date | None = None,
    since: dt.date | None = None,
    bbox: Box | None = None,
    size: tuple[float, float] = SIZE,
    dpi: int = DPI,
    level: int = EVERYTHING,
    callouts: bool = True,
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
    since
        The day from which ground that changed hands is outlined; by default the first of the figure.
    bbox
        West, south, east, north, degrees; by default the theatre of the facts.
    size
        Width and height, inches.
    dpi
        Dots per inch of a PNG.
    level
        The strictness: 0 what is confirmed, 1 claims too, 2 plans and threats too, 3 what was denied too.
    callouts
        Whether the most important facts are told on the map.

    Raises
    ------
    UsageError
        The ending, the box, the size or the days cannot be used.
    OutputError
        The file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise UsageError(f"{path}: a figure is one of {', '.join(FORMATS)}")
    day = at or default_day(layers, context)
    if since and day and since > day:
        raise UsageError(f"changes since {since} cannot be shown on {day}: the first day lies after the last")
    draft = drafts(layers, context, bbox=bbox, size=size, level=level, callouts=callouts)
    write(path, draft.bytes(draft.picture(day, since), kind, dpi))
