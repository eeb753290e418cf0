"""When a frame was: the date of its clause, its sentence or the story so far; never one the text does not give."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.facts.chronology import fresh_words, vague_words, weekdays
from geo.facts.words import grammar
from geo.records import UNKNOWN, Interval

if TYPE_CHECKING:
    from geo.facts.arguments import Arguments
    from geo.facts.chronology import Chronology
    from geo.facts.clauses import Parse
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import DateMention, EventStatus, Sentence

_WITHOUT_STORY = frozenset({"planned", "threatened", "denied"})
_TERMS = frozenset({"before", "until", "after"})
_JOINS = frozenset({"and", "but", "then", ";", "while"})
_LEADS = frozenset({"on", "in", "by", "at", "early", "late", "the", "of", "morning", "night", "evening"})
_PAST = frozenset({"was", "were", "went", "had"})
_HAD_WITHIN = 4  # words before "to": "had also helped to free", not "the town he had lost long ago, to free it"
_CLOSED = frozenset({"relative", "sub"})
_BEYOND = 99
_AHEAD = frozenset({"planned", "threatened"})
_WEEK = dt.timedelta(days=7)
_NEWS = dt.timedelta(days=60)


def when_of(
    parsed: Parse, found: Arguments, status: EventStatus, chronology: Chronology, sentence: Sentence
) -> Interval:
    """Date one trigger.

    The nearest date that can belong to the trigger's clause wins, then, for what is told as past, the date that the
    paragraph's story has reached, the time stamp above, the day of the news. What is planned or denied has only dates
    of its own clause, and no term ("before May").
    """
    hit, group = found.hit, found.group
    bare = status in _WITHOUT_STORY
    limit = 0 if bare else _BEYOND - 1
    dated = [
        (cost, abs(index - hit.start), item.date.when)
        for index, item in enumerate(parsed.items)
        if item.date is not None and item.date.when.start is not None and not (bare and _is_term(item.date))
        for cost in (_distance(parsed, hit, index),)
        if cost <= limit
    ]
    if dated:
        nearest = min(dated, key=lambda entry: entry[:2])[2]
        return _to_come(nearest, parsed, chronology) if status in _AHEAD else nearest
    return UNKNOWN if bare else _from_story(parsed, hit, group, status, chronology, sentence)


def _to_come(when: Interval, parsed: Parse, chronology: Chronology) -> Interval:
    """Read the weekday of a plan as the next one: "flies to the capital on Saturday"."""
    start, today = when.start, chronology.published.start
    if start is None or today is None or not dt.timedelta() < today - start < _WEEK:
        return when
    if not any(item.date is not None and item.date.when == when and item.low in weekdays() for item in parsed.items):
        return when
    return Interval(start + _WEEK, start + _WEEK, "day")


def _is_term(date: DateMention) -> bool:
    """Whether a date of what is to come says nothing of when: a deadline, a season."""
    return date.kind in _TERMS or date.when.precision in {"season", "year"}


def _from_story(  # noqa: PLR0917 - what a trigger is, and where it stands
    parsed: Parse, hit: Hit, group: Group | None, status: EventStatus, chronology: Chronology, sentence: Sentence
) -> Interval:
    """Date a trigger that has no date of its own by the story so far."""
    if _out_of_story(parsed, hit, group):
        return UNKNOWN
    if group is not None and group.present:
        lasting = group.progressive or status == "ongoing"
        if lasting:
            return chronology.stamp
        return chronology.newly(sentence) if group.perfect else chronology.in_entry(sentence)
    if group is not None and group.form == "gerund":
        return chronology.told_here(sentence)
    if status == "ongoing" and group is None and _is_present(parsed, hit):
        return chronology.stamp
    return chronology.reached(sentence)


def _out_of_story(parsed: Parse, hit: Hit, group: Group | None) -> bool:
    """Whether a trigger goes back behind the story: "had taken", "had helped to take", "once", "recently"."""
    clause = parsed.clause(hit.start)
    lows = [item.low for item in parsed.items[clause.start : clause.end]]
    if any(low in vague_words() for low in lows):
        return True
    if group is None or not any(low in fresh_words() for low in lows):
        if group is None:
            return False
        if group.form == "infinitive":
            return "had" in group.governors[1:_HAD_WITHIN]
        return group.form == "finite" and group.perfect and not group.present and not group.modal
    return False


def _opens_next(parsed: Parse, index: int) -> bool:
    """Whether a date belongs to the verb that follows: "fell on Monday, and on Tuesday the army entered Y"."""
    before = index - 1
    while before >= 0 and parsed.items[before].low in _LEADS:
        before -= 1
    joins = before >= 0 and parsed.items[before].low in _JOINS
    return joins and any(verb > index for clause in parsed.clauses[parsed.at[index] :] for verb in clause.verbs)


def _is_present(parsed: Parse, hit: Hit) -> bool:
    """Whether the verb of a noun's clause is in the present: "clashes continue", not "fighting continued"."""
    clause = parsed.clause(hit.start)
    return not any(parsed.items[verb].low.endswith("ed") or parsed.items[verb].low in _PAST for verb in clause.verbs)


def is_history(when: Interval, published: Interval) -> bool:
    """Whether what happened then is history to the article, not its news."""
    last = when.end or when.start
    return last is not None and published.start is not None and last < published.start - _NEWS


def _distance(parsed: Parse, hit: Hit, index: int) -> int:
    """Count the clauses between a trigger and a date; `_BEYOND` when the date belongs to another verb."""
    own, other = parsed.at[hit.start], parsed.at[index]
    if index > hit.start and _opens_next(parsed, index):
        return _BEYOND
    if own == other:
        return 0
    clause = parsed.clauses[other]
    if other < own:
        closed = clause.kind in _CLOSED and parsed.clauses[own].kind not in {"joined", "participle"}
        return _BEYOND if closed and parsed.clauses[own].kind not in _CLOSED else own - other
    reported = any(parsed.items[verb].low in grammar().reporting for verb in clause.verbs)
    return 2 * (other - own) if reported or not clause.verbs else _BEYOND
