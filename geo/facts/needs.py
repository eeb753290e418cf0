"""What a trigger needs around it to mean what its row says; otherwise the word means something else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.triggers import trigger_table
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.items import Item

    Check = Callable[[Arguments, Sequence[Item]], bool]

_NEAR_AFTER = 5
_NEAR_BEFORE = 3
_OBJECT_HEAD = 4
_OBJECT_REACH = 8
_SUBJECT_REACH = 12
_DATE_REACH = 7
_TOO = frozenset({"too", "next", "first", "last", "then"})
_WHEN = frozenset({"at", "on", "in", "within", "without", "the", "that", "this", "a", "after", "overnight"})
_SPANS = frozenset({"day", "days", "week", "weeks", "fortnight", "month", "hours", "night", "fight", "shot"})
_THEM = frozenset({"them", "him", "us", "it", "those", "people"})
_ENTERS = frozenset(
    {
        "at",
        "from",
        "on",
        "with",
        "without",
        "behind",
        "and",
        "before",
        "after",
        "by",
        "through",
        "over",
        "across",
        "under",
    }
)
# Lists of `unless` that speak of the whole sentence, and those that speak of the object, not of the neighbourhood.
_OF_SENTENCE = frozenset({"weather", "crimes", "ceremonies"})
_OF_OBJECT = frozenset({"goods", "people", "troops", "spans"})


def meets(found: Arguments, items: Sequence[Item]) -> str:
    """Say what is missing for the trigger to count; empty when nothing is."""
    trigger = found.hit.trigger
    other = _other_meaning(found, items)
    if other:
        return f"means something else ({other})"
    if trigger.near is not None and trigger.need != "meeting" and not _near(found, items):
        return f"needs a word of {trigger.near[0]} near"
    check = _CHECKS.get(trigger.need)
    return "" if check is None or check(found, items) else f"needs {trigger.need.replace('_', ' ')}"


def _other_meaning(found: Arguments, items: Sequence[Item]) -> str:
    if not found.hit.trigger.unless:
        return ""
    lists = trigger_table().lists
    hit = found.hit
    if hit.trigger.id == "capture.lose" and _counts_losses(found, items):
        return "losses"
    near = _words(items, hit.start - _NEAR_BEFORE, hit.end + _NEAR_AFTER)
    for name in found.hit.trigger.unless:
        listed = lists.get(name, frozenset({name}))
        if name not in _OF_OBJECT:
            wide = name in _OF_SENTENCE
            words = _words(items, hit.start - _SUBJECT_REACH, hit.end + _SUBJECT_REACH) if wide else near
            if not listed.isdisjoint(words):
                return name
        elif (name == "people" and _passive(found) and _any(_before(found, items, _SUBJECT_REACH), listed)) or (
            _any(found.object[:_OBJECT_HEAD], listed) and not _any(found.object[: _OBJECT_HEAD + 1], lists["ground"])
        ):
            return name
    return ""


def _counts_losses(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether what is lost is counted and no ground: "lost 24 soldiers"."""
    after = items[found.hit.end : found.hit.end + 3]
    counted = bool(after) and after[0].kind == "number"
    return counted and not any(item.low in trigger_table().lists["ground"] for item in after)


def _near(found: Arguments, items: Sequence[Item]) -> bool:
    if found.hit.trigger.near is None:
        return False
    name, before, after = found.hit.trigger.near
    return _any(_words(items, found.hit.start - before, found.hit.end + after), trigger_table().lists[name])


def _words(items: Sequence[Item], start: int, end: int) -> list[str]:
    return [word for item in items[max(0, start) : end] for word in item.low.split()]


def _before(found: Arguments, items: Sequence[Item], reach: int) -> list[str]:
    return _words(items, found.hit.start - reach, found.hit.start)


def _any(words: Sequence[str], listed: Collection[str]) -> bool:
    return any(word in listed for word in words)


def _list(name: str) -> frozenset[str]:
    return trigger_table().lists[name]


def _passive(found: Arguments) -> bool:
    return found.group is not None and found.group.passive


def _is_place(found: Arguments, _: Sequence[Item]) -> bool:
    if _passive(found) or found.subject_place:
        return found.subject_place
    return found.direct or any(
        role == "object" and ((near == 0 and use.preposition) or (near == 1 and use.index < found.hit.start))
        for role, use, near in found.places
    )


