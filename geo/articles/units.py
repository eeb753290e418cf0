"""Inputs to units: the smallest pieces that can be read, kept and handed to another process by themselves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from geo.articles.decode import UnreadableError
from geo.articles.draft import Draft, Metadata, SourceFile
from geo.articles.finish import finish
from geo.articles.formats.jsonl import read_jsonl
from geo.articles.formats.page import read_page
from geo.articles.formats.text import read_text
from geo.articles.limits import MAX_PDF_BYTES
from geo.articles.sidecar import Sidecars
from geo.articles.walk import find_files, format_of
from geo.records import Article, Failure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo.articles.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Unit:
    """A file of one article, or one line of a jsonl file, with its row of ``articles.csv``.

    `content` is the SHA-256 of its bytes, empty where they cannot be read; `key` that of all its article depends on.
    """

    source: SourceFile | Draft
    sidecar: Metadata
    content: str
    key: str

    @property
    def name(self) -> str:
        """The article's name."""
        return self.source.name

    @property
    def shown(self) -> str:
        """What a message calls it."""
        return self.source.shown


def find_units(inputs: Sequence[Path]) -> Iterator[Unit | Failure]:
    """Find the units of the inputs in a fixed order, and what cannot be used.

    Raises
    ------
    UsageError
        An input does not exist.
    """
    files, failures = find_files(inputs)
    yield from failures
    sidecars = Sidecars()
    for file in files:
        if format_of(file.path) == "jsonl":
            yield from _lines(file, sidecars)
        else:
            content = _content(file.path)
            yield _unit(file, sidecars.find(file.path, file.name), content)
    yield from sidecars.failures


def read_unit(unit: Unit, sandbox: Sandbox, *, today: dt.date | None = None) -> Iterator[Article | Failure]:
    """Read the article of a unit; a failure beside an article names what of it could not be used.

    Parameters
    ----------
    unit
        From `find_units`.
    sandbox
        Parses HTML and PDF.
    today
        The day of the build: later publication dates are refused. ``None`` accepts any.
    """
    try:
        draft = _draft(unit.source, sandbox)
    except UnreadableError as problem:
        yield Failure(unit.shown, str(problem))
        return
    article, problems = finish(draft, unit.sidecar, today=today)
    yield article
    yield from (Failure(unit.shown, problem, kept=True) for problem in problems)


def _lines(file: SourceFile, sidecars: Sidecars) -> Iterator[Unit | Failure]:
    try:
        for item in read_jsonl(file):
            if isinstance(item, Draft):
                yield _unit(item, sidecars.find(file.path, item.name), item.sha256)
            else:
                yield item
    except UnreadableError as problem:
        yield Failure(file.shown, str(problem))


def _draft(source: SourceFile | Draft, sandbox: Sandbox) -> Draft:
    if isinstance(source, Draft):
        return source
    kind = format_of(source.path)
    return read_text(source) if kind == "text" else read_page(source, kind, sandbox)


def _unit(source: SourceFile | Draft, sidecar: Metadata, content: str) -> Unit:
    parts = (source.name, content, sidecar)
    return Unit(source, sidecar, content, hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest())


def _content(path: Path) -> str:
    """Hash a regular file that is no larger than any that is read; what else is wrong with it, its reading will say."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_PDF_BYTES:
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
