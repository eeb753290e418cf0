"""The words of the interface in each language, from one table."""

from __future__ import annotations

from functools import lru_cache

from maps.style import read_table

FALLBACK = "en"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb"})


@lru_cache(maxsize=8)
def load_strings(language: str) -> dict[str, str]:
    """Read the words of a language; what it lacks stays English."""
    table = read_table("strings.toml")
    return {key: words.get(language) or words[FALLBACK] for key, words in table.items()}


def direction(language: str) -> str:
    """Give the direction in which a language is written: ``ltr`` or ``rtl``."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
