"""The stage's tables under ``geo/data/language``, read once and cached."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "language"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Read ``geo/data/language/NAME.toml``; do not change what it gives."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
