"""The explain command: what is understood of an article, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import click

from geo.commands.common import CACHE, THEATRE, theatre_of, user_cache
from geo.errors import SitmapError


@click.command("explain")
@click.argument("article", type=click.Path(path_type=Path))
@THEATRE
@CACHE
def explain_command(article: Path, theatre_file: Path | None, cache: Path | None) -> None:
    """Say sentence by sentence what is understood of ARTICLE, which rule fired, or why none did."""
    from geo.articles import read_articles
    from geo.explain import explain
    from geo.gazetteer import open_gazetteer
    from geo.reader import Reader

    theatre, _ = theatre_of((article,), theatre_file)
    read = read_articles([article])
    for failure in read.failures:
        click.echo(f"{failure.file}: {failure.problem}", err=True)
    if not read.articles:
        raise SitmapError(f"{article}: no article could be read")
    reader = Reader(open_gazetteer(cache or user_cache(), [place.to_record() for place in theatre.places]), theatre)
    for item in read.articles:
        for line in explain(reader.understand(item)):
            click.echo(line)
