"""What every spelling of the lists may mean: indexed once, looked up per article with the parties of its countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ahocorasick_rs import AhoCorasick

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import Party, list_parties, read_patterns, read_states

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.actors_tables import State
    from geo.records import Actor

How = Literal["name", "alias", "leader", "generic", "seat", "demonym", "people", "home"]
NAMING: frozenset[How] = frozenset({"name", "alias", "leader"})
"""Ways that mean one party wherever they stand; what the others mean depends on country, day and what is beside."""
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A party of a list: as written there, under the id that the theatre gives it, its record and how it is called.

    `concerned` are the countries of its list, none where that is the world's.
    """

    number: int
    party: Party
    named: Party
    record: Actor
    calls: tuple[tuple[str, How], ...]
    concerned: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Its id, the theatre's where the theatre lists it too."""
        return self.named.id

    def concerns(self, countries: Iterable[str]) -> bool:
        """Whether the party may be meant in an article about some countries; no country is every country."""
        wanted = frozenset(countries)
        if not wanted:
            return True
        everywhere = not self.party.countries
        return (not self.concerned or bool(wanted & self.concerned)) and (
            everywhere or not wanted.isdisjoint(self.party.countries)
        )


@dataclass(frozen=True)
class Spellings:
    """The parties of the theatre, of the lists and the states, and where each folded spelling stands in them.

    `calls` gives, for a spelling, numbers of parties and which of the party's calls it is.
    """

    own: tuple[Listed, ...]
    listed: tuple[Listed, ...]
    states: tuple[Listed, ...]
    calls: Mapping[str, tuple[tuple[int, int], ...]]

    @classmethod
    def read(cls, own: Sequence[Party], owner: Mapping[str, str]) -> Spellings:
        """Index the lists; `owner` gives the theatre's id for folded names of its parties."""
        parties = list_parties()
        first, then = len(own), len(own) + len(parties)
        own_ = tuple(_listed(number, party, owner) for number, party in enumerate(own))
        listed = tuple(_listed(number, party, owner, among) for number, (party, among) in enumerate(parties, first))
        states = tuple(_state(number, state, owner) for number, state in enumerate(read_states(), then))
        calls: dict[str, list[tuple[int, int]]] = {}
        for one in (*own_, *listed, *states):
            for at, (spelling, _) in enumerate(one.calls):
                calls.setdefault(fold(spelling), []).append((one.number, at))
        return cls(own_, listed, states, {word: tuple(found) for word, found in calls.items() if word.strip()})

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Folded spellings in the order of the automaton's patterns."""
        return tuple(self.calls)

    @cached_property
    def automaton(self) -> AhoCorasick:
        """Finds every spelling in one pass over a folded text."""
        return AhoCorasick(list(self.spellings))


def _listed(number: int, party: Party, owner: Mapping[str, str], among: frozenset[str] = frozenset()) -> Listed:
    named = _taken_over(party, owner)
    return Listed(number, party, named, named.to_record(), tuple(_calls(party)), among)


def _state(number: int, state: State, owner: Mapping[str, str]) -> Listed:
    named = _taken_over(state.party, owner)
    generic = read_patterns()["state_generic"]
    calls: list[tuple[str, How]] = [*_calls(state.party), *((word, "generic") for word in generic)]
    calls += [(word, "demonym") for word in state.demonyms]
    calls += [(word, "people") for word in state.people]
    return Listed(number, state.party, named, named.to_record(), tuple(calls))


def _taken_over(party: Party, owner: Mapping[str, str]) -> Party:
    """Give a party under the theatre's id, if the theatre lists it."""
    if not owner:
        return party
    names = map(fold, (party.id, party.name or party.id, *party.aliases))
    actor = next((owner[name] for name in names if name in owner), party.id)
    return party if actor == party.id else party.model_copy(update={"id": actor})


def _calls(party: Party) -> Iterator[tuple[str, How]]:
    names: tuple[tuple[How, Iterable[str]], ...] = (
        ("name", dict.fromkeys((party.id, party.name or party.id))),
        ("alias", party.aliases),
        ("leader", party.leaders),
        ("generic", party.generic),
        ("seat", party.seats),
        ("home", (party.home,) if party.home else ()),
    )
    return ((word, how) for how, words in names for word in words)


class Entries(Mapping[str, "tuple[Entry, ...]"]):
    """What each folded spelling may stand for in one article, best first; worked out when a spelling is asked for.

    Parameters
    ----------
    known
        All spellings.
    ranked
        The parties the article may name with their ranks, in the order in which they win over each other.
    home
        The country of the conflict the article is most about: bare words mean its parties. Empty: those of any.
    land
        The country whose state bare words mean; empty where a conflict's parties are meant.
    """

    def __init__(self, known: Spellings, ranked: Sequence[tuple[Listed, int]], home: str, land: str) -> None:
        self.known = known
        self._ranked = {listed.number: (place, listed, rank) for place, (listed, rank) in enumerate(ranked)}
        self._home, self._land = home, land
        self._found: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, word: str) -> tuple[Entry, ...]:
        """Give what a spelling may stand for.

        Raises
        ------
        KeyError
            Nobody is called so.
        """
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._entries(word)
        if not found:
            raise KeyError(word)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the spellings."""
        return (word for word in self.known.calls if word in self)

    def __len__(self) -> int:
        """Count the spellings."""
        return sum(1 for _ in self)

    def _entries(self, word: str) -> tuple[Entry, ...]:
        calls = [(*self._ranked[number], at) for number, at in self.known.calls.get(word, ()) if number in self._ranked]
        entries: dict[tuple[str, str], Entry] = {}
        for _, listed, rank, at in sorted(calls, key=lambda call: (call[0], call[3])):
            spelling, how = listed.calls[at]
            if how != "generic" or self._at_home(listed):
                entries.setdefault((listed.id, how), Entry(spelling, listed.id, how, rank, listed.named))
        return tuple(sorted(entries.values(), key=lambda entry: (entry.rank, _WEIGHT[entry.how])))

    def _at_home(self, listed: Listed) -> bool:
        """Whether bare words can mean a party: one of the conflict the article is most about, or its state."""
        if listed.number >= self.known.states[0].number:
            return listed.party.state == self._land
        return not self._home or not listed.party.conflict or self._home in listed.party.conflict
