"""Journeys of armed parties in a sentence: from where, by way of what, to where; read from prepositions and verbs.

Frames tell what an action did to a place; a journey tells where it came from, which often stands elsewhere in the
sentence, or whose end stands in another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.inside import inside, told_in
from geo.facts.journey_memory import (
    SCENES,
    Memory,
    Telling,
    focus_of,
    last_mover,
    left_behind,
    party_at,
    remember,
    set_out_from,
)
from geo.facts.movement import (
    BRIDGE,
    HARD_STOPS,
    NEAR,
    find_verb,
    is_expelled,
    is_goal,
    is_of_force,
    is_origin,
    is_retreat,
    movement_words,
    sides_of,
)
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.told import Told
    from geo.records import Frame, Location, Sentence

# From further off nobody goes for a place that the sentence does not name.
_FAR_KM = 400.0
# How far, in items, the subject of a verb and the words that make it a plan stand before it.
_SUBJECT = 3
_PLAN = 5
# Frames of these senses have told of the goal they name.
_TELLS_GOAL = frozenset({"advance", "offensive", "withdraw", "mobilise"})


@dataclass(frozen=True, slots=True)
class Journey:
    """One movement: `frame` is the frame nearest to it, which tells status and date."""

    sentence: Sentence
    actor: str
    origin: Location | None
    side: str
    via: tuple[Location, ...]
    objective: Location
    frame: Frame | None
    strength: float
    rule: str


def find_journeys(known: Told) -> Iterator[Journey]:
    """Read the journeys of an article, in text order."""
    memory = Memory(focus=focus_of(known.mentions))
    words = movement_words()
    going = words["moves"] | words["retreats"] | words["advances"]
    for number, sentence in enumerate(known.sentences):
        named, told = inside(sentence, known.mentions), told_in(sentence, known.frames)
        items = [] if sentence.heading else known.items(sentence, dated=True)
        if not going.isdisjoint(item.low for item in items):
            yield from _journeys(Telling(number, sentence, items, told, named), memory)
        remember(number, told, memory)


def _journeys(telling: Telling, memory: Memory) -> Iterator[Journey]:
    items = telling.items
    origins = [index for index, item in enumerate(items) if item.kind == "place" and is_origin(items, index)]
    by_side = sides_of(items)
    for index, _ in by_side:
        origins = [origin for origin in origins if origin <= index or origin > index + BRIDGE]
    homes = _homes(telling)
    if not origins and not by_side and not homes:
        yield from _towards(telling, memory)
        yield from _retreats(telling, memory)
        return
    starts: list[tuple[int, Location | None, str]] = []
    for index in origins:
        mention = items[index].place
        if mention is None or mention.location is None or (is_of_force(items, index) and _is_country(mention.location)):
            continue
        starts.append((index, mention.location, ""))
    starts += [(index, None, side) for index, side in by_side]
    starts += homes
    for index, origin, side in starts:
        verb = find_verb(items, index)
        actor = _mover(telling, memory, index, verb, origin)
        if verb is None or not actor or _is_no_force(items, verb):
            continue
        if is_expelled(items, index, verb) or (is_retreat(items, verb) and is_of_force(items, index)):
            continue
        found = _objectives(telling, memory, actor, (index, origin), verb)
        if found is None or (is_retreat(items, verb) and (found[2] != "from_to" or items[index].actor is not None)):
            continue
        objective, strength, rule = found
        via = _via(items, index, objective)
        # "From the south, by way of X": the place passed tells better than the side where it comes from.
        passed = via[0] if origin is None and via else None
        yield Journey(
            sentence=telling.sentence,
            actor=actor,
            origin=passed or origin,
            side="" if passed else side,
            via=via[1:] if passed else via,
            objective=objective,
            frame=_nearest(telling, verb),
            strength=strength,
            rule=f"axis.{'meant' if _is_plan(items, verb) else rule}:{items[verb].low}",
        )


def _is_plan(items: Sequence[Item], verb: int) -> bool:
    """Tell whether a movement is one to come: "there is a plan to bring A from X to Y"."""
    near = {item.low for item in items[max(0, verb - _PLAN) : verb]}
    return items[verb - 1].low in movement_words()["meant"] and not near.isdisjoint(movement_words()["plans"])


def _towards(telling: Telling, memory: Memory) -> Iterator[Journey]:
    """Read a movement without an origin or a frame: "an operation to advance toward the south of X"."""
    items, words = telling.items, movement_words()
    known = {place.location.place.id for frame in telling.told if frame.sense in _TELLS_GOAL for place in frame.places}
    for index, item in enumerate(items):
        if item.place is None or item.place.location is None or item.place.location.place.id in known:
            continue
        before = [other.low for other in items[max(0, index - BRIDGE) : index]]
        ahead = [number for number, low in enumerate(before) if low in words["towards"]]
        if not ahead or not set(before[ahead[-1] + 1 :]) <= words["bridge"]:
            continue
        verb = index - len(before) + ahead[-1] - 1
        while verb >= 0 and items[verb].low in words["bridge"] | words["onward"]:
            verb -= 1
        while verb > 0 and items[verb].low not in words["advances"] and items[verb].kind in {"date", "place"}:
            verb -= 1
        actor = _mover(telling, memory, index, verb) if verb >= 0 else ""
        if actor and items[verb].low in words["advances"]:
            meant = bool({other.low for other in items[max(0, verb - 2) : verb]} & (words["meant"] | words["possible"]))
            rule = "axis.meant" if meant else "axis.towards"
            frame = _nearest(telling, verb)
            for goal in _goals(items, index):
                origin = set_out_from(telling, memory, actor, goal)
                yield Journey(telling.sentence, actor, origin, "", (), goal, frame, 0.5, f"{rule}:{items[verb].low}")


def _goals(items: Sequence[Item], first: int) -> Iterator[Location]:
    """Give the places of a list that somebody goes for: "in the direction of X, Y and Z"."""
    for item in items[first:]:
        if item.place is not None and item.place.location is not None:
            yield item.place.location
        elif item.low not in {",", "and", "or"}:
            return


def _retreats(telling: Telling, memory: Memory) -> Iterator[Journey]:
    """Read a retreat that does not say from where: "fell back along the road to X", from the place last spoken of."""
    items, words = telling.items, movement_words()
    for index, item in enumerate(items):
        if item.place is None or item.place.location is None:
            continue
        back = [place for place in range(max(0, index - NEAR), index) if items[place].low in words["retreats"]]
        if not back or not is_goal(items, index) or any(other.kind == "place" for other in items[back[-1] : index]):
            continue
        actor = _mover(telling, memory, index, back[-1])
        named = any(other.kind == "actor" for other in items[: back[-1]])
        origin = left_behind(telling, memory, actor, back[-1])
        if named and actor and origin is not None and origin.place.id != item.place.location.place.id:
            rule = f"axis.retreat_to:{items[back[-1]].low}"
            frame = _nearest(telling, back[-1])
            yield Journey(telling.sentence, actor, origin, "", (), item.place.location, frame, 0.45, rule)
            return


def _homes(telling: Telling) -> list[tuple[int, Location | None, str]]:
    """Find origins inside the mover's own name: "fighters from Misrata" before a verb of movement."""
    found: list[tuple[int, Location | None, str]] = []
    for index, item in enumerate(telling.items):
        if item.actor is None or " from " not in f" {item.low} ":
            continue
        found.extend(
            (index, mention.location, "")
            for mention in telling.mentions
            if item.start <= mention.start < item.end and mention.role == "literal" and mention.location is not None
        )
    return found


