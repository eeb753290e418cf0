"""Patterns over the items of a sentence, written as an analyst would: ``A - held|controlled *3 P``."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.facts.items import Item

_SYMBOLS = {"actor": "<A>", "owner": "<O>", "place": "<P>", "date": "<D>"}
# Between the places of a list: what joins them, and nouns of places ("X and the villages of Y and Z").
_JOINS = "(?:, |and |or |as well as |in |at |near |around )+"
_NOUNS = (
    "(?:the |all |towns? |villages? |cities |city |districts? |of |nearby |neighbouring |also |then |both |parts? |"
    "most |half |whole |rest |state |regional |provincial |capital |port |areas? |countryside |hills |heights |valley |"
    "centres? |ends? |sides? |rural |urban |east |west |north |south |eastern |western |northern |southern |central |"
    "for now |, )*"
)
# What a place is, told behind its name: "Mitiga airport".
_KIND = (
    "(?:(?:international )?(?:airport|airbase|airfield|base|camp|barracks|dam|bridge|port|crossing|district|township|"
    "county|province|governorate|region|city|town|village|island|refinery|oilfield|fields?|valley|corridor|itself|"
    "proper) )?(?:- (?:centre|center|town|city|proper|ville) )?(?:(?:on|in|near) (?:the )?<P> )?"
)
_FIXED = {
    "D": "<D> ",
    "Q": "<P> ",
    "^": r"^(?:(?:[-*•–—]|\S{1,3} [/.)]) )?",
    "~": "(?:, (?:(?!, |; )\\S+ ){1,14}?, )?",
}
# The holder and the places of a statement, each a group of its own.
_MEN = "forces|troops|fighters|soldiers|men|units|militiamen|gunmen|brigades|police"
_HOLDER = f"(?P<a{{}}><A> )(?:(?:'s |' )?(?:own )?(?:{_MEN}) )?"
_OWNER = "(?P<a{}><O> )"
_PLACE = f"(?P<p{{}}><P> {_KIND})"
# "X, the capital of P": P only says where X is.
_OF = "(?!(?:the |a )?(?:\\S+ ){{0,2}}(?:capital|seat|centre|center) of )"
_PLACES = f"(?P<p{{}}><P> {_KIND}(?:{_JOINS}{_OF}{_NOUNS}<P> {_KIND})*)"
_GROUPS = {"A": _HOLDER, "O": _OWNER, "P": _PLACE, "P+": _PLACES}
_SYMBOL_OF = {"A": "<A>", "O": "<O>", "D": "<D>", "P": "<P>", "Q": "<P>", "P+": "<P>"}
_WORDS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    Tokens, separated by spaces: ``A`` an actor, ``O`` "ours" or "theirs", ``D`` a date, ``P`` a place, ``P+`` a list of
    places, ``Q`` a place that is not meant, ``*3`` up to three words, ``a|b`` one of these words, ``(a|b)`` the same,
    but it may be missing, ``[a|b]`` up to eight of these words, ``!a|b`` none of these words follows, ``#`` among words
    a number, ``~`` an aside between commas, which may be missing, ``^`` the beginning of the sentence.
    """

    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    @classmethod
    def compile(cls, written: str, words: Mapping[str, Sequence[str]] | None = None) -> Pattern:
        """Compile a pattern as written in a table; ``{name}`` in it stands for the words of that name in `words`."""
        parts = _WORDS.sub(lambda name: "|".join((words or {})[name[1]]), written).split()
        # The first part may match the end of a word ("withheld"): only what follows it must stand as a word of its own.
        needs = (needed for number, part in enumerate(parts) if (needed := _needed(part, first=number == 0)))
        return cls(re.compile("".join(_part(part, at) for at, part in enumerate(parts))), tuple(needs))

    def find(self, line: Line | Sequence[Item]) -> Iterator[tuple[list[Item], list[Item]]]:
        """Give the actors and the places of each match, in text order."""
        line = line if isinstance(line, Line) else Line.write(line)
        for begin, end in self.spans(line):
            inside = line.items[begin:end]
            yield (
                [item for item in inside if item.actor is not None],
                [item for item in inside if item.place is not None],
            )

    def spans(self, line: Line | Sequence[Item]) -> Iterator[tuple[int, int]]:
        """Give first item and item behind the last of each match; many patterns are best given the same line."""
        for match in self.matches(line):
            yield match.begin, match.end

    def matches(self, line: Line | Sequence[Item]) -> Iterator[Match]:
        """Give each match with its holder and its places; many patterns are best given the same line."""
        line = line if isinstance(line, Line) else Line.write(line)
        # Few sentences have the words of a pattern, and looking for them is cheaper than matching it.
        if any(needed.isdisjoint(line.words) for needed in self.needs):
            return
        for match in self.regex.finditer(line.text):
            groups = [(name, *line.span(*match.span(name))) for name, found in match.groupdict().items() if found]
            yield Match(
                *line.span(*match.span()),
                holder=next((begin for name, begin, _ in groups if name[0] == "a"), None),
                places=tuple(
                    index
                    for name, begin, end in groups
                    if name[0] == "p"
                    for index in range(begin, end)
                    if line.items[index].kind == "place"
                ),
            )


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern: first item and item behind the last, where its holder stands, and its places."""

    begin: int
    end: int
    holder: int | None
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of many patterns have all the words they need in a line, by one look at each word of the line.

    Every need of every pattern is a bit: `bits` are those that a word meets, `wanted` those of each pattern.
    """

    bits: Mapping[str, int]
    wanted: tuple[int, ...]

    @classmethod
    def of(cls, patterns: Iterable[Pattern]) -> Sieve:
        """Make the sieve of patterns."""
        bits: dict[str, int] = {}
        wanted = []
        last = 1
        for pattern in patterns:
            first = last
            for needed in pattern.needs:
                for word in needed:
                    bits[word] = bits.get(word, 0) | last
                last <<= 1
            wanted.append(last - first)
        return cls(bits, tuple(wanted))

    def passes(self, line: Line) -> Iterator[int]:
        """Give the numbers of the patterns that may match."""
        met = 0
        for word in line.words:
            met |= self.bits.get(word, 0)
        return (number for number, wanted in enumerate(self.wanted) if met & wanted == wanted)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence written for patterns: its words and symbols, each followed by a space; `starts` is where each begins.

    Written once for all the patterns that are looked for in it.
    """

    items: Sequence[Item]
    text: str
    starts: Sequence[int]
    words: frozenset[str]

    @classmethod
    def write(cls, items: Sequence[Item]) -> Line:
        """Write the items of a sentence."""
        words = [_SYMBOLS.get(item.kind) or item.low.replace("<", "").replace("’", "'") or "?" for item in items]
        starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
        return cls(items, "".join([f"{word} " for word in words]), [*starts] if words else [], frozenset(words))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Give first item and item behind the last of a stretch of the text."""
        return bisect_left(self.starts, begin), bisect_left(self.starts, end)


def _part(written: str, number: int) -> str:
    fixed = _GROUPS[written].format(number) if written in _GROUPS else _FIXED.get(written)
    if fixed is not None:
        return fixed
    if written.startswith("*"):
        return r"(?:(?!<)\S+ ){0," + written[1:] + "}?"
    if written.startswith("!"):
        return f"(?!{_words(written[1:])} )"
    if written.startswith("["):
        return f"(?:{_words(written[1:-1])} ){{0,8}}"
    if written.startswith("("):
        return f"(?:{_FIXED.get(written[1:-1]) or _words(written[1:-1]) + ' '})?"
    return f"{_words(written)} "


def _needed(written: str, *, first: bool) -> frozenset[str]:
    """Give the words and symbols of which a part of a pattern needs one; none if it may be missing."""
    if written in _SYMBOL_OF:
        return frozenset({_SYMBOL_OF[written]})
    if written in _FIXED:
        return frozenset()
    return frozenset() if first or written[0] in "*([!" else frozenset(written.split("|"))


def _words(written: str) -> str:
    return "(?:" + "|".join(r"\d\S*" if word == "#" else re.escape(word) for word in written.split("|")) + ")"
