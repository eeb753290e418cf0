"""Names run together: roads named by their ends ("the Tripoli-Gharyan highway"), and names parted by a line's end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.toponyms.recognise import Found
    from geo.toponyms.runs import Line

_HYPHENS = frozenset({"-", "–", "—"})


def split_pairs(lines: Sequence[Line], names: Sequence[Found], text: str, knows: Callable[[str], bool]) -> list[Found]:
    """Give the names with the hyphened pairs before a word for a road, and those over a line's end, taken apart.

    Parameters
    ----------
    lines, names, text
        The article's sentences in tokens, what was found in them, and its whole text.
    knows
        Whether the gazetteer has a name.
    """
    whole = [part for name in names for part in _by_line(lines[name.line], name, text, knows)]
    return [part for name in whole for part in _parts(lines[name.line], name, text, knows)]


def _by_line(line: Line, name: Found, text: str, knows: Callable[[str], bool]) -> list[Found]:
    """Take apart what goes on in the next line of the text, a headline or dateline, if only its parts are known."""
    if "\n" not in name.phrase or knows(name.phrase):
        return [name]
    ends = [
        k for k in range(name.first + 1, name.last)
        if "\n" in text[line.starts[k - 1] : line.starts[k]]
    ]  # fmt: skip
    bounds = [name.first, *ends, name.last]
    parts = [_cut(line, name, text, first, last) for first, last in pairwise(bounds)]
    return [part for part in parts if knows(part.phrase)] or [name]


def _parts(line: Line, name: Found, text: str, knows: Callable[[str], bool]) -> Iterator[Found]:
    following = line.words[name.last : name.last + 1]
    is_road = bool(following) and (following[0].lower(),) in relations().phrases["road"]
    for hyphen in range(name.first + 1, name.last - 1) if is_road and not knows(name.phrase) else ():
        if line.words[hyphen] in _HYPHENS:
            one, other = _cut(line, name, text, name.first, hyphen), _cut(line, name, text, hyphen + 1, name.last)
            if knows(one.phrase) and knows(other.phrase):
                yield one
                yield other
                return
    yield name


def _cut(line: Line, name: Found, text: str, first: int, last: int) -> Found:
    start, end = line.starts[first], line.starts[last - 1] + len(line.words[last - 1])
    return replace(name, first=first, last=last, start=start, end=end, phrase=text[start:end])
