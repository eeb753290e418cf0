"""HTML: the article's text and what the page's tags say of it; runs inside the sandbox."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import trafilatura
from htmldate import find_date

from geo.articles.dates import parse_date
from geo.articles.decode import decode_html
from geo.articles.draft import tidy
from geo.articles.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATEST = "2199-12-31"  # the clock comes in later, with the other dates
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


def extract_html(data: bytes) -> dict[str, str]:
    """Extract the article from a page.

    Returns
    -------
    dict
        ``text`` (headline first), ``title``, ``published``, ``source``, ``author``, ``url``, ``language``.

    Raises
    ------
    ValueError
        The page is no HTML or holds no article.
    """
    html = decode_html(data)
    tree: Any = trafilatura.load_html(html)
    if tree is None:
        raise ValueError("is no HTML page")
    tags = dict(_meta_tags(tree))
    published = _published(tree, tags)
    language = _LANGUAGE.match(tree.get("lang") or "")
    found: Any = trafilatura.bare_extraction(
        html, include_comments=False, with_metadata=True, date_extraction_params={"max_date": _LATEST}
    )
    if found is None or not found.text:
        raise ValueError("holds no article text")
    title = tidy(found.title)
    text = found.text.strip()
    if title and title.casefold() not in text[: 2 * len(title) + 200].casefold():
        text = f"{title}\n\n{text}"
    return {
        "text": text,
        "title": title,
        "published": published,
        "source": tidy(found.sitename),
        "author": tidy(found.author),
        "url": tidy(found.url),
        "language": language[0].lower() if language else "",
    }


def _published(tree: Any, tags: dict[str, str]) -> str:
    """Find the day of publication: JSON-LD, meta tags, ``<time>``, then htmldate's reading of the page."""
    values = [*_json_ld(tree), *(tags[name] for name in load_table("metadata")["html"]["published"] if name in tags)]
    values += tree.xpath("//article//time[@datetime][1]/@datetime | //header//time[@datetime][1]/@datetime")[:3]
    for value in values:
        if parse_date(value):
            return str(value).strip()[:40]
    return find_date(tree, extensive_search=False, original_date=True, max_date=_LATEST) or ""


def _meta_tags(tree: Any) -> Iterator[tuple[str, str]]:
    """Give meta tags by lower-case name, the last first so that the first of a name stays in a dict."""
    for tag in reversed(tree.xpath("//meta[@content][@name or @property or @itemprop]")[:500]):
        yield (tag.get("property") or tag.get("name") or tag.get("itemprop")).strip().casefold(), tag.get("content")


def _json_ld(tree: Any) -> Iterator[str]:
    for block in tree.xpath('//script[@type="application/ld+json"]/text()')[:20]:
        try:
            yield from _dates_in(json.loads(block), 0)
        except (ValueError, RecursionError):
            continue


def _dates_in(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, dict) and depth < 6:  # noqa: PLR2004 - @graph within a list within the page
        if isinstance(date := value.get("datePublished"), str):
            yield date
        for item in value.values():
            yield from _dates_in(item, depth + 1)
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _dates_in(item, depth + 1)
