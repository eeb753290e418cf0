"""Who stands together in an article, and whose a place is called: "X, backed by Y", "X and Y advanced on"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from geo.facts.words import read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.records import ActorMention, Frame, Sentence

_GAP = 60  # characters between two names within which words make allies of them


class Parties(Protocol):
    """The parties of an article: where they are named, and which of them fight."""

    def inside(self, start: int, end: int) -> Sequence[ActorMention]:
        """Give the mentions that begin in a stretch of the article."""
        ...

    def fights(self, actor: str) -> bool:
        """Whether an actor is a party to the fighting."""
        ...


def told_allies(frames: Sequence[Frame], parties: Parties) -> frozenset[tuple[str, str]]:
    """Give the pairs, each both ways, that a sentence makes allies: "X, backed by Y", "X and Y advanced on"."""
    foes = {(frame.agent, frame.patient) for frame in frames if frame.patient}
    together = {pair for frame in frames for pair in _doing_together(frame, parties)}
    pairs = {(one, other) for one, other in together if not foes & {(one, other), (other, one)}}
    for sentence in {frame.sentence for frame in frames}:
        for one, other in pairwise(parties.inside(sentence.start, sentence.end)):
            gap = sentence.text[one.end - sentence.start : other.start - sentence.start]
            if len(gap) <= _GAP and one.actor != other.actor and _ally().search(gap):
                pairs.add((one.actor, other.actor))
    return frozenset(pairs | {(other, one) for one, other in pairs})


def _doing_together(frame: Frame, parties: Parties) -> Iterator[tuple[str, str]]:
    """Give the two subjects of a frame whose agent gains ground: "X and Y advanced on"."""
    gains = frozenset(read_table("parties.toml")["taking"])
    if not frame.agent or frame.rule.split(".", 1)[0] not in gains:
        return
    text, begin = frame.sentence.text, frame.sentence.start
    named = parties.inside(begin, frame.trigger.start)[-2:]
    for one, other in pairwise(named):
        together = _and().fullmatch(text, one.end - begin, other.start - begin)
        theirs = _of_theirs().fullmatch(text, other.end - begin, frame.trigger.start - begin)
        fight = frame.agent in {one.actor, other.actor} and parties.fights(one.actor) and parties.fights(other.actor)
        if together and theirs and fight and one.actor != other.actor:
            yield one.actor, other.actor


def strongholds(sentences: Iterable[Sentence], parties: Parties) -> Iterator[tuple[str, str]]:
    """Give what follows "stronghold of" behind a party's name, with the party."""
    for sentence in sentences:
        for mention in parties.inside(sentence.start, sentence.end):
            found = _stronghold().match(sentence.text, mention.end - sentence.start)
            if found is not None and parties.fights(mention.actor):
                yield sentence.text[found.end() :], mention.actor


@cache
def _ally() -> re.Pattern[str]:
    words = any_of(read_table("parties.toml")["allies"]["between"])
    return re.compile(rf"\b{words}\b", re.IGNORECASE)


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r",? and (?:the |their |its )?")


@cache
def _of_theirs() -> re.Pattern[str]:
    """Compile what may stand between the second of two subjects and their verb: auxiliaries and attempts, no noun."""
    words = any_of(read_table("parties.toml")["allies"]["jointly"])
    return re.compile(rf"\s(?:(?:{words}|[a-z]+ly)\s)*")


@cache
def _stronghold() -> re.Pattern[str]:
    words = any_of(read_table("parties.toml")["victims"]["strongholds"])
    kind = r"(?:\s(?:city|town|village|district))?"
    return re.compile(rf"(?:['’]s?)?\s(?:[a-z]+\s){{0,2}}{words}{kind}(?:\s(?:of|in|at))?\s(?:the\s)?")
