"""How a sentence names the places of a journey: "from X", "out of X", "towards X", "the X road"; and its movement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item

HARD_STOPS = frozenset({";", ".", "?", "!"})
# How far, in items, the word that governs a place stands before it, and a movement from its places.
BRIDGE = 7
REACH = 14
_JOINS = frozenset({",", "and", "or", "&", "also", "then", "as", "well", "from", "of", "the", "to", "on"})
# Uses of a place by which it is where somebody comes from, or where somebody goes.
ORIGINS = frozenset({"from", "leaves", "home", "side"})
GOALS = frozenset({"to", "toward", "on", "for", "into", "takes"})


@dataclass(frozen=True, slots=True)
class Usage:
    """How a place is named (``how``, one of the lists of ``[usage]``), by which word (an item, -1 for none)."""

    how: str
    word: int = -1


@cache
def heads() -> Mapping[str, str]:
    """Give the kind of movement that each word tells of."""
    table = read_table("journeys.toml")["heads"]
    return {word: kind for kind, words in table.items() for word in words}


@cache
def usage_words() -> Mapping[str, frozenset[str]]:
    """Give the word lists of ``[usage]``."""
    return {name: frozenset(words) for name, words in read_table("journeys.toml")["usage"].items()}


@cache
def near_words() -> Mapping[str, frozenset[str]]:
    """Give the word lists of ``[near]``."""
    return {name: frozenset(words) for name, words in read_table("journeys.toml")["near"].items()}


@cache
def deeds() -> Mapping[str, str]:
    """Give the kind of deed that each sense of a frame tells of."""
    return {sense: kind for kind, senses in read_table("journeys.toml")["done"].items() for sense in senses}


@cache
def _governors() -> Mapping[str, str]:
    words = usage_words()
    order = ("via", "at", "takes", "leaves", "into", "for", "on", "toward", "to", "from")
    return {word: how for how in order for word in words[how]}


def usage_of(items: Sequence[Item], index: int) -> Usage:
    """Tell how a sentence names the place at an index."""
    how, word = _governor(items, index)
    if how == "from":
        how = _opens_journey(items, word)
    elif how == "to":
        how = _leads_to(items, word)
    elif how == "for" and (word == 0 or items[word - 1].kind == "mark"):
        how = "bare"
    names_road = index + 1 < len(items) and items[index + 1].low in usage_words()["roads"]
    if names_road and how not in {"from", "leaves"}:
        return Usage("road", word)
    return Usage(how, word)


def _governor(items: Sequence[Item], index: int) -> tuple[str, int]:
    """Find the word that governs a place: the first before it that is no part of its noun phrase."""
    bridge = usage_words()["bridge"]
    for back in range(index - 1, max(-1, index - 1 - BRIDGE), -1):
        item = items[back]
        if item.kind in {"place", "actor"} or item.low in {",", "and", "or"}:
            return _of_list(items, back, index)
        how = _governs(items, back, index)
        if how:
            return how, back
        if item.kind not in {"word", "number"} or item.low not in bridge | {"of"}:
            return "bare", back
    return "bare", -1


def _governs(items: Sequence[Item], back: int, index: int) -> str:
    """Give how a word governs a place after it; empty when it is part of the place's noun phrase."""
    words, low = usage_words(), items[back].low
    before = items[back - 1].low if back else ""
    if low == "of":
        phrase = {"out": "from", "way": "via"}
        return phrase[before] if before in phrase else "" if before in words["parts"] else "at"
    if low == "direction" and "in" in {before, items[max(0, back - 2)].low}:
        return "toward"
    if (before, low) == ("far", "as"):
        return "to"
    if items[back].kind != "word" or (low in words["bridge"] and back == index - 1):
        return ""
    return _governors().get(low, "")


def _of_list(items: Sequence[Item], back: int, index: int) -> tuple[str, int]:
    """Give how a list of places is named whose later member stands at ``index``: "from X and Y"."""
    while back >= 0 and items[back].kind != "place":
        if items[back].low not in _JOINS:
            return "bare", back
        back -= 1
    if back < 0 or index - back > BRIDGE or index - back == 1:
        return "bare", back
    one = usage_of(items, back)
    return one.how, one.word


def _opens_journey(items: Sequence[Item], index: int) -> str:
    """Tell whether a "from" tells where a movement begins: no distance, no shot, no road between two towns."""
    words = usage_words()
    before = [other.low for other in items[max(0, index - 5) : index]]
    if set(before[-2:]) & words["not_moves"]:
        return "apart"
    return "roadfrom" if before and before[-1] in words["road_nouns"] and not set(before) & words["by_road"] else "from"


def _leads_to(items: Sequence[Item], index: int) -> str:
    """Tell whether a "to" tells where somebody goes, or only where a road leads ("open the road to X")."""
    words = usage_words()
    before = [other.low for other in items[max(0, index - 4) : index]]
    if index and items[index - 1].kind == "place":
        return "roadto" if usage_of(items, index - 1).how == "roadfrom" else "to"
    if not before or before[-1] not in words["road_nouns"]:
        return "to"
    return "toward" if set(before[:-1]) & words["by_road"] else "roadto"


def head_of(items: Sequence[Item], index: int, *, after: bool = False) -> int:
    """Find the word of movement that a place belongs to, or -1.

    The nearest before it in its stretch, else after it; what a party does stands after it.
    """
    for step in (1, -1) if after else (-1, 1):
        end = min(len(items), index + 1 + REACH) if step > 0 else max(-1, index - 1 - REACH)
        for near in range(index + step, end, step):
            if items[near].low in HARD_STOPS:
                break
            if items[near].kind == "word" and items[near].low in heads():
                return near
    return -1
