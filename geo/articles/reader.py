"""Files and folders to articles: the entry of the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.decode import UnreadableError
from geo.articles.finish import finish
from geo.articles.formats.jsonl import read_jsonl
from geo.articles.formats.page import read_page
from geo.articles.formats.text import read_text
from geo.articles.sandbox import Sandbox
from geo.articles.sidecar import Sidecars
from geo.articles.walk import find_files, format_of
from geo.records import Article, Failure, ReadResult

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo.articles.draft import Draft, SourceFile


def read_articles(inputs: Sequence[Path], *, today: dt.date | None = None) -> ReadResult:
    """Read the articles of files and folders.

    Parameters
    ----------
    inputs
        Article files and folders of them (``.txt``, ``.md``, ``.html``, ``.pdf``, ``.jsonl``). A folder is walked
        whole, in a fixed order; hidden files, ``articles.csv``, ``theatre.toml``, a README and files of other kinds
        are left out.
    today
        The day of the build: later publication dates are refused. ``None`` accepts any.

    Returns
    -------
    ReadResult
        Articles in a fixed order, and one failure for each thing that could not be read or used; nothing is raised for
        a bad article.

    Raises
    ------
    UsageError
        An input does not exist.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    for item in iter_articles(inputs, today=today):
        (articles if isinstance(item, Article) else failures).append(item)  # type: ignore[arg-type]
    return ReadResult(tuple(articles), tuple(failures))


def iter_articles(inputs: Sequence[Path], *, today: dt.date | None = None) -> Iterator[Article | Failure]:
    """Read like `read_articles`, one at a time: memory holds one article, however many there are."""
    files, failures = find_files(inputs)
    yield from failures
    sidecars = Sidecars()
    with Sandbox() as sandbox:
        for file in files:
            for item in _drafts(file, sandbox):
                if isinstance(item, Failure):
                    yield item
                    continue
                article, problems = finish(item, sidecars.find(file.path, item.name), today=today)
                yield article
                yield from (Failure(item.shown, problem, kept=True) for problem in problems)
    yield from sidecars.failures


def _drafts(file: SourceFile, sandbox: Sandbox) -> Iterator[Draft | Failure]:
    kind = format_of(file.path)
    try:
        if kind == "jsonl":
            yield from read_jsonl(file)
        elif kind == "text":
            yield read_text(file)
        else:
            yield read_page(file, kind, sandbox)
    except UnreadableError as problem:
        yield Failure(file.shown, str(problem))
