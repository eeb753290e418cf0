"""Senses that the words around a trigger narrow: what struck, who was killed, whether a state is news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.needs import kills_people, kills_troops
from geo.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.records import EventStatus, Frame

_BY_WEAPON = frozenset({"attack", "loot", "kill"})
_NEWS = frozenset({"capture.in_hands", "hold.adjective"})
_STAYS = frozenset({"inside", "remain"})
_HARM = frozenset({"kill", "loot"})
_TAKING = frozenset({"capture", "recapture", "enter", "attack"})
# What strikes from afar, and how many characters after its sentence the harm may be told.
_REMOTE = {"airstrike": 200, "shelling": 200, "bomb": 0, "suicide_bomb": 0}
# Words beside a verb that name what it hits.
_BESIDE = 6
_REACH = 9
_FAR_REACH = 16


def refine(
    parsed: Parse, found: Arguments, status: EventStatus, *, failed: bool = False, before: Frame | None = None
) -> str:
    """Give the sense of a frame: the trigger's, unless its surroundings tell more; `before` is the frame told last."""
    sense = found.hit.trigger.sense
    if failed and sense in _TAKING | {"advance"}:
        return "clash"
    if status in {"planned", "threatened"} and sense in _TAKING:
        return "offensive"
    if sense in _BY_WEAPON:
        return _weapon(_weapon_words(parsed, found)) or _from_afar(parsed, found, before) or _by_victims(parsed, found)
    return _narrowed(parsed, found)


def _narrowed(parsed: Parse, found: Arguments) -> str:
    """Narrow the senses that another may hide in: jets that pound, forces that move on X, X that is held now."""
    sense = found.hit.trigger.sense
    if sense == "shelling" and found.group is not None and _weapon(_weapon_words(parsed, found)) == "airstrike":
        return "airstrike"
    if sense == "mobilise" and _is_towards(parsed, found):
        return "advance"
    news = sense == "hold" and found.hit.trigger.id in _NEWS and _is_news(parsed, found)
    return "capture" if news else sense


def _from_afar(parsed: Parse, found: Arguments, before: Frame | None) -> str:
    """Tell what struck when the clause does not say: what struck just before, and something that hits a building."""
    blow = parsed.items[found.hit.start].low in trigger_table().lists["blows"]
    if not blow and not _without_doer(parsed, found):
        return ""
    reach = _REMOTE.get(before.sense) if before is not None else None
    if before is not None and reach is not None and parsed.items[0].start <= before.sentence.end + reach:
        return before.sense
    if not blow:
        return ""
    words = [item.low for item in parsed.items[max(0, found.hit.start - _BESIDE) : found.hit.end + _BESIDE]]
    return "shelling" if any(word in trigger_table().lists["buildings"] for word in words) else ""


def _without_doer(parsed: Parse, found: Arguments) -> bool:
    """Whether harm is told of which the clause names nobody who did it: "two more were killed", "a clinic burned"."""
    trigger, start = found.hit.trigger, found.hit.start
    if found.agents or trigger.sense not in _HARM or trigger.at_hand:
        return False
    doers = trigger_table().lists["troops"] | {"men"}
    before = parsed.items[parsed.clause(start).start : start]
    return found.passive or not any(item.low in doers for item in before)


def _by_victims(parsed: Parse, found: Arguments) -> str:
    """Tell an attack on fighters from a killing of civilians."""
    sense = found.hit.trigger.sense
    if found.hit.trigger.at_hand:
        return sense
    people, troops = kills_people(found, parsed.items), kills_troops(found, parsed.items)
    if sense == "kill" and found.hit.trigger.pos == "verb" and not people:
        return "attack" if troops or found.patients else sense
    return "kill" if sense == "attack" and people and not troops else sense


def _weapon_words(parsed: Parse, found: Arguments) -> list[str]:
    """Give the words on the side of who strikes: before an active verb or a noun, after a passive."""
    hit, group, items = found.hit, found.group, parsed.items
    start = parsed.clause(hit.start).start
    near: Sequence[Item]
    if group is None:
        near = [*items[max(start, hit.start - 3) : hit.start], *items[hit.end : hit.end + 3]]
    elif group.passive:
        near = [*items[hit.end : hit.end + 6], *_by_what(items, hit.end)]
    else:
        relative = parsed.clause(hit.start).kind == "relative"
        before = items[max(0 if relative else start, group.start - _REACH) : group.start]
        if not any(item.kind in {"actor", "word"} for item in before):
            before = items[max(0, group.start - _REACH) : group.start]
        means = [
            items[index]
            for index in range(hit.end, min(hit.end + _REACH, len(items)))
            if items[index - 1].low in {"with", "from", "by"}
        ]
        near = [*before, *means]
    return [word for item in near for word in item.low.split()]


def _by_what(items: Sequence[Item], start: int) -> list[Item]:
    """Give what stands after the first "by" and its article: "was killed in X two days later, by a mine"."""
    after = items[start : start + _FAR_REACH]
    at = next((number for number, item in enumerate(after) if item.low == "by"), None)
    return [] if at is None else list(after[at + 1 : at + 4])


def _weapon(words: Sequence[str]) -> str:
    return next(
        (sense for sense, listed in trigger_table().weapons.items() if any(word in listed for word in words)), ""
    )


def _is_towards(parsed: Parse, found: Arguments) -> bool:
    """Whether a movement goes against a place: "is moving on X", "towards X"."""
    moved = parsed.items[found.hit.start].low.startswith("mov")
    return moved and any(use.preposition in {"on", "towards", "toward"} and near == 0 for _, use, near in found.places)


def _is_news(parsed: Parse, found: Arguments) -> bool:
    """Whether "is in the hands of" tells a change: a main clause with a date or "now"."""
    clause = parsed.clause(found.hit.start)
    if parsed.items[found.hit.start].low in _STAYS:
        return False
    words = [item.low for item in parsed.items[clause.start : found.hit.start]]
    copula = any(word in {"is", "are", "was", "were"} for word in words)
    dated = "now" in words or any(item.kind == "date" for item in parsed.items)
    lasting = any(word in {"still", "remains", "remain", "firmly"} for word in words)
    return clause.kind != "relative" and copula and dated and not lasting
