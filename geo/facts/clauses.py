"""Clauses of a sentence: where each begins, what opens it, who is its subject.

A shallow reading without a parser: clauses begin at marks, subordinators, relative pronouns, after reporting verbs, and
at coordinators and commas that a verb or a new subject with its verb follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item
    from geo.facts.verbs import Group

ClauseKind = Literal["main", "sub", "relative", "joined", "participle", "resumed", "report"]

_HARD = frozenset({";", ":", "—", "–", "(", ")", "?", "!", "."})
_SUBJECT_REACH = 12
_LOYAL = frozenset({"loyal", "allied", "close", "linked", "belonging", "affiliated", "faithful", "answering"})
_NO_SUBJECT_AFTER = frozenset(
    {"against", "with", "in", "on", "near", "between", "to", "at", "for", "by", "over", "than", "into", "around"}
)


@dataclass(slots=True)
class Clause:
    """Items ``[start, end)``; `opener` is the word that opens it; `verbs` are indices of its verbs."""

    start: int
    end: int
    kind: ClauseKind
    opener: str = ""
    verbs: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Parse:
    """A sentence cut into clauses; `at` gives the clause of an item; `groups` the trigger verbs by their head."""

    items: Sequence[Item]
    clauses: list[Clause]
    at: list[int]
    groups: Mapping[int, Group]

    def clause(self, index: int) -> Clause:
        """Give the clause in which an item stands."""
        return self.clauses[self.at[index]]


def parse(items: Sequence[Item], groups: Mapping[int, Group]) -> Parse:
    """Cut a sentence into clauses. `groups` are the verb groups of trigger verbs, by the index of the head."""
    verbs = _verbs(items, groups)
    starts = {group.start: group for group in groups.values()}
    clauses = [Clause(0, len(items), "main")]
    for index in range(len(items)):
        opened = _opens(items, index, clauses[-1], verbs, starts)
        if opened is not None:
            kind, opener = opened
            if index == clauses[-1].start:
                clauses[-1].kind, clauses[-1].opener = kind, opener
            else:
                clauses[-1].end = index
                clauses.append(Clause(index, len(items), kind, opener))
        if verbs[index]:
            clauses[-1].verbs.append(index)
    at = [number for number, clause in enumerate(clauses) for _ in range(clause.start, clause.end)]
    return Parse(items, clauses, at, groups)


def _verbs(items: Sequence[Item], groups: Mapping[int, Group]) -> list[bool]:
    """Mark the items that are verbs: trigger verbs, auxiliaries, known verbs, and past forms that fit."""
    words = grammar()
    marks = [False] * len(items)
    for index, item in enumerate(items):
        if item.kind != "word":
            continue
        low = item.low
        if index in groups or low in words.verbs or low in words.reporting or low in words.modals:
            marks[index] = low != "according"
        elif low.endswith("ed") and len(low) > 4 and index:  # noqa: PLR2004
            before = items[index - 1]
            marks[index] = before.kind != "word" or (
                before.low not in words.determiners and before.low not in words.prepositions
            )
    return marks


def _opens(
    items: Sequence[Item], index: int, current: Clause, verbs: list[bool], starts: Mapping[int, Group]
) -> tuple[ClauseKind, str] | None:
    """Whether a new clause begins at this item, of which kind and with which opener."""
    words = grammar()
    item = items[index]
    low = item.low
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if before is not None and before.kind == "mark" and before.low in _HARD:
        return "main", before.low
    if item.kind == "word" and low in words.subordinators and _subordinates(items, index):
        if low == "that" and any(items[verb].low in words.reporting for verb in current.verbs[-1:]):
            return "report", low
        return ("relative" if low in words.relatives and index else "sub"), low
    if before is not None and before.low in words.reporting and before.kind == "word" and low not in {",", "on", "in"}:
        verb = _next_verb(items, index, verbs)
        if verb is not None and item.kind != "mark":
            return "report", before.low
    if low in {"and", "but", "or", "then", "yet"} and current.verbs and item.kind == "word":
        return _joined(items, index + 1, verbs)
    if low == "," and after is not None and current.verbs:
        start = starts.get(index + 1)
        if start is not None and start.form in {"gerund", "participle"}:
            return "participle", ","
        if verbs[index + 1] and after.kind == "word":
            return ("participle" if after.low.endswith("ing") else "resumed"), ","
        if after.kind == "word" and after.low in {"and", "but", "then", "or"}:
            return None
        joined = _joined(items, index + 1, verbs)
        return ("main", ",") if joined is not None and joined[0] == "main" else None
    return None


def _subordinates(items: Sequence[Item], index: int) -> bool:
    """Whether a subordinator opens a clause here, and is no preposition, determiner or part of a fixed phrase."""
    words = grammar()
    low = items[index].low
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None:
        return False
    if low in {"since", "until", "before", "after"} and after.kind in {"date", "number"}:
        return False
    if low == "that":
        return not (after.low in words.place_nouns or after.low in {"day", "night", "morning", "afternoon", "month"})
    if low == "as":
        before = items[index - 1].low if index else ""
        return after.low not in {"well", "far", "a", "an", "soon", "of"} and before not in {"such", "well", "far", "as"}
    if low == "so":
        return False
    return True


def _joined(items: Sequence[Item], index: int, verbs: list[bool]) -> tuple[ClauseKind, str] | None:
    """Whether a verb ("joined") or a subject with its verb ("main") follows a coordinator or comma."""
    verb = _next_verb(items, index, verbs)
    if verb is None:
        return None
    between = [item for item in items[index:verb] if item.low not in grammar().adverbs and item.kind != "date"]
    if all(item.kind == "word" and (_auxiliary(item.low) or item.low == "to") for item in between):
        return "joined", "and"
    if between[0].kind in {"actor", "place"} or between[0].low in grammar().determiners or _pronoun(between[0].low):
        return "main", "and"
    if any(item.kind in {"actor", "place"} for item in between) or between[0].low.endswith("s"):
        return "main", "and"
    return None


def _auxiliary(low: str) -> bool:
    words = grammar()
    return low in words.be or low in words.have or low in words.modals or low in words.do or low == "not"


def _pronoun(low: str) -> bool:
    words = grammar()
    return low in words.pronouns_plural or low in words.pronouns_singular or low in {"there", "i", "nobody"}


def _next_verb(items: Sequence[Item], index: int, verbs: list[bool]) -> int | None:
    """Find the next verb before any mark, coordinator or subordinator."""
    words = grammar()
    for position in range(index, min(index + _SUBJECT_REACH, len(items))):
        if verbs[position]:
            return position
        item = items[position]
        if item.kind == "mark" and item.low not in {'"', "“", "”"}:
            return None
        if item.kind == "word" and item.low in words.subordinators and position > index:
            return None
    return None


def subjects(parsed: Parse, group: Group) -> tuple[int, ...]:
    """Find the subject of a verb group: item indices of actors and places, the nearest first; empty when none is named.

    A relative clause takes its antecedent, a joined, participle or resumed clause the subject of the clause it goes on
    with, a gerund that opens the sentence ("After taking X, the army ...") the subject that follows.
    """
    return _subjects(parsed, group.start, parsed.at[group.start], group.form, 0)


def _subjects(parsed: Parse, before: int, number: int, form: str, depth: int) -> tuple[int, ...]:
    clause = parsed.clauses[number]
    found = _nominals(parsed.items, clause.start, before)
    if found or depth > 4:  # noqa: PLR2004
        return found
    if clause.kind == "relative" or (form == "participle" and clause.kind == "participle"):
        return _antecedent(parsed, clause.start)
    if clause.kind == "report" and number and parsed.clauses[number - 1].kind == "relative":
        return _antecedent(parsed, parsed.clauses[number - 1].start)
    if clause.kind == "resumed":
        earlier = number - 1
        while earlier > 0 and parsed.clauses[earlier].kind in {"relative", "participle", "sub"}:
            earlier -= 1
        return _of_clause(parsed, earlier, depth)
    if form == "gerund" and clause.kind in {"sub", "main"} and number == 0 and len(parsed.clauses) > 1:
        return _of_clause(parsed, 1, depth)
    if number and (clause.kind in {"joined", "participle"} or form in {"gerund", "infinitive"}):
        return _of_clause(parsed, number - 1, depth)
    return ()


def _of_clause(parsed: Parse, number: int, depth: int) -> tuple[int, ...]:
    clause = parsed.clauses[number]
    head = clause.verbs[0] if clause.verbs else clause.end
    return _subjects(parsed, head, number, "finite", depth + 1)


def _antecedent(parsed: Parse, before: int) -> tuple[int, ...]:
    for index in range(before - 1, max(-1, before - _SUBJECT_REACH), -1):
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
    return tuple(found) + tuple(index for index in later if items[index].kind == "place")


def _governed(items: Sequence[Item], index: int) -> bool:
    """Whether a preposition before the item keeps it from being the subject."""
    words = grammar()
    for position in range(index - 1, max(-1, index - 6), -1):
        low = items[position].low
        if low in _NO_SUBJECT_AFTER and items[position].kind == "word":
            return not (position and items[position - 1].low in _LOYAL)
        if low not in words.determiners and low not in words.place_nouns and low not in words.directions:
            return items[index].kind == "place" and low in words.prepositions
    return False
