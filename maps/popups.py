"""What a popup cites: the sentences behind the facts, with the stretches that name a place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from geo.records import Source
from maps.columns import pack
from maps.symbols import main_effort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.layers.schema import Layers

_TOLD = ("quote", "published", "url", "rule", "copy_of", "dataset", "row")


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[list[Source]]:
    return msgspec.json.Decoder(list[Source], strict=False)


class Sources:
    """Every sentence that a fact cites, once; facts refer to it by number."""

    def __init__(self, layers: Layers) -> None:
        self._articles = {name: index for index, name in enumerate(layers.articles["article"])}
        self._places = {place: index for index, place in enumerate(layers.places["id"])}
        self._named = _named_places(layers)
        self._numbers: dict[tuple[str, int, int, str, str], int] = {}
        self._rows: list[Source] = []

    def numbers(self, sources: str) -> list[int]:
        """Give the numbers of the sentences of a ``sources`` column's value."""
        return [self._number(source) for source in _decoder().decode(sources)]

    def columns(self) -> dict[str, Any]:
        """Give the sentences, packed.

        Returns
        -------
        dict
            ``article`` (row of the articles table, -1 when it is not there), ``file``, ``quote``, ``published``,
            ``url``, ``rule``, ``copy_of``, ``dataset`` and ``row`` (of imported data), and ``marks``: triples start,
            end, place of the stretches that name a place, in UTF-16 units of the quote and rows of the places layer.
        """
        rows = self._rows
        return {
            "article": [self._articles.get(row.article, -1) for row in rows],
            "file": pack([row.article for row in rows]),
            **{name: pack([getattr(row, name) for row in rows]) for name in _TOLD},
            "marks": [self._marks(row) for row in rows],
        }

    def _number(self, source: Source) -> int:
        key = (source.article, source.start, source.end, source.rule, source.row)
        number = self._numbers.setdefault(key, len(self._rows))
        if number == len(self._rows):
            self._rows.append(source)
        return number

    def _marks(self, source: Source) -> list[int]:
        named = self._named.get(source.article)
        if not named:
            return []
        quote, start, last = source.quote, source.start, source.end
        marks: list[int] = []
        for at in range(bisect_left(named, (start, start, "")), len(named)):
            begin, end, place = named[at]
            if begin >= last:
                break
            if end <= last and place in self._places:
                marks += (utf16(quote[: begin - start]), utf16(quote[: end - start]), self._places[place])
        return marks


def _named_places(layers: Layers) -> dict[str, list[tuple[int, int, str]]]:
    named: dict[str, list[tuple[int, int, str]]] = {}
    columns: Iterable[tuple[str, int, int, str]] = zip(
        *(layers.mentions[name].tolist() for name in ("article", "start", "end", "place_id")), strict=True
    )
    for article, start, end, place in columns:
        if place:
            named.setdefault(article, []).append((int(start), int(end), place))
    for spans in named.values():
        spans.sort()
    return named


def main_efforts(columns: Iterable[str]) -> list[bool]:
    """Tell which axes their sentence calls the main one.

    Parameters
    ----------
    columns
        The ``sources`` of each axis. A sentence that tells of several axes calls none of them so.

    Returns
    -------
    list of bool
        One for each axis.
    """
    cited = [[(item.article, item.start, item.quote) for item in _decoder().decode(value)] for value in columns]
    told = Counter(key for sources in cited for key in set(sources))
    pattern = main_effort()
    return [any(told[key] == 1 and pattern.search(key[2]) for key in sources) for sources in cited]


def utf16(text: str) -> int:
    """Give the length of a text in UTF-16 units: how a browser counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
