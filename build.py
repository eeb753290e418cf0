"""The sitmap command: articles in, map out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo import __version__
from geo.commands.add import add_command
from geo.commands.common import (
    CACHE,
    CORRECTIONS,
    INPUTS,
    SEEDS,
    THEATRE,
    WORKERS,
    Group,
    online_geocoder,
    user_cache,
)
from geo.commands.diff import diff_command
from geo.commands.explain import explain_command
from geo.commands.export import export_command
from geo.commands.gazetteer import gazetteer_group
from geo.commands.init import init_command
from geo.commands.review import review_command
from geo.commands.where import where_command
from geo.errors import SitmapError, UsageError
from maps.commands.embed import embed_command
from maps.commands.figure import figure_command
from maps.commands.making import Order, make_map

if TYPE_CHECKING:
    from geo.gazetteer.online import ServiceName


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
    sources = inputs or (SEEDS,)
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

    sources = inputs or (SEEDS,)
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


_COMMANDS = (
    add_command,
    diff_command,
    embed_command,
    explain_command,
    export_command,
    figure_command,
    gazetteer_group,
    init_command,
    review_command,
    where_command,
)
for command in _COMMANDS:
    cli.add_command(command)


if __name__ == "__main__":
    cli(prog_name="build.py")
