"""Tokens: words, numbers and marks with their exact place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)+"  # 1,200  17:30  2.5
    r"|\d+(?:st|nd|rd|th)\b"
    r"|[^\W_]+(?:[-'’‐‑][^\W_]+)*(?=['’]s\b)"  # Haftar | 's
    r"|['’]s\b"
    r"|[^\W_]+(?:[-'’‐‑][^\W_]+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark at ``[start, end)``; `lower` is its case-folded text with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Split text into tokens; hyphenated words stay whole, a possessive "'s" is a token of its own.

    Parameters
    ----------
    text
        A sentence, or any text.
    offset
        Where `text` begins in the article; added to every token's place.
    """
    return tuple(
        Token(offset + found.start(), offset + found.end(), found[0], found[0].lower().replace("’", "'"))
        for found in _TOKEN.finditer(text)
    )
