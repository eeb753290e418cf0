"""The roster of an article: the theatre's parties, the known ones of its countries, states and organisations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import Party, read_allies, read_states
from geo.facts.spellings import Entries, Listed, Spellings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from ahocorasick_rs import AhoCorasick

    from geo.records import Actor


@dataclass(frozen=True)
class Roster:
    """All parties an article may name.

    `actors` by id; `entries` every folded spelling with what it may stand for, best first; `homes` the parties named
    after a town, `lands` the countries' codes, both by folded name.
    """

    actors: Mapping[str, Actor]
    entries: Entries
    homes: Mapping[str, tuple[Party, ...]]
    lands: Mapping[str, str]
    parties: tuple[Party, ...]
    countries: tuple[str, ...]
    theatre: tuple[Actor, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Folded spellings in the order of the automaton's patterns; some are of parties that are not in the roster."""
        return self.entries.known.spellings

    @property
    def automaton(self) -> AhoCorasick:
        """Finds every spelling in one pass over a folded text."""
        return self.entries.known.automaton

    def get(self, actor: str) -> Actor | None:
        """Give a listed actor by its id."""
        return self.actors.get(actor)

    def side(self, actor: str) -> str:
        """Give an actor's side; its own id when it is not listed."""
        known = self.actors.get(actor)
        return (known.side or known.id) if known else actor

    def generic(self, word: str, day: dt.date | None) -> tuple[str, ...]:
        """Give the parties that a bare word ("the army") may mean, the likeliest first."""
        return tuple(
            entry.actor for entry in self.entries.get(fold(word), ()) if entry.how == "generic" and entry.active(day)
        )

    def state(self, country: str, day: dt.date | None) -> str:
        """Give the party that is a country's government and army on a day; empty when none is listed."""
        own = self._governments.get(country, [])
        return next((party.id for party in own if party.active(day)), own[-1].id if own else "")

    @cached_property
    def _governments(self) -> dict[str, list[Party]]:
        found: dict[str, list[Party]] = {}
        for party in self.parties:
            found.setdefault(party.state, []).append(party)
        return found

    def foes(self, one: str, other: str) -> bool | None:
        """Whether the lists say that two parties fight each other; nothing when they tell no foes of the first."""
        known = self._foes
        theirs, ours = known.get(one, frozenset()), known.get(other, frozenset())
        if not theirs and not ours:
            return None
        if "*" in theirs | ours or {other, self.side(other)} & theirs or {one, self.side(one)} & ours:
            return True
        return False if theirs else None

    def friends(self, one: str, other: str) -> bool:
        """Whether the lists say that two parties or their sides do not fight each other in the article's countries."""
        known = self._friends
        return any((ours, theirs) in known for ours in (one, self.side(one)) for theirs in (other, self.side(other)))

    @cached_property
    def _friends(self) -> frozenset[tuple[str, str]]:
        pairs = [(one, other) for country, one, other in read_allies() if country in self.countries]
        return frozenset((*pairs, *((other, one) for one, other in pairs)))

    @cached_property
    def _foes(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for party in self.parties:
            if party.foes:
                found[party.id] = found.get(party.id, frozenset()) | frozenset(party.foes)
        return found

    @cached_property
    def _states(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for party in self.parties:
            if party.state:
                found[party.id] = found.get(party.id, frozenset()) | {party.state}
        return found

    def foreign(self, actor: str) -> bool:
        """Whether an actor is a state that is none of the article's first two countries."""
        states = self._states.get(actor)
        return bool(states) and not (states or frozenset()) & set(self.countries[:2])

    def numbered(self, day: dt.date | None) -> tuple[str, ...]:
        """Give the parties of the article's countries whose units bear numbers ("16th Division")."""
        return tuple(party.id for party in self.parties if party.numbered and party.active(day))


def load_roster(theatre_actors: Sequence[Actor], countries: Sequence[str]) -> Roster:
    """Gather the parties an article may name.

    Parameters
    ----------
    theatre_actors
        The analyst's own; they win over the built-in lists. One that shares a name with a listed party takes over
        that party's spellings.
    countries
        ISO 3166-1 alpha-2, most spoken of first: whose lists are taken. Empty: all lists, until `find_actors` sees
        which countries the article speaks of.
    """
    return _load(tuple(theatre_actors), tuple(countries))


@lru_cache(maxsize=256)
def _load(theatre_actors: tuple[Actor, ...], countries: tuple[str, ...]) -> Roster:
    known = _spellings(theatre_actors)
    chosen = [(listed, _rank(listed.party, countries)) for listed in known.listed if listed.concerns(countries)]
    chosen.sort(key=lambda item: item[1])
    home = next(
        (code for code in countries if any(code in one.party.conflict and one.party.generic for one, _ in chosen)), ""
    )
    last = len(countries)
    places = {code: number for number, code in reversed([*enumerate(countries)])}
    ranked = [
        *((listed, -1) for listed in known.own),
        *chosen,
        *((listed, _GLOBAL + places.get(listed.party.state, last)) for listed in known.states),
    ]
    return Roster(
        actors=_actors(theatre_actors, (listed for listed, _ in ranked)),
        entries=Entries(known, ranked, home, countries[0] if countries and not home else ""),
        homes=_homes(listed for listed, _ in ranked),
        lands=_lands(),
        parties=tuple(listed.party for listed, _ in ranked),
        countries=countries,
        theatre=theatre_actors,
    )


@lru_cache(maxsize=4)
def _spellings(theatre_actors: tuple[Actor, ...]) -> Spellings:
    """Give all spellings that the theatre and the lists have; the same for every article of a build."""
    owner = {fold(name): actor.id for actor in theatre_actors for name in (actor.id, actor.name, *actor.aliases)}
    return Spellings.read([_as_party(actor) for actor in theatre_actors], owner)


@lru_cache(maxsize=1)
def _lands() -> dict[str, str]:
    """Give the names of states, folded, with their country codes."""
    return {
        fold(name): state.iso2
        for state in read_states()
        for name in (state.party.id, state.party.name, *state.party.aliases)
    }


_GLOBAL = 50


def _rank(party: Party, countries: tuple[str, ...]) -> int:
    if not party.countries:
        return _GLOBAL
    return min((countries.index(code) for code in party.countries if code in countries), default=_GLOBAL)


def _as_party(actor: Actor) -> Party:
    kind = actor.kind if actor.kind in {"state", "armed", "civilian", "international", "person"} else "armed"
    return Party.model_validate(
        {
            "id": actor.id,
            "name": actor.name,
            "aliases": actor.aliases,
            "leaders": actor.leaders,
            "kind": kind,
            "home": actor.home,
            "side": actor.side,
        }
    )


def _actors(theatre_actors: Sequence[Actor], ranked: Iterable[Listed]) -> dict[str, Actor]:
    """Give the record of each party by its id; the first list that has it wins, the others complete it."""
    actors = {actor.id: actor for actor in theatre_actors}
    for listed in ranked:
        known = actors.get(listed.id)
        actors[listed.id] = listed.record if known is None else _fuller(known, listed.party)
    return actors


def _fuller(known: Actor, party: Party) -> Actor:
    """Complete a record with what another list says of the same party."""
    return replace(
        known,
        name=party.name if known.name == known.id and party.name else known.name,
        aliases=tuple(dict.fromkeys((*known.aliases, *party.aliases))),
        leaders=tuple(dict.fromkeys((*known.leaders, *party.leaders))),
        side=party.side if known.side == known.id and party.side else known.side,
        home=known.home or party.home,
    )


def _homes(ranked: Iterable[Listed]) -> dict[str, tuple[Party, ...]]:
    """Give the parties named after a town, by its folded name."""
    homes: dict[str, tuple[Party, ...]] = {}
    for listed in ranked:
        if listed.named.home:
            home = fold(listed.named.home)
            homes[home] = (*homes.get(home, ()), listed.named)
    return homes
