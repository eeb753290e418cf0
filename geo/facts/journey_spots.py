"""Where a journey may begin and end: the places a sentence names, and those that the judge of journeys remembers.

How its memory differs from the others of where parties stood, `positions` tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.families import SITS, TAKES, TAKES_OVER
from geo.facts.inside import inside
from geo.facts.journey_memory import MOVES, SCENES
from geo.facts.journey_words import deeds, head_of, usage_of
from geo.facts.movement import sides_of
from geo.records import HAPPENED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.facts.journey_memory import Telling
    from geo.records import Frame, Location

# How many sentences back a place or a party may have been told of.
MEMORY = 4
_STANDS = TAKES_OVER | SITS
_ROAD = "R"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or a side where a journey may begin or end.

    `how` says how the text names it; `index` and `head` are the items of the place and of its word of movement in the
    sentence, -1 for what the context supplies; `known` tells then what was told of it before, and how far back.
    """

    location: Location | None
    how: str
    index: int = -1
    head: int = -1
    side: str = ""
    known: tuple[str, ...] = ()


NOWHERE = Spot(None, "none")


@dataclass(slots=True)
class Memory:
    """What earlier sentences told, each with the number of the sentence; `focus` is what the article is about.

    `done` is what the whole article tells to be done at each place, by its id.
    """

    focus: tuple[Location, ...] = ()
    done: Mapping[str, Sequence[str]] = field(default_factory=dict)
    spots: dict[str, tuple[int, Location]] = field(default_factory=dict)
    stood: dict[str, tuple[int, Location]] = field(default_factory=dict)
    lost: dict[str, tuple[int, Location]] = field(default_factory=dict)
    goal: dict[str, tuple[int, Location]] = field(default_factory=dict)
    parties: dict[str, tuple[int, str]] = field(default_factory=dict)

    def remember(self, telling: Telling) -> None:
        """Take in what a sentence told."""
        for frame in telling.told:
            self._frame(telling.number, frame)
        subject = next((item.actor.actor for item in telling.items if item.actor is not None), "")
        if subject:
            self.parties["subject"] = telling.number, subject
        for mention in telling.mentions:
            if mention.role == "literal" and mention.location is not None:
                self.spots["named"] = telling.number, mention.location

    def _frame(self, number: int, frame: Frame) -> None:
        places = [place.location for place in frame.places if place.role in SCENES]
        if frame.agent:
            self.parties["agent"] = number, frame.agent
            if frame.sense in MOVES and frame.sense != "withdraw":
                self.parties["mover"] = number, frame.agent
        if not places:
            return
        place = self.spots["place"] = number, places[0]
        if frame.agent:
            self.goal[frame.agent] = place
        if frame.status not in HAPPENED:
            return
        if frame.agent and frame.sense in _STANDS:
            self.stood[frame.agent] = self.spots["stood"] = place
        loser = frame.agent if frame.sense == "withdraw" else frame.patient if frame.sense in TAKES else ""
        if loser:
            self.lost[loser] = self.spots["lost"] = place
            self.parties["loser"] = number, loser


def done_at(frames: Iterable[Frame]) -> dict[str, list[str]]:
    """Give what the frames of an article tell to be done at each place: the kinds of ``[done]``."""
    found: dict[str, list[str]] = {}
    for frame in frames:
        kind = deeds().get(frame.sense)
        for place in frame.places if kind else ():
            if place.role in SCENES or place.role == "from":
                found.setdefault(place.location.place.id, []).append("from" if place.role == "from" else str(kind))
    return found


def spots_in(telling: Telling) -> list[Spot]:
    """Give the places and sides that a sentence names, in text order."""
    items = telling.items
    found: list[Spot] = []
    for index, item in enumerate(items):
        if item.place is not None and item.place.location is not None:
            if item.place.location.place.feature_class == _ROAD:
                continue
            usage = usage_of(items, index)
            found.append(Spot(item.place.location, usage.how, index, head_of(items, index)))
        elif item.actor is not None and " from " in item.low:
            found += [
                Spot(mention.location, "home", index, head_of(items, index, after=True))
                for mention in inside(telling.sentence, telling.mentions)
                if item.start <= mention.start < item.end and mention.role == "literal" and mention.location is not None
            ]
    found += [Spot(None, "side", index, head_of(items, index), side) for index, side in sides_of(items)]
    return found


def known_spots(telling: Telling, memory: Memory) -> Iterator[Spot]:
    """Give the places that the context supplies: where a party stood or lost, what was spoken of."""
    hows: dict[str, list[str]] = {}
    places: dict[str, Location] = {}
    told = [(how, number, place) for how, (number, place) in memory.spots.items() if telling.number - number <= MEMORY]
    for how, number, location in sorted(told, key=lambda one: -one[1]):
        hows.setdefault(location.place.id, []).append(f"{how}.{min(2, telling.number - number)}")
        places.setdefault(location.place.id, location)
    for rank, location in enumerate(memory.focus):
        hows.setdefault(location.place.id, []).append(f"focus{rank}")
        places.setdefault(location.place.id, location)
    for place_id, location in places.items():
        yield Spot(location, "known", known=tuple(hows[place_id]))
