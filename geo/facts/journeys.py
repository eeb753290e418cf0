"""Journeys of armed parties in a sentence: from where, by way of what, to where; read from prepositions and verbs.

Frames tell what an action did to a place; a journey tells where it came from, which often stands elsewhere in the
sentence, or whose end stands in another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.items import itemise
from geo.facts.words import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.items import Item
    from geo.records import ActorMention, Frame, Location, Mention, Sentence

_HARD_STOPS = frozenset({";", ".", ":", "?", "!", "but", "while"})
_BRIDGE = 6
# Senses of frames whose agent is on the move, or means to be.
_MOVES = frozenset(
    {"advance", "offensive", "enter", "capture", "recapture", "mobilise", "withdraw", "attack", "besiege"}
)
_NEAR = 9


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


@dataclass(slots=True)
class _Memory:
    """What earlier sentences told: objectives of each party, and the last mover."""

    objective: dict[str, tuple[int, Location]] = field(default_factory=dict)
    place: tuple[int, Location] | None = None
    focus: tuple[Location, ...] = ()
    mover: tuple[int, str] = (-99, "")


@cache
def movement_words() -> Mapping[str, frozenset[str]]:
    """Load the word lists of ``axes.toml``."""
    table = read_table("axes.toml")["movement"]
    return {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}


@cache
def _reach() -> int:
    return int(read_table("axes.toml")["movement"]["memory"])


@cache
def bearings() -> Mapping[str, float]:
    """Give the bearing of each side, degrees clockwise from north."""
    return {name: float(bearing) for name, bearing in read_table("axes.toml")["bearings"].items()}


@cache
def sides() -> Mapping[str, str]:
    """Give the words for a side ("north-east", "northeastern") and the side they mean."""
    names = tuple(bearings())
    found: dict[str, str] = {}
    for name in names:
        for ending in ("", "ern"):
            found[name + ending] = name
            for first in ("north", "south"):
                if name.startswith(first) and name != first:
                    found[f"{first}-{name.removeprefix(first)}{ending}"] = name
    return found


def find_journeys(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
    frames: Sequence[Frame],
) -> Iterator[Journey]:
    """Read the journeys of an article, in text order."""
    memory = _Memory(focus=focus_of(mentions))
    for number, sentence in enumerate(sentences):
        inside = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
        actors = [actor for actor in actor_mentions if sentence.start <= actor.start < sentence.end]
        told = [frame for frame in frames if frame.sentence.start == sentence.start]
        items = itemise(sentence, inside, actors, ())
        if not sentence.heading:
            yield from _journeys(_Telling(number, sentence, items, told, inside), memory)
        _remember(number, told, memory)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence with all that is known of it."""

    number: int
    sentence: Sentence
    items: Sequence[Item]
    told: Sequence[Frame]
    mentions: Sequence[Mention]


def _remember(number: int, told: Sequence[Frame], memory: _Memory) -> None:
    for frame in told:
        places = [place.location for place in frame.places if place.role in {"object", "to", "at"}]
        if places:
            memory.place = (number, places[0])
            if frame.agent:
                memory.objective[frame.agent] = (number, places[0])
        if frame.agent and frame.sense in _MOVES:
            memory.mover = (number, frame.agent)


def _journeys(telling: _Telling, memory: _Memory) -> Iterator[Journey]:
    items = telling.items
    origins = [index for index, item in enumerate(items) if item.kind == "place" and _is_origin(items, index)]
    by_side = _sides_of(items)
    for index, _ in by_side:
        origins = [origin for origin in origins if origin <= index or origin > index + _BRIDGE]
    homes = _homes(telling)
    if not origins and not by_side and not homes:
        yield from _towards(telling, memory)
        yield from _retreats(telling, memory)
        return
    starts: list[tuple[int, Location | None, str]] = []
    for index in origins:
        mention = items[index].place
        if mention is None or mention.location is None or (_of_force(items, index) and _is_country(mention.location)):
            continue
        starts.append((index, mention.location, ""))
    starts += [(index, None, side) for index, side in by_side]
    starts += homes
    for index, origin, side in starts:
        verb = _verb(items, index)
        actor = _mover(telling, memory, index, verb)
        if verb is None or not actor:
            continue
        if _expelled(items, index, verb) or (
            items[verb].low in movement_words()["retreats"] and _of_force(items, index)
        ):
            continue
        found = _objectives(telling, memory, actor, (index, origin), verb)
        if found is None or (_retreat(items, verb) and found[2] != "from_to"):
            continue
        objective, strength, rule = found
        yield Journey(
            sentence=telling.sentence,
            actor=actor,
            origin=origin,
            side=side,
            via=_via(items, index, objective),
            objective=objective,
            frame=_nearest(telling, verb),
            strength=strength,
            rule=f"axis.{rule}:{items[verb].low}",
        )


