"""What belongs to a military site in its sentence: its places and the party that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.site_words import site_context, site_words
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.facts.site_words import Site

# How far, in items, a site may stand from what belongs to it.
_BEFORE = 3
_AFTER = 12
_APPOSITION = 9
_SUBJECT = 14
_NEAR = 6
_BREAKS = frozenset({";", ":", ".", "—", "–", "but", "while", "when", "after"})
_HAVE = frozenset({"has", "have", "had"})
_IN = frozenset({"at", "in", "inside"})
_LIST = frozenset({"at", "in", "near", "on", "around"})


def find_places(items: Sequence[Item], site: Site) -> tuple[tuple[int, ...], str]:
    """Find the places of a site: named before it, tied to it by a preposition after it, or equated with it."""
    before = _place_before(items, site.start)
    if before is not None:
        return (before,), "before"
    counted = places_counted(items, site.start, site.end) if site.plural else ()
    after = counted or _places_after(items, site.end, many=site.plural)
    if after:
        return after, "after"
    equated = _place_equated(items, site.start)
    return ((equated,), "equated") if equated is not None else ((), "")


def _place_before(items: Sequence[Item], start: int) -> int | None:
    """``Gardabiya airbase``, ``Soba detention camp``."""
    index = start - 1
    while index >= 0 and start - index <= _BEFORE and items[index].low in site_context()["between"]:
        index -= 1
    return index if index >= 0 and items[index].kind == "place" else None


def _places_after(items: Sequence[Item], end: int, *, many: bool) -> tuple[int, ...]:
    """``headquarters of the 5th Division in El Obeid``, ``checkpoints in Saida, Umm al-Mayadin and al-Muzayrib``."""
    context = site_context()
    for index in range(end, min(len(items), end + _AFTER)):
        item = items[index]
        if item.low in _BREAKS or item.low in context["relative"]:
            return ()
        if item.kind != "place":
            continue
        if context["actions"].intersection(other.low for other in items[max(end, index - 3) : index]):
            continue
        before = index - 1
        if items[before].low == "," and before == end:
            return (index,)
        while before > end and items[before].low in context["articles"]:
            before -= 1
        previous = items[before].low
        if previous not in context["prepositions"]:
            continue
        return _listed(items, index) if many else (index,)
    return ()


def places_counted(items: Sequence[Item], start: int, end: int) -> tuple[int, ...]:
    """``five heights: X, a hill by Y and Z``: the places after the colon, unless sites are named there."""
    numbers = site_context()["numbers"]
    if not any(item.kind == "number" or item.low in numbers for item in items[max(0, start - 2) : start]):
        return ()
    colon = next((index for index in range(end, len(items)) if items[index].low == ":"), len(items))
    if any(not entry.counted for item in items[colon:] for entry in site_words().get(item.low, ())):
        return ()
    return tuple(index for index in range(colon, len(items)) if items[index].kind == "place")


def _listed(items: Sequence[Item], first: int) -> tuple[int, ...]:
    """Give the places of a list that begins at `first`."""
    found = [first]
    index = first + 1
    while index < len(items) and (items[index].kind == "place" or items[index].low in {",", "and", *_LIST}):
        if items[index].kind == "place":
            found.append(index)
        index += 1
    return tuple(found)


def _place_equated(items: Sequence[Item], start: int) -> int | None:
    """``Tarhuna was the rear base``, ``Gwoza, the headquarters of``, ``Mitiga, where the SDF has its headquarters``."""
    context = site_context()
    links = context["be"] | context["relative"] | {","}
    linked = False
    for index in range(start - 1, max(-1, start - 1 - _SUBJECT), -1):
        item = items[index]
        if item.low in {";", ".", "but", "while", "after"} or (item.low == "that" and _is_said(items, index)):
            return None
        linked = linked or item.low in links
        if not linked and item.low in context["apart"]:
            return None
        if item.kind == "place" and linked:
            near = start - index <= _APPOSITION or any(other.low in context["relative"] for other in items[index:start])
            return index if near else None
    return None


def _is_said(items: Sequence[Item], that: int) -> bool:
    """Whether a "that" opens what is said: "told reporters in X that the base", not "X, a town that is a base"."""
    return any(item.low in grammar().reporting for item in items[max(0, that - _NEAR) : that])


def find_owner(items: Sequence[Item], site: Site) -> int | None:
    """Find the item of the party a site belongs to: ``of`` after it, possessor before it, or the one that has it."""
    ways = (_owner_after, _owner_before, _inside, _keeper, _keeper_after)
    for found in (way(items, site) for way in ways):
        if found is not None:
            return found
    return None


def _owner_after(items: Sequence[Item], site: Site) -> int | None:
    """``bases of the February 17 Martyrs Brigade``, ``the camp held by the army``."""
    linked = False
    for index in range(site.end, min(len(items), site.end + _NEAR)):
        item = items[index]
        if item.kind == "actor" and linked:
            return index
        if item.kind in {"place", "actor"} or item.low in {",", ";", "."}:
            return None
        linked = linked or item.low in {"of", "by"}
    return None


def _owner_before(items: Sequence[Item], site: Site) -> int | None:
    """Find the possessor before it (``the RSF's Karari camp``): nothing but describing words between."""
    first = min([site.start, *(place for place in site.places if site.tie == "before")])
    for index in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        item = items[index]
        if item.kind == "actor":
            return None if index > 0 and items[index - 1].low in site_context()["once"] else index
        if item.kind == "place" or item.low not in site_context()["describing"]:
            return None
    return None


def _inside(items: Sequence[Item], site: Site) -> int | None:
    """Find the party that is in a site: ``fire with the 111 Brigade at Camp 17``, ``soldiers in the camp``."""
    index = min([site.start, *(place for place in site.places if site.tie in {"before", "name"})]) - 1
    while index > 0 and items[index].low in site_context()["articles"]:
        index -= 1
    return index - 1 if index > 0 and items[index].low in _IN and items[index - 1].kind == "actor" else None


def _keeper(items: Sequence[Item], site: Site) -> int | None:
    """``where the SDF has its headquarters``, ``Turkey set up observation posts``."""
    context = site_context()
    keeps = context["owns"] | context["possessive"]
    start = max(0, site.start - _SUBJECT)
    verbs = [index for index in range(start, site.start) if items[index].low in keeps and not _is_tense(items, index)]
    actors = [index for index in range(start, verbs[-1] if verbs else start) if items[index].kind == "actor"]
    return actors[-1] if actors else None


def _keeper_after(items: Sequence[Item], site: Site) -> int | None:
    """``positions which Israel says it will keep``, ``a base that the army uses``."""
    context = site_context()
    for index in range(site.end, min(len(items) - 1, site.end + _SUBJECT)):
        if items[index].low in context["relative"] and items[index + 1].kind == "actor":
            after = {item.low for item in items[index + 2 : index + 2 + _NEAR]}
            return None if after.isdisjoint(context["owns"]) else index + 1
    return None


def _is_tense(items: Sequence[Item], index: int) -> bool:
    """Tell whether a "had" only makes a tense of the verb after it: "had overrun a camp"."""
    if items[index].low not in _HAVE or index + 1 >= len(items):
        return False
    context = site_context()
    after = {item.low for item in items[index + 1 : index + 3]} - context["owns"] - context["abandoned"]
    return any(word.endswith("ed") or word in context["participles"] for word in after)
