"""The features of a layer's GeoJSON as we write it, one a line: only those that somebody asks for are parsed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Properties = dict[str, Any]
_HEAD, _GEOMETRY, _PROPERTIES = b'{"type":"Feature","id":"', b'","geometry":', b',"properties":'
_PLACE = re.compile(rb'"(?:objective_)?place_id":("(?:[^"\\]|\\.)+")')


class _Line(NamedTuple):
    """Where the properties of a feature stand in the file, and the hash of their words."""

    start: int
    length: int
    digest: bytes


class Features(Mapping[str, Properties]):
    """Properties of features by id; our ids need no escapes.

    A layer of many features may be larger than memory has room for: only where each stands is held.

    Parameters
    ----------
    path
        A whole file, which stays as it is.

    Raises
    ------
    ValueError
        The file holds no feature collection of ours, here or where a feature is asked for.
    OSError
        It cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[str, _Line] = {}
        self._parsed: dict[str, Properties] = {}
        for at, key, text in _features(path):
            self._lines[key] = _Line(at, len(text), hashlib.blake2b(text, digest_size=16).digest())

    def __getitem__(self, key: str) -> Properties:
        if key not in self._parsed:
            line = self._lines[key]
            with self._path.open("rb") as file:
                file.seek(line.start)
                self._parsed[key] = msgspec.json.decode(file.read(line.length), type=Properties)
        return self._parsed[key]

    def __contains__(self, key: object) -> bool:
        return key in self._lines  # Mapping would parse the feature to tell

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def at(self, place: str) -> Iterator[Properties]:
        """Give the features at a place; axes stand at their objective."""
        return (self[key] for key in self._by_place.get(place, ()))

    @cached_property
    def _by_place(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, key, text in _features(self._path):
            place = _PLACE.search(text)
            found.setdefault(msgspec.json.decode(place[1], type=str) if place else "", []).append(key)
        return found

    def same_as(self, other: Features) -> set[str]:
        """Give the ids of features that `other` has in the very same words."""
        missing = _Line(0, 0, b"")
        return {key for key, line in self._lines.items() if other._lines.get(key, missing).digest == line.digest}


def _features(path: Path) -> Iterator[tuple[int, str, bytes]]:
    """Give where the properties of each feature stand in the file, its id, and the properties' text."""
    with path.open("rb") as file:
        head = file.readline().rstrip()
        at, whole = file.tell(), head.endswith(b"[]}")
        for line in file:
            if whole:
                raise ValueError("goes on after its end")
            text = line.rstrip()
            if text == b"]}":
                whole = True
            elif text.startswith(_HEAD):
                begin = text.index(_PROPERTIES) + len(_PROPERTIES)
                key = text[len(_HEAD) : text.index(_GEOMETRY)].decode()
                yield at + begin, key, text[begin:].removesuffix(b",")[:-1]
            else:
                raise ValueError("holds something else than features, one a line")
            at += len(line)
        if not whole:
            raise ValueError("is cut off")