def _towards(telling: _Telling, memory: _Memory) -> Iterator[Journey]:
    """Read a movement without an origin or a frame: "an operation to advance toward the south of X"."""
    items, words = telling.items, movement_words()
    if any(frame.sense in {"advance", "offensive", "withdraw", "mobilise"} for frame in telling.told):
        return
    for index, item in enumerate(items):
        if item.place is None or item.place.location is None:
            continue
        before = [other.low for other in items[max(0, index - _BRIDGE) : index]]
        ahead = [number for number, low in enumerate(before) if low in words["towards"]]
        if not ahead or not set(before[ahead[-1] + 1 :]) <= words["bridge"]:
            continue
        verb = index - len(before) + ahead[-1] - 1
        actor = _mover(telling, memory, index, verb) if verb >= 0 else ""
        if actor and items[verb].low in words["advances"]:
            meant = items[verb - 1].low in {"to", "will"}
            rule = "axis.meant" if meant else "axis.towards"
            yield Journey(
                telling.sentence, actor, None, "", (), item.place.location, None, 0.5, f"{rule}:{items[verb].low}"
            )


def _retreats(telling: _Telling, memory: _Memory) -> Iterator[Journey]:
    """Read a retreat that does not say from where: "fell back along the road to X", from the place last spoken of."""
    items, words = telling.items, movement_words()
    number, origin = memory.place or (-_NEAR, None)
    if origin is None or telling.number - number > _reach():
        return
    for index, item in enumerate(items):
        if item.place is None or item.place.location is None or item.place.location.place.id == origin.place.id:
            continue
        back = [place for place in range(max(0, index - _NEAR), index) if items[place].low in words["retreats"]]
        if not back or not _is_goal(items, index) or any(other.kind == "place" for other in items[back[-1] : index]):
            continue
        actor = _mover(telling, memory, index, back[-1])
        named = any(other.kind == "actor" for other in items[: back[-1]])
        if named and actor:
            rule = f"axis.retreat_to:{items[back[-1]].low}"
            frame = _nearest(telling, back[-1])
            yield Journey(telling.sentence, actor, origin, "", (), item.place.location, frame, 0.45, rule)
            return


def _is_origin(items: Sequence[Item], index: int) -> bool:
    """Tell whether a place is where something comes from: after ``from``, in a list after it, or left."""
    words = movement_words()
    if items[index - 1].low in words["leaves"] and index > 0:
        return True
    for back in range(index - 1, max(-1, index - 1 - _BRIDGE), -1):
        item = items[back]
        if item.low == "from" or (item.low == "of" and back and items[back - 1].low == "out"):
            return _opens_journey(items, back)
        if item.low == "way" and any(other.low in words["sides"] for other in items[max(0, back - _NEAR) : back]):
            return True
        if item.kind == "place":
            separators = [other.low for other in items[back + 1 : index]]
            return bool(separators) and set(separators) <= {",", "and", "from", "of", "the"} and _is_origin(items, back)
        if item.low != "," and (item.kind != "word" or item.low not in words["bridge"]):
            return False
    return False


def _opens_journey(items: Sequence[Item], index: int) -> bool:
    """Tell whether a "from" tells where a movement begins: no distance, no shot, no road between two towns."""
    words = movement_words()
    before = [other.low for other in items[max(0, index - 3) : index]]
    if set(before[-2:]) & words["not_moves"] or set(before) & words["looks"]:
        return False
    return not (before and before[-1] in words["roads"]) or "on" in before


def _sides_of(items: Sequence[Item]) -> list[tuple[int, str]]:
    """Find unnamed origins: ``from the south and east``. A side "of" a place belongs to that place's mention."""
    found: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        if item.low != "from" or not _opens_journey(items, index):
            continue
        listed = []
        for forward in range(index + 1, min(len(items), index + 9)):
            low = items[forward].low
            if low in sides():
                listed.append((forward, sides()[low]))
            elif low == "of" and listed:
                listed = []
                break
            elif low not in {"the", ",", "and", "side", "sides", "both", "from"}:
                break
        found += listed
    return found


def _homes(telling: _Telling) -> list[tuple[int, Location | None, str]]:
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


def _verb(items: Sequence[Item], index: int) -> int | None:
    """Find the word of movement that an origin belongs to: the nearest in the same stretch, before it first.

    The origin of a force ("a column from Misrata", "fighters from Misrata") goes with the verb after it.
    """
    moves = movement_words()["moves"] | movement_words()["retreats"]
    named = items[index].kind == "actor"
    force = named or _of_force(items, index)
    ahead = _first_of(items, range(index + 1, min(len(items), index + 1 + (2 * _NEAR if force else _NEAR))), moves)
    behind = _first_of(items, range(index - 1, max(-1, index - 1 - 2 * _NEAR), -1), moves)
    if named:
        return ahead
    first, second = (ahead, behind) if force else (behind, ahead)
    return first if first is not None else second


