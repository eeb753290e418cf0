"""Which actors can hold ground, move forces and have bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.facts.roster import Roster

_FIGHT = frozenset({"state", "armed"})
_OCCUPY = frozenset({"state", "armed", "international"})
_NOBODY = frozenset({"", "civilians"})


def fights(actor: str, roster: Roster | None) -> bool:
    """Tell whether an actor may hold places and move forces: states and armed parties, and who is not listed."""
    if actor in _NOBODY:
        return False
    known = roster.get(actor) if roster is not None else None
    return known is None or known.kind in _FIGHT


def occupies(actor: str, roster: Roster | None) -> bool:
    """Tell whether an actor may have a base: those that fight, and missions."""
    if actor in _NOBODY:
        return False
    known = roster.get(actor) if roster is not None else None
    return known is None or known.kind in _OCCUPY
