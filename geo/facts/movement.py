"""Words of movement in a sentence: which place is where something comes from, which where it goes, by which verb."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item

HARD_STOPS = frozenset({";", ".", ":", "?", "!", "but", "while"})
# How far, in items, a preposition stands from its place, and a verb from what belongs to it.
BRIDGE = 6
NEAR = 9


@cache
def movement_words() -> Mapping[str, frozenset[str]]:
    """Load the word lists of ``axes.toml``."""
    table = read_table("axes.toml")["movement"]
    return {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}


def bearings() -> Mapping[str, float]:
    """Give the bearing of each side, degrees clockwise from north: ``[directions]`` of ``relations.toml``."""
    return relations().directions


@cache
def sides() -> Mapping[str, str]:
    """Give the words for a side ("north-east", "northeastern") and the side they mean."""
    names = tuple(bearings())
    found: dict[str, str] = {}
    for name in names:
        for ending in ("", "ern"):
            found[name + ending] = name
            for first in ("north", "south"):
                if name.startswith(first) and name != first:
                    found[f"{first}-{name.removeprefix(first)}{ending}"] = name
    return found


_ADJECTIVE = "ern"


def is_origin(items: Sequence[Item], index: int) -> bool:
    """Tell whether a place is where something comes from: after ``from``, in a list after it, or left."""
    words = movement_words()
    if items[index - 1].low in words["leaves"] and index > 0:
        return True
    for back in range(index - 1, max(-1, index - 1 - BRIDGE), -1):
        item = items[back]
        if item.low == "from" or (item.low == "of" and back and items[back - 1].low == "out"):
            return _opens_journey(items, back)
        if item.low == "way" and any(other.low in words["sides"] for other in items[max(0, back - NEAR) : back]):
            return True
        if item.kind == "place":
            separators = [other.low for other in items[back + 1 : index]]
            return bool(separators) and set(separators) <= {",", "and", "from", "of", "the"} and is_origin(items, back)
        if item.low != "," and (item.kind != "word" or item.low not in words["bridge"]):
            return False
    return False


def _opens_journey(items: Sequence[Item], index: int) -> bool:
    """Tell whether a "from" tells where a movement begins: no distance, no shot, no road between two towns."""
    words = movement_words()
    before = [other.low for other in items[max(0, index - 3) : index]]
    if set(before[-2:]) & words["not_moves"] or set(before) & words["looks"]:
        return False
    return not (before and before[-1] in words["roads"]) or "on" in before


def sides_of(items: Sequence[Item]) -> list[tuple[int, str]]:
    """Find unnamed origins: ``from the south and east``.

    A side "of" a place belongs to that place's mention; "the western city of X" tells which city, no side.
    """
    found: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        if item.low != "from" or not _opens_journey(items, index):
            continue
        listed = []
        for forward in range(index + 1, min(len(items), index + 9)):
            low = items[forward].low
            if low in sides():
                listed.append((forward, sides()[low]))
            elif low == "of" and listed:
                listed = []
                break
            elif low not in {"the", ",", "and", "side", "sides", "both", "from"}:
                if items[forward].kind in {"word", "place"} and items[forward - 1].low.endswith(_ADJECTIVE):
                    listed = []
                break
        found += listed
    return found


def find_verb(items: Sequence[Item], index: int) -> int | None:
    """Find the word of movement that an origin belongs to: the nearest in the same stretch, before it first.

    The origin of a force ("a column from Misrata", "fighters from Misrata") goes with the verb after it.
    """
    moves = movement_words()["moves"] | movement_words()["retreats"]
    named = items[index].kind == "actor"
    force = named or is_of_force(items, index)
    ahead = _first_of(items, range(index + 1, min(len(items), index + 1 + (2 * NEAR if force else NEAR))), moves)
    behind = _first_of(items, range(index - 1, max(-1, index - 1 - 2 * NEAR), -1), moves)
    if named:
        return ahead
    first, second = (ahead, behind) if force else (behind, ahead)
    return first if first is not None else second


def _first_of(items: Sequence[Item], indices: range, words: frozenset[str]) -> int | None:
    for index in indices:
        if items[index].low in HARD_STOPS:
            return None
        if items[index].kind == "word" and items[index].low in words:
            return index
    return None


def is_expelled(items: Sequence[Item], index: int, verb: int) -> bool:
    """Tell whether the place is one that somebody is thrown out of: "drove the rebels out of X"."""
    if items[verb].low not in movement_words()["expels"] or verb > index:
        return False
    return any(item.low in {"out", "off", "back"} or item.kind == "actor" for item in items[verb + 1 : index])


def is_retreat(items: Sequence[Item], verb: int) -> bool:
    """Tell whether a verb leaves a place rather than goes for one."""
    return items[verb].low in movement_words()["retreats"]


def is_of_force(items: Sequence[Item], index: int) -> bool:
    """Tell whether the ``from`` before a place describes a force: "a column sent from Misrata"."""
    for back in range(index - 1, max(-1, index - 1 - BRIDGE), -1):
        if items[back].low == "from":
            before = items[max(0, back - 2) : back]
            if before and before[-1].low in movement_words()["moves"] - movement_words()["forces"]:
                return False
            return any(item.kind == "actor" or item.low in movement_words()["forces"] for item in before)
    return False


def is_goal(items: Sequence[Item], index: int) -> bool:
    """Tell whether a place is where something goes: after ``to``, ``towards``, ``in the direction of``, or taken."""
    words = movement_words()
    before = [other.low for other in items[max(0, index - 5) : index]]
    if not before or is_origin(items, index) or _ends_road(before):
        return False
    if before[-1] in words["to"] or {"direction", "of"} <= set(before):
        return True
    return before[-1] in words["bridge"] and bool(set(before[-4:]) & words["to"])


def _ends_road(before: Sequence[str]) -> bool:
    """Tell whether a place only says where a road leads ("open the road to X"), not where somebody goes by it."""
    roads = movement_words()["roads"]
    if len(before) < 2 or before[-1] not in {"to", "towards", "toward", "into"} or before[-2] not in roads:  # noqa: PLR2004
        return False
    return not set(before[:-2]) & movement_words()["by_road"]
