"""The roster of an article: the theatre's parties, the known ones of its countries, states and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from ahocorasick_rs import AhoCorasick

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import Party, read_parties, read_patterns, read_states

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from geo.records import Actor

How = Literal["name", "alias", "leader", "generic", "seat", "demonym", "people", "home"]
_WEIGHT: dict[str, int] = {
    "name": 0,
    "alias": 1,
    "leader": 1,
    "people": 2,
    "demonym": 2,
    "seat": 3,
    "generic": 4,
    "home": 5,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to call a party: `spelling` as the list has it, `rank` the lower the closer to the article's conflict."""

    spelling: str
    actor: str
    how: How
    rank: int
    party: Party = field(compare=False)

    def active(self, day: dt.date | None) -> bool:
        """Whether the party can be meant on a day: names always, bare words and seats while it was there."""
        return self.how not in {"generic", "seat", "home"} or self.party.active(day)


@dataclass(frozen=True)
class Roster:
    """All parties an article may name.

    `actors` by id; `entries` every folded spelling with what it may stand for, best first; `homes` the parties named
    after a town, `lands` the countries' codes, both by folded name.
    """

    actors: Mapping[str, Actor]
    entries: Mapping[str, tuple[Entry, ...]]
    homes: Mapping[str, tuple[Party, ...]]
    lands: Mapping[str, str]
    parties: tuple[Party, ...]
    countries: tuple[str, ...]
    theatre: tuple[Actor, ...] = ()

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Folded spellings in the order of the automaton's patterns."""
        return tuple(self.entries)

    @cached_property
    def automaton(self) -> AhoCorasick:
        """Finds every spelling in one pass over a folded text."""
        return AhoCorasick(list(self.spellings))

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
        own = [party for party in self.parties if party.state == country]
        return next((party.id for party in own if party.active(day)), own[-1].id if own else "")

    def foes(self, one: str, other: str) -> bool | None:
        """Whether the lists say that two parties fight each other; nothing when they tell no foes of the first."""
        known = self._foes
        theirs, ours = known.get(one, frozenset()), known.get(other, frozenset())
        if "*" in theirs | ours or {other, self.side(other)} & theirs or {one, self.side(one)} & ours:
            return True
        return False if theirs else None

    @cached_property
    def _foes(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for party in self.parties:
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


@lru_cache(maxsize=64)
def _load(theatre_actors: tuple[Actor, ...], countries: tuple[str, ...]) -> Roster:
    owner = {fold(name): actor.id for actor in theatre_actors for name in (actor.id, actor.name, *actor.aliases)}
    own = tuple(_as_party(actor) for actor in theatre_actors)
    listed = tuple(sorted(read_parties(countries), key=lambda party: _rank(party, countries)))
    home = next((code for code in countries if any(code in party.conflict and party.generic for party in listed)), "")
    builder = _Builder(owner, {actor.id: actor for actor in theatre_actors}, home)
    for party in own:
        builder.add(party, rank=-1)
    for party in listed:
        builder.add(party, rank=_rank(party, countries))
    for state in read_states():
        rank = _GLOBAL + (countries.index(state.iso2) if state.iso2 in countries else len(countries))
        builder.add(state.party, rank=rank)
        if not home and state.iso2 in countries[:1]:
            for word in read_patterns()["state_generic"]:
                builder.call(word, state.party, "generic", rank)
        for word in state.demonyms:
            builder.call(word, state.party, "demonym", rank)
        for word in state.people:
            builder.call(word, state.party, "people", rank)
    return Roster(
        actors=builder.actors,
        entries=builder.sorted_entries(),
        homes=builder.homes,
        lands=_lands(),
        parties=(*own, *listed, *(state.party for state in read_states())),
        countries=countries,
        theatre=theatre_actors,
    )


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


def _fuller(known: Actor | None, party: Party) -> Actor:
    """Complete a record with what another list says of the same party; the first list wins."""
    if known is None:
        return party.to_record()
    return replace(
        known,
        name=party.name if known.name == known.id and party.name else known.name,
        aliases=tuple(dict.fromkeys((*known.aliases, *party.aliases))),
        leaders=tuple(dict.fromkeys((*known.leaders, *party.leaders))),
        side=party.side if known.side == known.id and party.side else known.side,
        home=known.home or party.home,
    )


class _Builder:
    """Collects entries; a built-in party that the theatre lists under another id becomes the theatre's."""

    def __init__(self, owner: dict[str, str], actors: dict[str, Actor], home: str) -> None:
        self.owner, self.actors, self.home = owner, actors, home
        self.entries: dict[str, list[Entry]] = {}
        self.homes: dict[str, tuple[Party, ...]] = {}

    def add(self, party: Party, *, rank: int) -> None:
        names = (party.id, party.name or party.id, *party.aliases)
        actor = next((self.owner[fold(name)] for name in names if fold(name) in self.owner), party.id)
        self.actors[actor] = _fuller(self.actors.get(actor), party)
        if actor != party.id:
            party = party.model_copy(update={"id": actor})
        spellings: tuple[tuple[How, Iterable[str]], ...] = (
            ("name", {names[0]: 0, names[1]: 0}),
            ("alias", party.aliases),
            ("leader", party.leaders),
            ("generic", party.generic if self._at_home(party) else ()),
            ("seat", party.seats),
        )
        for how, words in spellings:
            for word in words:
                self.call(word, party, how, rank)
        if party.home:
            home = fold(party.home)
            self.homes[home] = (*self.homes.get(home, ()), party)
            self.call(party.home, party, "home", rank)

    def _at_home(self, party: Party) -> bool:
        """Whether bare words can mean a party: those of the conflict the article is most about, or of any."""
        return not self.home or not party.conflict or self.home in party.conflict

    def call(self, word: str, party: Party, how: How, rank: int) -> None:
        known = self.entries.setdefault(fold(word), [])
        if not any(entry.actor == party.id and entry.how == how for entry in known):
            known.append(Entry(word, party.id, how, rank, party))

    def sorted_entries(self) -> dict[str, tuple[Entry, ...]]:
        def order(entry: Entry) -> tuple[int, int]:
            return entry.rank, _WEIGHT[entry.how]

        return {word: tuple(sorted(entries, key=order)) for word, entries in self.entries.items() if word.strip()}
