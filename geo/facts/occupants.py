"""Whose a military site is and what became of it: as its sentence, its frames or the context tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from geo.facts.families import SITS, TAKES_OVER
from geo.facts.fighters import fights, occupies
from geo.facts.site_words import installation_codes, site_context, site_words, words_of
from geo.facts.sites import BY_KIND, INSTALLATION
from geo.facts.words import read_table
from geo.records import AHEAD, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.items import Item
    from geo.facts.roster import Roster
    from geo.facts.site_words import Site
    from geo.records import Article, BaseStatus, Control, Frame, Interval, Location, Mention, Place, Sentence

# A site so tied to its place is what a frame of the place strikes; another may be somebody else's in the same town.
_BY_NAME = frozenset({"name", "before"})
_MOVES_IN = frozenset({"enter", "handover"})
KEEPS = SITS | {"establish", "withdraw"}
_STRUCK = frozenset({"attack", "airstrike", "shelling", "besiege"})
_SERVES = frozenset({"air base", "naval base"})
_REGIONS = frozenset({"A", "L"})
# How far, in items, a word may stand from the site it describes.
_NEAR = 8
_CLOSE = 4
_BESIDE = frozenset({"near", "outside", "around", "beside", "opposite", "behind"})
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

    @property
    def strikers(self) -> set[str]:
        """Who strikes something in this sentence, as a frame tells or a weapon of theirs ("Indian missiles")."""
        weapons = site_context()["weapons"]
        armed = {
            one.actor.actor
            for one, two in pairwise(self.items)
            if one.actor is not None and not weapons.isdisjoint((two.low, one.low.split()[-1]))
        }
        return armed.union(frame.agent for frame in self.told if frame.sense in _STRUCK)

    def state(self, location: Location) -> str:
        """Give the party that is the state of a place's country."""
        day = self.article.published.start
        return self.roster.state(location.place.country, day) if self.roster is not None else ""


@dataclass(frozen=True, slots=True)
class Occupant:
    """A party taken for the occupant of a site, and how it was found."""

    actor: str
    how: str


NOBODY = Occupant("", "near")

Guest = tuple[str, dt.date, dt.date]
"""A party that keeps a base abroad, and the first and last day of it."""


def find_occupant(telling: Telling, site: Site, location: Location) -> Occupant:
    """Tell whose a site is: as its words say, as what befell it tells, else by who holds the place or was named last.

    What is taken is told by whom it was taken from; an airfield, else, by who has it now, for it goes on serving. A
    soldiers' house of which nothing else is told is the state's, unless that is who strikes it.
    """
    guesses = chain(_by_words(telling, site), _by_deeds(telling, site, location), _by_place(telling, site, location))
    return next((guess for guess in guesses if occupies(guess.actor, telling.roster)), NOBODY)


def _by_words(telling: Telling, site: Site) -> Iterator[Occupant]:
    named = telling.items[site.owner].actor if site.owner is not None else None
    if named is not None and (named.actor not in telling.strikers or named.start > telling.items[site.start].start):
        yield Occupant(named.actor, "named")


def _by_deeds(telling: Telling, site: Site, location: Location) -> Iterator[Occupant]:
    here = [frame for frame in telling.told if speaks_of(frame, location)]
    taken = [frame for frame in here if frame.sense in TAKES_OVER and frame.status != "denied"]
    serves = site.kind in _SERVES and not _of_unit(telling.items, site)
    yield from (Occupant(frame.patient, "taken") for frame in taken)
    if serves:
        yield from (Occupant(frame.agent, "taken") for frame in taken)
    yield Occupant(guest_of(location.place, telling.article.published.start), "guest")
    state = _state_of(telling, site, location)
    if (
        site.kind not in _SERVES
        and state not in {frame.agent for frame in taken}
        and not _is_planned(telling, site, location)
    ):
        yield Occupant(state, "state")
    if site.kind not in _SERVES and any(_rises(telling, frame.agent) for frame in taken):
        yield Occupant(telling.state(location), "lost")
    yield from (
        Occupant(frame.agent, "kept") for frame in here if frame.sense in KEEPS and not _goes_to(frame, location)
    )
    if site.tie in _BY_NAME:
        yield from (Occupant(frame.patient, "struck") for frame in here if frame.sense in _STRUCK)


def _goes_to(frame: Frame, location: Location) -> bool:
    """Tell whether a frame only goes to a place: who retreats to a town need not have its camp."""
    return any(place.role in {"to", "via"} and place.location.place.id == location.place.id for place in frame.places)


def _by_place(telling: Telling, site: Site, location: Location) -> Iterator[Occupant]:
    holder = _holder(telling, location)
    just_taken = site.kind not in _SERVES and holder in takers(telling, location)
    if site.tie and not just_taken and status_of_words(telling.items, site) != "planned":
        yield Occupant(holder, "held")
    if not befallen(telling, location, TAKES_OVER) and not (site.tie == "equated" or site.word == INSTALLATION):
        near = (last_party(telling.items[: site.start]), telling.party)
        yield from (
            Occupant(party, "near") for party in near if party not in telling.strikers and fights(party, telling.roster)
        )
    if not _is_planned(telling, site, location):
        yield Occupant(_state_of(telling, site, location, last=True), "state")
    if site.tie and not _of_unit(telling.items, site):
        yield from (Occupant(party, "taker") for party in sorted(takers(telling, location, _MOVES_IN)))