def _nearest(telling: Telling, verb: int) -> Frame | None:
    at = telling.items[verb].start
    return min(telling.told, key=lambda frame: abs(frame.trigger.start - at), default=None)


def _travels(items: Sequence[Item], party: int, verb: int) -> bool:
    """Tell whether a leader in person goes somewhere: "the minister arrived from X" moves no force."""
    actor = items[party].actor
    if actor is None or actor.how != "leader" or items[verb].low not in movement_words()["travels"]:
        return False
    near = {word for item in items[party : verb + 1] for word in item.low.split()}
    return not near & movement_words()["forces"]


def _is_no_force(items: Sequence[Item], verb: int) -> bool:
    """Tell whether what moves is no force on the ground: "drones come from X", "a committee coming from X"."""
    near = [item for item in items[max(0, verb - _SUBJECT) : verb] if item.kind in {"word", "actor"}]
    return not movement_words()["no_forces"].isdisjoint(item.low for item in near)


def _mover(telling: Telling, memory: Memory, index: int, verb: int | None, origin: Location | None = None) -> str:
    """Find who moves: the party named before the verb, the nearest frame's agent, who sits there, who moved last."""
    items = telling.items
    own = items[index].actor
    if own is not None:
        return own.actor
    if verb is not None:
        frame = _nearest(telling, verb)
        if frame is not None and frame.agent and frame.trigger.start <= items[verb].start < frame.trigger.end:
            return frame.agent
        for back in range(verb, max(-1, verb - 2 * NEAR), -1):
            item = items[back]
            if item.low in HARD_STOPS:
                break
            if item.actor is not None and not (back and items[back - 1].low in {"against", "by", "with", "from"}):
                return "" if _travels(items, back, verb) else item.actor.actor
        told = frame is not None and "agent" not in dict(frame.details).get("inferred", "")
        sits = party_at(memory, origin) if not told else ""
        if sits:
            return sits
        if frame is not None and frame.agent:
            return frame.agent
    return last_mover(telling, memory)


