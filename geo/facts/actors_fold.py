"""Folding of names for comparison: one character to one, so that offsets stay true."""

from __future__ import annotations

import unicodedata
from functools import cache

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "İ": "i", "ı": "i", "ß": "s"}
_SPACES = "-‐‑‒–—_\u00a0\u202f\n\t"
_LAST = 0x250  # end of Latin Extended-B


@cache
def _table() -> dict[int, str]:
    table = {ord(mark): plain for mark, plain in _SAME.items()} | dict.fromkeys(map(ord, _SPACES), " ")
    for code in range(0xC0, _LAST):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if code not in table and base != chr(code):
            table[code] = base.lower()
    return table | {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str) -> str:
    """Lower the case, drop diacritics, make dashes spaces and every apostrophe straight; the length stays the same."""
    return text.translate(_table())
