"""Statements of control, read by their wording: "the army-held suburb of X", "X, a stronghold of A", "X is ours"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from geo.facts.brackets import holders_in_brackets
from geo.facts.fighters import fights
from geo.facts.inside import inside
from geo.facts.observations import Effect, Observation, limits
from geo.facts.owners import SPEAKER
from geo.facts.patterns import Line, Pattern, Sieve
from geo.facts.statement_items import Memory
from geo.facts.when import is_history
from geo.facts.words import grammar, read_table
from geo.records import UNKNOWN, ActorMention, Frame
from geo.tables import any_of
from geo.toponyms.relate import place_location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.told import Told
    from geo.records import ControlBasis, Interval, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of ``control.toml``: a pattern of words and what it says about the actor in it.

    What is `presupposed` is so even where the words before it are denied or to come; a `negative` pattern holds its
    own "never".
    """

    id: str
    pattern: Pattern
    effect: Effect
    basis: ControlBasis
    weight: float
    presupposed: bool = False
    negative: bool = False


@cache
def statements() -> tuple[Statement, ...]:
    """Load the statements of ``control.toml``."""
    table = read_table("control.toml")
    return tuple(
        Statement(
            id=row["id"],
            pattern=Pattern.compile(row["pattern"], table["words"]),
            effect=cast("Effect", row["effect"]),
            basis=row["basis"],
            weight=float(row["weight"]),
            presupposed=bool(row.get("presupposed")),
            negative=bool(row.get("negative")),
        )
        for row in table["statement"]
    )


@cache
def _sieve() -> Sieve:
    return Sieve.of(statement.pattern for statement in statements())


@dataclass(frozen=True, slots=True)
class _Match:
    """A statement found in a sentence: its items, who holds which of them, and the date beside it."""

    sentence: Sentence
    statement: Statement
    items: Sequence[Item] = ()
    holder: Item | None = None
    places: Sequence[int] = ()
    when: Interval = UNKNOWN


# How far, in items, the words that make a statement unreal may stand before it, and its date behind it.
_DATED = frozenset({"since", "at", "after"})
_LASTING = frozenset({"been", "has", "have", "had", "was", "were"})
_BEFORE = 4
_AFTER = 6
_STOPS = frozenset({";", ":"})


def observe_statements(told: Told) -> Iterator[Observation]:
    """Read observations of control from statements that no frame carries ("the army-held suburb of X")."""
    memory = Memory.of(told)
    for sentence in told.sentences:
        if sentence.heading:
            memory.note(sentence)
            continue
        places, actors = inside(sentence, told.mentions), inside(sentence, told.actor_mentions)
        items = memory.read(sentence)
        for place, named in holders_in_brackets(told, sentence, places, actors):
            party = ActorMention(place.start, place.end, place.phrase, named)
            yield _observation(told, _Match(sentence, _BRACKET), party, place)
        if not any(item.place for item in items) or not any(item.actor for item in items):
            continue
        yield from _seats(told, sentence, places, actors)
        line = Line.write(items)
        for number in _sieve().passes(line):
            statement = statements()[number]
            for found in statement.pattern.matches(line):
                begin = found.begin - (0 if statement.presupposed else _BEFORE)
                real = not _unreal(items, begin, found.begin if statement.negative else found.end)
                real = real and not any(item.low in limits()["over"] for item in items[found.end : found.end + 1])
                if real and not _only_placed(items, found.begin, at=not statement.presupposed):
                    when = _when(items, found.begin, found.end)
                    when = when if when.start else _by_then(sentence, told.frames)
                    holder = None if found.holder is None else items[found.holder]
                    yield from _stated(told, _Match(sentence, statement, items, holder, found.places, when))


def without_repeats(seen: Iterable[Observation], stated: Iterable[Observation]) -> Iterator[Observation]:
    """Leave out what frames say of a place that a statement in the same sentence says by its wording ("is theirs").

    Nobody leaves a place that the same sentence says to be his.
    """
    stated = list(stated)
    worded = {(one.frame.sentence.start, one.location.place.id) for one in stated if one.basis == "stated"}
    owners = {one.frame.sentence.start: one.holder for one in stated if one.basis == "stated"}
    stays = {(one.frame.sentence.start, one.location.place.id, one.holder) for one in stated}
    for one in seen:
        where = one.frame.sentence.start, one.location.place.id
        phrase = one.frame.rule.startswith(limits()["worded"])
        # "X was theirs on Monday, Y on Tuesday": whose Y is, is worded with X.
        owner = owners.get(where[0], "") if phrase and "agent" in dict(one.frame.details).get("inferred", "") else ""
        if owner and one.effect in {"gains", "loses"}:
            if one.effect == "gains" and where not in worded:
                yield replace(one, holder=owner)
            continue
        repeats = phrase and where in worded
        leaves = one.effect == "loses" and one.frame.sense == "withdraw" and (*where, one.holder) in stays
        if not (repeats or leaves):
            yield one