def _objectives(
    telling: Telling, memory: Memory, actor: str, start: tuple[int, Location | None], verb: int
) -> tuple[Location, float, str] | None:
    """Find where a journey leads: a place after ``to`` and the like, what was taken, or what was spoken of before."""
    index, origin = start
    avoid = origin.place.id if origin is not None else ""
    named = [
        (number < index, abs(number - index), item.place.location)
        for number, item in enumerate(telling.items)
        if item.place is not None
        and item.place.location is not None
        and item.place.location.place.id != avoid
        and item.place.location.place.feature_class != "R"
        and abs(number - verb) <= 2 * NEAR
        and is_goal(telling.items, number)
    ]
    if named:
        return min(named, key=lambda found: found[:2])[2], 0.75, "from_to"
    passed = {location.place.id for location in _passed(telling.items)}
    at = telling.items[verb].start
    for frame in sorted(telling.told, key=lambda frame: abs(frame.trigger.start - at)):
        for place in frame.places:
            if place.role in SCENES and place.location.place.id not in {avoid, *passed}:
                return place.location, 0.65, "from_object"
    if _goes_to_unknown(telling, verb):
        return None
    number, location = memory.objective.get(actor, (-NEAR, None))
    if location is not None and telling.number - number <= 1 and location.place.id != avoid:
        return location, 0.5, "from_context"
    focus = next((place for place in memory.focus if place.place.id != avoid), None)
    if focus is None or origin is None or distance_km(origin.lat, origin.lon, focus.lat, focus.lon) > _FAR_KM:
        return None
    return focus, 0.45, "from_focus"


def _goes_to_unknown(telling: Telling, verb: int) -> bool:
    """Tell whether a sentence names a goal that nobody knows: "are advancing towards Ouadbir"."""
    items, words = telling.items, movement_words()["towards"] | {"to", "into"}
    return any(
        one.low in words and two.capital and (two.place is None or two.place.location is None)
        for one, two in pairwise(items[verb + 1 : verb + NEAR])
    )


def _is_country(location: Location) -> bool:
    return location.place.feature_code.startswith("PCL")


def _passed(items: Sequence[Item]) -> Iterator[Location]:
    """Give the places by way of which somebody goes: they are not where the journey leads."""
    for number, item in enumerate(items):
        by_way = [other.low for other in items[max(0, number - 2) : number]] == ["way", "of"]
        if by_way and item.place is not None and item.place.location is not None:
            yield item.place.location


def _via(items: Sequence[Item], index: int, objective: Location) -> tuple[Location, ...]:
    found = list(_passed(items))
    for number, item in enumerate(items):
        if number in {0, index} or item.place is None or item.place.location is None:
            continue
        if items[number - 1].low in movement_words()["via"]:
            found.append(item.place.location)
    return tuple(location for location in dict.fromkeys(found) if location.place.id != objective.place.id)
