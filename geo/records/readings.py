"""What one article says by itself, and what all say together."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.records.facts import Actor, Axis, Base, Control, Event, NotMapped  # noqa: TC001 - the store resolves the records' types at run time
from geo.records.places import Mention, Place  # noqa: TC001 - the store resolves the records' types at run time
from geo.records.texts import Article, Span  # noqa: TC001 - the store resolves the records' types at run time


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
