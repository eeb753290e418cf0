"""The add command: articles from files and web addresses into the folder, each story once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.commands.common import CACHE, progress_bar, today, user_cache
from geo.errors import SitmapError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.add import Fetcher, Given, KnownStories, Taken
    from geo.articles import Sandbox
    from geo.records import Failure

_SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@click.command("add")
@click.argument("items", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=_SEEDS, help="Folder; default: seeds/.")
@click.option("--published", default="", help="Day of publication, such as 2019-04-05 or 2019-04.")
@click.option("--source", default="", help="Who published it.")
@click.option("--title", default="", help="With one article: its headline.")
@click.option("--url", default="", help="With one article: its web address.")
@click.option("--again", is_flag=True, help="Also add a story that the folder holds already.")
@click.option("--contact", default="", envvar="SITMAP_CONTACT", help="Your e-mail or page, told to the sites asked.")
@click.option("--allow-local", is_flag=True, help="Also fetch from this machine and private networks.")
@CACHE
def add_command(
    items: tuple[str, ...],
    folder: Path,
    published: str,
    source: str,
    title: str,
    url: str,
    again: bool,
    contact: str,
    allow_local: bool,
    cache: Path | None,
) -> None:
    """Add articles with their metadata to a folder: files, or pages fetched from the web.

    \b
    python build.py add https://example.org/2019/04/05/front-line --contact desk@example.org
    python build.py add clipping.txt --published 2019-04-05 --source "Our correspondent" --to articles/
    """
    from geo.add import Fetcher, Given, KnownStories
    from geo.articles import Sandbox

    if len(items) > 1 and (title or url):
        raise UsageError("--title and --url belong to one article: add them one by one")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--to: {folder} is no folder")
    if url:
        _check_address(url)
    given = Given(title, _checked(published), source, "", url)
    with progress_bar() as progress:
        known = KnownStories.of_folder(folder, cache or user_cache(), report=progress)
    added = 0
    with Sandbox() as sandbox:
        fetcher = Fetcher(contact=contact, allow_local=allow_local)
        for item in items:
            for taken in _take(item, fetcher, sandbox):
                added += _add(taken, item, given, folder, known, again=again)
    if not added:
        raise SitmapError("nothing was added")


def _checked(published: str) -> str:
    """Hold a date of publication to what the build reads, and give it as ISO 8601."""
    if not published:
        return ""
    from geo.articles.dates import parse_date

    found = parse_date(published)
    if found is None:
        raise UsageError(f"--published: {published[:60]!r} is no date (write 2018-12-28 or 2018-12)")
    if found.start is not None and (found.start - today()).days > 1:
        raise UsageError(f"--published: {published[:60]!r} lies in the future")
    return found.iso


def _check_address(url: str) -> None:
    from geo.add.addresses import FetchError, parse_target

    try:
        parse_target(url)
    except FetchError as problem:
        raise UsageError(f"--url: {url[:80]!r} {problem}") from problem


def _take(item: str, fetcher: Fetcher, sandbox: Sandbox) -> Iterator[Taken | Failure]:
    """Give the articles of one thing to add, or why it gives none: the others go on."""
    from geo.add import FetchError, take_file, take_url
    from geo.articles.decode import UnreadableError
    from geo.records import Failure

    try:
        if "://" in item:
            yield take_url(item, fetcher, sandbox, today=today())
        else:
            yield from take_file(Path(item), sandbox, today=today())
    except (FetchError, UnreadableError) as problem:
        yield Failure(item, str(problem))
    except UsageError as problem:
        yield Failure(item, str(problem).removeprefix(f"{item} "))


def _add(taken: Taken | Failure, item: str, given: Given, folder: Path, known: KnownStories, *, again: bool) -> bool:
    """Write one article unless its story is there, and say what came of it."""
    from dataclasses import replace

    from geo.add import write_article
    from geo.add.known import day_of
    from geo.articles.dates import parse_date
    from geo.articles.draft import printable
    from geo.articles.signature import sign
    from geo.records import Failure

    if isinstance(taken, Failure):
        click.echo(f"skipped: {printable(taken.file)}: {taken.problem}", err=True)
        return False
    article = taken.article
    if given.published and (published := parse_date(given.published)):
        article = replace(article, published=published)
    signature, day = sign(article), day_of(article)
    same = known.same(signature, day)
    if same and not again:
        story = f"same story as {printable(same.name)} ({same.likeness:.0%}); --again adds it all the same"
        click.echo(f"skipped: {printable(item)}: {story}", err=True)
        return False
    path = write_article(taken, given, folder)
    known.add(path.name, signature, day)
    told = ", ".join(filter(None, (article.published.iso, given.source or article.source)))
    click.echo(f"added: {path}" + (f" ({printable(told)})" if told else ""))
    for note in taken.notes:
        click.echo(f"note: {path}: {note}", err=True)
    if not article.published.iso:
        click.echo(f"note: {path}: no date of publication was found: write `published:` into its first lines", err=True)
    return True
