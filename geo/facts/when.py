"""When a frame was: the date of its clause, its sentence or the story so far; never one the text does not give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.facts.words import grammar
from geo.records import UNKNOWN

if TYPE_CHECKING:
    from geo.facts.arguments import Arguments
    from geo.facts.clauses import Parse
    from geo.facts.discourse import Discourse
    from geo.facts.triggers import Hit
    from geo.records import EventStatus, Interval, Sentence

_AHEAD = frozenset({"planned", "threatened"})
_CLOSED = frozenset({"relative", "sub"})
_BEYOND = 99
_NEWS = dt.timedelta(days=60)


def when_of(parsed: Parse, found: Arguments, status: EventStatus, discourse: Discourse, sentence: Sentence) -> Interval:
    """Date one trigger.

    The nearest date that can belong to the trigger's clause wins, then, for what is told as past, the date that the
    paragraph's story has reached, then the time stamp above. What is planned has only dates of its own clause.
    """
    hit, group = found.hit, found.group
    limit = 0 if status in _AHEAD else _BEYOND - 1
    dated = [
        (cost, abs(index - hit.start), item.date.when)
        for index, item in enumerate(parsed.items)
        if item.date is not None and item.date.when.start is not None
        for cost in (_distance(parsed, hit, index),)
        if cost <= limit
    ]
    if dated:
        return min(dated, key=lambda entry: entry[:2])[2]
    if status in _AHEAD:
        return UNKNOWN
    still = status == "ongoing" or (group is not None and group.present)
    return discourse.stamp_of(sentence) if still else discourse.date_of(sentence)


def is_history(when: Interval, published: Interval) -> bool:
    """Whether what happened then is history to the article, not its news."""
    last = when.end or when.start
    return last is not None and published.start is not None and last < published.start - _NEWS


def _distance(parsed: Parse, hit: Hit, index: int) -> int:
    """Count the clauses between a trigger and a date; `_BEYOND` when the date belongs to another verb."""
    own, other = parsed.at[hit.start], parsed.at[index]
    if own == other:
        return 0
    clause = parsed.clauses[other]
    if other < own:
        closed = clause.kind in _CLOSED and parsed.clauses[own].kind not in {"joined", "participle"}
        return _BEYOND if closed and parsed.clauses[own].kind not in _CLOSED else own - other
    reported = any(parsed.items[verb].low in grammar().reporting for verb in clause.verbs)
    return 2 * (other - own) if reported or not clause.verbs else _BEYOND
