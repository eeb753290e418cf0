"""Patterns over the items of a sentence, written as an analyst would: ``A - held|controlled *3 P``."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item

_SYMBOLS = {"actor": "<A>", "owner": "<O>", "place": "<P>", "date": "<D>"}
# Between the places of a list: what joins them, and nouns of places ("X and the villages of Y and Z").
_JOINS = "(?:, |and |or |as well as |in |at |near |around )+"
_NOUNS = (
    "(?:the |towns? |villages? |cities |city |districts? |of |nearby |neighbouring |also |then |both |parts? |most )*"
)
_FIXED = {
    "A": "<A> ",
    "O": "<O> ",
    "D": "<D> ",
    "P": "<P> ",
    "P+": f"<P> (?:{_JOINS}{_NOUNS}<P> )*",
    "~": "(?:, (?:(?!, |; )\\S+ ){1,14}?, )?",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    Tokens, separated by spaces: ``A`` an actor, ``O`` "ours" or "theirs", ``D`` a date, ``P`` a place, ``P+`` a list of
    places, ``*3`` up to three words, ``a|b`` one of these words, ``(a|b)`` the same, but it may be missing, ``~`` an
    aside between commas, which may be missing.
    """

    regex: re.Pattern[str]

    @classmethod
    def compile(cls, written: str) -> Pattern:
        """Compile a pattern as written in a table."""
        return cls(re.compile("".join(map(_part, written.split()))))

    def find(self, items: Sequence[Item]) -> Iterator[tuple[list[Item], list[Item]]]:
        """Give the actors and the places of each match, in text order."""
        for begin, end in self.spans(items):
            inside = items[begin:end]
            yield (
                [item for item in inside if item.actor is not None],
                [item for item in inside if item.place is not None],
            )

    def spans(self, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
        """Give first item and item behind the last of each match."""
        text, starts = _encode(items)
        for match in self.regex.finditer(text):
            yield bisect_left(starts, match.start()), bisect_left(starts, match.end())


def _part(written: str) -> str:
    if written in _FIXED:
        return _FIXED[written]
    if written.startswith("*"):
        return r"(?:(?!<)\S+ ){0," + written[1:] + "}?"
    if written.startswith("("):
        return f"(?:{_words(written[1:-1])} )?"
    return f"{_words(written)} "


def _words(written: str) -> str:
    return "(?:" + "|".join(re.escape(word) for word in written.split("|")) + ")"


def _encode(items: Sequence[Item]) -> tuple[str, list[int]]:
    """Write items as one string, each followed by a space; the list gives where each begins."""
    parts, starts, at = [], [], 0
    for item in items:
        part = _SYMBOLS.get(item.kind, item.low.replace("<", "").replace("’", "'") or "?") + " "
        starts.append(at)
        parts.append(part)
        at += len(part)
    return "".join(parts), starts