def _state_of(telling: Telling, site: Site, location: Location, *, last: bool = False) -> str:
    """Give the state of the country, if a site is of a kind that states have and it does not strike it itself.

    As a `last` guess a base that the gazetteer knows is the state's too.
    """
    if site.word in BY_KIND or location.place.feature_class in _REGIONS:
        return ""
    known = last and location.place.feature_code in installation_codes()
    if not (known or _is_states(telling.items, site)):
        return ""
    state = telling.state(location)
    return "" if state in telling.strikers else state


@cache
def _guests() -> Mapping[str, tuple[Guest, ...]]:
    found: dict[str, tuple[Guest, ...]] = {}
    for row in read_table("guests.toml")["guest"]:
        for base in row["bases"]:
            guest = row["party"], row.get("since", dt.date.min), row.get("until", dt.date.max)
            found[base] = (*found.get(base, ()), guest)
    return found


def guest_of(place: Place, day: dt.date | None) -> str:
    """Give the foreign party that is known to keep a base on a day; empty when none is."""
    guests = _guests().get(place.name, ())
    return next((party for party, since, until in guests if since <= (day or until) <= until), "")


def _rises(telling: Telling, party: str) -> bool:
    """Tell whether a party is an armed one that is no state: what it takes is the state's, if nothing else is told."""
    known = telling.roster.get(party) if telling.roster is not None else None
    return known is not None and known.listed and known.kind == "armed"


def _of_unit(items: Sequence[Item], site: Site) -> bool:
    near = items[max(0, site.start - _UNIT) : site.end + _UNIT]
    return not site_context()["units"].isdisjoint(item.low for item in near)


def _is_states(items: Sequence[Item], site: Site) -> bool:
    """Tell whether a site is of a kind that a state has, or called one of its forces'."""
    context = site_context()
    if site.kind in _SERVES or not context["state_sites"].isdisjoint(site.word.split()):
        return True
    before = items[max(0, site.start - 4) : site.start]
    return not context["state_forces"].isdisjoint(words_of(before))


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


def takers(telling: Telling, location: Location, senses: frozenset[str] = TAKES_OVER) -> set[str]:
    """Give the parties that take a place in this sentence."""
    here = (frame for frame in telling.told if frame.sense in senses and speaks_of(frame, location))
    return {frame.agent for frame in here if frame.status != "denied" and frame.agent}


def speaks_of(frame: Frame, location: Location) -> bool:
    """Tell whether a frame has a place among its own."""
    return any(place.location.place.id == location.place.id for place in frame.places)


def find_status(telling: Telling, site: Site, location: Location) -> tuple[BaseStatus, Interval]:
    """Tell what a frame, or the words near a site, say became of it."""
    return _status_of_frames(location, telling.told) or (status_of_words(telling.items, site), UNKNOWN)


def _is_planned(telling: Telling, site: Site, location: Location) -> bool:
    """Whether a site is only planned: it is the planner's then, whoever holds the place."""
    return find_status(telling, site, location)[0] == "planned"


def _status_of_frames(location: Location, told: Sequence[Frame]) -> tuple[BaseStatus, Interval] | None:
    for frame in told:
        if not speaks_of(frame, location) or frame.status in {"denied", "claimed"}:
            continue
        if frame.status in AHEAD:
            if frame.sense in {"establish", "based"}:
                return "planned", frame.when
        elif frame.sense in TAKES_OVER:
            return "captured", UNKNOWN
        elif frame.sense == "withdraw" and any(place.role == "from" for place in frame.places):
            return "abandoned", UNKNOWN
    return None


def status_of_words(items: Sequence[Item], site: Site) -> BaseStatus:
    """Tell what the words near a site say became of it."""
    words = site_context()
    near = [item.low for item in items[max(0, site.start - _NEAR) : site.end + _NEAR]]
    after = [item.low for item in items[site.end : site.end + _NEAR]]
    before = [item.low for item in items[max(0, site.start - _CLOSE) : site.start]]
    if words["planned"].intersection(near) and words["planned_before"].intersection(near):
        return "planned"
    if words["destroyed"].intersection(near) and not _is_landmark(items, site):
        return "destroyed"
    if words["abandoned"].intersection(after) or words["quits"].intersection(before):
        return "abandoned"
    return "active"


def _is_landmark(items: Sequence[Item], site: Site) -> bool:
    """Tell whether a site only says where something else lies: "homes near the air base were destroyed"."""
    index, passed = site.start - 1, site_words().keys() | site_context()["articles"]
    while index >= 0 and (items[index].kind == "place" or items[index].low in passed):
        index -= 1
    return index >= 0 and items[index].low in _BESIDE
