"""Who fights whom in an article: what its sentences tell outright, as clues to what they leave out."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

from geo.facts.alliances import strongholds, told_allies
from geo.facts.words import read_table
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from geo.records import Actor, ActorMention, Frame

CIVILIANS = "civilians"
_FIGHTING = frozenset({"armed", "state"})
_MOST_TOLD = 3
_SPEAKER = frozenset({"we", "our", "ours", "us", "my"})


class Sides(Protocol):
    """What is known of parties: the roster."""

    def side(self, actor: str) -> str:
        """Give the side of an actor."""
        ...

    def get(self, actor: str) -> Actor | None:
        """Give an actor by id."""
        ...

    def foreign(self, actor: str) -> bool:
        """Whether an actor is a state that is none of the article's countries."""
        ...

    def state(self, country: str, day: dt.date | None) -> str:
        """Give the party that is a country's government on a day."""
        ...

    def foes(self, one: str, other: str) -> bool | None:
        """Whether two parties fight each other, as far as the lists tell."""
        ...

    def friends(self, one: str, other: str) -> bool:
        """Whether the lists say that two parties do not fight each other."""
        ...


@dataclass(frozen=True)
class Table:
    """The table ``parties.toml``: senses."""

    two_sided: frozenset[str]
    one_sided: frozenset[str]
    on_people: frozenset[str]
    blows: frozenset[str]
    holds: frozenset[str]
    against_holder: frozenset[str]
    boasted: frozenset[str]
    suffered: frozenset[str]
    irregular: frozenset[str]
    taken: frozenset[str]
    taking: frozenset[str]
    kinds: Mapping[str, str]
    lead: float
    faint: float
    named: float

    def kind(self, sense: str) -> str:
        """Give the kind of things that a sense belongs to."""
        return self.kinds.get(sense, sense)


@cache
def table() -> Table:
    """Read the table."""
    raw = read_table("parties.toml")
    senses = (
        "two_sided",
        "one_sided",
        "on_people",
        "blows",
        "holds",
        "against_holder",
        "boasted",
        "suffered",
        "irregular",
        "taken",
        "taking",
    )
    return Table(
        **{name: frozenset(raw[name]) for name in senses},
        kinds={sense: kind for kind, listed in raw["kinds"].items() for sense in listed},
        lead=raw["lead"],
        faint=raw["faint"],
        named=raw["named"],
    )


