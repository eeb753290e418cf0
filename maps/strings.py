"""The words of the interface in each language, from one table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from maps.style import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

FALLBACK = "en"
_SCRIPTS = {
    "ar": re.compile(
        r"[\u0621-\u063a\u0641-\u064a\u064b-\u0652\s\-]+"
    ),  # Arabic without the letters of Persian and Urdu
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb"})


@lru_cache(maxsize=8)
def load_strings(language: str) -> dict[str, str]:
    """Read the words of a language; what it lacks stays English."""
    table = read_table("strings.toml")
    return {key: words.get(language) or words[FALLBACK] for key, words in table.items()}


def direction(language: str) -> str:
    """Give the direction in which a language is written: ``ltr`` or ``rtl``."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def in_script(name: str, known: Iterable[str], language: str) -> str:
    """Give the first known name of a place in the script of a language, empty where none is or `name` is in it."""
    script = _SCRIPTS.get(language)
    if script is None or script.fullmatch(name):
        return ""
    return next((other for other in known if script.fullmatch(other)), "")
