"""Statements of control that no verb carries: "the army-held suburb of X", "X, a stronghold of A"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from geo.facts.items import itemise
from geo.facts.observations import Effect, Observation, limits
from geo.facts.patterns import Pattern
from geo.facts.words import read_table
from geo.records import UNKNOWN, Frame, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
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


def observe_statements(
    article: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actor_mentions: Sequence[ActorMention],
) -> Iterator[Observation]:
    """Read observations of control from statements that no frame carries ("the army-held suburb of X")."""
    for sentence in sentences:
        if sentence.heading:
            continue
        inside = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
        actors = [actor for actor in actor_mentions if sentence.start <= actor.start < sentence.end]
        if not inside or not actors:
            continue
        items = itemise(sentence, inside, actors, ())
        for statement in statements():
            for parties, places in statement.pattern.find(items):
                yield from _stated(article, sentence, statement, parties, places)


def _stated(
    article: str, sentence: Sentence, statement: Statement, parties: Sequence[Item], places: Sequence[Item]
) -> Iterator[Observation]:
    party = parties[0].actor
    if party is None:
        return
    for item in places:
        mention = item.place
        if mention is None or mention.location is None:
            continue
        if mention.location.place.feature_code in limits()["too_large"]:
            continue
        yield Observation(
            holder=party.actor,
            location=mention.location,
            effect=statement.effect,
            when=UNKNOWN,
            claimed=False,
            basis=statement.basis,
            confidence=round(mention.confidence * statement.weight, 3),
            rule=statement.id,
            frame=Frame(article, "hold", statement.id, Span(item.start, item.end), sentence, agent=party.actor),
        )
