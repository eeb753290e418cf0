"""Knowledge is data: the TOML tables of ``geo/data``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent / "data"


@cache
def read_toml(path: str) -> dict[str, Any]:
    """Read a table such as ``language/dates.toml``; do not change what it gives."""
    return tomllib.loads((_FOLDER / path).read_text("utf-8"))
