"""The features of a layer's GeoJSON as we write it, one a line: only those that somebody asks for are parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

Properties = dict[str, Any]
_HEAD, _GEOMETRY, _PROPERTIES = '{"type":"Feature","id":"', '","geometry":', ',"properties":'
_PLACE = re.compile(r'"(?:objective_)?place_id":("(?:[^"\\]|\\.)+")')


class Features(Mapping[str, Properties]):
    """Properties of features by id; our ids need no escapes.

    Parameters
    ----------
    text
        A whole file.

    Raises
    ------
    ValueError
        The text is no feature collection of ours, here or where a feature is asked for.
    """

    def __init__(self, text: str) -> None:
        self._written: dict[str, str] = {}
        self._parsed: dict[str, Properties] = {}
        head, *lines = text.rstrip("\n").split("\n")
        if not head.endswith("[]}") and (not lines or lines.pop() != "]}"):
            raise ValueError("is cut off")
        for line in lines:
            if not line.startswith(_HEAD):
                raise ValueError("holds something else than features, one a line")
            key = line[len(_HEAD) : line.index(_GEOMETRY)]
            self._written[key] = line[line.index(_PROPERTIES) + len(_PROPERTIES) :].removesuffix(",")[:-1]

    def __getitem__(self, key: str) -> Properties:
        if key not in self._parsed:
            self._parsed[key] = msgspec.json.decode(self._written[key], type=Properties)
        return self._parsed[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def at(self, place: str) -> Iterator[Properties]:
        """Give the features at a place; axes stand at their objective."""
        return (self[key] for key in self._by_place.get(place, ()))

    @cached_property
    def _by_place(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, text in self._written.items():
            place = _PLACE.search(text)
            found.setdefault(str(json.loads(place[1])) if place else "", []).append(key)
        return found

    def same_as(self, other: Features) -> set[str]:
        """Give the ids of features that `other` has in the very same words."""
        return {key for key, text in self._written.items() if other._written.get(key) == text}
