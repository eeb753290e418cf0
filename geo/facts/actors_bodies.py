"""Named bodies that nobody listed ("Sumud Brigade", "Congress for Dignity (CD)"): parties derived from the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_candidate import Candidate
from geo.facts.actors_tables import read_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETED = re.compile(r"\s?\(\s?(?:the )?([A-Z][A-Za-z-]{1,9})\s?\)")


def find_bodies(text: str) -> Iterator[Candidate]:
    """Give every named body, and its abbreviation wherever the article uses it after explaining it."""
    for found in _body().finditer(text):
        start = _skip_common(text, found)
        label = " ".join(text[start : found.end()].split())
        if start >= found.end() or " " not in label:
            continue
        short = _BRACKETED.match(text, found.end())
        if found["other"] and not short:
            continue
        yield Candidate(start, found.end(), label, "pattern", name=label)
        if short:
            for again in re.finditer(rf"\b{re.escape(short[1])}\b(?!-)", text[found.end() :]):
                offset = found.end()
                yield Candidate(offset + again.start(), offset + again.end(), label, "alias", name=label)


@cache
def _body() -> re.Pattern[str]:
    table = read_patterns()["bodies"]
    armed, other, leading, linking = (
        "|".join(map(re.escape, table[name])) for name in ("armed", "other", "leading", "linking")
    )
    word = r"(?:[A-Z][\w’'-]*[\w]|al-[A-Z][\w’'-]*\w)"
    tail = rf"(?:\s+(?:of|for)\s+(?:(?:{linking})\s+)*{word}(?:\s+(?:(?:{linking})\s+)*{word}){{0,4}}(?=\s?\())?"
    return re.compile(
        rf"\b(?:{word}\s+){{1,4}}(?:(?P<armed>{armed})|(?P<other>{other}))\b{tail}"
        rf"|\b(?P<front>(?:{armed}|{other})\s+(?:of|for)\s+(?:(?:{linking})\s+)*{word}(?:\s+(?:(?:{linking})\s+)*{word}){{0,5}})(?=\s?\()"
        rf"|\b(?P<leading>(?:{leading})\s+{word}(?:\s+al-[A-Z]\w+)?)"
    )


def _skip_common(text: str, found: re.Match[str]) -> int:
    """Leave out the common words that open a match; past its end when nothing of a name is left."""
    if found["leading"] or found["front"]:
        return found.start()
    common = frozenset(read_patterns()["bodies"]["common"])
    start = found.start()
    body = found.start("armed") if found["armed"] else found.start("other")
    kept = start
    names = 0
    for word in re.finditer(r"\S+", text[start:body]):
        if word[0].lower() in common and not names:
            kept = start + word.end() + 1
        else:
            names += 1
    return kept if names else found.end()
