"""The glyphs of events and bases: which one stands for what, as paths on a 24-unit square."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from maps.style import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK = "other"
UNITS = 24


@dataclass(frozen=True)
class Symbols:
    """The tables of ``maps/assets/symbols.toml``.

    `glyphs` name to SVG path; `events` and `bases` kind to name; `main` the words that call an axis the main one.
    """

    main: Mapping[str, list[str]]
    glyphs: Mapping[str, str]
    events: Mapping[str, str]
    bases: Mapping[str, str]

    def event(self, type_: str, subtype: str) -> str:
        """Name the glyph of an event: its subtype's, else its type's."""
        return self.events.get(subtype) or self.events.get(type_) or FALLBACK

    def base(self, kind: str) -> str:
        """Name the glyph of a base."""
        return self.bases.get(kind) or self.bases["base"]


@lru_cache(maxsize=1)
def load_symbols() -> Symbols:
    """Read ``maps/assets/symbols.toml``."""
    return Symbols(**read_table("symbols.toml"))


@lru_cache(maxsize=1)
def main_effort() -> re.Pattern[str]:
    """Give what in a sentence calls an axis the main one."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_symbols().main['words']))})\b", re.IGNORECASE)
