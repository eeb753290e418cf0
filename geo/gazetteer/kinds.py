"""Tables of the imports: which header means what, what a word for a kind of place means, how far a place extends."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from geo.gazetteer.sources import town_radius
from geo.gazetteer.tables import data_folder

_OTHER_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ImportTables:
    """The content of ``imports/columns.toml``, made ready for use."""

    columns: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, str]]
    skipped_words: frozenset[str]
    skipped_features: frozenset[str]
    radius_km: dict[str, float]


@lru_cache(maxsize=1)
def import_tables() -> ImportTables:
    """Load the tables once."""
    raw: dict[str, Any] = tomllib.loads((data_folder() / "imports" / "columns.toml").read_text("utf-8"))
    kinds: dict[str, tuple[str, str]] = {}
    for feature, words in raw["kinds"].items():
        feature_class, _, code = feature.partition(".")
        kinds |= dict.fromkeys(words, (feature_class, code))
    return ImportTables(
        columns={role: tuple(headers) for role, headers in raw["columns"].items()},
        kinds=kinds,
        skipped_words=frozenset(raw["skip"]["words"]),
        skipped_features=frozenset(raw["skip_features"]["codes"]),
        radius_km=raw["radius_km"],
    )


def plain(header: str) -> str:
    """Give a header or a word for a kind its plain form.

    >>> plain("Name:EN "), plain("Admin-1 scale rank")
    ('name_en', 'admin_1_scale_rank')
    """
    return _OTHER_SIGNS.sub("_", header.casefold()).strip("_")


def extent_km(feature_class: str, feature_code: str, population: int) -> float:
    """Give the radius of a place in km: a town's by its people, another's by its kind."""
    return town_radius(population) if feature_class == "P" else _extent(f"{feature_class}.{feature_code}")


@cache
def _extent(feature: str) -> float:
    known = import_tables().radius_km
    return next((known[feature[:cut]] for cut in range(len(feature), 0, -1) if feature[:cut] in known), known["P"])
