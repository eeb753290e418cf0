"""Senses that the words around a trigger narrow: what struck, who was killed, whether a state is news."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.families import TAKES
from geo.facts.needs import kills_people, kills_troops
from geo.facts.triggers import trigger_table
from geo.records import AHEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.arguments import Arguments
    from geo.facts.clauses import Parse
    from geo.facts.governors import Judgement
    from geo.facts.items import Item
    from geo.records import EventStatus, Frame

_BY_WEAPON = frozenset({"attack", "loot", "kill"})
_NEWS = frozenset({"capture.in_hands", "hold.adjective"})
_STAYS = frozenset({"inside", "remain"})
_DEEDS = frozenset({"attack", "clash"})
_HARM = frozenset({"kill", "loot"})
_TAKING = TAKES | {"attack"}
# What strikes from afar, and how many characters after its sentence the harm may be told.
_REMOTE = {"airstrike": 200, "shelling": 200, "bomb": 0, "suicide_bomb": 0}
_REMOTE_BLOWS = {"airstrike": 600, "shelling": 600, "bomb": 0, "suicide_bomb": 0}
# Words beside a verb that name what it hits.
_BESIDE = 6
_REACH = 9
_AT_EDGE = 3
_FAR_REACH = 16
# A subject that names a strike and where it fell: "a missile strike on a convoy at the southern exit of X on Y killed".
_SUBJECT_REACH = 24


def refine(
    parsed: Parse, found: Arguments, status: EventStatus, *, judged: Judgement, before: Frame | None = None
) -> str:
    """Give the sense of a frame: the trigger's, unless its surroundings tell more; `before` is the frame told last."""
    sense = found.hit.trigger.sense
    if judged.sought and sense in _TAKING | {"besiege"}:
        return "offensive"
    if judged.failed and sense in _TAKING | {"advance"}:
        return "clash"
    if status in AHEAD and sense in _TAKING:
        return "offensive"
    if sense in _BY_WEAPON:
        named = _weapon(_weapon_words(parsed, found)) or _from_afar(parsed, found, before)
        return named or _outcome(parsed, found, before) or _by_victims(parsed, found)
    return _narrowed(parsed, found)


def _narrowed(parsed: Parse, found: Arguments) -> str:
    """Narrow the senses that another may hide in: jets that pound, forces that move on X, X that is held now."""
    sense = found.hit.trigger.sense
    if sense == "shelling" and found.group is not None and _weapon(_weapon_words(parsed, found)) == "airstrike":
        return "airstrike"
    if sense == "airstrike" and _by_shells(parsed, found):
        return "shelling"
    if sense == "enter" and _at_edge(parsed, found):
        return "advance"
    if (sense == "mobilise" and _is_towards(parsed, found)) or (sense == "enter" and _fights_on(parsed, found)):
        return "advance"
    news = sense == "hold" and found.hit.trigger.id in _NEWS and _is_news(parsed, found)
    return "capture" if news else sense


def _by_shells(parsed: Parse, found: Arguments) -> bool:
    """Whether a strike says behind it what was fired: "a strike by rockets", "strikes with shells or rockets"."""
    after = [item.low for item in parsed.items[found.hit.end : found.hit.end + 3]]
    return found.group is None and after[:1] in (["by"], ["with"]) and _weapon(after[1:]) == "shelling"


def _at_edge(parsed: Parse, found: Arguments) -> bool:
    """Whether only the rim of a place is entered: "entered the outskirts of X"."""
    after = [item.low for item in parsed.items[found.hit.end : found.hit.end + _AT_EDGE]]
    return not trigger_table().lists["edges"].isdisjoint(after)


def _fights_on(parsed: Parse, found: Arguments) -> bool:
    """Whether who comes into a place has yet to fight for it: "entered X in August and fought its militias"."""
    after = parsed.items[found.hit.end : found.hit.end + _FAR_REACH]
    return any(one.low == "and" and two.low in trigger_table().lists["fighting"] for one, two in pairwise(after))


