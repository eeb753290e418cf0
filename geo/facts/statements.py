"""Statements of control, read by their wording: "the army-held suburb of X", "X, a stronghold of A", "X is ours"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from geo.facts.inside import inside
from geo.facts.items import itemise
from geo.facts.observations import Effect, Observation, limits
from geo.facts.owners import left_in_mind, voice_of, with_owners
from geo.facts.patterns import Pattern
from geo.facts.when import is_history
from geo.facts.words import read_table
from geo.records import UNKNOWN, Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.told import Told
    from geo.records import ActorMention, ControlBasis, Interval, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of ``control.toml``: a pattern of words and what it says about the actor in it."""

    id: str
    pattern: Pattern
    effect: Effect
    basis: ControlBasis
    weight: float


@cache
def statements() -> tuple[Statement, ...]:
    """Load the statements of ``control.toml``."""
    return tuple(
        Statement(
            id=row["id"],
            pattern=Pattern.compile(row["pattern"]),
            effect=cast("Effect", row["effect"]),
            basis=row["basis"],
            weight=float(row["weight"]),
        )
        for row in read_table("control.toml")["statement"]
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """A statement found in a sentence: the items it covers and the date beside it."""

    sentence: Sentence
    statement: Statement
    items: Sequence[Item] = ()
    when: Interval = UNKNOWN


# How far, in items, the words that make a statement unreal may stand before it, and its date behind it.
_BEFORE = 4
_AFTER = 6


def observe_statements(told: Told) -> Iterator[Observation]:
    """Read observations of control from statements that no frame carries ("the army-held suburb of X")."""
    voice, party = voice_of(told), ""
    for sentence in told.sentences:
        if sentence.heading:
            continue
        places, actors = inside(sentence, told.mentions), inside(sentence, told.actor_mentions)
        plain = itemise(sentence, places, actors, inside(sentence, told.dates))
        items = with_owners(plain, told, voice, party)
        party = left_in_mind(plain, told, party)
        if not places or not any(item.actor for item in items):
            continue
        yield from _seats(told, sentence, places, actors)
        for statement in statements():
            for begin, end in statement.pattern.spans(items):
                if not _unreal(items, begin, end):
                    match = _Match(sentence, statement, items[begin:end], _when(items, begin, end))
                    yield from _stated(told, match)


def without_repeats(seen: Iterable[Observation], stated: Iterable[Observation]) -> Iterator[Observation]:
    """Leave out what frames say of a place that a statement in the same sentence says by its wording ("is theirs")."""
    worded = {(one.frame.sentence.start, one.location.place.id) for one in stated if one.basis == "stated"}
    for one in seen:
        repeats = one.frame.rule.startswith(limits()["worded"])
        if not (repeats and (one.frame.sentence.start, one.location.place.id) in worded):
            yield one


def _unreal(items: Sequence[Item], begin: int, end: int) -> bool:
    """Tell whether a statement is denied, supposed or to come: "X is not ours", "if A holds X"."""
    return any(item.low in limits()["unreal"] for item in items[max(0, begin - _BEFORE) : end])


def _when(items: Sequence[Item], begin: int, end: int) -> Interval:
    """Give the date beside a statement: since when, or from when on, somebody holds the place; else unknown."""
    near = [item.date for item in items[max(0, begin - _AFTER) : end + _AFTER] if item.date is not None]
    since = [date for date in near if date.kind == "since"]
    return next((date.when for date in (*since, *near) if date.kind in {"since", "at", "after"}), UNKNOWN)


def _seats(
    told: Told, sentence: Sentence, mentions: Sequence[Mention], actors: Sequence[ActorMention]
) -> Iterator[Observation]:
    """Read where a party sits from its own name: "the Tripoli-based government"."""
    for actor in actors:
        for mention in mentions:
            if not actor.span.contains(mention.span) or mention.location is None:
                continue
            after = sentence.text[mention.end - sentence.start :]
            if after.startswith("-based"):
                yield _observation(told, _Match(sentence, _SEAT), actor, mention)


def _stated(told: Told, match: _Match) -> Iterator[Observation]:
    party = next((item.actor for item in match.items if item.actor is not None), None)
    if party is None:
        return
    for item in match.items:
        if item.place is not None and item.place.location is not None:
            yield _observation(told, match, party, item.place)


def _observation(told: Told, match: _Match, party: ActorMention, mention: Mention) -> Observation:
    location = mention.location
    if location is None:
        raise ValueError("a statement of control needs a place")
    rule, when, agent = match.statement.id, match.when, party.actor
    history = is_history(when, told.article.published)
    return Observation(
        holder=agent,
        location=location,
        effect=match.statement.effect,
        when=when,
        claimed=False,
        basis=match.statement.basis,
        confidence=round(mention.confidence * match.statement.weight, 3),
        rule=rule,
        frame=Frame(
            told.article.name, "hold", rule, mention.span, match.sentence, agent=agent, when=when, background=history
        ),
    )


_SEAT = Statement("control.seat", Pattern.compile("P - based A"), "present", "inferred", 0.5)
