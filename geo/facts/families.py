"""Families of senses that several readers of frames ask for (senses are those of ``triggers.toml``)."""

from __future__ import annotations

# Whose agent takes the place, goes into it or takes it, and gets it by force or agreement.
SEIZES = frozenset({"capture", "recapture"})
TAKES = SEIZES | {"enter"}
TAKES_OVER = TAKES | {"handover"}
# Whose agent gains ground.
GAINS = TAKES | {"advance", "offensive"}
# Whose agent is at the place, and stays there.
SITS = frozenset({"hold", "based"})
# Blows from afar.
REMOTE = frozenset({"airstrike", "shelling", "bomb", "suicide_bomb"})
# What two parties do to each other: "clashes between A and B", "A and B met".
MUTUAL = frozenset({"clash", "meeting", "agreement", "ceasefire"})