def _from_afar(parsed: Parse, found: Arguments, before: Frame | None) -> str:
    """Tell what struck when the clause does not say: what struck just before, and something that hits a building."""
    blow = parsed.items[found.hit.start].low in trigger_table().lists["blows"]
    if not blow and not _without_doer(parsed, found):
        return ""
    reach = (_REMOTE_BLOWS if blow else _REMOTE).get(before.sense) if before is not None else None
    if before is not None and reach is not None and parsed.items[0].start <= before.sentence.end + reach:
        return before.sense
    if not blow:
        return ""
    if parsed.items[found.hit.start].low == "raids" and not found.agents and not _on_foot(parsed, found):
        return "airstrike"
    raided = parsed.items[found.hit.start].low.startswith("raid")
    if found.passive and found.subject_place and not found.agents and not raided:
        return "shelling"
    words = [item.low for item in parsed.items[max(0, found.hit.start - _BESIDE) : found.hit.end + _BESIDE]]
    return "shelling" if any(word in trigger_table().lists["buildings"] for word in words) else ""


def _on_foot(parsed: Parse, found: Arguments) -> bool:
    """Whether a word for fighters on the ground stands in the clause of raids."""
    clause = parsed.clause(found.hit.start)
    lists = trigger_table().lists
    return any(item.low in lists["troops"] | lists["raiding"] for item in parsed.items[clause.start : clause.end])


def _outcome(parsed: Parse, found: Arguments, before: Frame | None) -> str:
    """Give the sense of the deed that a sentence goes on to tell the dead of: "ambushed a convoy, killing six"."""
    goes_on = found.construction == "gerund" and found.hit.trigger.sense == "kill" and not found.hit.trigger.at_hand
    if before is None or not goes_on or not before.sentence.start <= parsed.items[0].start < before.sentence.end:
        return ""
    deed = before.sense in _REMOTE or (before.sense in _DEEDS and not kills_people(found, parsed.items))
    return before.sense if deed else ""


def _without_doer(parsed: Parse, found: Arguments) -> bool:
    """Whether harm is told of which the clause names nobody who did it: "two more were killed", "a clinic burned"."""
    trigger, start = found.hit.trigger, found.hit.start
    by_hand = trigger.at_hand or parsed.items[start].low in trigger_table().lists["by_hand"]
    if found.agents or trigger.sense not in _HARM or by_hand:
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
    people = people or (sense == "attack" and any(word in trigger_table().lists["civil"] for word in found.object[:7]))
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
        reach = _REACH if found.agents or hit.trigger.sense != "kill" else _SUBJECT_REACH
        before = items[max(0 if relative else start, group.start - reach) : group.start]
        if not any(item.kind in {"actor", "word"} for item in before):
            before = items[max(0, group.start - _REACH) : group.start]
        means = [
            items[index]
            for index in range(hit.end, min(hit.end + _REACH, len(items)))
            if items[index - 1].low in {"with", "from", "by"} or _in_a(items, index)
        ]
        near = [*before, *means]
    return [word for item in near for word in item.low.split()]


def _in_a(items: Sequence[Item], index: int) -> bool:
    """Whether a word is the head of "in a drone strike", "in an air raid"."""
    lows = [item.low for item in items[max(0, index - 4) : index]]
    return any(one == "in" and two in {"a", "an"} for one, two in pairwise(lows)) and not {",", ";"} & set(lows)


def _by_what(items: Sequence[Item], start: int) -> list[Item]:
    """Give what stands after the first "by" and its article: "was killed in X two days later, by a mine"."""
    after = items[start : start + _FAR_REACH]
    at = next((number for number, item in enumerate(after) if item.low == "by"), None)
    return [] if at is None else list(after[at + 1 : at + 4])


def _weapon(words: Sequence[str]) -> str:
    table = trigger_table()
    named = (sense for sense, listed in table.weapons.items() if any(word in listed for word in words))
    return next(named, "airstrike" if any(word in table.lists["strikes"] for word in words) else "")


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
