"""The explain command: what is understood of an article, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import click

from geo.commands.common import CACHE, CORRECTIONS, THEATRE, corrections_of, theatre_of, user_cache
from geo.errors import SitmapError


@click.command("explain")
@click.argument("article", type=click.Path(path_type=Path))
@THEATRE
@CORRECTIONS
@CACHE
def explain_command(
    article: Path, theatre_file: Path | None, corrections_file: Path | None, cache: Path | None
) -> None:
    """Say sentence by sentence what is understood of ARTICLE, which rule fired, or why none did."""
    from geo.articles import read_articles
    from geo.corrections import rulings_of
    from geo.explain import explain
    from geo.workers import Setup

    theatre, used = theatre_of((article,), theatre_file)
    read = read_articles([article])
    for failure in read.failures:
        click.echo(f"{failure.file}: {failure.problem}", err=True)
    if not read.articles:
        raise SitmapError(f"{article}: no article could be read")
    rulings = rulings_of(corrections_of((article,), corrections_file, used))
    reader = Setup(cache or user_cache(), theatre.model_dump_json(exclude={"map"}), rulings=rulings).reader()
    for item in read.articles:
        for line in explain(reader.understand(item)):
            click.echo(line)
