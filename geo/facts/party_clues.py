"""What each clue to a left-out party weighs: the table ``party_clues.csv`` (part, clue, weight, guess, meaning)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.facts.weights import read_rows, read_weights

if TYPE_CHECKING:
    from collections.abc import Mapping

CLUES = "party_clues.csv"


@cache
def clue_weights() -> Mapping[str, Mapping[str, float]]:
    """Give the weight of each clue, by part: ``agent`` and ``patient``."""
    return {part: read_weights(CLUES, part) for part in dict.fromkeys(row["part"] for row in read_rows(CLUES))}
