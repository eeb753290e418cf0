"""The HTML page around the map: nothing is asked of any network, nothing runs that we did not write, bytes repeat."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from branca.element import Element, Figure
from folium.template import Template

from maps.columns import to_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_POLICY, _DATA = "%POLICY%", "%DATA%"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Page(Figure):
    """A figure whose HTML is complete by itself.

    Parameters
    ----------
    title
        Of the window.
    language, direction
        Of the interface: ``lang`` and ``dir`` of the page.
    data
        What the scripts show; it reaches the page as JSON in a data block, never as markup.
    """

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="{{ this.language|e }}" dir="{{ this.direction|e }}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="' + _POLICY + '">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="Sitmap">\n'
        "<title>{{ this.title|e }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<noscript>{{ this.no_script|e }}</noscript>\n"
        '<script type="application/json" id="sitmap-data">' + _DATA + "</script>\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, title: str, language: str, direction: str, data: Mapping[str, Any]) -> None:
        super().__init__(title=title)
        self.language, self.direction, self.data = language, direction, data
        self.no_script = data["strings"]["no_script"]
        self.header = Element()  # without folium's own meta tag: the template has it
        self.header._parent = self  # noqa: SLF001 - branca offers no other way to set a parent without a child

    def render(self, **kwargs: Any) -> str:
        """Render the page with stable ids and a policy that names the hash of every script and style in it."""
        before, after = self._frame(**kwargs)
        return "".join((before, *to_script(self.data), after))

    def write(self, path: Path) -> None:
        """Write the page to a file, its data bit by bit: the text of a large page is never held."""
        before, after = self._frame()
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(before)
            file.writelines(to_script(self.data))
            file.write(after)

    def _frame(self, **kwargs: Any) -> tuple[str, str]:
        """Give what stands before and after the data."""
        for number, element in enumerate(_walk(self)):
            element._id = str(number)  # noqa: SLF001 - branca draws ids at random; stable ones make stable bytes
        for part in (self.header, self.html, self.script):
            part._children.clear()  # noqa: SLF001 - what an earlier rendering left under other names
        page = with_policy(super().render(**kwargs), [layer["url"] for layer in self.data["meta"]["tiles"]])
        before, _, after = page.rpartition(_DATA)
        return before, after


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():  # noqa: SLF001 - the tree has no public iterator
        yield from _walk(child)


def with_policy(html: str, tiles: Sequence[str] = ()) -> str:
    """Put the Content-Security-Policy into a page: only the scripts and styles in it, by hash, and no request at all.

    Blob and data addresses serve images and the reader's own downloads; neither leaves the page. Pictures may come from
    the hosts of the addresses of `tiles`, which are empty unless the theatre asks for online tiles.
    """
    scripts = " ".join(_hash(text) for text in _SCRIPT.findall(html))
    styles = " ".join(_hash(text) for text in _STYLE.findall(html))
    hosts = sorted({f"https://{host}" for host in map(_host, tiles) if host})
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src {' '.join(['data:', *hosts])}; "
        "base-uri 'none'; form-action 'none'"
    )
    return html.replace(_POLICY, escape(policy, quote=False), 1)


def _host(url: str) -> str:
    """Give the host of an address, empty where it could say more to the policy than a host."""
    host = urlsplit(url).netloc
    return host if re.fullmatch(r"[a-z0-9.-]+(:[0-9]+)?", host) else ""


def _hash(text: str) -> str:
    # A browser hashes the text after it has brought line ends to LF.
    digest = hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
