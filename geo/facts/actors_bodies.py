"""Named bodies that nobody listed ("Sumud Brigade", "Congress for Dignity (CD)"): parties derived from the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.actors_candidate import Candidate
from geo.facts.actors_tables import read_patterns
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETED = re.compile(r"\s?\(\s?(?:the )?([A-Z][A-Za-z-]{1,9})\s?\)")
_BEFORE = re.compile(r"(?:(?:al-)?[A-Z][\w-]*(?:['’](?!s\b)\w+)?\s+){1,4}$")
_LONGEST = 60
_MOST_EXPLAINED = 100  # abbreviations of one article; each is looked for in all of it


def find_bodies(text: str) -> Iterator[Candidate]:
    """Give every named body, and its abbreviation wherever the article uses it after explaining it."""
    explained: set[tuple[str, str]] = set()
    for found in _body().finditer(text):
        start = found.start() if found["leading"] else _name_before(text, found.start())
        tail = _tail().match(text, found.end())
        if tail and _body().search(tail[0]):
            tail = None  # "Fighters of the Brigade of X (BX)": the name is the inner one
        tail = tail or (_home().match(text, found.end()) if found[0] in _table()["of_homes"] else None)
        end = tail.end() if tail else found.end()
        short = _BRACKETED.match(text, end)
        if start is None and (tail is None or (short is None and found[0] not in _table()["of_homes"])):
            continue
        if found["other"] and short is None:
            continue
        start = found.start() if start is None else start
        label = " ".join(text[start:end].split())
        yield Candidate(start, end, label, "pattern", name=label)
        if short and (short[1], label) not in explained and len(explained) < _MOST_EXPLAINED:
            explained.add((short[1], label))
            for again in re.finditer(rf"\b{re.escape(short[1])}\b(?!-)", text[end:]):
                yield Candidate(end + again.start(), end + again.end(), label, "alias", name=label)


@cache
def _table() -> dict[str, Any]:
    return dict(read_patterns()["bodies"])


@cache
def _body() -> re.Pattern[str]:
    armed, other, leading = (any_of(_table()[name]) for name in ("armed", "other", "leading"))
    return re.compile(
        rf"\b(?:(?P<armed>{armed})|(?P<other>{other})|(?P<leading>(?:{leading})\s+(?:al-)?[A-Z]\w+(?:\s+al-[A-Z]\w+)?))\b"
    )


@cache
def _tail() -> re.Pattern[str]:
    """Compile "for the Liberation of X" before an abbreviation in brackets."""
    linking = rf"(?:{any_of(_table()['linking'])}\s+)*"
    word = r"[A-Z][\w’'-]*\w"
    return re.compile(rf"\s+(?:of|for)\s+{linking}{word}(?:\s+{linking}{word}){{0,5}}(?=\s?\()")


@cache
def _home() -> re.Pattern[str]:
    """Compile "of the Dunes" after a body that is called by what follows."""
    return re.compile(r"\s+of\s+(?:the\s+)?(?:al-)?[A-Z][\w’'-]*\w(?:\s+[A-Z][\w-]*\w){0,2}")


@cache
def _common() -> frozenset[str]:
    return frozenset(_table()["common"])


def _name_before(text: str, body: int) -> int | None:
    """Find where the capitalised name before a body begins; common words that open it are left out."""
    begin = max(0, body - _LONGEST)
    found = _BEFORE.search(text[begin:body])
    if found is None:
        return None
    for word in re.finditer(r"\S+", found[0]):
        if word[0].lower() not in _common():
            return begin + found.start() + word.start()
    return None
