"""Roads named by their two ends, "the Tripoli-Gharyan highway": two places, not one that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.toponyms.recognise import Found
    from geo.toponyms.runs import Line

_HYPHENS = frozenset({"-", "–", "—"})


def split_pairs(lines: Sequence[Line], names: Sequence[Found], text: str, knows: Callable[[str], bool]) -> list[Found]:
    """Give the names with the hyphened pairs before a word for a road taken apart.

    Parameters
    ----------
    lines, names, text
        The article's sentences in tokens, what was found in them, and its whole text.
    knows
        Whether the gazetteer has a name.
    """
    return [part for name in names for part in _parts(lines[name.line], name, text, knows)]


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
