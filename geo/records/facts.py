"""Who did what, where and when: parties, frames, and the facts read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.records.places import Location  # noqa: TC001 - the store resolves the records' types at run time
from geo.records.texts import UNKNOWN, Interval, Sentence, Span

EventStatus = Literal["occurred", "ongoing", "claimed", "planned", "threatened", "denied"]
HAPPENED: frozenset[EventStatus] = frozenset({"occurred", "ongoing", "claimed"})  # as somebody at least tells it
AHEAD: frozenset[EventStatus] = frozenset({"planned", "threatened"})
ControlStatus = Literal["held", "contested", "besieged", "claimed"]
ControlBasis = Literal["stated", "inferred", "imported"]
AxisStatus = Literal["planned", "ongoing", "occurred", "claimed", "denied"]
BaseStatus = Literal["active", "planned", "captured", "destroyed", "abandoned"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A party.

    `kind` is ``state``, ``armed``, ``civilian``, ``international`` or ``person``; `home` a town it is named after;
    `listed` is false for one that only the text names.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    side: str = ""
    colour: str = ""
    kind: str = "armed"
    home: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of text that stands for an actor (article offsets). `how`: name, alias, leader, pattern, pronoun."""

    start: int
    end: int
    phrase: str
    actor: str
    how: str = "name"

    @property
    def span(self) -> Span:
        """The mention's place in the article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Source:
    """One supporting sentence: verbatim `quote` at ``[start, end)`` of the article, and the rule that fired.

    A row of imported data has its file as `article`, what the data set says in its own words as `quote`, and names the
    `dataset` and the `row`; its offsets are 0. `copy_of` names the article that this one is a copy of, if it is one.
    """

    article: str
    quote: str
    start: int
    end: int
    published: str = ""
    url: str = ""
    rule: str = ""
    dataset: str = ""
    row: str = ""
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A place in a frame: ``at``, ``object`` (what is taken, held, struck), ``from``, ``to``, ``via``."""

    role: Literal["at", "object", "from", "to", "via"]
    location: Location


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger understood in its clause: who did what to whom, where, when, how sure.

    Events, control, axes and bases are all read from frames. `sense` is the trigger table's name for the meaning
    (``capture``, ``withdraw``, ``hold``, ``strike`` ...), `agent` and `patient` are actor ids or empty,
    `claimant` is the actor who says so, `trigger` the span of the trigger word.
    """

    article: str
    sense: str
    rule: str
    trigger: Span
    sentence: Sentence
    status: EventStatus = "occurred"
    claimant: str = ""
    agent: str = ""
    patient: str = ""
    places: tuple[PlaceRole, ...] = ()
    when: Interval = UNKNOWN
    fatalities: int | None = None
    background: bool = False
    confidence: float = 0.5
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is going on, is planned, threatened, claimed or denied.

    `inferred` names the parties, ``actor`` and ``target``, that no sentence tells: the context gave them.
    """

    id: str
    type: str
    subtype: str
    status: EventStatus
    actor: str
    target: str
    location: Location
    when: Interval
    fatalities: int | None
    background: bool
    headline: str
    confidence: float
    sources: tuple[Source, ...]
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds a place over a span of time. `valid` open at the end means still.

    `area` is the ground itself as a WKT polygon, EPSG:4326, where imported data draw it; else the place tells it.
    """

    id: str
    holder: str
    status: ControlStatus
    location: Location
    valid: Interval
    basis: ControlBasis
    confidence: float
    sources: tuple[Source, ...]
    claimant: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of advance; an unnamed origin ("from the west") is `origin_relation` alone."""

    id: str
    actor: str
    status: AxisStatus
    origin: Location | None
    via: tuple[Location, ...]
    objective: Location
    origin_relation: str
    objective_relation: str
    when: Interval
    confidence: float
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """A base, headquarters, camp, checkpoint or operations room."""

    id: str
    name: str
    kind: str
    actor: str
    location: Location
    status: BaseStatus
    valid: Interval
    confidence: float
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class NotMapped:
    """What the map leaves out: a stretch of an article and why."""

    article: str
    start: int
    end: int
    text: str
    why: str
    candidates: tuple[str, ...] = ()
