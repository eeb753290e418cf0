"""Statements of control that no verb carries: "the army-held suburb of X", "X, a stronghold of A"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from geo.facts.inside import inside
from geo.facts.items import itemise
from geo.facts.observations import Effect, Observation
from geo.facts.patterns import Pattern
from geo.facts.words import read_table
from geo.records import UNKNOWN, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.told import Told
    from geo.records import ActorMention, ControlBasis, Mention, Sentence


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


def observe_statements(told: Told) -> Iterator[Observation]:
    """Read observations of control from statements that no frame carries ("the army-held suburb of X")."""
    article = told.article.name
    for sentence in told.sentences:
        if sentence.heading:
            continue
        places, actors = inside(sentence, told.mentions), inside(sentence, told.actor_mentions)
        if not places or not actors:
            continue
        yield from _seats(article, sentence, places, actors)
        items = itemise(sentence, places, actors, ())
        for statement in statements():
            for parties, held in statement.pattern.find(items):
                yield from _stated(article, sentence, statement, parties, held)


def _seats(
    article: str, sentence: Sentence, mentions: Sequence[Mention], actors: Sequence[ActorMention]
) -> Iterator[Observation]:
    """Read where a party sits from its own name: "the Tripoli-based government"."""
    for actor in actors:
        for mention in mentions:
            if not actor.span.contains(mention.span) or mention.location is None:
                continue
            after = sentence.text[mention.end - sentence.start :]
            if after.startswith("-based"):
                yield _observation(article, sentence, _SEAT, actor, mention)


def _stated(
    article: str, sentence: Sentence, statement: Statement, parties: Sequence[Item], places: Sequence[Item]
) -> Iterator[Observation]:
    party = parties[0].actor
    if party is None:
        return
    for item in places:
        if item.place is not None and item.place.location is not None:
            yield _observation(article, sentence, statement, party, item.place)


def _observation(
    article: str, sentence: Sentence, statement: Statement, party: ActorMention, mention: Mention
) -> Observation:
    location = mention.location
    if location is None:
        raise ValueError("a statement of control needs a place")
    return Observation(
        holder=party.actor,
        location=location,
        effect=statement.effect,
        when=UNKNOWN,
        claimed=False,
        basis=statement.basis,
        confidence=round(mention.confidence * statement.weight, 3),
        rule=statement.id,
        frame=Frame(article, "hold", statement.id, mention.span, sentence, agent=party.actor),
    )


_SEAT = Statement("control.seat", Pattern.compile("P - based A"), "present", "inferred", 0.5)
