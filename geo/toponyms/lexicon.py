"""The word lists that are evidence of names: ``words.toml`` inverted, abbreviated place names, words for peoples."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from pathlib import Path


def data_folder() -> Path:
    """Give the folder of this stage's tables."""
    return Path(__file__).resolve().parent.parent / "data" / "toponyms"


@lru_cache(maxsize=1)
def word_lists() -> dict[str, tuple[str, ...]]:
    """Give, for each listed word in lower case, the names of its lists in alphabetical order."""
    raw: dict[str, str] = tomllib.loads((data_folder() / "words.toml").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for name in sorted(raw):
        for word in sorted(set(raw[name].split())):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=16)
def list_members(name: str) -> frozenset[str]:
    """Give the words of one list."""
    return frozenset(word for word, names in word_lists().items() if name in names)


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, str]]:
    """Give, for each abbreviated place name, the name in full and the generic word it stands for."""
    return {row["abbreviation"]: (row["name"], row["kind"]) for row in read_rows("abbreviations.csv")}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Give, for each word for a people in lower case, the ISO 3166-1 alpha-2 code of its country."""
    return {row["word"]: row["iso2"] for row in read_rows("demonyms.csv")}


def read_rows(name: str) -> list[dict[str, str]]:
    """Give the rows of one of this stage's CSV tables."""
    lines = (data_folder() / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