class War:
    """The fighting parties of one article: how often each is named, who is told to fight whom, who does what.

    Parameters
    ----------
    frames
        As the sentences tell them, before anything is filled in.
    mentions
        The article's, in text order.
    roster
        Sides and kinds of the parties, when known.
    """

    def __init__(self, frames: Sequence[Frame], mentions: Sequence[ActorMention], roster: Sides | None) -> None:
        self._roster = roster
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self.allies = told_allies(frames, self)
        self._told: Counter[tuple[str, str]] = Counter()
        self._sides: Counter[tuple[str, str]] = Counter()
        self._doers: dict[str, Counter[str]] = {}
        self._sufferers: dict[str, Counter[str]] = {}
        self._at: dict[str, list[Frame]] = {}
        for frame in frames:
            self._note(frame)
        warring = {party for pair in self._told for party in pair} | {
            doer
            for kind in table().two_sided | {"hold", "withdraw"}
            for doer in self._doers.get(table().kind(kind), ())
        }
        self._named = Counter(
            mention.actor
            for mention in mentions
            if self.fights(mention.actor) and self._may_war(mention.actor, warring)
        )
        self._most = max(self._named.values(), default=1)
        self._day = max((frame.when.start for frame in frames if frame.when.start), default=None)

    def _note(self, frame: Frame) -> None:
        agent, patient = frame.agent, frame.patient
        self._at.setdefault(frame.places[0].location.place.id, []).append(frame)
        if agent and agent != CIVILIANS:
            self._doers.setdefault(table().kind(frame.sense), Counter())[agent] += 1
        if patient and patient != CIVILIANS:
            self._sufferers.setdefault(table().kind(frame.sense), Counter())[patient] += 1
        if frame.sense in table().two_sided and self.fights(agent) and self.fights(patient):
            for one, other in ((agent, patient), (patient, agent)):
                self._told[one, other] += 1
                self._sides[self.side(one), self.side(other)] += 1

    def inside(self, start: int, end: int) -> Sequence[ActorMention]:
        """Give the mentions that begin in a stretch of the article."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def strongholds(self, place: str) -> frozenset[str]:
        """Give the parties whose stronghold a place is called: "the rebel stronghold of X"."""
        return frozenset(party for name, party in self._strongholds if name.startswith(place))

    @cached_property
    def _strongholds(self) -> tuple[tuple[str, str], ...]:
        sentences = {frame.sentence for frames in self._at.values() for frame in frames}
        return tuple(strongholds(sentences, self))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties that may be meant where none is named, the most named first."""
        return tuple(actor for actor, _ in sorted(self._named.items(), key=lambda entry: (-entry[1], entry[0])))

    def share(self, actor: str) -> float:
        """Give how often a party is named, against the most named (0 to 1)."""
        return math.log1p(self._named[actor]) / math.log1p(self._most)

    def told(self, one: str, other: str) -> int:
        """Give how often two parties are told to fight each other, up to a few times."""
        return min(self._told[one, other], _MOST_TOLD)

    def told_sides(self, one: str, other: str) -> int:
        """Give how often the sides of two parties are told to fight each other, up to a few times."""
        return min(self._sides[self.side(one), self.side(other)], _MOST_TOLD)

    def did(self, actor: str, sense: str) -> float:
        """Give the share of an article's things of a kind that a party did (0 to 1)."""
        doers = self._doers.get(table().kind(sense), Counter())
        return doers[actor] / (doers.total() + 1)

    def suffered(self, actor: str, sense: str) -> float:
        """Give the share of an article's things of a kind that were done to a party (0 to 1)."""
        sufferers = self._sufferers.get(table().kind(sense), Counter())
        return sufferers[actor] / (sufferers.total() + 1)

    @cached_property
    def first(self) -> str:
        """The fighting party that the article names first."""
        return next((mention.actor for mention in self.mentions if self.fights(mention.actor)), "")

    def told_there(self, frame: Frame) -> tuple[frozenset[str], frozenset[str]]:
        """Give who is told to do things of a frame's kind at its place anywhere in the article, and to whom."""
        kind = table().kind(frame.sense)
        alike = [
            other
            for other in self._at.get(frame.places[0].location.place.id, ())
            if other is not frame and table().kind(other.sense) == kind
        ]
        return frozenset(other.agent for other in alike), frozenset(other.patient for other in alike)

    @cached_property
    def voice(self) -> str:
        """The party whose statement or interview the article is: it alone says "our" and "we", and more than once."""
        spoken = Counter(
            mention.actor
            for mention in self.mentions
            if mention.how == "pronoun" and mention.phrase.lower().split(" ", 1)[0] in _SPEAKER
        )
        return next(iter(spoken)) if len(spoken) == 1 and spoken.total() > 1 else ""

    def fights(self, actor: str) -> bool:
        """Whether an actor is a party to the fighting."""
        if not actor or actor == CIVILIANS:
            return False
        known = self._roster.get(actor) if self._roster is not None else None
        return known is None or known.kind in _FIGHTING

    def _may_war(self, actor: str, warring: set[str]) -> bool:
        """Whether an actor may be an unnamed party: an armed one, a state at home, one told to fight."""
        known = self._roster.get(actor) if self._roster is not None else None
        return actor in warring or known is None or known.kind == "armed" or not self.foreign(actor)

    def state(self, actor: str) -> bool:
        """Whether a party is a state."""
        known = self._roster.get(actor) if self._roster is not None else None
        return known is not None and known.kind == "state"

    def foes(self, one: str, other: str) -> bool | None:
        """Whether the lists say that two parties fight each other; nothing when they do not tell."""
        return self._roster.foes(one, other) if self._roster is not None else None

    def struck(self, frame: Frame) -> frozenset[str]:
        """Give the parties whose men or positions a sentence tells to be hit: "killing X soldiers", "at an X base"."""
        text, begin = frame.sentence.text, frame.sentence.start
        found = set()
        for mention in self.inside(begin, frame.sentence.end):
            before, after = (
                text[max(0, mention.start - begin - 40) : mention.start - begin],
                text[mention.end - begin :],
            )
            if _killed().search(before) or _position().match(after):
                found.add(mention.actor)
        return frozenset(found)

    def side(self, actor: str) -> str:
        """Give the side of a party."""
        return self._roster.side(actor) if self._roster is not None else actor

    def allied(self, one: str, other: str) -> bool:
        """Whether two actors are of one side, or the article or the lists call them allies."""
        if one == other or (one, other) in self.allies or self.side(one) == self.side(other):
            return True
        return self._roster is not None and self._roster.friends(one, other)

    def home(self, actor: str) -> str:
        """Give the town a party is named after."""
        known = self._roster.get(actor) if self._roster is not None else None
        return known.home if known is not None else ""

    def foreign(self, actor: str) -> bool:
        """Whether a party is a state that is not one of the article's countries."""
        return self._roster is not None and self._roster.foreign(actor)

    def state_of(self, country: str) -> str:
        """Give the party that is the state of a country on the article's last day; empty when unknown."""
        return self._roster.state(country, self._day) if self._roster is not None and country else ""


@cache
def _killed() -> re.Pattern[str]:
    words = any_of(read_table("parties.toml")["victims"]["killed"])
    return re.compile(rf"\b(?:{words})\s+(?:(?:at least|about|some|more than|up to|the|a|an|of|[a-z]+|\d+)\s+){{0,3}}$")


@cache
def _position() -> re.Pattern[str]:
    words = any_of(read_table("parties.toml")["victims"]["positions"])
    return re.compile(rf"(?:['’]s?)?\s+(?:[a-z]+\s+)?(?:{words})\b")
