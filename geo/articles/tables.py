"""The stage's tables under ``geo/data/articles``."""

from __future__ import annotations

from typing import Any

from geo.tables import read_toml


def load_table(name: str) -> dict[str, Any]:
    """Give ``geo/data/articles/NAME.toml``, read once; do not change what it gives."""
    return read_toml(f"articles/{name}.toml")
