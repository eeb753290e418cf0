"""What speaks for a journey: how the sentence names its origin, its goal and its party, and how they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.journey_sides import side_clues
from geo.facts.journey_words import GOALS, HARD_STOPS, ORIGINS, heads, near_words
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.journey_memory import Telling
    from geo.facts.journey_spots import Memory, Spot

_KM = (3.0, 12.0, 40.0, 120.0, 250.0, 500.0)
_CLAUSE = 8
# Right before a movement, in items, a "not" denies it; such a journey is never drawn.
_NOT = 3
NEGATED = "negated"
_MOST_DONE = 3
_SUBJECT = 12
_RELATIVE = frozenset({"who", "which"})


def pair_clues(telling: Telling, memory: Memory, origin: Spot, goal: Spot) -> Iterator[str]:
    """Give the clues of an origin and a goal."""
    head = head_of_pair(origin, goal)
    kind = _kind(telling, head)
    yield f"head={kind}"
    yield from _spot_clues("o", origin)
    yield from _spot_clues("g", goal)
    yield f"og={origin.how}.{goal.how}"
    yield f"told={origin.how in ORIGINS}.{goal.how in GOALS}"
    if origin.index >= 0 and goal.index >= 0:
        yield from _between(telling, origin, goal)
    yield f"expelled={_expelled(telling, origin)}"
    if origin.location is not None and goal.location is not None:
        yield f"km={_km(origin, goal)}"
        yield from side_clues(telling.items, head, (origin.index, origin.location), goal.location)
    yield from _done("o", origin, memory)
    yield from _done("g", goal, memory)


def head_of_pair(origin: Spot, goal: Spot) -> int:
    """Give the word of movement that joins an origin and a goal."""
    if goal.index >= 0 and goal.head >= 0 and (goal.how in GOALS or origin.how not in ORIGINS):
        return goal.head
    return origin.head if origin.head >= 0 else goal.head


def _kind(telling: Telling, head: int) -> str:
    return heads()[telling.items[head].low] if head >= 0 else "none"


def _spot_clues(part: str, spot: Spot) -> Iterator[str]:
    yield f"{part}={spot.how}"
    if spot.index >= 0:
        apart = spot.index - spot.head if spot.head >= 0 else 99
        yield f"{part}.apart={max(-2, min(3, apart // 4))}"
    for how in spot.known:
        yield f"{part}={how}"
    if spot.location is not None:
        yield f"{part}.class={spot.location.place.feature_class}"
        yield f"{part}.relation={bool(spot.location.relation)}"


def _done(part: str, spot: Spot, memory: Memory) -> Iterator[str]:
    """Give what the article tells, anywhere, to be done at a place, and how often."""
    if spot.location is None:
        return
    done = memory.done.get(spot.location.place.id, ())
    for how in dict.fromkeys(done):
        yield f"{part}.did={how}"
    yield f"{part}.did.times={min(_MOST_DONE, len(done))}"


def _negated(items: Sequence[Item], head: int) -> bool:
    """Tell whether a movement is said not to be: "has not moved from X" (but not "not only")."""
    before = {item.low for item in items[max(0, head - _NOT) : max(0, head)]}
    return not before.isdisjoint(near_words()["nots"]) and "only" not in before


def setting_clues(telling: Telling, head: int) -> Iterator[str]:
    """Give what stands around a movement: forces, what is no force, denials, plans."""
    words = near_words()
    clause = _clause(telling.items, head)
    for name in ("forces", "no_forces", "negations", "pronouns", "plans", "doubts"):
        yield f"near.{name}={not words[name].isdisjoint(clause)}"
    yield f"anaphor={not words['anaphors'].isdisjoint(item.low for item in telling.items)}"
    yield f"subject={subject_of(telling.items, head)[0]}"
    yield f"word={telling.items[head].low}"
    at = telling.items[head].start if head >= 0 else -1
    senses = {frame.sense for frame in telling.told if frame.trigger.start <= at < frame.trigger.end}
    for sense in senses or {"none"}:
        yield f"head.frame={sense}"
    if _negated(telling.items, head):
        yield NEGATED


def subject_of(items: Sequence[Item], head: int) -> tuple[str, str]:
    """Tell what moves, the nearest party, force, pronoun or crowd before the head: its kind, its word if no party."""
    words = near_words()
    for back in range(head - 1, max(-1, head - _SUBJECT), -1):
        item = items[back]
        if item.low in HARD_STOPS:
            break
        if item.actor is not None:
            return ("civilians" if item.actor.actor == "civilians" else "party"), ""
        found = next((name for name in ("no_forces", "forces", "pronouns") if item.low in words[name]), "")
        if found and item.low not in _RELATIVE:
            return found, item.low
    return "none", ""


def _between(telling: Telling, origin: Spot, goal: Spot) -> Iterator[str]:
    """Give what stands between an origin and a goal that the sentence names."""
    low, high = sorted((origin.index, goal.index))
    between = telling.items[low + 1 : high]
    yield f"order={origin.index < goal.index}"
    yield f"samehead={origin.head == goal.head}"
    yield f"span={min(4, len(between) // 4)}"
    if [item.low for item in between] == ["to"]:
        yield f"range={'before' if origin.head < origin.index else 'after'}"
    yield f"crossed={sum(item.kind == 'place' for item in between)}"
    yield f"parties={sum(item.kind == 'actor' for item in between)}"


def _expelled(telling: Telling, origin: Spot) -> bool:
    """Tell whether somebody is thrown out of the origin: "drove the rebels from X"."""
    if not 0 <= origin.head < origin.index or telling.items[origin.head].low not in near_words()["expels"]:
        return False
    between = telling.items[origin.head + 1 : origin.index]
    return any(item.kind == "actor" or item.low in near_words()["forces"] for item in between)


def _clause(items: Sequence[Item], head: int) -> frozenset[str]:
    return frozenset(item.low for item in items[max(0, head - _CLAUSE) : head + 2])


def _km(origin: Spot, goal: Spot) -> int:
    one, other = origin.location, goal.location
    if one is None or other is None:
        return -1
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    return sum(apart >= limit for limit in _KM)
