"""What a trigger needs around it to mean what its row says; otherwise the word means something else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.around import OBJECT_REACH, any_listed, before, is_led, is_passive, listed_as, words_of
from geo.facts.needs_forces import dies, drives, falls_on, goes, is_crowd, is_returning, is_sighted, walks_in
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
_BESIDE = frozenset({"and", ",", "with", "front"})
_SUBJECT_REACH = 12
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
    lists = trigger_table().lists
    hit = found.hit
    if hit.trigger.pos == "noun" and hit.end < len(items) and items[hit.end].low in lists["bearers"]:
        return "bearers"
    if not hit.trigger.unless:
        return ""
    if (hit.trigger.id == "capture.lose" and _counts_losses(found, items)) or _is_left(found, items):
        return "losses"
    near = words_of(items, hit.start - _NEAR_BEFORE, hit.end + _NEAR_AFTER)
    for name in found.hit.trigger.unless:
        listed = lists.get(name, frozenset({name}))
        if name not in _OF_OBJECT:
            wide = name in _OF_SENTENCE
            words = words_of(items, hit.start - _SUBJECT_REACH, hit.end + _SUBJECT_REACH) if wide else near
            if name == "crimes" and _suffers_beside(items, hit.start - _SUBJECT_REACH, hit.end + _SUBJECT_REACH):
                words = [word for word in words if word not in lists["kin"]]
            if not listed.isdisjoint(words):
                return name
        elif (name == "people" and is_passive(found) and _are_taken(_subject(found, items), listed)) or (
            any_listed(found.object[:_OBJECT_HEAD], listed)
            and not any_listed(found.object[: _OBJECT_HEAD + 1], lists["ground"])
        ):
            return name
    return ""


def _suffers_beside(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether kin is only told of beside others: "an elder and his wife", "in front of his wife"."""
    lows = [item.low for item in items[max(0, start) : end]]
    kin = [at for at, low in enumerate(lows) if low in listed_as("kin")]
    return bool(kin) and all(not _BESIDE.isdisjoint(lows[max(0, at - 4) : at]) for at in kin)


def _are_taken(subject: Sequence[str], people: Collection[str]) -> bool:
    """Whether people, and no ground of theirs, suffer what a passive tells."""
    return any_listed(subject, people) and not any_listed(subject, listed_as("ground"))


def _subject(found: Arguments, items: Sequence[Item]) -> list[str]:
    """Give the words of the subject of a passive, none of the clause that reports it: "residents said X was taken"."""
    words = grammar()
    ends = words.reporting | words.subordinators | words.relatives | {"that", ";", ":"}
    start = found.group.start if found.group is not None else found.hit.start
    subject: list[str] = []
    for item in reversed(items[max(0, start - _SUBJECT_REACH) : start]):
        if item.low in ends:
            break
        subject += item.low.split()
    return subject


