"""Triggers that tell nothing new of a place: what others ran from, a remark, ground taken here and there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.families import GAINS
from geo.facts.tolls import is_of_long
from geo.facts.triggers import trigger_table
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.places import PlaceUse
    from geo.facts.triggers import Hit

    Placed = tuple[str, PlaceUse, int]

_FIGHTS = frozenset({"clash", "attack", "airstrike", "shelling", "offensive"})
_TREATIES = frozenset({"agreement", "ceasefire", "meeting"})
_IS = frozenset({"is", "was", "marks", "marked"})
_NEAR = 4
_OBJECT = 8
_IN_FORCE = 8  # words: "is included in a truce agreement {negotiated} by the two"
# A place so near, in clauses, is the trigger's own: right of it, or left of it in its clause.
_OWN = 1


def aside(parsed: Parse, hit: Hit, chosen: Sequence[Placed]) -> str:
    """Say why a trigger tells nothing of a place, `chosen` being those found for it; empty when it may."""
    own = [use for _, use, near in chosen if near <= _OWN]
    items, sense = parsed.items, hit.trigger.sense
    reasons = (
        ("only says by what one gets on", sense == "advance" and _by_taking(items, hit, own)),
        ("in force already", sense in _TREATIES and _stands(parsed, hit)),
        ("a count of a long time", sense in _FIGHTS | {"kill"} and _is_of_long(items, hit)),
        ("somewhere, it is not said where", not own and _is_anywhere(items, hit)),
    )
    why = next((reason for reason, holds in reasons if holds), "")
    return why or (_noun_aside(parsed, hit, own) if hit.trigger.pos == "noun" else "")


def _noun_aside(parsed: Parse, hit: Hit, own: Sequence[PlaceUse]) -> str:
    """Say why a noun tells nothing of a place: it was told before, is a remark, or only what others ran from."""
    sense = hit.trigger.sense
    if sense in GAINS and _is_owned(parsed.items, hit, own):
        return "told before"
    if any(use.index > hit.start for use in own):
        return ""
    if sense in _FIGHTS and _is_fled(parsed.items, hit):
        return "only what others fled"
    return "only a remark" if sense in _FIGHTS | GAINS and not own and _is_remark(parsed, hit) else ""


def _is_fled(items: Sequence[Item], hit: Hit) -> bool:
    """Whether a fight is what people ran from: "a million displaced by fighting", "residents fleeing clashes"."""
    near = {item.low for item in items[max(0, hit.start - _NEAR) : hit.start]}
    return not near.isdisjoint(trigger_table().lists["fleeing"])


def _is_remark(parsed: Parse, hit: Hit) -> bool:
    """Whether a noun only says what was told before is: "it was a rare advance for the opposition"."""
    items, start = parsed.items, parsed.clause(hit.start).start
    lows = [item.low for item in items[start : hit.start]]
    return (
        len(lows) > 2  # noqa: PLR2004 - "it was a"
        and lows[0] in trigger_table().lists["remarks"]
        and lows[1] in _IS
        and lows[2] in {"a", "an", "the"}
    )


def _is_anywhere(items: Sequence[Item], hit: Hit) -> bool:
    """Whether ground is taken that is not named: "captured several villages", "seize areas along the coast"."""
    if hit.trigger.sense not in GAINS or hit.trigger.pos != "verb":
        return False
    lists = trigger_table().lists
    for index in range(hit.end, min(hit.end + _OBJECT, len(items))):
        item = items[index]
        known = item.low in lists["known_by"] and items[index - 1].low != "of"  # but "13 of the 17 townships"
        if (
            item.kind == "place"
            or (item.kind == "mark" and item.low not in {"'s", "’s"})
            or known
            or item.low in grammar().pronouns_plural
        ):
            return False
        if item.low in lists["here_and_there"]:
            return True
        if item.low in grammar().prepositions and item.low not in {"of", "from"}:
            return False
    return False


def _stands(parsed: Parse, hit: Hit) -> bool:
    """Whether an agreement is only what holds for a place: "is included in an agreement brokered by the two"."""
    near = {item.low for item in parsed.items[max(0, hit.start - _IN_FORCE) : hit.start]}
    if near.isdisjoint(trigger_table().lists["in_force"]):
        return False
    clause = parsed.clause(hit.start)
    return not any(item.kind == "date" for item in parsed.items[hit.start : clause.end])


def _is_owned(items: Sequence[Item], hit: Hit, own: Sequence[PlaceUse]) -> bool:
    """Whether a taking is that of something named before: "the town's capture would help them to press towards X"."""
    owner, after = hit.start - 2, items[hit.end].low if hit.end < len(items) else ""
    owned = owner >= 0 and items[owner + 1].low in {"'s", "’s"} and after != "of"
    return owned and (items[owner].kind == "word" or (items[owner].kind == "place" and bool(own)))


def _is_of_long(items: Sequence[Item], hit: Hit) -> bool:
    """Whether those killed are those of a long time: "700 have been killed during this period", with no day."""
    rest = items[hit.end :]
    after = rest[: next((index for index, item in enumerate(rest) if item.low in {",", ";"}), len(rest))]
    return not any(item.kind == "date" for item in after) and is_of_long(" ".join(item.low for item in after))


def _by_taking(items: Sequence[Item], hit: Hit, own: Sequence[PlaceUse]) -> bool:
    """Whether the place of an advance is what is taken on the way: "is moving forward by controlling X and Y"."""
    first = min((use.index for use in own), default=0)
    between = [item.low for item in items[hit.end : first]]
    return any(one == "by" and two.endswith("ing") for one, two in pairwise(between))
