"""What each clue to a left-out party weighs: the table ``party_clues.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CLUES = "party_clues.csv"


@cache
def clue_weights() -> Mapping[str, Mapping[str, float]]:
    """Give the weight of each clue, by part: ``agent`` and ``patient``."""
    weights: dict[str, dict[str, float]] = {}
    for row in read_clues():
        weights.setdefault(row["part"], {})[row["clue"]] = float(row["weight"])
    return weights


def read_clues() -> tuple[dict[str, str], ...]:
    """Read ``party_clues.csv``: part, clue, weight, guess, meaning."""
    text = (files("geo") / "data" / "facts" / CLUES).read_text("utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
