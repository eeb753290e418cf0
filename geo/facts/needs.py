"""What a trigger needs around it to mean what its row says; otherwise the word means something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.items import Item

_NEAR_AFTER = 5
_NEAR_BEFORE = 3
_HITS = frozenset(
    {"hit", "struck", "landed", "fell", "fired", "killed", "exploded", "fire", "firing", "crashed", "slammed", "launched", "rained", "wounded", "hitting", "striking", "damaged", "fall", "falls", "land", "lands", "hits", "strikes", "strike", "rain", "lands", "volley", "fires"}
)
_BASES = frozenset(
    {"base", "bases", "headquarters", "camp", "camps", "post", "posts", "checkpoint", "checkpoints", "room", "rooms", "barracks", "outpost", "outposts", "airbase", "airstrip", "garrison", "hq", "command"}
)
_POLITICAL = frozenset({"president", "minister", "envoy", "delegation", "delegations", "talks", "leaders", "delegates", "commanders", "parties", "sides", "officers", "officials", "elders", "representative", "secretary-general", "chief", "mediators", "ambassador", "conference", "summit", "council", "committee"})
_LEAVE = frozenset({"leave", "surrender", "withdraw", "hours", "days", "ultimatum", "demand", "demands", "demanding", "demanded", "lay", "vacate", "evacuate", "hand", "disarm"})
_AGREED = frozenset({"signed", "sign", "agreed", "brokered", "reached", "announced", "declared", "ending", "signing", "broker", "concluded", "accepted", "came into", "effect", "took effect", "force", "sealed", "struck", "brokers", "begins", "began", "broke", "collapsed", "signs", "under", "holding", "declares", "declare", "arranged", "welcomed"})
_ATTACKS = frozenset({"attack", "attacks", "assault", "assaults", "offensive", "advance", "counterattack", "counter-attack", "raid", "push", "incursion", "attempt", "attempts", "attackers", "column", "convoy"})


def meets(found: Arguments, items: Sequence[Item]) -> str:
    """Say what is missing for the trigger to count; empty when nothing is."""
    trigger = found.hit.trigger
    lists = trigger_table().lists
    near = [
        item.low
        for item in items[max(0, found.hit.start - _NEAR_BEFORE) : found.hit.end + _NEAR_AFTER]
        if item.kind == "word"
    ]
    for name in trigger.unless:
        pool = found.object[:4] if name in {"goods", "people", "troops", "spans"} else near
        if any(word in lists.get(name, frozenset({name})) for word in pool):
            if name in {"goods", "people", "troops", "spans"} and any(word in lists["ground"] for word in found.object[:5]):
                continue
            return f"means something else ({name})"
    check = _CHECKS.get(trigger.need)
    if check is None:
        return ""
    return "" if check(found, items) else f"needs {trigger.need.replace('_', ' ')}"


def _place(found: Arguments, items: Sequence[Item]) -> bool:
    passive = found.group is not None and found.group.passive
    if passive or found.subject_place:
        return found.subject_place
    return found.direct or any(role == "object" and near == 0 for role, _, near in found.places)


def _ground(found: Arguments, items: Sequence[Item]) -> bool:
    lists = trigger_table().lists
    if _place(found, items):
        return True
    if any(word in lists["goods"] or word in lists["people"] for word in found.object[:3]):
        return False
    if any(word in lists["ground"] for word in found.object[:8]):
        return True
    before = [item.low for item in items[max(0, found.hit.start - 8) : found.hit.start]]
    return found.group is not None and found.group.passive and any(word in lists["ground"] for word in before)


def _subject_place(found: Arguments, items: Sequence[Item]) -> bool:
    if found.subject_place:
        return True
    before = [item.low for item in items[max(0, found.hit.start - 10) : found.hit.start]]
    return any(word in trigger_table().lists["ground"] for word in before)


def _any_place(found: Arguments, items: Sequence[Item]) -> bool:
    return True


def _of_place(found: Arguments, items: Sequence[Item]) -> bool:
    end = found.hit.end
    return end < len(items) and items[end].low == "of" and any(role == "object" for role, _, _ in found.places)


def _place_actor(found: Arguments, items: Sequence[Item]) -> bool:
    ground = trigger_table().lists["ground"]
    placed = any(role in {"object", "to"} and near <= 1 for role, _, near in found.places)
    return placed or any(word in ground for word in found.object[:5])


def _armed(found: Arguments, items: Sequence[Item]) -> bool:
    lists = trigger_table().lists
    if found.agents or found.patients:
        return True
    near = items[max(0, found.hit.start - 8) : found.hit.end + 8]
    return any(item.low in lists["troops"] or item.low in {"columns", "tanks", "gunmen", "convoy", "attackers"} for item in near)


def _armed_or_place(found: Arguments, items: Sequence[Item]) -> bool:
    return any(near == 0 for _, _, near in found.places) or _armed(found, items)


def _armed_place(found: Arguments, items: Sequence[Item]) -> bool:
    attack = any(word in _ATTACKS for word in found.object[:6]) or any(
        item.low in _ATTACKS for item in items[max(0, found.hit.start - 6) : found.hit.start]
    )
    return attack or (bool(found.patients) and _armed(found, items))


def _armed_force(found: Arguments, items: Sequence[Item]) -> bool:
    lists = trigger_table().lists
    troops = lists["troops"] | {"men", "vehicles", "reinforcements", "convoy", "convoys", "tanks", "battalions", "columns", "forces", "brigades", "units", "column", "militias", "mercenaries", "battalion", "brigade"}
    near = [item.low for item in items[max(0, found.hit.start - 10) : found.hit.end + 8]]
    return any(word in troops or word.endswith((" forces", " troops", " units")) for word in near) or (
        bool(found.agents) and any(role in {"to", "from"} and near_ <= 1 for role, _, near_ in found.places)
    )


def _armed_subject(found: Arguments, items: Sequence[Item]) -> bool:
    lists = trigger_table().lists
    if found.agents:
        return True
    before = [item.low for item in items[max(0, found.hit.start - 8) : found.hit.start]]
    return any(word in lists["troops"] or word in {"columns", "convoy", "attackers", "brigades", "forces"} for word in before)


def _hits(found: Arguments, items: Sequence[Item]) -> bool:
    start, end = found.hit.start, found.hit.end
    before = [item.low for item in items[max(0, start - 4) : start]]
    after = [item.low for item in items[end : end + 7]]
    return any(word in _HITS for word in after) or any(
        word in {"fired", "fire", "fires", "firing", "launched", "lobbed", "with", "by"} for word in before
    )


def kills_people(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for civilians."""
    lists = trigger_table().lists
    if any(word in lists["people"] for word in found.object[:7]) or "civilians" in found.object:
        return True
    group = found.group
    if group is not None and group.passive:
        before = [item.low for item in items[max(0, found.hit.start - 14) : found.hit.start]]
        return any(word in lists["people"] for word in before)
    return False


