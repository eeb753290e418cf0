"""Which dates of a sentence can be a trigger's own: how many clauses away they stand, whose verb they go with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.chronology import beginning_words
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Clause, Parse
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import Interval

BEYOND = 99
"""Clauses to a date that belongs to another verb."""

_JOINS = frozenset({"and", "but", "then", ";", "while"})
_LEADS = frozenset({"on", "in", "by", "at", "early", "late", "the", "of", "morning", "night", "evening"})
_CLOSED = frozenset({"relative", "sub"})
_HAVE = frozenset({"has", "have", "had"})
_BEFORE_WHEN = 2  # items: "held it until {2011}, when it was driven out"
_OPENING = 4  # items: "and {Hamouriyeh} on 15 March"


def clauses_to(parsed: Parse, hit: Hit, index: int, group: Group | None = None) -> int:
    """Count the clauses between a trigger and a date; `BEYOND` when the date belongs to another verb."""
    own, other = parsed.at[hit.start], parsed.at[index]
    if index > hit.start and _opens_next(parsed, index):
        return BEYOND
    clause = parsed.clauses[own]
    if own == other or (clause.opener == "when" and 0 < clause.start - index <= _BEFORE_WHEN):
        return 0
    return _to_earlier(parsed, own, index, group) if other < own else _to_later(parsed, hit, own, other)


def _to_earlier(parsed: Parse, own: int, index: int, group: Group | None) -> int:
    """Count the clauses back to a date; one within a clause that is over is not for what comes behind it."""
    if _goes_back(parsed, own, index, group):
        return BEYOND
    other, kind = parsed.at[index], parsed.clauses[own].kind
    closed = parsed.clauses[other].kind in _CLOSED and kind not in {"joined", "participle"}
    return BEYOND if closed and kind not in _CLOSED else own - other


def _to_later(parsed: Parse, hit: Hit, own: int, other: int) -> int:
    """Count the clauses on to a date; one that has a verb of its own keeps its date, as a rule."""
    clause = parsed.clauses[other]
    if other == own + 1 and _shares(parsed, hit, clause):
        return 1
    if clause.kind == "participle" and all(one.kind == "relative" for one in parsed.clauses[own + 1 : other]):
        return other - own  # "shelled X, killing five on Friday"
    reported = any(parsed.items[verb].low in grammar().reporting for verb in clause.verbs)
    return 2 * (other - own) if reported or not clause.verbs else BEYOND


def _goes_back(parsed: Parse, own: int, index: int, group: Group | None) -> bool:
    """Whether a clause leaves the time told before it: "X, which it had lost", "; Y has landed"."""
    date, clause = parsed.items[index].date, parsed.clauses[own]
    if date is not None and date.kind == "since" and clause.kind == "joined":
        return True
    if date is not None and date.when.precision == "year" and parsed.clause(index).kind in _CLOSED:
        return True
    if group is None or group.form != "finite" or not group.perfect:
        return False
    return clause.opener == ";" if group.present else clause.kind == "relative"


def _shares(parsed: Parse, hit: Hit, clause: Clause) -> bool:
    """Whether the next clause says the trigger's date: "shelled and took X in May", "clashes, which began in May"."""
    if clause.kind == "joined":
        return parsed.clause(hit.start).end == hit.end
    if _is_listed(parsed, hit, clause):
        return True
    if hit.trigger.pos == "verb":
        return False
    if clause.kind == "report" and parsed.items[clause.start].low == "by":  # "a truce announced | by X on Friday"
        return True
    verb = parsed.items[clause.verbs[0]].low if clause.verbs else ""
    near = clause.start - hit.end <= 1
    return clause.kind == "relative" and (verb in beginning_words() or (near and verb not in _HAVE))


def _is_listed(parsed: Parse, hit: Hit, clause: Clause) -> bool:
    """Whether a clause opens with the end of a list of places: "who took X | and Y on 1 May fled"."""
    items, own = parsed.items, parsed.clause(hit.start)
    if clause.opener != "and" or clause.end - clause.start < _OPENING or items[own.end - 1].kind != "place":
        return False
    opening = items[clause.start + 1 : clause.start + _OPENING]
    lone = hit.trigger.pos != "verb" and all(hit.start <= verb < hit.end for verb in own.verbs)
    return opening[0].kind == "place" and (lone or any(item.kind == "date" for item in opening))


def _opens_next(parsed: Parse, index: int) -> bool:
    """Whether a date belongs to the verb that follows: "fell on Monday, and on Tuesday the army entered Y"."""
    before = index - 1
    while before >= 0 and parsed.items[before].low in _LEADS:
        before -= 1
    joins = before >= 0 and parsed.items[before].low in _JOINS
    return joins and any(verb > index for clause in parsed.clauses[parsed.at[index] :] for verb in clause.verbs)


def closest(when: Interval, others: Sequence[Interval]) -> Interval:
    """Give the closest date that lies within the nearest one: "this week, on 17 July"."""
    inside = [other for other in others if _within(other, when)]
    return min(inside, key=_days, default=when)


def _within(one: Interval, other: Interval) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return other.start <= one.start and one.end <= other.end


def _days(when: Interval) -> int:
    return (when.end - when.start).days if when.start is not None and when.end is not None else 0
