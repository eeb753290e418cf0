"""The gazetteer commands: add, list and remove gazetteers beside the built-in one."""

from __future__ import annotations

from pathlib import Path

import click

from geo.commands.common import CACHE, progress_bar, today, user_cache


@click.group("gazetteer")
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
        with progress_bar() as progress:
            made = add(item, cache or user_cache(), today=today(), name=name, country=country, progress=progress)
        left_out = "; ".join(f"{number:,} left out: {reason}" for reason, number in made.skipped.items())
        click.echo(f"{made.name}: {_places(made.rows)}" + (f" ({left_out})" if left_out else ""))


@gazetteer_group.command("list")
@CACHE
def gazetteer_list(cache: Path | None) -> None:
    """List the gazetteers that were added."""
    from geo.gazetteer.installed import installed, path_of

    cache_dir = cache or user_cache()
    added = installed(cache_dir)
    for item in added:
        size = path_of(cache_dir, item.name).stat().st_size / 1e6
        click.echo(f"{item.name}  {_places(item.rows)}  {size:.1f} MB  {item.date}  {item.source}")
    if not added:
        click.echo("No gazetteer was added: the built-in one is used alone. Add one: python build.py gazetteer add LY")


@gazetteer_group.command("remove")
@click.argument("name")
@CACHE
def gazetteer_remove(name: str, cache: Path | None) -> None:
    """Remove a gazetteer that was added."""
    from geo.gazetteer.installed import remove

    remove(name, cache or user_cache())
    click.echo(f"{name} is removed")


def _places(rows: int) -> str:
    return f"{rows:,} place" + "s" * (rows != 1)
