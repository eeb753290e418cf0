"""The sitmap command: articles in, map out."""

from __future__ import annotations

import gc
import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo import __version__
from geo.commands.add import add_command
from geo.commands.common import (
    CACHE,
    CORRECTIONS,
    INPUTS,
    THEATRE,
    WORKERS,
    Group,
    corrections_of,
    online_geocoder,
    progress_bar,
    tell_problems,
    theatre_of,
    today,
    user_cache,
)
from geo.commands.diff import diff_command
from geo.commands.explain import explain_command
from geo.commands.export import export_command
from geo.commands.gazetteer import gazetteer_group
from geo.commands.init import init_command
from geo.commands.review import review_command
from geo.commands.where import where_command
from geo.errors import OutputError, SitmapError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer.online import OnlineGeocoder, ServiceName
    from geo.inputs import Inputs
    from geo.layers.schema import MapContext
    from geo.pipeline import Build
    from geo.theatre import Theatre

ROOT = Path(__file__).resolve().parent
DAY = click.DateTime(["%Y-%m-%d"])
_STRICT = "0 what is confirmed, 1 claims too, 2 plans too, 3 what was denied too."


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def cli() -> None:
    """Sitmap: situation maps from the news."""


@cli.command("map")
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Output folder.")
@THEATRE
@CORRECTIONS
@click.option("--layers-only", is_flag=True, help="Write the layers and the articles table, no picture.")
@click.option(
    "--geocoder", type=click.Choice(["nominatim", "photon", "geonames"]), help="Ask it for names no gazetteer knows."
)
@click.option("--user-agent", default="", help="With --geocoder: a name and an address by which you can be reached.")
@click.option("--geonames-user", default="", help="With --geocoder geonames: your account.")
@click.option("--figure", is_flag=True, help="Also write map.png, map.svg and map.pdf.")
@WORKERS
@click.option("--scheduler", default="", metavar="ADDRESS", help="Read on the workers of this Dask scheduler.")
@CACHE
def map_command(
    inputs: tuple[Path, ...],
    out: Path,
    theatre_file: Path | None,
    corrections_file: Path | None,
    layers_only: bool,
    figure: bool,
    geocoder: ServiceName | None,
    user_agent: str,
    geonames_user: str,
    workers: int,
    scheduler: str,
    cache: Path | None,
) -> None:
    """Build the map of articles: files or folders, by default seeds/.

    \b
    python build.py map
    python build.py map articles/ --out report
    python build.py map brief.md --theatre seeds/theatre.toml --figure
    """
    if geocoder and scheduler:
        raise UsageError("--geocoder asks from one process, for its rate limit: leave out --scheduler")
    sources = inputs or (ROOT / "seeds",)
    order = Order(
        sources,
        out,
        theatre_file,
        cache or user_cache(),
        layers_only,
        figure,
        workers,
        scheduler,
        corrections_file,
    )
    with online_geocoder(geocoder, order.cache, user_agent, geonames_user) as online:
        make_map(order, online)


@cli.command("watch")
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Output folder.")
@THEATRE
@CORRECTIONS
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@WORKERS
@CACHE
def watch_command(
    inputs: tuple[Path, ...],
    out: Path,
    theatre_file: Path | None,
    corrections_file: Path | None,
    port: int,
    workers: int,
    cache: Path | None,
) -> None:
    """Build whenever the articles change, and show the newest map in a browser on this machine.

    \b
    python build.py watch articles/
    """
    from geo.serve import LOOPBACK, serving
    from geo.watch import rebuild_on_change

    sources = inputs or (ROOT / "seeds",)
    watched = (*sources, *(file for file in (theatre_file, corrections_file) if file))
    if missing := [path for path in watched if not path.exists()]:
        raise UsageError(f"{missing[0]} does not exist")
    order = Order(sources, out, theatre_file, cache or user_cache(), workers=workers, corrections_file=corrections_file)

    def rebuild() -> None:
        try:
            make_map(order)
        except SitmapError as problem:
            click.echo(f"sitmap: {problem}; the map stays as it was", err=True)

    rebuild()
    with serving(out, port) as taken:
        click.echo(f"Live at http://{LOOPBACK}:{taken}/, end with Ctrl-C")
        rebuild_on_change(watched, (out, order.cache), rebuild)


@dataclass(frozen=True)
class Order:
    """What a map is to be made of, where, and how."""

    sources: tuple[Path, ...]
    out: Path
    theatre_file: Path | None
    cache: Path
    layers_only: bool = False
    figure: bool = False
    workers: int = 1
    scheduler: str = ""
    corrections_file: Path | None = None