def _is_ground(found: Arguments, items: Sequence[Item]) -> bool:
    if _is_place(found, items):
        return True
    if _any(found.object[:3], _list("goods") | _list("people")):
        return False
    if _any(found.object[:_OBJECT_REACH], _list("ground")):
        return True
    return _passive(found) and _any(_before(found, items, _OBJECT_REACH), _list("ground"))


def _is_subject_place(found: Arguments, items: Sequence[Item]) -> bool:
    finite = found.group is None or found.group.form == "finite"
    return found.subject_place or (finite and _any(_before(found, items, 10), _list("ground")))


def _is_of(found: Arguments, items: Sequence[Item]) -> bool:
    return found.hit.end < len(items) and items[found.hit.end].low == "of"


def _is_of_place(found: Arguments, items: Sequence[Item]) -> bool:
    return _is_of(found, items) and any(use.governor == found.hit.end for _, use, _ in found.places)


def _goes_in(found: Arguments, _: Sequence[Item]) -> bool:
    placed = any(role in {"object", "to"} and near <= 1 for role, _, near in found.places)
    return placed or _any(found.object[:5], _list("ground"))


def _has_place(found: Arguments, items: Sequence[Item]) -> bool:
    group, after = found.group, found.hit.end
    if after >= len(items) or group is None or group.form != "finite" or group.passive or not found.agents:
        return False
    dated = any(item.kind == "date" or item.low == "now" for item in items)
    words = grammar()
    opening = items[after]
    nominal = opening.kind == "place" or opening.low in words.determiners | words.directions | words.place_nouns
    return dated and found.direct and nominal and not any(item.low.endswith("ed") for item in items[after : after + 3])


def _is_armed(found: Arguments, items: Sequence[Item]) -> bool:
    near = _words(items, found.hit.start - _OBJECT_REACH, found.hit.end + _OBJECT_REACH)
    return bool(found.agents or found.patients) or _any(near, _list("troops") | {"tanks", "gunmen", "attackers"})


def _is_armed_or_placed(found: Arguments, items: Sequence[Item]) -> bool:
    return any(near == 0 for _, _, near in found.places) or _is_armed(found, items)


def _is_attack(found: Arguments, items: Sequence[Item]) -> bool:
    attempts = _list("attempts")
    told = _any(found.object[:6], attempts) or _any(_before(found, items, 6), attempts)
    return told or (bool(found.patients) and _is_armed(found, items))


def _is_force(found: Arguments, items: Sequence[Item]) -> bool:
    near = _words(items, found.hit.start - 10, found.hit.end + _OBJECT_REACH)
    if _any(near, _list("troops") | _list("forces")) or any(word.endswith((" forces", " troops")) for word in near):
        return True
    goes = any(role in {"to", "from"} and nearness <= 1 for role, _, nearness in found.places)
    return goes and bool(found.agents) and not _any(near, _list("envoys"))


def _is_led(found: Arguments, items: Sequence[Item]) -> bool:
    return bool(found.agents) or _any(_before(found, items, _OBJECT_REACH), _list("troops") | {"attackers"})


