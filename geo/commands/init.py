"""The init command: a first theatre.toml for a folder of articles on a new conflict."""

from __future__ import annotations

from pathlib import Path

import click

from geo.commands.common import CACHE, progress_bar, tell_problems, user_cache
from geo.errors import OutputError, SitmapError, UsageError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over the theatre.toml that is there.")
@CACHE
def init_command(folder: Path, force: bool, cache: Path | None) -> None:
    """Read the articles of FOLDER and write a first FOLDER/theatre.toml for you to edit.

    It has the countries, the region, the parties with the names the articles use, sides and colours.

    \b
    python build.py init articles/
    python build.py map articles/
    """
    from dataclasses import asdict

    from geo.articles import read_articles
    from geo.gazetteer import open_gazetteer
    from geo.init_theatre import theatre_text
    from geo.reader import Reader
    from geo.survey import Survey
    from geo.theatre import Theatre, load_theatre

    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder of articles")
    path = folder / "theatre.toml"
    if path.exists() and not force:
        raise UsageError(f"{path} is there already: edit it, or write over it with --force")
    read = read_articles([folder])
    tell_problems([], [asdict(failure) for failure in read.failures])
    if not read.articles:
        raise SitmapError(f"{folder}: no article could be read")
    reader = Reader(open_gazetteer(cache or user_cache()), Theatre())
    survey = Survey()
    with progress_bar() as progress:
        for number, article in enumerate(read.articles, start=1):
            survey.add(reader.understand(article))
            progress("reading articles", number, len(read.articles))
    names = {code: place.name for code in survey.countries if (place := reader.gazetteer.country(code))}
    text = theatre_text(survey, names)
    try:
        path.write_text(text, "utf-8")
    except OSError as problem:
        raise OutputError(f"{path} cannot be written: {problem.strerror}") from problem
    theatre = load_theatre(path)
    countries = ", ".join(theatre.countries) or "no country"
    click.echo(
        f"{path}: {countries}; {len(theatre.actors)} parties in {len(read.articles)} articles. Check and edit it."
    )
