"""Reads a table of learnt weights: a name and its weight a row."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read_weights(table: str) -> dict[str, float]:
    """Give the weight of each feature or clue in a table of ``geo/data/facts``."""
    text = (files("geo") / "data" / "facts" / table).read_text("utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    next(rows)  # the header
    return {name: float(weight) for name, weight in rows}
