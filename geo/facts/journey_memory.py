"""What the rules of journeys remember of an article: goals, where parties stood some sentences ago, the last mover.

How this differs from the other memories of where parties stood, `positions` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import GAINS, SITS, TAKES, TAKES_OVER
from geo.facts.movement import NEAR
from geo.facts.words import read_table
from geo.geodesy import distance_km
from geo.records import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.records import Frame, Location, Mention, Sentence

# A party is taken to come from where it last stood when that is no further off.
DAY_MARCH_KM = 250.0
# Senses of frames whose agent is on the move, or means to be.
MOVES = GAINS | {"mobilise", "withdraw", "attack", "besiege"}
# Roles of the places where something is done, or where somebody goes.
SCENES = frozenset({"object", "to", "at"})
# After these the agent stands at the place.
_STANDS = TAKES_OVER | SITS | {"withdraw"}


@dataclass(slots=True)
class Memory:
    """What earlier sentences told: objectives of each party, where each one stood, and the last mover."""

    objective: dict[str, tuple[int, Location]] = field(default_factory=dict)
    stood: dict[str, tuple[int, Location]] = field(default_factory=dict)
    place: tuple[int, Location] | None = None
    focus: tuple[Location, ...] = ()
    mover: tuple[int, str] = (-99, "")


@cache
def reach() -> int:
    """Give how many sentences back a mover or its goal may have been named."""
    return int(read_table("axes.toml")["movement"]["memory"])


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence with all that is known of it."""

    number: int
    sentence: Sentence
    items: Sequence[Item]
    told: Sequence[Frame]
    mentions: Sequence[Mention]


def remember(number: int, told: Sequence[Frame], memory: Memory) -> None:
    """Note the goals, the places and the movers that the frames of a sentence tell."""
    for frame in told:
        places = [place.location for place in frame.places if place.role in SCENES]
        if places:
            memory.place = (number, places[0])
            if frame.agent:
                memory.objective[frame.agent] = (number, places[0])
        if frame.agent and frame.sense in MOVES:
            memory.mover = (number, frame.agent)
        if places and frame.status in HAPPENED:  # who only plans to take a place does not stand there
            party = frame.agent if frame.sense in _STANDS else ""
            for one in (party, frame.patient if frame.sense in TAKES else ""):
                memory.stood[one] = (number, places[0])


def set_out_from(telling: Telling, memory: Memory, actor: str, goal: Location) -> Location | None:
    """Find the place a party sets out from: where it was last told to stand, within a day's march of its goal."""
    number, stood = memory.stood.get(actor, (-NEAR, None))
    for frame in telling.told:
        here = [place.location for place in frame.places if place.role in {"object", "at"}]
        if here and frame.agent == actor and frame.sense in TAKES and here[0].place.id != goal.place.id:
            number, stood = telling.number, here[0]
    if stood is None or telling.number - number > 2 * reach() or stood.place.id == goal.place.id:
        return None
    return stood if distance_km(stood.lat, stood.lon, goal.lat, goal.lon) <= DAY_MARCH_KM else None


def party_at(memory: Memory, origin: Location | None) -> str:
    """Find the party that was last told to stand at a place; empty when none was."""
    if origin is None:
        return ""
    there = [
        (number, party)
        for party, (number, place) in memory.stood.items()
        if party and place.place.id == origin.place.id
    ]
    return max(there, default=(0, ""))[1]


def last_mover(telling: Telling, memory: Memory) -> str:
    """Give the party that moved last, a few sentences back at most; empty when none did."""
    number, actor = memory.mover
    return actor if telling.number - number <= reach() else ""


def left_behind(telling: Telling, memory: Memory, actor: str, verb: int) -> Location | None:
    """Find the place a retreating party leaves: named before in the sentence, where it stood, or spoken of last."""
    for item in reversed(telling.items[:verb]):
        if (
            item.place is not None
            and item.place.location is not None
            and item.place.location.place.feature_class != "A"
        ):
            return item.place.location
    for number, location in (memory.stood.get(actor, (-NEAR, None)), memory.place or (-NEAR, None)):
        if location is not None and telling.number - number <= reach():
            return location
    return None


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
