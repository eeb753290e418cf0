"""The page that tells how to put the map into a report, and the snippet to paste."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from geo.errors import UsageError

if TYPE_CHECKING:
    from geo.layers.schema import MapContext

MAP_URL = "map.html"
IMAGE_URL = "map.png"
FORMS = ("html", "picture", "markdown", "quarto")
UNTITLED = "Situation map"
_URL_MARKS = "%/:?#[]@!$&'()*+,;=~"  # what has a meaning in an address, and escapes that it holds already
_SAFE_SCHEMES = frozenset({"", "http", "https"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>!#|&])")


def render_embed(context: MapContext, url: str = MAP_URL, image: str = IMAGE_URL, *, pictured: bool = False) -> str:
    """Write the page with the snippet and instructions for the usual places to paste it.

    Parameters
    ----------
    context
        Gives the title.
    url, image
        Addresses of the map and of its picture: ``http``, ``https`` or relative.
    pictured
        Whether the picture exists: then it stands in for the map where no scripts run.

    Returns
    -------
    str
        HTML of one file without scripts; the preview in it is the snippet itself.

    Raises
    ------
    UsageError
        An address of another kind.
    """
    title = plain_title(context.title)
    url, image = _checked(url), _checked(image)
    snippet = embed_snippet(title, url, image if pictured else "")
    return _fill(
        "embed.html",
        title=title,
        url=url,
        image=image,
        snippet=snippet,
        picture=picture_snippet(title, url, image),
        markdown=_markdown(title, url, image),
        quarto=_quarto(title, url, image, snippet),
    )


def embed_snippet(title: str, url: str = MAP_URL, image: str = "") -> str:
    """Give the responsive frame with a caption that links to the map.

    Parameters
    ----------
    title
        Plain text; becomes the frame's title and the caption.
    url
        Address of the map. The view, day and filters behind its ``#`` are kept.
    image
        Address of the picture that stands in for the map where no scripts run; empty for none.

    Raises
    ------
    UsageError
        The address is neither ``http``, ``https`` nor relative.
    """
    picture = _checked(image) if image else ""
    return _fill(
        "snippet.html", title=plain_title(title), url=_checked(url), embed=_embedded(_checked(url)), image=picture
    )


def snippet_for(form: str, title: str, url: str, image: str = "") -> str:
    """Give what to paste into a document of one of the `FORMS`; parameters are those of `embed_snippet`.

    Raises
    ------
    UsageError
        An address of another kind, or no picture where the form needs one.
    """
    if form == "html":
        return embed_snippet(title, url, image)
    if not image:
        raise UsageError(f"{form} shows a picture of the map: give its address with --image")
    title, url, image = plain_title(title), _checked(url), _checked(image)
    if form == "picture":
        return picture_snippet(title, url, image)
    return _markdown(title, url, image) if form == "markdown" else _quarto(title, url, image, embed_snippet(title, url))


def picture_snippet(title: str, url: str = MAP_URL, image: str = IMAGE_URL) -> str:
    """Give the static picture, linked to the map, for places that allow no frame."""
    return _fill("picture.html", title=plain_title(title), url=_checked(url), image=_checked(image))


def plain_title(title: str) -> str:
    """Give a title as one line without control characters."""
    return " ".join(_CONTROLS.sub(" ", title).split()) or UNTITLED


def _embedded(url: str) -> str:
    """Add the mark that opens the map in its embed mode."""
    return f"{url}&embed" if urlsplit(url).fragment else f"{url.removesuffix('#')}#embed"


def _checked(url: str) -> str:
    try:
        scheme = urlsplit(url).scheme
    except ValueError as problem:
        raise UsageError(f"{url!r} is no address: {problem}") from problem
    if scheme not in _SAFE_SCHEMES or _CONTROLS.search(url) or not url.strip():
        raise UsageError(f"{url!r} is no address of a map: give one of http, https, or a relative one")
    return quote(url, safe=_URL_MARKS)


def _markdown(title: str, url: str, image: str) -> str:
    text = _MARKDOWN.sub(r"\\\1", title)
    return f"[![{text}](<{image}>)](<{url}>)"


def _quarto(title: str, url: str, image: str, snippet: str) -> str:
    frame = f'::: {{.content-visible when-format="html"}}\n```{{=html}}\n{snippet}\n```\n:::'
    picture = f'::: {{.content-visible unless-format="html"}}\n{_markdown(title, url, image)}\n:::'
    return f"{frame}\n\n{picture}"


def _fill(name: str, **values: str) -> str:
    return _environment().from_string(_template(name)).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(autoescape=True)


@lru_cache(maxsize=4)
def _template(name: str) -> str:
    return (files("maps") / "assets" / name).read_text("utf-8")