def kills_people(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for civilians."""
    return _any(_victims(found, items), _list("people"))


def kills_troops(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for fighters."""
    return _any(_victims(found, items), _list("troops"))


def _victims(found: Arguments, items: Sequence[Item]) -> list[str]:
    return _before(found, items, _SUBJECT_REACH) if _passive(found) else found.object[:7]


def _has_victims(found: Arguments, items: Sequence[Item]) -> bool:
    victims = _victims(found, items)
    counted = any(word[:1].isdigit() for word in victims[-_OBJECT_REACH:])
    return (
        counted or bool(found.patients) or _any(victims, _list("people") | _list("troops")) or _is_named(found, items)
    )


def _is_named(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a person's name, two capitals or more, stands where the victim does: "killed Abu Talha al-Libi"."""
    hit = found.hit
    beside = items[max(1, hit.start - _SUBJECT_REACH) : hit.start] if _passive(found) else items[hit.end : hit.end + 4]
    capitals = [item.kind == "word" and item.capital for item in beside]
    return any(one and two for one, two in pairwise(capitals))


def _is_stationed(found: Arguments, _: Sequence[Item]) -> bool:
    return _passive(found) and bool(found.agents or found.patients)


def _is_meeting(found: Arguments, items: Sequence[Item]) -> bool:
    return _near(found, items) or len(found.agents) + len(found.patients) > 1


def _controls(found: Arguments, _: Sequence[Item]) -> bool:
    return bool(found.agents) and any(near == 0 for _, _, near in found.places)


def _is_said_of_place(found: Arguments, items: Sequence[Item]) -> bool:
    return found.subject_place and _any(_before(found, items, 4), {"is", "are", "was", "were", "been"})


def _is_present(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a fighting party is told to be somewhere by now: "by noon they were in X"."""
    dated = any(item.kind == "date" or item.low in {"now", "already", "nightfall", "noon", "dawn"} for item in items)
    return dated and bool(found.agents)


def _is_ahead(found: Arguments, _: Sequence[Item]) -> bool:
    group = found.group
    if group is None or not found.agents:
        return False
    return group.modal in grammar().modals - {"could", "may", "might", "can", "must"} or group.form == "infinitive"


def _goes(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a place is lost in a list of losses: "X went on the 31st", "X goes too"."""
    if not found.subject_place or found.group is None or found.group.form != "finite" or found.group.passive:
        return False
    after = items[found.hit.end : found.hit.end + _DATE_REACH]
    if not after or after[0].kind in {"date", "mark"} or after[0].low in _TOO:
        return True
    timed = after[0].low in _WHEN
    return timed and any(item.kind == "date" or item.low in _SPANS for item in after)


def _drives(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether somebody is driven: "drove them out of X" takes it, "drove out of X" leaves it."""
    between = items[found.hit.end : found.hit.stop - 1]
    return _passive(found) or any(
        item.kind == "actor" or item.low in _list("troops") | _list("people") | _THEM for item in between
    )


def _is_returning(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force comes back to ground, and not home."""
    if found.group is None or found.group.form != "finite" or not _is_led(found, items):
        return False
    return not _any(_words(items, found.hit.end, found.hit.end + _NEAR_AFTER), _list("routine"))


def _walks_in(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force goes in: "walked in at seven", not "came in a lorry"."""
    if found.group is None or found.group.form != "finite" or not _is_led(found, items):
        return False
    after = items[found.hit.end] if found.hit.end < len(items) else None
    return after is None or after.kind in {"mark", "date"} or after.low in _ENTERS


def _is_sighted(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a force is told to have been seen somewhere: "were reported at the pass"."""
    placed = any(near == 0 and use.preposition for _, use, near in found.places)
    return _passive(found) and placed and (_is_led(found, items) or _any(_before(found, items, 8), _list("forces")))


def _dies(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether people or fighters, named or counted, are told to have died."""
    before = items[max(0, found.hit.start - _OBJECT_REACH) : found.hit.start]
    counted = any(item.kind == "number" for item in before)
    return counted or bool(found.patients) or _any(_words(before, 0, len(before)), _list("people") | _list("troops"))


def _is_found_dead(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the dead are counted or lie about, and it is no body of men or of water."""
    after = items[found.hit.end].low if found.hit.end < len(items) else ""
    return after not in {"of", "armour", "count"} or kills_people(found, items)


def _is_crowd(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether people without arms do it: "students marched", "women closed the road"."""
    clause = [item for item in items[max(0, found.hit.start - _OBJECT_REACH) : found.hit.start]]
    words = [word for item in clause for word in item.low.split()]
    armed = _list("troops") | {"gunmen"}
    finite = found.group is not None and found.group.form == "finite" and not found.group.passive
    return finite and _any(words, _list("crowds")) and not _any(words, armed)


_CHECKS: dict[str, Check] = {
    "place": _is_place,
    "ground": _is_ground,
    "subject_place": _is_subject_place,
    "of": _is_of,
    "of_place": _is_of_place,
    "place_actor": _goes_in,
    "have_place": _has_place,
    "armed": _is_armed,
    "armed_or_place": _is_armed_or_placed,
    "armed_place": _is_attack,
    "armed_force": _is_force,
    "armed_subject": _is_led,
    "agent": lambda found, _: bool(found.agents),
    "people": kills_people,
    "victims": _has_victims,
    "passive": _is_stationed,
    "meeting": _is_meeting,
    "control_of": _controls,
    "copula": _is_said_of_place,
    "ahead": _is_ahead,
    "present": _is_present,
    "goes": _goes,
    "driven": _drives,
    "returning": _is_returning,
    "walks_in": _walks_in,
    "sighted": _is_sighted,
    "dying": _dies,
    "crowd": _is_crowd,
    "dead_found": _is_found_dead,
}
