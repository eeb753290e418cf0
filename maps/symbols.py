"""The glyphs of events and bases: which one stands for what, as paths on a 24-unit square."""

from __future__ import annotations

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
    """The tables of ``maps/assets/symbols.toml``: `glyphs` name to SVG path; `events`, `bases` kind to name."""

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
