"""One thing to add to its articles: a file as the build reads it, or a page fetched and extracted in the sandbox."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.add.addresses import FetchError, parse_target
from geo.articles.decode import UnreadableError, decode
from geo.articles.draft import Draft, Metadata, whole
from geo.articles.finish import finish
from geo.articles.formats.text import read_front_matter
from geo.articles.units import Unit, find_units, read_unit
from geo.records import Article, Failure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from geo.add.fetch import Fetcher, Page
    from geo.articles.sandbox import Sandbox

_KINDS = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), "html"),
    "application/pdf": "pdf",
    **dict.fromkeys(("text/plain", "text/markdown"), "text"),
}
_LEAST_WORDS = 25  # less is a cookie notice, a login or a caption
_LATIN_1 = frozenset(["iso-8859-1", "latin1", "latin-1", "us-ascii"])


@dataclass(frozen=True, slots=True)
class Taken:
    """An article to add; `text` is its own text without front matter, `notes` what of it could not be used."""

    article: Article
    text: str
    notes: tuple[str, ...] = ()


def take_file(path: Path, sandbox: Sandbox, *, today: dt.date | None = None) -> Iterator[Taken | Failure]:
    """Read the articles of a file or folder as the build does.

    Raises
    ------
    UsageError
        It does not exist.
    """
    for unit in find_units([path]):
        if not isinstance(unit, Unit):
            yield unit
            continue
        article, notes = None, []
        for item in read_unit(unit, sandbox, today=today):
            if isinstance(item, Article):
                article = item
            elif item.kept:
                notes.append(item.problem)
            else:
                yield item
        if article is not None:
            begin = read_front_matter(article.text)[1]
            text = article.text[begin:].strip()
            yield Taken(article, text, tuple(notes)) if text else Failure(unit.shown, "holds no text")


def take_url(url: str, fetcher: Fetcher, sandbox: Sandbox, *, today: dt.date | None = None) -> Taken:
    """Fetch a page and extract its article.

    Raises
    ------
    FetchError
        It cannot be had.
    UnreadableError
        It holds no article, or cannot be parsed within the limits.
    """
    page = fetcher.fetch(url)
    answer = _extract(page, sandbox)
    text = whole(answer.get("text", "")).strip()
    if (count := len(text.split())) < _LEAST_WORDS:
        raise UnreadableError(f"holds no article: {count} words of text" if count else "holds no article text")
    told = Metadata.of({key: value for key, value in answer.items() if key != "text"}, "page")
    told = replace(told, url=_address(told.url, page.url))
    name = page.url.rpartition("/")[2][:100]
    draft = Draft(name, url, text, hashlib.sha256(page.data).hexdigest(), page=told)
    article, notes = finish(draft, Metadata(), today=today)
    return Taken(article, text, notes)


def _extract(page: Page, sandbox: Sandbox) -> dict[str, str]:
    kind = _KINDS.get(page.kind, "")
    if page.data.startswith(b"%PDF-"):
        kind = "pdf"
    elif not kind and page.data.lstrip()[:1] == b"<":
        kind = "html"
    if not kind:
        raise UnreadableError(f"is no article but {page.kind[:60] or 'of no known kind'}")
    data = page.data if kind == "pdf" else _as_utf8(page)
    return {"text": decode(data)} if kind == "text" else sandbox.extract(kind, data)


def _as_utf8(page: Page) -> bytes:
    """Decode by the server's word, which counts more than the page's own; a mark keeps the readers from guessing."""
    try:
        encoding = codecs.lookup("cp1252" if page.charset in _LATIN_1 else page.charset)
        if not encoding._is_text_encoding:  # noqa: SLF001 - no other way to refuse "hex", "zlib"
            return page.data
        return page.data.decode(encoding.name).removeprefix("\ufeff").encode("utf-8-sig")
    except (LookupError, UnicodeError, ValueError):
        return page.data


def _address(own: str, fetched: str) -> str:
    """Take the address that a page gives itself where it is of the same host: another may lie about the source."""
    try:
        return own if own and parse_target(own).host == parse_target(fetched).host else fetched
    except FetchError:
        return fetched
