"""Frozen records that the stages exchange; nothing else passes between them."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the store resolves the records' types at run time
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["literal", "associative", "in_name"]
Precision = Literal["day", "week", "month", "season", "year", "unknown"]
EventStatus = Literal["occurred", "ongoing", "claimed", "planned", "threatened", "denied"]
HAPPENED: frozenset[EventStatus] = frozenset({"occurred", "ongoing", "claimed"})  # as somebody at least tells it
ControlStatus = Literal["held", "contested", "besieged", "claimed"]
ControlBasis = Literal["stated", "inferred", "imported"]
AxisStatus = Literal["planned", "ongoing", "occurred", "claimed", "denied"]
BaseStatus = Literal["active", "planned", "captured", "destroyed", "abandoned"]
DateKind = Literal["at", "since", "until", "after", "before"]
Shape = Literal["point", "sector", "area", "corridor"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of characters of an article's text as read."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """When something was: first and last day (inclusive), either open, and how precisely it is known."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"

    @property
    def iso(self) -> str:
        """The first day as ISO 8601, cut to its precision (``2018-12`` for a month); empty when unknown."""
        if self.start is None:
            return ""
        day = self.start.isoformat()
        return {"year": day[:4], "month": day[:7], "season": day[:7]}.get(self.precision, day)


UNKNOWN = Interval()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    `text` is the decoded file, page furniture and front matter included: every offset of the program
    counts characters of it. `furniture` are the stretches that bear no facts.
    """

    name: str
    text: str
    sha256: str
    title: str = ""
    published: Interval = UNKNOWN
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` counts from 0; `heading` marks headlines, section headings and list leads.

    `furniture` marks a dateline, caption, byline or link: it names places, but no fact is read from it.
    """

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool = False
    furniture: bool = False

    @property
    def span(self) -> Span:
        """The sentence's place in the article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that says when, resolved against the publication date (article offsets).

    `kind` tells what the word before makes of it: ``since Friday``, ``until May``.
    """

    start: int
    end: int
    when: Interval
    kind: DateKind = "at"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `lat`, `lon` are degrees EPSG:4326; `radius_km` is the place's own extent or uncertainty;
    `geocoder` names the gazetteer or service that knew it.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    feature_class: str = "P"
    feature_code: str = "PPL"
    population: int = 0
    radius_km: float = 5.0
    geonameid: int | None = None
    geocoder: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is: a place, or a point moved from it as the text says.

    `relation` is empty for the place itself, else the text's relation in the contract's words
    (``south of``, ``near``, ``between``, ``southern outskirts``, ``western`` ...). `bearing_deg` (clockwise from
    north) and `distance_km` describe a sector; `other` is the second anchor of ``between``.
    """

    place: Place
    lat: float
    lon: float
    radius_km: float
    relation: str = ""
    shape: Shape = "point"
    bearing_deg: float | None = None
    distance_km: float | None = None
    other: Place | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in an article. `location` is ``None`` when it could not be placed; `why` then says so."""

    article: str
    start: int
    end: int
    phrase: str
    role: Role = "literal"
    location: Location | None = None
    confidence: float = 0.0
    why: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The mention's place in the article."""
        return Span(self.start, self.end)


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an article gives to the layers by itself (`geo.sheet`), so that it need not be made again.

    `mentions` and `places` count; `named` are the places that it means literally; the columns from `start` to `lon`
    have a value for each mention of the layer, `left_out` is what it gives to ``not_mapped``; `characters` tells the
    length of a text that is not at hand.
    """

    mentions: int
    places: int
    named: tuple[Place, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    confidence: tuple[float, ...]
    sources: tuple[str, ...]
    phrase: tuple[str, ...]
    place_id: tuple[str, ...]
    role: tuple[str, ...]
    relation: tuple[str, ...]
    lat: tuple[float | None, ...]
    lon: tuple[float | None, ...]
    left_out: tuple[NotMapped, ...]
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says, by itself: the unit that is cached and computed in parallel.

    A reading with a `sheet` is slim: text, mentions, sentences and what is not mapped are left out. `sentences` are
    where the article's sentences stand, in order: what a mention is quoted with. `signature` tells copies of the
    article apart from other articles (`geo.articles.signature`).
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    control: tuple[Control, ...] = ()
    axes: tuple[Axis, ...] = ()
    bases: tuple[Base, ...] = ()
    not_mapped: tuple[NotMapped, ...] = ()
    sentences: tuple[Span, ...] = ()
    signature: bytes = b""
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What all articles say together: merged facts, sorted by id. `copies` pairs each copy with its original."""

    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    control: tuple[Control, ...] = ()
    axes: tuple[Axis, ...] = ()
    bases: tuple[Base, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article, and why; when `kept`, the article was read without what the problem names."""

    file: str
    problem: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Articles that were read and inputs that were not."""

    articles: tuple[Article, ...] = ()
    failures: tuple[Failure, ...] = field(default=())