def _counts_losses(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether what is lost is counted and no ground: "lost 24 soldiers"."""
    after = items[found.hit.end : found.hit.end + 3]
    counted = bool(after) and after[0].kind == "number"
    return counted and not any(item.low in trigger_table().lists["ground"] for item in after)


def _is_left(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether to leave tells what remains: "left 24 wounded", "leaves hardly a roof", "was left on the road"."""
    hit = found.hit
    if items[hit.start].low not in listed_as("leaves") or hit.end > hit.start + 1:
        return False
    after = items[hit.end].low if hit.end < len(items) else ""
    if is_passive(found):
        return after not in {"by", "empty", "vacant"}
    return _counts_losses(found, items) or after in listed_as("remaining")


def _near(found: Arguments, items: Sequence[Item]) -> bool:
    if found.hit.trigger.near is None:
        return False
    name, before, after = found.hit.trigger.near
    return any_listed(words_of(items, found.hit.start - before, found.hit.end + after), trigger_table().lists[name])


def _is_place(found: Arguments, _: Sequence[Item]) -> bool:
    if is_passive(found) or found.subject_place:
        return found.subject_place
    return found.direct or any(
        role == "object" and ((near == 0 and use.preposition) or (near == 1 and use.index < found.hit.start))
        for role, use, near in found.places
    )


def _is_ground(found: Arguments, items: Sequence[Item]) -> bool:
    if _is_place(found, items):
        return True
    if any_listed(found.object[:3], listed_as("goods") | listed_as("people")):
        return False
    if any_listed(found.object[:OBJECT_REACH], listed_as("ground")):
        return True
    return is_passive(found) and any_listed(before(found, items, OBJECT_REACH), listed_as("ground"))


def _is_subject_place(found: Arguments, items: Sequence[Item]) -> bool:
    finite = found.group is None or found.group.form == "finite"
    return found.subject_place or (finite and any_listed(before(found, items, 10), listed_as("ground")))


def _is_of(found: Arguments, items: Sequence[Item]) -> bool:
    return found.hit.end < len(items) and items[found.hit.end].low == "of"


def _is_of_place(found: Arguments, items: Sequence[Item]) -> bool:
    return _is_of(found, items) and any(use.governor == found.hit.end for _, use, _ in found.places)


def _goes_in(found: Arguments, _: Sequence[Item]) -> bool:
    placed = any(role in {"object", "to"} and near <= 1 for role, _, near in found.places)
    return placed or any_listed(found.object[:5], listed_as("ground"))


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
    near = words_of(items, found.hit.start - OBJECT_REACH, found.hit.end + OBJECT_REACH)
    return bool(found.agents or found.patients) or any_listed(near, listed_as("troops") | {"tanks"})


def _is_armed_or_placed(found: Arguments, items: Sequence[Item]) -> bool:
    return any(near == 0 for _, _, near in found.places) or _is_armed(found, items)


def _is_attack(found: Arguments, items: Sequence[Item]) -> bool:
    attempts = listed_as("attempts")
    told = any_listed(found.object[:6], attempts) or any_listed(before(found, items, 6), attempts)
    return told or (bool(found.patients) and _is_armed(found, items))


def _is_force(found: Arguments, items: Sequence[Item]) -> bool:
    near = words_of(items, found.hit.start - 10, found.hit.end + OBJECT_REACH)
    if any_listed(near, listed_as("troops") | listed_as("forces")) or any(
        word.endswith((" forces", " troops")) for word in near
    ):
        return True
    goes = any(role in {"to", "from"} and nearness <= 1 for role, _, nearness in found.places)
    return goes and bool(found.agents) and not any_listed(near, listed_as("envoys"))


def kills_people(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for civilians."""
    return any_listed(_victims(found, items), listed_as("people"))


def kills_troops(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for fighters."""
    return any_listed(_victims(found, items, suffers=found.hit.trigger.subject == "patient"), listed_as("troops"))


def _victims(found: Arguments, items: Sequence[Item], *, suffers: bool = False) -> list[str]:
    return before(found, items, _SUBJECT_REACH) if suffers or is_passive(found) else found.object[:7]


def _has_victims(found: Arguments, items: Sequence[Item]) -> bool:
    victims = _victims(found, items)
    counted = any(word[:1].isdigit() for word in victims[-OBJECT_REACH:])
    return (
        counted
        or bool(found.patients)
        or any_listed(victims, listed_as("people") | listed_as("troops"))
        or _is_named(found, items)
    )


def _is_named(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a person's name, two capitals or more, stands where the victim does: "killed Abu Talha al-Libi"."""
    hit = found.hit
    beside = (
        items[max(1, hit.start - _SUBJECT_REACH) : hit.start] if is_passive(found) else items[hit.end : hit.end + 4]
    )
    capitals = [item.kind == "word" and item.capital for item in beside]
    return any(one and two for one, two in pairwise(capitals))


def _is_stationed(found: Arguments, _: Sequence[Item]) -> bool:
    return is_passive(found) and bool(found.agents or found.patients)


def _is_meeting(found: Arguments, items: Sequence[Item]) -> bool:
    return _near(found, items) or len(found.agents) + len(found.patients) > 1


def _controls(found: Arguments, _: Sequence[Item]) -> bool:
    return bool(found.agents) and any(near == 0 for _, _, near in found.places)


def _is_said_of_place(found: Arguments, items: Sequence[Item]) -> bool:
    return found.subject_place and any_listed(before(found, items, 4), {"is", "are", "was", "were", "been"})


def _is_present(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a fighting party is told to be somewhere by now: "by noon they were in X"."""
    dated = any(item.kind == "date" or item.low in {"now", "already", "nightfall", "noon", "dawn"} for item in items)
    return dated and bool(found.agents)


def _is_ahead(found: Arguments, _: Sequence[Item]) -> bool:
    group = found.group
    if group is None or not found.agents:
        return False
    return group.modal in grammar().modals - {"could", "may", "might", "can", "must"} or group.form == "infinitive"


def _is_found_dead(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the dead are counted or lie about, and it is no body of men or of water."""
    after = items[found.hit.end].low if found.hit.end < len(items) else ""
    return after not in {"of", "armour", "count"} or kills_people(found, items)


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
    "armed_subject": is_led,
    "agent": lambda found, _: bool(found.agents),
    "people": kills_people,
    "victims": _has_victims,
    "passive": _is_stationed,
    "meeting": _is_meeting,
    "control_of": _controls,
    "copula": _is_said_of_place,
    "ahead": _is_ahead,
    "present": _is_present,
    "goes": goes,
    "driven": drives,
    "falls_on": falls_on,
    "returning": is_returning,
    "walks_in": walks_in,
    "sighted": is_sighted,
    "dying": dies,
    "crowd": is_crowd,
    "dead_found": _is_found_dead,
}
