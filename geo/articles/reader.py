"""Files and folders to articles: the entry of the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.articles.sandbox import Sandbox
from geo.articles.units import find_units, read_unit
from geo.records import Article, Failure, ReadResult

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path


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
    with Sandbox() as sandbox:
        for item in find_units(inputs):
            if isinstance(item, Failure):
                yield item
            else:
                yield from read_unit(item, sandbox, today=today)
