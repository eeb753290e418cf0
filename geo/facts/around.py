"""The words around a trigger, as the checks of ``needs`` and ``needs_forces`` read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.items import Item

OBJECT_REACH = 8


def words_of(items: Sequence[Item], start: int, end: int) -> list[str]:
    """Give the words of items ``[start, end)``, each by itself."""
    return [word for item in items[max(0, start) : end] for word in item.low.split()]


def before(found: Arguments, items: Sequence[Item], reach: int) -> list[str]:
    """Give the words in so many items before the trigger."""
    return words_of(items, found.hit.start - reach, found.hit.start)


def any_listed(words: Sequence[str], listed: Collection[str]) -> bool:
    """Whether one of the words is listed."""
    return any(word in listed for word in words)


def listed_as(name: str) -> frozenset[str]:
    """Give a list of the trigger table."""
    return trigger_table().lists[name]


def is_passive(found: Arguments) -> bool:
    """Whether the trigger is a passive verb."""
    return found.group is not None and found.group.passive


def is_led(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a party or a word for fighters stands before the trigger."""
    return bool(found.agents) or any_listed(before(found, items, OBJECT_REACH), listed_as("troops"))