def make_map(order: Order, online: OnlineGeocoder | None = None) -> None:
    """Build the map into its folder, unless it stands there already, and say what came of it."""
    from geo.inputs import gather
    from geo.output import output_folder, standing
    from geo.summary import summary_lines

    begin = time.perf_counter()
    theatre, used = theatre_of(order.sources, order.theatre_file)
    corrections = corrections_of(order.sources, order.corrections_file, used)
    inputs = gather(
        order.sources, theatre, cache_dir=order.cache, today=today(), online=online, corrections=corrections
    )
    key = _build_key(inputs, theatre, order)
    summary = standing(order.out, key) if online is None else None
    if summary is None:
        with output_folder(order.out, order.cache) as folder:
            summary = _fill(folder, order, inputs, theatre, used, key, online, begin)
        news = summary_lines(summary, order.out)
    else:
        news = iter([f"Nothing new: {order.out} stands as it was built", f"{time.perf_counter() - begin:.1f} s"])
    tell_problems(summary["warnings"], summary["failures"])
    for line in news:
        click.echo(line)


def _build_key(inputs: Inputs, theatre: Theatre, order: Order) -> str:
    """Hash everything that the output depends on."""
    from geo.store import configuration_key, package_version

    how = (order.layers_only, order.figure, theatre.model_dump_json(), package_version(ROOT / "maps"))
    return configuration_key(inputs.key, *map(str, how))


def _fill(
    folder: Path,
    order: Order,
    inputs: Inputs,
    theatre: Theatre,
    used: Path | None,
    key: str,
    online: OnlineGeocoder | None,
    begin: float,
) -> dict[str, Any]:
    """Write a whole build into an empty folder and give the content of its build.json."""
    from geo.changes import write_changes
    from geo.layers import write_layers
    from geo.pipeline import build
    from geo.summary import summarise
    from maps.assets import world_atlas_folder
    from maps.draw import draw

    gc.disable()  # records hold no cycles, and the collector would walk through all of them again and again
    with progress_bar() as progress:
        built = build(
            inputs,
            theatre,
            cache_dir=order.cache,
            world_atlas=world_atlas_folder(),
            today=today(),
            workers=order.workers,
            scheduler=order.scheduler,
            report=progress,
            online=online,
        )
    write_layers(built.layers, folder)
    summary = summarise(built, used)
    summary["made_with"] = dict(inputs.made_with)
    changes = write_changes(folder, order.out, summary)
    if not order.layers_only:
        figured = with_ground(built, order.cache) if order.figure else None
        draw(built.layers, replace(built.context, changes=changes), folder, figured)
    summary["key"] = key if built.settled else ""
    summary["files"] = {
        path.relative_to(folder).as_posix(): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()
    }
    summary["seconds"] = round(time.perf_counter() - begin, 3)
    (folder / "build.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return summary


@cli.command("figure")
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

    check_lapse(wanted)
    sources, cache_dir = inputs or (ROOT / "seeds",), cache or user_cache()
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


def check_lapse(wanted: dict[str, Any]) -> None:
    """Refuse options of a time lapse without one, and of one figure with one."""
    alone, with_steps = ("at", "since"), ("first", "last", "animate", "changed_only")
    wrong = [name for name in (alone if wanted["every"] else with_steps) if wanted[name]]
    if wrong:
        shown = {"first": "from", "last": "to", "changed_only": "changed-only"}.get(wrong[0], wrong[0])
        raise click.UsageError(f"--{shown} {'does not go' if wanted['every'] else 'goes only'} with --every")


def with_ground(
    built: Build,
    cache_dir: Path,
    bbox: tuple[float, float, float, float] | None = None,
    size: tuple[float, float] = (10.0, 6.8),
) -> MapContext:
    """Give a build's context with as much ground as the frame of a figure shows."""
    from geo.layers import read_world
    from maps.assets import world_atlas_folder
    from maps.figure import ground_box

    ground = ground_box(built.layers, built.context, bbox, size)
    world = read_world(atlas, ground, cache_dir=cache_dir / "world") if (atlas := world_atlas_folder()) else None
    return replace(built.context, world=world)


def draw_figures(
    built: Build, path: Path, cache_dir: Path, wanted: dict[str, Any], report: Callable[[str, int, int], None]
) -> list[Path]:
    """Draw what `figure` was asked for, and list the files."""
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


@cli.command("embed")
@click.argument("url")
@click.option("--title", default="Situation map", show_default=True, help="What a screen reader says of the frame.")
@click.option("--image", default="", help="Address of the map's picture, for where no frame or script runs.")
@click.option("--for", "form", type=click.Choice(["html", "picture", "markdown", "quarto"]), default="html")
def embed_command(url: str, title: str, image: str, form: str) -> None:
    """Print the snippet that puts the map at URL into a page.

    \b
    python build.py embed https://example.org/map.html --title "Libya, December 2019"
    python build.py embed map.html --image map.png --for quarto
    """
    from maps.embed import snippet_for

    click.echo(snippet_for(form, title, url, image))


_COMMANDS = (
    add_command,
    diff_command,
    explain_command,
    export_command,
    gazetteer_group,
    init_command,
    review_command,
    where_command,
)
for command in _COMMANDS:
    cli.add_command(command)


if __name__ == "__main__":
    cli(prog_name="build.py")
