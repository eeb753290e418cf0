"""Reads tables of learnt weights, and tells with them how likely something is."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Weights = dict[str, float]


@cache
def read_rows(table: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table of ``geo/data/facts``, comments left out."""
    text = (files("geo") / "data" / "facts" / table).read_text("utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def read_weights(table: str, part: str = "") -> Weights:
    """Give the weight of each feature or clue of a table: ``[part,] name, weight``.

    Parameters
    ----------
    table
        Its file.
    part
        Which of its models, where the first column names several.
    """
    found: Weights = {}
    for row in read_rows(table):
        model, *cells = row.values() if part else ("", *row.values())
        if model == part:
            found[cells[0]] = float(cells[1])
    return found


def likelihood(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Tell how likely something with these features is, by a logistic model whose constant is ``bias``."""
    return 1.0 / (1.0 + math.exp(-weights["bias"] - sum(weights.get(feature, 0.0) for feature in features)))
