"""Families of senses that several readers of frames ask for (senses are those of ``triggers.toml``)."""

from __future__ import annotations

# Whose agent gains the place by force, and by force or agreement.
TAKES = frozenset({"capture", "recapture", "enter"})
TAKES_OVER = TAKES | {"handover"}
