"""Equal parts of many readings, held once: places, actors, names. It halves the memory of many readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.records import Actor, Axis, Base, Control, Event, Location, Place, Reading, Source

_NAMES = ("phrase", "place_id", "role", "relation")  # columns of a sheet whose texts come again
_CITED = ("article", "quote", "published", "url", "rule")


class Shared:
    """What readings have in common, known from those that were taken in before."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._actors: dict[str, Actor] = {}
        self._names: dict[str, str] = {}

    def take_in(self, reading: Reading) -> None:
        """Put what is known already in the place of its equals in a reading that nobody else holds yet."""
        # `replace` would take five times the time of decoding the records.
        for location in _locations(reading):
            object.__setattr__(location, "place", self._place(location.place))
            if location.other is not None:
                object.__setattr__(location, "other", self._place(location.other))
        object.__setattr__(reading, "actors", tuple(map(self._actor, reading.actors)))
        if reading.sheet is not None:
            object.__setattr__(reading.sheet, "named", tuple(map(self._place, reading.sheet.named)))
            for column in _NAMES:
                texts: tuple[str, ...] = getattr(reading.sheet, column)
                object.__setattr__(reading.sheet, column, tuple(map(self._names.setdefault, texts, texts)))
            quoted: dict[str, str] = {}  # several mentions of one sentence
            sources = reading.sheet.sources
            object.__setattr__(reading.sheet, "sources", tuple(map(quoted.setdefault, sources, sources)))
        _share_texts(source for fact in _facts(reading) for source in fact.sources)

    def _place(self, place: Place) -> Place:
        known = self._places.setdefault(place.id, place)
        return known if known == place else place

    def _actor(self, actor: Actor) -> Actor:
        known = self._actors.setdefault(actor.id, actor)
        return known if known == actor else actor


def _share_texts(sources: Iterable[Source]) -> None:
    """Hold what the sources of one article say in the same words once."""
    known: dict[str, str] = {}
    for source in sources:
        for name in _CITED:
            text: str = getattr(source, name)
            object.__setattr__(source, name, known.setdefault(text, text))


def _facts(reading: Reading) -> Iterator[Event | Control | Axis | Base]:
    yield from reading.events
    yield from reading.control
    yield from reading.axes
    yield from reading.bases


def _locations(reading: Reading) -> Iterator[Location]:
    for mention in reading.mentions:
        if mention.location is not None:
            yield mention.location
    for facts in (reading.events, reading.control, reading.bases):
        yield from (fact.location for fact in facts)
    for axis in reading.axes:
        yield from (axis.objective, *axis.via, *((axis.origin,) if axis.origin is not None else ()))
