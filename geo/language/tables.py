"""The stage's tables under ``geo/data/language``."""

from __future__ import annotations

from typing import Any

from geo.tables import read_toml


def table(name: str) -> dict[str, Any]:
    """Give ``geo/data/language/NAME.toml``, read once; do not change what it gives."""
    return read_toml(f"language/{name}.toml")