def _unreal(items: Sequence[Item], begin: int, end: int) -> bool:
    """Tell whether a statement is denied, supposed or to come: "X is not ours", "if A holds X"."""
    unreal = limits()["unreal"]
    return any(
        items[index].low in unreal and not (items[index].low == "until" and items[index + 1].date is not None)
        for index in range(max(0, begin), min(end, len(items)))
    )


def _only_placed(items: Sequence[Item], begin: int, *, at: bool) -> bool:
    """Tell whether a place that opens a statement only says where something else lies: "X, in P, is held by A".

    What is told of the place behind "which" is told of it `at` whatever preposition: "died in P, which A holds".
    """
    if not begin or items[begin].kind != "place":
        return False
    if at and items[begin - 1].low in limits()["where"]:
        return True
    return items[begin - 1].low == "of" and items[begin - 2].low in grammar().directions


def _when(items: Sequence[Item], begin: int, end: int) -> Interval:
    """Give the date beside a statement: since when, or from when on, somebody holds the place; else unknown."""
    first = max((index + 1 for index, item in enumerate(items[:begin]) if item.low in _STOPS), default=0)
    last = next((index for index, item in enumerate(items[end:], end) if item.low in _STOPS), len(items))
    near = [item.date for item in items[max(first, begin - _AFTER) : min(last, end + _AFTER)] if item.date is not None]
    far = [  # "and has been since Monday", "as it has since May"
        item.date
        for index, item in enumerate(items[:last])
        if index > end and item.date is not None and item.date.kind == "since" and items[index - 2].low in _LASTING
    ]
    since = [date for date in near if date.kind == "since"] + far[:1]
    if any(item.low == "since" and item.kind == "word" for item in items[end : min(last, end + _AFTER)]):
        since += [item.date for item in items[end:last] if item.date is not None]  # "since it took X in August 2019"
    told = [item.date for item in reversed(items[:begin]) if item.date is not None and item.date.kind == "at"]
    return next((date.when for date in (*since, *near, *told) if date.kind in _DATED), UNKNOWN)


@cache
def _by_hour() -> re.Pattern[str]:
    hours = any_of(limits()["hours"])
    later = r"(?!\s+(?:days|weeks|months|years|k))"
    return re.compile(rf"\b(?:by|before|within)\s+(?:the\s+)?(?:{hours}|\d{{1,2}}[:.]\d\d)\b{later}", re.IGNORECASE)


def _by_then(sentence: Sentence, frames: Sequence[Frame]) -> Interval:
    """Give the day of a place that was somebody's "by midnight", "within hours": that of the fight told before."""
    if not _by_hour().search(sentence.text):
        return UNKNOWN
    days = [
        frame.when
        for frame in frames
        if frame.sentence.paragraph == sentence.paragraph
        and frame.sentence.start <= sentence.start
        and frame.when.precision == "day"
    ]
    return days[-1] if days else UNKNOWN


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
    party = match.holder.actor if match.holder is not None else None
    if party is None or not fights(party.actor, told.roster):
        return
    named = False
    for number in match.places:
        item = match.items[number]
        if item.place is None or item.place.location is None:
            continue
        before = [other.low for other in match.items[max(0, number - 2) : number]]
        # "X, in P": only the first of a list stands behind a preposition of its own, but for "from X to P", "and in P".
        last = before[0] if before[-1:] == ["the"] else (before[-1:] or [""])[0]
        told_where = named and last in limits()["where"] and last != "to" and before[0] != "and"
        # "held ground south of the town", "the town is in its hands": twice guessed.
        someone = party.how == "pronoun" and party.phrase not in SPEAKER
        loose = match.statement.id in limits()["no_there"] and item.low == "there"
        guessed = item.anaphor and (someone or loose or bool(grammar().directions.intersection(before)))
        if not told_where and not guessed:
            yield _observation(told, match, party, _itself(match, number, item.place))
        named = True


def _itself(match: _Match, number: int, place: Mention) -> Mention:
    """Give a place as what its holder's words call it: in "west of the rebel stronghold of X" it is X that is held."""
    location, items = place.location, match.items
    if location is None or not (location.relation == "near" or location.relation.endswith(" of")):
        return place
    words = grammar()
    holder = next((index for index in range(number - 1, -1, -1) if items[index] is match.holder), number)
    between = {item.low for item in items[holder:number]}
    if items[number - 1].low != "of" or between & (words.directions | {"near", "around", "outside"}):
        return place
    return replace(place, location=place_location(location.place))


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


_BRACKET = Statement("control.bracket", Pattern.compile("P A - held"), "holds", "stated", 0.8)
_SEAT = Statement("control.seat", Pattern.compile("P - based A"), "present", "inferred", 0.5)
