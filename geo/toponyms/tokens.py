"""Tokens as the recogniser sees them: hyphens and possessives stand alone, so that every name is whole tokens."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.toponyms.lexicon import abbreviations

_APOSTROPHES = "'’ʼ‘`´′"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # accents and vowel signs that stand after their letter
# An apostrophe inside a word belongs to it (Sana'a, Qa'im), a possessive does not (Libya's).
_WORDS = (
    r"(?:[A-Z]\.){2,}"
    rf"|[{_APOSTROPHES}](?:s|S)\b"
    rf"|(?:(?<=[-‐‑–])[{_APOSTROPHES}](?=[^\W\d_]{{2}}))?[^\W\d_ʼ]+(?:(?:[{_APOSTROPHES}ʿʾ](?!(?:s|S)\b)|[{_MARKS}]+)[^\W\d_ʼ]+)*[{_MARKS}]*"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\w\s]"
)
# Most words, told apart at once: no other form of a token begins in small letters and goes on with these.
_PLAIN_WORD = r"[a-z]+(?=[ ,])"
_PLAIN = str.maketrans("’ʼ‘`´′“”„–‐‑", "''''''\"\"\"---")
_DASH = "—"  # a hyphen joins names, a dash parts them


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """U.S. and Ky. are one token, dot included."""
    dotted = "|".join(re.escape(short) for short in abbreviations() if short.endswith("."))
    return re.compile(rf"{_PLAIN_WORD}|\b(?:{dotted})(?!\w)|{_WORDS}")


def tokens_of(text: str, offset: int = 0) -> tuple[list[str], list[int]]:
    """Split a text into tokens.

    Parameters
    ----------
    text
        A sentence.
    offset
        Where it begins in the article.

    Returns
    -------
    words, starts
        The tokens, quotes and dashes made plain, and their character offsets in the article.
    """
    words: list[str] = []
    starts: list[int] = []
    for found in _pattern().finditer(text):
        word = found[0]
        if not word.isalnum():
            word = word.translate(_PLAIN)
            if word == "-" and not _joins(text, found.start(), found.end()):
                word = _DASH
        words.append(word)
        starts.append(offset + found.start())
    return words, starts


def _joins(text: str, start: int, end: int) -> bool:
    following = text[end : end + 1]
    return text[start - 1 : start].isalnum() and (
        following.isalnum() or (following != "" and following in _APOSTROPHES)
    )
