"""The figure command: a day for print, or one frame for each step of a period."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.commands.common import (
    CACHE,
    CORRECTIONS,
    INPUTS,
    SEEDS,
    THEATRE,
    WORKERS,
    corrections_of,
    progress_bar,
    tell_problems,
    theatre_of,
    today,
    user_cache,
)
from geo.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.pipeline import Build

_DPI = 300
_MOST_PIXELS = 250_000_000
DAY = click.DateTime(["%Y-%m-%d"])
_STRICT = "0 what is confirmed, 1 claims too, 2 plans too, 3 what was denied too."


@click.command("figure")
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), help="File to write; its ending wins over --format.")
@click.option("--format", "kind", type=click.Choice(["png", "svg", "pdf"]), default="png", show_default=True)
@click.option("--at", type=DAY, help="The day that is shown; default: the newest.")
@click.option("--since", type=DAY, help="Outline what changed hands from this day on; default: from the first.")
@click.option("--bbox", type=(float, float, float, float), help="WEST SOUTH EAST NORTH; default: where the facts are.")
@click.option("--size", type=(float, float), default=(10.0, 6.8), show_default=True, help="Width and height in inches.")
@click.option("--dpi", type=click.IntRange(30, 1200), help="Dots per inch of a PNG; default: 300, with --every 110.")
@click.option("--strictness", type=click.IntRange(0, 3), default=3, show_default=True, help=_STRICT)
@click.option("--callouts/--no-callouts", default=True, show_default=True, help="Tell the weightiest facts on the map.")
@click.option("--every", type=click.Choice(["day", "week", "month", "year"]), help="A time lapse: one frame a step.")
@click.option("--from", "first", type=DAY, help="With --every: the first day.")
@click.option("--to", "last", type=DAY, help="With --every: the last day.")
@click.option("--animate", type=click.Choice(["gif", "webp"]), help="With --every: also all frames as one file.")
@click.option("--changed-only", is_flag=True, help="With --every: no frame where nothing changed.")
@THEATRE
@CORRECTIONS
@WORKERS
@CACHE
def figure_command(
    inputs: tuple[Path, ...],
    out: Path | None,
    kind: str,
    theatre_file: Path | None,
    corrections_file: Path | None,
    workers: int,
    cache: Path | None,
    **wanted: Any,
) -> None:
    """Draw one figure for a report or for print, as of a day; or one for each step of a period.

    \b
    python build.py figure --at 2018-12-28 --format svg
    python build.py figure articles/ --bbox 12 31 16 33.5 --size 8 5 --out tripoli.pdf
    python build.py figure articles/ --every month --animate gif --out slides/map.png
    """
    from geo.inputs import gather
    from geo.pipeline import build
    from maps.assets import world_atlas_folder

    check_options(wanted)
    sources, cache_dir = inputs or (SEEDS,), cache or user_cache()
    theatre, used = theatre_of(sources, theatre_file)
    corrections = corrections_of(sources, corrections_file, used)
    found = gather(sources, theatre, cache_dir=cache_dir, today=today(), corrections=corrections)
    with progress_bar() as report:
        built = build(
            found,
            theatre,
            cache_dir=cache_dir,
            world_atlas=world_atlas_folder(),
            today=today(),
            workers=workers,
            report=report,
        )
        files = draw_figures(built, out or Path(f"map.{kind}"), cache_dir, wanted, report)
    tell_problems(built.warnings, [asdict(failure) for failure in built.failures])
    if len(files) > 1:
        click.echo(f"Frames: {files[0]} to {files[-1]}, {len(files)} files")
    else:
        click.echo(f"Figure: {files[0]} ({files[0].stat().st_size / 1000:.0f} kB)")


def check_options(wanted: dict[str, Any]) -> None:
    """Refuse options of a time lapse without one, of one figure with one, and a picture no memory holds."""
    width, height = (side * (wanted["dpi"] or _DPI) for side in wanted["size"])
    if min(width, height) < 1 or width * height > _MOST_PIXELS:
        raise click.UsageError(
            f"--size and --dpi make {width:,.0f} x {height:,.0f} pixels; at most {_MOST_PIXELS:,} are drawn"
        )
    alone, with_steps = ("at", "since"), ("first", "last", "animate", "changed_only")
    wrong = [name for name in (alone if wanted["every"] else with_steps) if wanted[name]]
    if wrong:
        shown = {"first": "from", "last": "to", "changed_only": "changed-only"}.get(wrong[0], wrong[0])
        raise click.UsageError(f"--{shown} {'does not go' if wanted['every'] else 'goes only'} with --every")


def draw_figures(
    built: Build, path: Path, cache_dir: Path, wanted: dict[str, Any], report: Callable[[str, int, int], None]
) -> list[Path]:
    """Draw what `figure` was asked for, and list the files."""
    from maps.commands.ground import with_ground
    from maps.figure import render_figure, render_lapse

    box, size, layers = wanted["bbox"], wanted["size"], built.layers
    context = with_ground(built, cache_dir, box, size)
    days = {name: wanted[name].date() if wanted[name] else None for name in ("at", "since", "first", "last")}
    look = {"bbox": box, "size": size, "level": wanted["strictness"], "callouts": wanted["callouts"]}
    look |= {"dpi": wanted["dpi"]} if wanted["dpi"] else {}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(f"{path}: cannot be written: {problem.strerror or problem}") from problem
    if wanted["every"] is None:
        render_figure(layers, context, path, at=days["at"], since=days["since"], **look)
        return [path]
    return render_lapse(
        layers,
        context,
        path,
        wanted["every"],
        first=days["first"],
        last=days["last"],
        animate=wanted["animate"] or "",
        changed_only=wanted["changed_only"],
        report=lambda done, of: report("drawing frames", done, of),
        **look,
    )
