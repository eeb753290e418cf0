"""The tables of relative places and of resolution, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from geo.toponyms.lexicon import data_folder


@dataclass(frozen=True, slots=True)
class Relations:
    """``relations.toml``, made ready for use; phrases are tuples of words, longest first, `closing` the last words."""

    directions: dict[str, float]
    adjectives: dict[str, str]
    units: dict[str, float]
    numbers: dict[str, float]
    moves: dict[str, float]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    closing: frozenset[str]
    kinds: dict[str, tuple[str, ...]]
    kind_of: frozenset[str]
    kind_plain: frozenset[str]
    settlements: frozenset[str]
    kind_prefixes: frozenset[str]
    kind_own: frozenset[str]
    proof: dict[str, frozenset[str]]
    divisions: frozenset[str]
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """``resolve.toml``: weights by name, and limits."""

    weights: dict[str, float]
    limits: dict[str, float]


@lru_cache(maxsize=1)
def relations() -> Relations:
    """Read ``relations.toml``."""
    raw = tomllib.loads((data_folder() / "relations.toml").read_text("utf-8"))
    phrases = {
        name: tuple(sorted((tuple(phrase.split()) for phrase in found), key=len, reverse=True))
        for name, found in raw["words"].items()
    }
    return Relations(
        directions={name: float(degrees) for name, degrees in raw["directions"].items()},
        adjectives=raw["adjectives"],
        units=raw["units"],
        numbers={word: float(number) for word, number in raw["numbers"].items()},
        moves=raw["moves"],
        phrases=phrases,
        closing=frozenset(phrase[-1] for listed in phrases.values() for phrase in listed),
        kinds={word: tuple(codes) for word, codes in raw["kinds"].items()},
        kind_of=frozenset(raw["before_name"]["of"]),
        kind_plain=frozenset(raw["before_name"]["plain"]),
        settlements=frozenset(raw["before_name"]["settlements"]),
        kind_prefixes=frozenset(raw["after_name"]["prefixes"]),
        kind_own=frozenset(raw["after_name"]["own"]),
        proof={name: frozenset(listed) for name, listed in raw["proof"].items()},
        divisions=frozenset(raw["before_name"]["divisions"]),
        shared=frozenset(raw["before_name"]["shared"]),
    )


@lru_cache(maxsize=1)
def resolution() -> Resolution:
    """Read ``resolve.toml``."""
    raw = tomllib.loads((data_folder() / "resolve.toml").read_text("utf-8"))
    return Resolution(raw["weights"], raw["limits"])
