"""What a popup cites: the sentences behind the facts, with the stretches that name a place."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Any

from maps.columns import pack
from maps.symbols import main_effort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.layers.schema import Layers

_CITING = ("events", "control", "axes", "bases")


class Sources:
    """Every sentence that a fact cites, once; facts refer to it by number."""

    def __init__(self, layers: Layers) -> None:
        self._articles = {name: index for index, name in enumerate(layers.articles["article"])}
        self._places = {place: index for index, place in enumerate(layers.places["id"])}
        self._named = _named_places(layers)
        self._numbers: dict[tuple[str, int, int, str, str], int] = {}
        self._rows: list[Mapping[str, Any]] = []

    def numbers(self, sources: str) -> list[int]:
        """Give the numbers of the sentences of a ``sources`` column's value."""
        return [self._number(source) for source in json.loads(sources)]

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
            "article": [self._articles.get(row["article"], -1) for row in rows],
            "file": pack([row["article"] for row in rows]),
            "quote": pack([row["quote"] for row in rows]),
            "published": pack([row.get("published", "") for row in rows]),
            "url": pack([row.get("url", "") for row in rows]),
            "rule": pack([row.get("rule", "") for row in rows]),
            "copy_of": pack([row.get("copy_of", "") for row in rows]),
            "dataset": pack([row.get("dataset", "") for row in rows]),
            "row": pack([str(row.get("row", "")) for row in rows]),
            "marks": [self._marks(row) for row in rows],
        }

    def _number(self, source: Mapping[str, Any]) -> int:
        key = (source["article"], source["start"], source["end"], source.get("rule", ""), source.get("row", ""))
        if key not in self._numbers:
            self._numbers[key] = len(self._rows)
            self._rows.append(source)
        return self._numbers[key]

    def _marks(self, source: Mapping[str, Any]) -> list[int]:
        named = self._named.get(source["article"], [])
        quote, start = source["quote"], source["start"]
        marks: list[int] = []
        for begin, end, place in named[bisect_left(named, (start, start, "")) :]:
            if begin >= source["end"]:
                break
            if end <= source["end"] and place in self._places:
                marks += [utf16(quote[: begin - start]), utf16(quote[: end - start]), self._places[place]]
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
    cited = [
        [(source["article"], source["start"], source["quote"]) for source in json.loads(value)] for value in columns
    ]
    told = Counter(key for sources in cited for key in set(sources))
    pattern = main_effort()
    return [any(told[key] == 1 and pattern.search(key[2]) for key in sources) for sources in cited]


def utf16(text: str) -> int:
    """Give the length of a text in UTF-16 units: how a browser counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