def _victims(found: Arguments, items: Sequence[Item]) -> bool:
    counted = any(word[0].isdigit() for word in found.object[:4])
    return counted or kills_people(found, items) or bool(found.patients) or kills_troops(found, items) or bool(_killed(found, items))


def _killed(found: Arguments, items: Sequence[Item]) -> bool:
    group = found.group
    return group is not None and group.passive and any(i.kind == "number" for i in items[max(0, found.hit.start - 8) : found.hit.start])


def kills_troops(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether the victims are called by a word for fighters."""
    troops = trigger_table().lists["troops"]
    group = found.group
    if group is not None and group.passive:
        return any(item.low in troops for item in items[max(0, found.hit.start - 12) : found.hit.start])
    return any(word in troops for word in found.object[:7])


def _base(found: Arguments, items: Sequence[Item]) -> bool:
    before = [item.low for item in items[max(0, found.hit.start - 8) : found.hit.start]]
    words = found.object[:10] if not (found.group and found.group.passive) else before
    return any(word in _BASES for word in words)


def _passive(found: Arguments, items: Sequence[Item]) -> bool:
    return found.group is not None and found.group.passive and bool(found.agents or found.patients)


def _ultimatum(found: Arguments, items: Sequence[Item]) -> bool:
    near = [item.low for item in items[found.hit.start : found.hit.end + 14]]
    return sum(word in _LEAVE for word in near) >= 1 and bool(found.agents)


def _threat(found: Arguments, items: Sequence[Item]) -> bool:
    near = [item.low for item in items[found.hit.start : found.hit.end + 4]]
    return any(word in {"attack", "retake", "storm", "bomb", "strike", "take", "reply", "assault", "enter", "seize", "target", "shell", "continue", "avenge", "recapture", "liberate", "march"} for word in near)


def _agreed(found: Arguments, items: Sequence[Item]) -> bool:
    near = [item.low for item in items[max(0, found.hit.start - 9) : found.hit.end + 6]]
    return any(word in _AGREED for word in near)


def _agreement(found: Arguments, items: Sequence[Item]) -> bool:
    passive = found.group is not None and found.group.passive
    words = [i.low for i in items[max(0, found.hit.start - 10) : found.hit.start]] if passive else found.object[:10]
    return any(word in {"ceasefire", "truce", "agreement", "accord", "deal", "pact", "memorandum", "peace"} for word in words)


def _meeting(found: Arguments, items: Sequence[Item]) -> bool:
    near = [item.low for item in items[max(0, found.hit.start - 10) : found.hit.end + 10]]
    talks = any(word in _POLITICAL for word in near)
    return talks or (len(found.agents) + len(found.patients) > 1)


def _of_any(found: Arguments, items: Sequence[Item]) -> bool:
    return found.hit.end < len(items) and items[found.hit.end].low == "of"


def _have_place(found: Arguments, items: Sequence[Item]) -> bool:
    group = found.group
    after = items[found.hit.end] if found.hit.end < len(items) else None
    if after is None or group is None or group.form != "finite" or group.passive or not found.agents:
        return False
    dated = any(item.kind == "date" or item.low == "now" for item in items)
    return dated and found.direct and not any(item.low.endswith("ed") for item in items[found.hit.end : found.hit.end + 3])


def _copula(found: Arguments, items: Sequence[Item]) -> bool:
    before = [item.low for item in items[max(0, found.hit.start - 4) : found.hit.start]]
    return found.subject_place and any(word in {"is", "are", "was", "were", "been"} for word in before)


def _launched(found: Arguments, items: Sequence[Item]) -> bool:
    return _armed(found, items)


def _held_talks(found: Arguments, items: Sequence[Item]) -> bool:
    near = [item.low for item in items[max(0, found.hit.start - 6) : found.hit.end + 6]]
    return any(
        word in {"held", "hold", "holds", "resumed", "resume", "met", "opened", "began", "host", "hosted", "attended", "attend", "hosting", "convened", "meeting", "headed", "ended", "took place", "scheduled"}
        for word in near
    )


def _ahead(found: Arguments, items: Sequence[Item]) -> bool:
    """Whether a mere movement is told as to come: "will go on to X"."""
    group = found.group
    if group is None or not found.agents:
        return False
    return group.modal in {"will", "would", "shall", "'ll", "’ll"} or group.form == "infinitive"


def _control_of(found: Arguments, items: Sequence[Item]) -> bool:
    return bool(found.agents) and any(near == 0 for _, _, near in found.places)


_CHECKS: dict[str, Callable[[Arguments, Sequence[Item]], bool]] = {
    "place": _place,
    "ground": _ground,
    "subject_place": _subject_place,
    "anyplace": _any_place,
    "of_place": _of_place,
    "place_actor": _place_actor,
    "control_of": _control_of,
    "ahead": _ahead,
    "have_place": _have_place,
    "copula": _copula,
    "launched": _launched,
    "held_talks": _held_talks,
    "armed": _armed,
    "armed_place": _armed_place,
    "armed_or_place": _armed_or_place,
    "armed_force": _armed_force,
    "armed_subject": _armed_subject,
    "hits": _hits,
    "people": kills_people,
    "victims": _victims,
    "base": _base,
    "passive": _passive,
    "ultimatum": _ultimatum,
    "threat": _threat,
    "agreed": _agreed,
    "agreement": _agreement,
    "meeting": _meeting,
    "of_any": _of_any,
}
