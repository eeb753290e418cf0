"""Time lapse: one figure a step, with the same extent, colours and legend in each, and all of them as one animation."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import shapely
from PIL import Image

from geo.errors import OutputError, UsageError
from maps.figure.chosen import EVERYTHING, Chosen, default_day
from maps.figure.render import FORMATS
from maps.figure.sheet import SIZE, drafts, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.layers.schema import Layers, MapContext
    from maps.figure.picture import Picture
    from maps.figure.sheet import Drafts
    from maps.figure.view import Box

    Step = Literal["day", "week", "month", "year"]

STEPS = ("day", "week", "month", "year")
ANIMATIONS = ("gif", "webp")
MOST_FRAMES = 400
FRAME_DPI = 110  # of slides and animations, which nobody prints
_MS, _LAST_MS = 900, 2500  # how long a frame stands, and the last one
_TONES = 255


@dataclass(frozen=True)
class Frame:
    """One step: changes count from `since`, all else is that of `day`."""

    since: dt.date
    day: dt.date


def frames(first: dt.date, last: dt.date, every: Step) -> list[Frame]:
    """Divide a period into calendar steps: weeks end on Sundays, months and years on their last day.

    Raises
    ------
    UsageError
        The period is empty, or has more than `MOST_FRAMES` steps.
    """
    if first > last:
        raise UsageError(f"from {first} to {last}: the first day lies after the last")
    found = []
    since = first
    while since <= last:
        day = min(_end(since, every), last)
        found.append(Frame(since, day))
        since = day + dt.timedelta(days=1)
        if len(found) > MOST_FRAMES:
            raise UsageError(
                f"a frame every {every} from {first} to {last} is more than {MOST_FRAMES}: choose a longer step or a "
                "shorter period"
            )
    return found


def _end(day: dt.date, every: Step) -> dt.date:
    if every == "day":
        return day
    if every == "week":
        return day + dt.timedelta(days=6 - day.weekday())
    if every == "month":
        return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return day.replace(month=12, day=31)


def render_lapse(
    layers: Layers,
    context: MapContext,
    path: Path,
    every: Step,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    animate: str = "",
    changed_only: bool = False,
    bbox: Box | None = None,
    size: tuple[float, float] = SIZE,
    dpi: int = FRAME_DPI,
    level: int = EVERYTHING,
    callouts: bool = True,
    report: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Draw a figure for each step of a period.

    Parameters
    ----------
    layers, context, bbox, size, dpi, level, callouts
        As for `render_figure`; they are the same in all frames.
    path
        ``folder/map.png`` gives ``folder/map-001-2019-04-30.png`` and so on.
    every
        One of `STEPS`.
    first, last
        The period; by default that of the facts.
    animate
        One of `ANIMATIONS`, or empty: all frames as ``folder/map.gif``; their own files must be PNG.
    changed_only
        Leave out frames that show the same facts as the one before.
    report
        Told after each frame how many are done, of how many.

    Returns
    -------
    list of Path
        What was written, in order of time; the animation last.

    Raises
    ------
    UsageError
        No fact has a date and no period is given, the period is empty or has too many steps, or a format is unknown.
    OutputError
        A file cannot be written.
    """
    kind = _kind(path, animate)
    draft = drafts(layers, context, bbox=bbox, size=size, level=level, callouts=callouts)
    begin, end = _period(draft, first, last)
    steps = frames(begin, end, every)
    shown = [*_distinct(draft, steps)] if changed_only else [*_pictures(draft, steps)]
    whole = _whole(draft, [picture for _, picture in shown])
    fixed = whole.corners()
    legend = [
        replace(section, rows=tuple(replace(row, count=0) for row in section.rows)) for section in draft.legend(whole)
    ]
    digits = len(str(len(shown)))
    written, drawn = [], []
    for number, (frame, picture) in enumerate(shown, 1):
        picture.look = replace(picture.look, corners=fixed)
        content = draft.bytes(picture, kind, dpi, legend)
        name = path.with_name(f"{path.stem}-{number:0{digits}d}-{frame.day}{path.suffix}")
        write(name, content)
        written.append(name)
        drawn.append(content if animate else b"")
        if report:
            report(number, len(shown))
    if animate:
        written.append(path.with_suffix(f".{animate}"))
        write(written[-1], animation(drawn, animate))
    return written


def animation(drawn: Sequence[bytes], kind: str) -> bytes:
    """Make one GIF or WebP of PNG files; the same files give the same bytes."""
    pictures = [Image.open(io.BytesIO(content)).convert("RGB") for content in drawn]
    times = [_MS] * (len(pictures) - 1) + [_LAST_MS]
    made = io.BytesIO()
    if kind == "gif":
        palette = _palette(pictures)
        pictures = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    try:
        pictures[0].save(
            made, format=kind, save_all=True, append_images=pictures[1:], duration=times, loop=0, quality=82, method=4
        )
    except (OSError, KeyError, ValueError) as problem:
        raise OutputError(f"an animation as {kind} cannot be made: {problem}") from problem
    return made.getvalue()


def _palette(pictures: Sequence[Image.Image]) -> Image.Image:
    """Choose the colours of all frames together, from the first, middle and last."""
    chosen = [pictures[0], pictures[len(pictures) // 2], pictures[-1]]
    width, height = chosen[0].size
    together = Image.new("RGB", (width, height * len(chosen)))
    for index, picture in enumerate(chosen):
        together.paste(picture, (0, height * index))
    return together.quantize(_TONES, method=Image.Quantize.MEDIANCUT)


def _kind(path: Path, animate: str) -> str:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise UsageError(f"{path}: a figure is one of {', '.join(FORMATS)}")
    if animate and (animate not in ANIMATIONS or kind != "png"):
        raise UsageError(f"an animation is one of {', '.join(ANIMATIONS)}, of frames in PNG")
    return kind


def _period(draft: Drafts, first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    end = last or default_day(draft.layers, draft.context)
    begin = first or (draft.picture(end, None).drawn.first if end else None)
    if begin is None or end is None:
        raise UsageError("no fact has a date: give the period with --from and --to")
    return begin, end


def _pictures(draft: Drafts, steps: Sequence[Frame]) -> Iterator[tuple[Frame, Picture]]:
    for step in steps:
        yield step, draft.picture(step.day, step.since)


def _distinct(draft: Drafts, steps: Sequence[Frame]) -> Iterator[tuple[Frame, Picture]]:
    """Leave out what shows the same facts, whatever their age."""
    before: object = None
    for step, picture in _pictures(draft, steps):
        drawn = picture.drawn
        now = (tuple(replace(zone, stale=False) for zone in drawn.zones), drawn.axes, drawn.marks)
        if now != before:
            before = now
            yield step, picture


def _whole(draft: Drafts, pictures: Sequence[Picture]) -> Picture:
    """Give a picture of all that any frame shows: what the legend must list and the corners must keep clear of."""
    zones = dict.fromkeys(zone for picture in pictures for zone in picture.drawn.zones)
    axes = {axis.id: axis for picture in pictures for axis in picture.drawn.axes}
    marks = {mark.id: mark for picture in pictures for mark in picture.drawn.marks}
    chosen = Chosen(pictures[-1].drawn.day, None, tuple(zones), tuple(axes.values()), tuple(marks.values()))
    whole = draft.lay_out(chosen)
    whole.contact = _first(picture.contact for picture in pictures)
    whole.changed = _first(picture.changed for picture in pictures)
    whole.earlier = next((picture.earlier for picture in pictures if picture.earlier), ())
    return whole


def _first(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    return next((shape for shape in shapes if not shape.is_empty), shapely.Polygon())
