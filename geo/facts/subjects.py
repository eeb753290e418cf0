"""Who is the subject of a verb: named in its clause, or taken from the clauses before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.clauses import SUBJECT_REACH, pronoun
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.verbs import Group

_DEPTH = 4
_NO_SUBJECT_AFTER = frozenset(
    {"against", "with", "in", "on", "near", "between", "to", "at", "for", "by", "over", "than", "into", "around"}
)


def subjects(parsed: Parse, group: Group) -> tuple[int, ...]:
    """Find the subject of a verb group: item indices of actors and places, the nearest first; empty when none is named.

    A relative clause takes its antecedent, a joined, participle or resumed clause the subject of the clause it goes on
    with, a gerund that opens the sentence ("After taking X, the army ...") the subject that follows.
    """
    return _subjects(parsed, group.start, parsed.at[group.start], group.form, 0)


def _subjects(parsed: Parse, before: int, number: int, form: str, depth: int) -> tuple[int, ...]:
    clause = parsed.clauses[number]
    found = _nominals(parsed.items, clause.start, before)
    if found or depth > _DEPTH:
        return found
    if number == 0:
        opens = form == "gerund" and clause.kind in {"sub", "main"} and len(parsed.clauses) > 1
        return _of_clause(parsed, 1, depth) if opens else ()
    return _from_before(parsed, number, form, depth)


def _from_before(parsed: Parse, number: int, form: str, depth: int) -> tuple[int, ...]:
    """Take the subject of a clause that names none from the clauses before it."""
    clause, earlier = parsed.clauses[number], parsed.clauses[number - 1]
    if clause.opener == "where":
        return _of_clause(parsed, number - 1, depth)
    if clause.kind == "relative" or (form == "participle" and clause.kind == "participle"):
        return _antecedent(parsed, clause.start)
    if clause.kind == "report" and earlier.kind == "relative":
        return _antecedent(parsed, earlier.start)
    if clause.kind == "report" and pronoun(
        parsed.items[min(clause.start + (clause.opener == "that"), clause.end - 1)].low
    ):
        return _of_clause(parsed, number - 1, depth)
    if clause.kind == "resumed":
        back = number - 1
        while back > 0 and parsed.clauses[back].kind in {"relative", "participle", "sub"}:
            back -= 1
        return _spoken_of(parsed, back) or _of_clause(parsed, back, depth)
    continues = clause.kind in {"joined", "participle"} or form in {"gerund", "infinitive"}
    return _of_clause(parsed, number - 1, depth) if continues else ()


def _spoken_of(parsed: Parse, number: int) -> tuple[int, ...]:
    """Give the subject that a verb of speech leads to, parted from its verb: "said ten rebels, some of X, fell"."""
    clause = parsed.clauses[number]
    verb = clause.verbs[-1] if clause.verbs else -1
    said = verb >= 0 and parsed.items[verb].low in grammar().reporting
    return _nominals(parsed.items, verb + 1, clause.end) if said else ()


def _of_clause(parsed: Parse, number: int, depth: int) -> tuple[int, ...]:
    clause = parsed.clauses[number]
    head = clause.verbs[0] if clause.verbs else clause.end
    return _subjects(parsed, head, number, "finite", depth + 1)


def _antecedent(parsed: Parse, before: int) -> tuple[int, ...]:
    for index in range(before - 1, max(-1, before - SUBJECT_REACH), -1):
        if parsed.items[index].kind in {"actor", "place"}:
            return (index,)
    return ()


def _nominals(items: Sequence[Item], start: int, end: int) -> tuple[int, ...]:
    """Give actors and places that can be the subject of a verb at `end`, nearest first."""
    found: list[int] = []
    later: list[int] = []
    for index in range(end - 1, start - 1, -1):
        if items[index].kind in {"actor", "place"}:
            (later if _governed(items, index) else found).append(index)
    standing = [index for index in later if items[index].kind == "place" and not _is_way(items, index)]
    return tuple(found) + tuple(standing)


def _is_way(items: Sequence[Item], index: int) -> bool:
    """Whether a place is where something comes from or goes to: "a convoy on its way from A to B was hit"."""
    while index > 1 and items[index - 1].low == "and" and items[index - 2].kind == "place":
        index -= 2
    return any(item.low in {"from", "to", "towards", "toward"} for item in items[max(0, index - 2) : index])


def _governed(items: Sequence[Item], index: int) -> bool:
    """Whether a preposition before the item keeps it from being the subject."""
    words = grammar()
    for position in range(index - 1, max(-1, index - 6), -1):
        low = items[position].low
        if items[position].kind == "place" or (low == "and" and position and items[position - 1].kind == "place"):
            continue
        if low in _NO_SUBJECT_AFTER and items[position].kind == "word":
            return not (position and items[position - 1].low in words.loyal)
        if low not in words.determiners and low not in words.place_nouns and low not in words.directions:
            return items[index].kind == "place" and low in words.prepositions
    return False
