"""Knowledge is data: the TOML tables of ``geo/data``, read once, and their words as patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = Path(__file__).resolve().parent / "data"


@cache
def read_toml(path: str) -> dict[str, Any]:
    """Read a table such as ``language/dates.toml``; do not change what it gives."""
    return tomllib.loads((_FOLDER / path).read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """Give a pattern that matches any of the words, the longest first.

    It asks for one of their first letters before all else, and is parted by first letter: several times as fast where
    case does not count, as a branch is then tried at each character.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(re.escape(word[:1]), []).append(re.escape(word[1:]))
    begins = f"(?=[{''.join(rests)}])" if rests else ""
    return f"(?:{begins}(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()) + "))"
