"""Whose a military site is and what became of it: as its sentence, its frames or the context tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.facts.fighters import occupies
from geo.facts.site_words import site_context
from geo.facts.sites import INSTALLATION
from geo.records import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.facts.roster import Roster
    from geo.facts.site_words import Site
    from geo.records import Article, BaseStatus, Control, Frame, Interval, Location, Mention, Sentence

TAKEN = frozenset({"capture", "recapture", "enter", "handover"})
KEEPS = frozenset({"establish", "based", "hold", "withdraw"})
_STRUCK = frozenset({"attack", "airstrike", "shelling", "besiege"})
_SERVES = frozenset({"air base", "naval base"})
# How far, in items, a word may stand from the site it describes.
_NEAR = 8
_UNIT = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence with its frames, and what the article has told otherwise.

    `party` is the one named last before the sentence, `place` the town its paragraph was about before it.
    """

    article: Article
    sentence: Sentence
    items: Sequence[Item]
    told: Sequence[Frame]
    control: Sequence[Control]
    roster: Roster | None
    party: str = ""
    place: Mention | None = None


@dataclass(frozen=True, slots=True)
class Occupant:
    """A party taken for the occupant of a site, and how it was found."""

    actor: str
    how: str


NOBODY = Occupant("", "near")


def find_occupant(telling: Telling, site: Site, location: Location) -> Occupant:
    """Tell whose a site is: as its words say, as what befell it tells, else by who holds the place or was named last.

    What is taken is told by whom it was taken from; an airfield by who has it now, for it goes on serving.
    """
    items, told = telling.items, telling.told
    strikers = {frame.agent for frame in told if frame.sense in _STRUCK}
    named = items[site.owner].actor if site.owner is not None else None
    if named is not None and (named.actor not in strikers or named.start > items[site.start].start):
        guesses = [Occupant(named.actor, "named")]
    else:
        guesses = []
    here = [frame for frame in told if speaks_of(frame, location)]
    taken = [frame for frame in here if frame.sense in TAKEN and frame.status != "denied"]
    unit = site_context()["units"].intersection(
        item.low for item in items[max(0, site.start - _UNIT) : site.end + _UNIT]
    )
    serves = site.kind in _SERVES and not unit
    guesses += [Occupant(frame.agent if serves else frame.patient, "taken") for frame in taken]
    guesses += [Occupant(frame.agent, "taken") for frame in taken if not unit]
    guesses += [Occupant(frame.agent, "kept") for frame in here if frame.sense in KEEPS]
    guesses += [Occupant(frame.patient, "struck") for frame in here if frame.sense in _STRUCK]
    if status_of_words(items, site) != "planned":
        guesses += [Occupant(_holder(telling, location), "held")]
    if not taken and not (site.tie == "equated" or site.word == INSTALLATION):
        near = (last_party(items[: site.start]), telling.party)
        guesses += [Occupant(party, "near") for party in near if party not in strikers]
    return next((guess for guess in guesses if occupies(guess.actor, telling.roster)), NOBODY)


def last_party(items: Sequence[Item]) -> str:
    """Give the actor named last among some items."""
    return next((item.actor.actor for item in reversed(items) if item.actor is not None), "")


def _holder(telling: Telling, location: Location) -> str:
    held = [
        span for span in telling.control if span.location.place.id == location.place.id and span.status != "claimed"
    ]
    latest = max(held, key=lambda span: (span.valid.end is None, str(span.valid.start or "")), default=None)
    return latest.holder if latest is not None else ""


def befallen(telling: Telling, location: Location, senses: frozenset[str]) -> bool:
    """Tell whether a frame of one of these senses speaks of a place in this sentence."""
    return any(
        frame.sense in senses and frame.status != "denied" and speaks_of(frame, location) for frame in telling.told
    )


def speaks_of(frame: Frame, location: Location) -> bool:
    """Tell whether a frame has a place among its own."""
    return any(place.location.place.id == location.place.id for place in frame.places)


def find_status(telling: Telling, site: Site, location: Location) -> tuple[BaseStatus, Interval]:
    """Tell what a frame, or the words near a site, say became of it."""
    return _status_of_frames(location, telling.told) or (status_of_words(telling.items, site), UNKNOWN)


def _status_of_frames(location: Location, told: Sequence[Frame]) -> tuple[BaseStatus, Interval] | None:
    for frame in told:
        if not speaks_of(frame, location) or frame.status in {"denied", "claimed"}:
            continue
        if frame.status in {"planned", "threatened"}:
            if frame.sense in {"establish", "based"}:
                return "planned", frame.when
        elif frame.sense in TAKEN:
            return "captured", UNKNOWN
        elif frame.sense == "withdraw" and any(place.role == "from" for place in frame.places):
            return "abandoned", UNKNOWN
    return None


def status_of_words(items: Sequence[Item], site: Site) -> BaseStatus:
    """Tell what the words near a site say became of it."""
    words = site_context()
    near = [item.low for item in items[max(0, site.start - _NEAR) : site.end + _NEAR]]
    after = [item.low for item in items[site.end : site.end + _NEAR]]
    if words["planned"].intersection(near) and words["planned_before"].intersection(near):
        return "planned"
    if words["destroyed"].intersection(near):
        return "destroyed"
    if words["abandoned"].intersection(after):
        return "abandoned"
    return "active"
