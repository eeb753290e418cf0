"""Which of the triggers found in a sentence are read: verbs that are verbs, nouns that are none, each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.triggers import trigger_table
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group

_DRIVES = frozenset({"offensive", "advance", "attack"})
_ANNOUNCED_REACH = 4
_LAUNCHED_REACH = 5


def readable(items: Sequence[Item], hits: Sequence[Hit], groups: Mapping[int, Group]) -> list[Hit]:
    """Keep the hits that can be read, the longest of those that overlap, and what tells one thing twice only once."""
    nouns = {hit.start for hit in hits if hit.trigger.pos == "noun" and _may_be_noun(items, hit)}
    spoken = {start for start, group in groups.items() if group.form != "gerund" or start not in nouns or _begun(group)}
    kept = [hit for hit in hits if (hit.start in spoken) == (hit.trigger.pos == "verb") or hit.trigger.pos == "phrase"]
    kept = [hit for hit in kept if not any(_covers(other, hit) for other in kept)]
    return [hit for hit in kept if not any(_tells(items, groups, other, hit) for other in kept)]


def _may_be_noun(items: Sequence[Item], hit: Hit) -> bool:
    """Whether a form in -ing may be the noun: "the taking of X" is, "taking X" is none."""
    if items[hit.start].low == "killing":
        return not _has_object(items, hit)
    if hit.trigger.need != "of_place" or not items[hit.start].low.endswith("ing"):
        return True
    return hit.end < len(items) and items[hit.end].low == "of"


def _has_object(items: Sequence[Item], hit: Hit) -> bool:
    """Whether a form in -ing goes on behind a comma with whom it is done to: ", killing the driver"."""
    after = items[hit.end] if hit.end < len(items) else None
    goes_on = hit.start > 0 and items[hit.start - 1].low in {",", "and", "–", "—", "-", "before", "after"}
    return goes_on and after is not None and (after.kind in {"number", "actor"} or after.low in grammar().opens_victims)


def _begun(group: Group) -> bool:
    return group.governors[:1] in (("began",), ("started",))


def _covers(other: Hit, hit: Hit) -> bool:
    longer = (other.end - other.start, other.stop) > (hit.end - hit.start, hit.stop)
    return longer and other.start <= hit.start and hit.end <= other.end


def _tells(items: Sequence[Item], groups: Mapping[int, Group], other: Hit, hit: Hit) -> bool:
    """Whether another hit says what this one says: "an operation to take X"; "orders them to leave" is no leaving."""
    if other.trigger.sense == "ultimatum":
        return hit.trigger.sense == "withdraw" and hit.start > other.start
    if other.trigger.sense in _DRIVES and other is not hit and hit.trigger.pos == "verb" and hit.start in groups:
        return _announces(items, other, groups[hit.start]) and _launched(items, other)
    if hit.trigger.pos != "noun" or hit.trigger.sense not in _DRIVES or other.start not in groups:
        return False
    return _announces(items, hit, groups[other.start]) and not _launched(items, hit)


def _announces(items: Sequence[Item], noun: Hit, group: Group) -> bool:
    """Whether an infinitive says what a drive is for: "an operation to take X"."""
    begins = noun.end <= group.start <= noun.end + _ANNOUNCED_REACH and group.form == "infinitive"
    return begins and all(item.kind == "word" for item in items[noun.end : group.start])


def _launched(items: Sequence[Item], noun: Hit) -> bool:
    """Whether the drive itself is told to have begun, so that its aim is the drive's place."""
    launched = trigger_table().lists["launched"]
    for item in reversed(items[max(0, noun.start - _LAUNCHED_REACH) : noun.start + 1]):
        if item.low in launched:
            return True
        if item.low in grammar().prepositions:
            return False
    return False
