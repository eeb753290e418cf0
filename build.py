"""The sitmap command: articles in, map out."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo import __version__
from geo.errors import SitmapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.gazetteer.online import OnlineGeocoder, ServiceName
    from geo.theatre import Theatre

ROOT = Path(__file__).resolve().parent


INPUTS = click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[INPUT]...")
THEATRE = click.option(
    "--theatre", "theatre_file", type=click.Path(path_type=Path), help="Theatre file; else the theatre.toml with INPUT."
)
CACHE = click.option(
    "--cache", type=click.Path(path_type=Path), envvar="SITMAP_CACHE", help="Cache folder; default: the user's."
)


class Group(click.Group):
    """A group whose errors are one line and carry their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a `SitmapError` becomes its line on stderr."""
        try:
            return super().invoke(ctx)
        except SitmapError as problem:
            click.echo(f"sitmap: {problem}", err=True)
            ctx.exit(problem.exit_code)


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
    theatre, used = _theatre(sources, theatre_file)
    cache_dir = cache or _user_cache()
    with _online(geocoder, cache_dir, user_agent, geonames_user) as online, output_folder(out, cache_dir) as folder:
        built = build(
            sources,
            theatre,
            cache_dir=cache_dir,
            world_atlas=world_atlas_folder(),
            today=_today(),
            report=_progress,
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
    _tell_problems(summary["warnings"], summary["failures"])
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
    theatre, _ = _theatre(sources, theatre_file)
    atlas = world_atlas_folder()
    built = build(
        sources, theatre, cache_dir=cache or _user_cache(), world_atlas=atlas, today=_today(), report=_progress
    )
    path = out or Path(f"map.{kind}")
    render_figure(built.layers, built.context, path, at=at.date() if at else None, bbox=bbox, size=size)
    _tell_problems(built.warnings, [asdict(failure) for failure in built.failures])
    click.echo(f"Figure: {path} ({path.stat().st_size / 1000:.0f} kB)")


@cli.command("embed")
@click.argument("url")
@click.option("--title", default="Situation map", show_default=True, help="What a screen reader says of the frame.")
def embed_command(url: str, title: str) -> None:
    """Print the snippet that puts the map at URL into a page."""
    from maps.embed import embed_snippet

    click.echo(embed_snippet(title, url))


@cli.command("explain")
@click.argument("article", type=click.Path(path_type=Path))
@THEATRE
@CACHE
def explain_command(article: Path, theatre_file: Path | None, cache: Path | None) -> None:
    """Say sentence by sentence what is understood of ARTICLE, which rule fired, or why none did."""
    from geo.articles import read_articles
    from geo.explain import explain
    from geo.gazetteer import open_gazetteer
    from geo.reader import Reader

    theatre, _ = _theatre((article,), theatre_file)
    read = read_articles([article])
    for failure in read.failures:
        click.echo(f"{failure.file}: {failure.problem}", err=True)
    if not read.articles:
        raise SitmapError(f"{article}: no article could be read")
    reader = Reader(open_gazetteer(cache or _user_cache(), [place.to_record() for place in theatre.places]), theatre)
    for item in read.articles:
        for line in explain(reader.understand(item)):
            click.echo(line)


@cli.group("gazetteer")
def gazetteer_group() -> None:
    """Gazetteers beside the built-in one: GeoNames country dumps and your own tables."""


@gazetteer_group.command("add")
@click.argument("what", nargs=-1, required=True, metavar="NAME_OR_FILE...")
@click.option("--name", default="", help="What to call it; default: the country's code or the file's name.")
@click.option(
    "--country", default="", metavar="ISO2", help="Country of rows that tell none; default: the nearest town's."
)
@CACHE
def gazetteer_add(what: tuple[str, ...], name: str, country: str, cache: Path | None) -> None:
    """Add gazetteers: GeoNames codes (fetched) or files (GeoNames dump, CSV with a header, GeoJSON).

    \b
    python build.py gazetteer add LY
    python build.py gazetteer add villages.csv --country SY --name villages
    """
    from geo.errors import UsageError
    from geo.gazetteer.imports import add

    if name and len(what) > 1:
        raise UsageError("--name goes with one gazetteer")
    for item in what:
        with _progress_bar() as progress:
            made = add(item, cache or _user_cache(), today=_today(), name=name, country=country, progress=progress)
        left_out = "; ".join(f"{number:,} left out: {reason}" for reason, number in made.skipped.items())
        click.echo(f"{made.name}: {made.rows:,} places" + (f" ({left_out})" if left_out else ""))


@gazetteer_group.command("list")
@CACHE
def gazetteer_list(cache: Path | None) -> None:
    """List the gazetteers that were added."""
    from geo.gazetteer.installed import installed, path_of

    cache_dir = cache or _user_cache()
    for item in installed(cache_dir):
        size = path_of(cache_dir, item.name).stat().st_size / 1e6
        click.echo(f"{item.name}  {item.rows:,} places  {size:.1f} MB  {item.date}  {item.source}")


@gazetteer_group.command("remove")
@click.argument("name")
@CACHE
def gazetteer_remove(name: str, cache: Path | None) -> None:
    """Remove a gazetteer that was added."""
    from geo.gazetteer.installed import remove

    remove(name, cache or _user_cache())
    click.echo(f"{name} is removed")


@cli.command("where")
@click.argument("name")
@click.option("--near", default="", help="A place named in the same sentence.")
@click.option(
    "--country", "countries", multiple=True, metavar="ISO2", help="A country of the theatre; may be repeated."
)
@CACHE
def where_command(name: str, near: str, countries: tuple[str, ...], cache: Path | None) -> None:
    """Show the places that NAME may mean, and why the first one wins."""
    from geo.gazetteer import open_gazetteer
    from geo.where import where

    codes = tuple(code.upper() for code in countries)
    for line in where(name, open_gazetteer(cache or _user_cache()), near=near, countries=codes):
        click.echo(line)


def _tell_problems(warnings: Iterable[str], failures: Iterable[dict[str, Any]]) -> None:
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    for failure in failures:
        click.echo(f"{'note' if failure['kept'] else 'skipped'}: {failure['file']}: {failure['problem']}", err=True)


def _theatre(sources: tuple[Path, ...], given: Path | None) -> tuple[Theatre, Path | None]:
    from geo.theatre import Theatre, find_theatre, load_theatre

    path = given or find_theatre(sources)
    return (load_theatre(path), path) if path else (Theatre(), None)


@contextmanager
def _online(
    service: ServiceName | None, cache_dir: Path, user_agent: str, account: str
) -> Iterator[OnlineGeocoder | None]:
    """Open the online geocoder if one was chosen; ``SITMAP_GEOCODER_URL`` names another server than its own."""
    if service is None:
        yield None
        return
    from geo.gazetteer.online import OnlineGeocoder

    scheme, _, domain = os.environ.get("SITMAP_GEOCODER_URL", "").partition("://")
    answers = cache_dir / "geocoders.sqlite"
    with closing(
        OnlineGeocoder(service, answers, user_agent=user_agent, geonames_user=account, domain=domain, scheme=scheme)
    ) as online:
        yield online


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("sitmap", appauthor=False)


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


@contextmanager
def _progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step of an import, on a terminal only."""
    with ExitStack() as stack:
        bars: dict[str, Any] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in bars:
                stack.close()
                bar = click.progressbar(
                    length=total or 1, label=f"{step:<24}", file=sys.stderr, hidden=not sys.stderr.isatty()
                )
                bars[step] = stack.enter_context(bar)
            bars[step].update((done if total else 1) - bars[step].pos)

        yield told


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(line, err=True)


if __name__ == "__main__":
    cli(prog_name="build.py")