def _first_of(items: Sequence[Item], indices: range, words: frozenset[str]) -> int | None:
    for index in indices:
        if items[index].low in _HARD_STOPS:
            return None
        if items[index].kind == "word" and items[index].low in words:
            return index
    return None


def _expelled(items: Sequence[Item], index: int, verb: int) -> bool:
    """Tell whether the place is one that somebody is thrown out of: "drove the rebels out of X"."""
    if items[verb].low not in movement_words()["expels"] or verb > index:
        return False
    return any(item.low in {"out", "off", "back"} or item.kind == "actor" for item in items[verb + 1 : index])


def _retreat(items: Sequence[Item], verb: int) -> bool:
    return items[verb].low in movement_words()["retreats"]


def _of_force(items: Sequence[Item], index: int) -> bool:
    """Tell whether the ``from`` before a place describes a force: "a column sent from Misrata"."""
    for back in range(index - 1, max(-1, index - 1 - _BRIDGE), -1):
        if items[back].low == "from":
            before = items[max(0, back - 2) : back]
            return any(item.kind == "actor" or item.low in movement_words()["forces"] for item in before)
    return False


def _nearest(telling: _Telling, verb: int) -> Frame | None:
    at = telling.items[verb].start
    return min(telling.told, key=lambda frame: abs(frame.trigger.start - at), default=None)


def _mover(telling: _Telling, memory: _Memory, index: int, verb: int | None) -> str:
    """Find who moves: the party named before the verb, the agent of the nearest frame, the last mover."""
    items = telling.items
    own = items[index].actor
    if own is not None:
        return own.actor
    if verb is not None:
        frame = _nearest(telling, verb)
        if frame is not None and frame.agent and frame.trigger.start <= items[verb].start < frame.trigger.end:
            return frame.agent
        for back in range(verb, max(-1, verb - 2 * _NEAR), -1):
            item = items[back]
            if item.low in _HARD_STOPS:
                break
            if item.actor is not None and not (back and items[back - 1].low in {"against", "by", "with", "from"}):
                return item.actor.actor
        if frame is not None and frame.agent:
            return frame.agent
    number, actor = memory.mover
    return actor if telling.number - number <= _reach() else ""


def _objectives(
    telling: _Telling, memory: _Memory, actor: str, start: tuple[int, Location | None], verb: int
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
        and abs(number - verb) <= 2 * _NEAR
        and _is_goal(telling.items, number)
    ]
    if named:
        return min(named, key=lambda found: found[:2])[2], 0.75, "from_to"
    at = telling.items[verb].start
    for frame in sorted(telling.told, key=lambda frame: abs(frame.trigger.start - at)):
        for place in frame.places:
            if place.role in {"object", "to", "at"} and place.location.place.id != avoid:
                return place.location, 0.65, "from_object"
    number, location = memory.objective.get(actor, (-_NEAR, None))
    if location is not None and telling.number - number <= 1 and location.place.id != avoid:
        return location, 0.5, "from_context"
    focus = next((place for place in memory.focus if place.place.id != avoid), None)
    return (focus, 0.45, "from_focus") if focus is not None else None


def _is_country(location: Location) -> bool:
    return location.place.feature_code.startswith("PCL")


def _is_goal(items: Sequence[Item], index: int) -> bool:
    """Tell whether a place is where something goes: after ``to``, ``towards``, ``in the direction of``, or taken."""
    words = movement_words()
    before = [other.low for other in items[max(0, index - 4) : index]]
    if not before or _is_origin(items, index):
        return False
    if before[-1] in words["to"] or {"direction", "of"} <= set(before):
        return True
    return before[-1] in words["bridge"] and bool(set(before[-3:]) & words["to"])


def focus_of(mentions: Sequence[Mention]) -> tuple[Location, ...]:
    """Give the places an article is about: the town-sized places it names most, the most named first."""
    counts: dict[str, int] = {}
    places: dict[str, Location] = {}
    for mention in mentions:
        if mention.role != "literal" or mention.location is None or mention.location.place.feature_class == "A":
            continue
        place_id = mention.location.place.id
        counts[place_id] = counts.get(place_id, 0) + 1
        if not mention.location.relation:
            places.setdefault(place_id, mention.location)
    ranked = sorted(places, key=lambda place_id: -counts[place_id])
    return tuple(places[place_id] for place_id in ranked[:2])


def _via(items: Sequence[Item], index: int, objective: Location) -> tuple[Location, ...]:
    found = []
    for number, item in enumerate(items):
        if number in {0, index} or item.place is None or item.place.location is None:
            continue
        if items[number - 1].low in movement_words()["via"] and item.place.location.place.id != objective.place.id:
            found.append(item.place.location)
    return tuple(found)
