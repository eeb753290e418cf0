"""The sitmap command: articles in, map out."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo import __version__
from geo.commands.common import (
    CACHE,
    INPUTS,
    THEATRE,
    Group,
    online_geocoder,
    progress,
    tell_problems,
    theatre_of,
    today,
    user_cache,
)
from geo.commands.explain import explain_command
from geo.commands.export import export_command
from geo.commands.gazetteer import gazetteer_group
from geo.commands.where import where_command

if TYPE_CHECKING:
    from geo.gazetteer.online import ServiceName

ROOT = Path(__file__).resolve().parent


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def cli() -> None:
    """Sitmap: situation maps from the news."""


@cli.command("map")
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Output folder.")
@THEATRE
@click.option("--layers-only", is_flag=True, help="Write the layers and the articles table, no picture.")
@click.option(
    "--geocoder", type=click.Choice(["nominatim", "photon", "geonames"]), help="Ask it for names no gazetteer knows."
)
@click.option("--user-agent", default="", help="With --geocoder: a name and an address by which you can be reached.")
@click.option("--geonames-user", default="", help="With --geocoder geonames: your account.")
@click.option("--figure", is_flag=True, help="Also write map.png, map.svg and map.pdf.")
@CACHE
def map_command(
    inputs: tuple[Path, ...],
    out: Path,
    theatre_file: Path | None,
    layers_only: bool,
    figure: bool,
    geocoder: ServiceName | None,
    user_agent: str,
    geonames_user: str,
    cache: Path | None,
) -> None:
    """Build the map of articles: files or folders, by default seeds/.

    \b
    python build.py map
    python build.py map articles/ --out report
    python build.py map brief.md --theatre seeds/theatre.toml --figure
    """
    from geo.changes import write_changes
    from geo.layers import write_layers
    from geo.output import output_folder
    from geo.pipeline import build
    from geo.summary import summarise, summary_lines
    from maps.assets import world_atlas_folder
    from maps.draw import draw

    begin = time.perf_counter()
    sources = inputs or (ROOT / "seeds",)
    theatre, used = theatre_of(sources, theatre_file)
    cache_dir = cache or user_cache()
    with (
        online_geocoder(geocoder, cache_dir, user_agent, geonames_user) as online,
        output_folder(out, cache_dir) as folder,
    ):
        built = build(
            sources,
            theatre,
            cache_dir=cache_dir,
            world_atlas=world_atlas_folder(),
            today=today(),
            report=progress,
            online=online,
        )
        write_layers(built.layers, folder)
        changes = write_changes(folder, out, [str(item) for item in built.layers.articles["sha256"]])
        if not layers_only:
            draw(built.layers, replace(built.context, changes=changes), folder, figure=figure)
        summary = summarise(built, used)
        summary["files"] = {path.name: path.stat().st_size for path in sorted(folder.iterdir()) if path.is_file()}
        summary["seconds"] = round(time.perf_counter() - begin, 3)
        (folder / "build.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n", "utf-8")
    tell_problems(summary["warnings"], summary["failures"])
    for line in summary_lines(summary, out):
        click.echo(line)


@cli.command("figure")
@INPUTS
@click.option("--out", type=click.Path(path_type=Path), help="File to write; its ending wins over --format.")
@click.option("--format", "kind", type=click.Choice(["png", "svg", "pdf"]), default="png", show_default=True)
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="The day that is shown; default: the newest.")
@click.option("--bbox", type=(float, float, float, float), help="WEST SOUTH EAST NORTH; default: where the facts are.")
@click.option("--size", type=(float, float), default=(10.0, 6.8), show_default=True, help="Width and height in inches.")
@THEATRE
@CACHE
def figure_command(
    inputs: tuple[Path, ...],
    out: Path | None,
    kind: str,
    at: dt.datetime | None,
    bbox: tuple[float, float, float, float] | None,
    size: tuple[float, float],
    theatre_file: Path | None,
    cache: Path | None,
) -> None:
    """Draw one figure for a report or for print, as of a day.

    \b
    python build.py figure --at 2018-12-28 --format svg
    python build.py figure articles/ --bbox 12 31 16 33.5 --size 8 5 --out tripoli.pdf
    """
    from geo.pipeline import build
    from maps.assets import world_atlas_folder
    from maps.figure import render_figure

    sources = inputs or (ROOT / "seeds",)
    theatre, _ = theatre_of(sources, theatre_file)
    atlas = world_atlas_folder()
    built = build(sources, theatre, cache_dir=cache or user_cache(), world_atlas=atlas, today=today(), report=progress)
    path = out or Path(f"map.{kind}")
    render_figure(built.layers, built.context, path, at=at.date() if at else None, bbox=bbox, size=size)
    tell_problems(built.warnings, [asdict(failure) for failure in built.failures])
    click.echo(f"Figure: {path} ({path.stat().st_size / 1000:.0f} kB)")


@cli.command("embed")
@click.argument("url")
@click.option("--title", default="Situation map", show_default=True, help="What a screen reader says of the frame.")
def embed_command(url: str, title: str) -> None:
    """Print the snippet that puts the map at URL into a page."""
    from maps.embed import embed_snippet

    click.echo(embed_snippet(title, url))


for command in (explain_command, export_command, gazetteer_group, where_command):
    cli.add_command(command)


if __name__ == "__main__":
    cli(prog_name="build.py")
