"""Where those stand who speak of an event: "officials in the capital said" places the officials, not the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item

_STANDS = frozenset({"in", "at", "from"})
_BEFORE, _AFTER = 5, 6


def speaks_at(items: Sequence[Item], governor: int, index: int) -> bool:
    """Whether a place under a preposition is where somebody speaks or is spoken to, not where something happens."""
    if governor < 1 or items[governor].low not in _STANDS:
        return False
    words = grammar()
    before = items[governor - 1]
    if before.low in words.speakers:
        return _says(items[index + 1 : index + 1 + _AFTER]) or _is_source(items[max(0, governor - _BEFORE) : governor])
    if before.low in words.audience:
        return any(item.low in words.reporting for item in items[max(0, governor - _BEFORE) : governor])
    return before.low in words.utters


def _says(after: Sequence[Item]) -> bool:
    """Whether a verb of speech follows before any other verb."""
    words = grammar()
    for item in after:
        if item.kind == "word" and item.low in words.reporting:
            return True
        if item.kind == "word" and (item.low in words.verbs or item.low in words.subordinators):
            return False
    return False


def _is_source(before: Sequence[Item]) -> bool:
    return any(item.low == "according" for item in before)
