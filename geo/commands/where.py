"""The where command: the places a name may mean, and why one wins."""

from __future__ import annotations

from pathlib import Path

import click

from geo.commands.common import CACHE, user_cache


@click.command("where")
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
    for line in where(name, open_gazetteer(cache or user_cache()), near=near, countries=codes):
        click.echo(line)
