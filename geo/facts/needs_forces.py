"""What verbs of forces on the move, of crowds and of the dead need around them to tell an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.around import OBJECT_REACH, any_listed, before, is_led, is_passive, listed_as, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.items import Item

_NEAR = 5
_DATE_REACH = 7
_TOO = frozenset({"too", "next", "first", "last", "then"})
_WHEN = frozenset({"at", "on", "in", "within", "without", "the", "that", "this", "a", "after", "overnight"})
_THEM = frozenset({"them", "him", "us", "it", "those", "people"})
# After "walked in": who goes on with one of these went into the place.
_ENTERS = frozenset({
    "at", "from", "on", "with", "without", "behind", "and", "before", "after", "by", "through", "over", "across",
    "under",
})  # fmt: skip


def goes(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a place is lost in a list of losses: "X went on the 31st", "X goes too"."""
    if not found.subject_place or found.group is None or found.group.form != "finite" or found.group.passive:
        return False
    after = items[found.hit.end : found.hit.end + _DATE_REACH]
    if not after or after[0].kind in {"date", "mark"} or after[0].low in _TOO:
        return True
    timed = after[0].low in _WHEN
    return timed and any(item.kind == "date" or item.low in listed_as("occasions") for item in after)


def drives(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether somebody is driven: "drove them out of X" takes it, "drove out of X" leaves it."""
    between = items[found.hit.end : found.hit.stop - 1]
    return is_passive(found) or any(
        item.kind == "actor" or item.low in listed_as("troops") | listed_as("people") | _THEM for item in between
    )


def falls_on(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether fighters or projectiles fall on somebody, and no town falls on a day."""
    end = found.hit.end
    after = items[end + 1] if end + 1 < len(items) and items[end].low in {"on", "upon"} else None
    dated = after is None or any(item.kind == "date" for item in items[end + 1 : end + 4])
    armed = any_listed(before(found, items, OBJECT_REACH), listed_as("falling") | listed_as("troops"))
    return not dated and not found.subject_place and (armed or bool(found.agents))


def is_returning(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force comes back to ground, and not home."""
    if found.group is None or found.group.form != "finite" or not is_led(found, items):
        return False
    if not found.agents and any_listed(before(found, items, _NEAR), listed_as("raiders")):
        return False
    return not any_listed(words_of(items, found.hit.end, found.hit.end + _NEAR), listed_as("routine"))


def walks_in(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force goes in: "walked in at seven", not "came in a lorry"."""
    if found.group is None or found.group.form != "finite" or not is_led(found, items):
        return False
    after = items[found.hit.end] if found.hit.end < len(items) else None
    return after is None or after.kind in {"mark", "date"} or after.low in _ENTERS


def is_sighted(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force is told to have been seen somewhere: "were reported at the pass"."""
    placed = any(near == 0 and use.preposition for _, use, near in found.places)
    start = found.hit.start
    describes = (
        start > 1 and items[start - 1].low == "," and items[start - 2].kind != "actor"
    )  # "the post at X, located in"
    return (
        is_passive(found)
        and not describes
        and placed
        and (is_led(found, items) or any_listed(before(found, items, 8), listed_as("forces")))
    )


def dies(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether people or fighters, named or counted, are told to have died."""
    counted = any(item.kind == "number" for item in items[max(0, found.hit.start - OBJECT_REACH) : found.hit.start])
    called = any_listed(before(found, items, OBJECT_REACH), listed_as("people") | listed_as("troops"))
    return counted or bool(found.patients) or called


def is_crowd(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether people without arms do it: "students marched", "women closed the road"."""
    finite = found.group is not None and found.group.form == "finite" and not found.group.passive
    words = before(found, items, OBJECT_REACH)
    return finite and any_listed(words, listed_as("crowds")) and not any_listed(words, listed_as("troops"))
