"""Clauses of a sentence: where each begins and what opens it.

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
# After a comma and a past form: "helped by the Turks", "made up of Misratans".
_DESCRIBES = frozenset({"by", "of", "up"})
SUBJECT_REACH = 12
_SHORTEST_PAST = 5


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
    sentence = _Sentence(items, verbs, {group.start: group for group in groups.values()})
    clauses = [Clause(0, len(items), "main")]
    for index in range(len(items)):
        opened = _opens(sentence, index, clauses[-1])
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
        elif low.endswith("ed") and len(low) >= _SHORTEST_PAST and index:
            before = items[index - 1]
            marks[index] = before.kind != "word" or (
                before.low not in words.determiners and before.low not in words.prepositions
            )
    return marks


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The sentence being cut: items, which of them are verbs, and the trigger groups by their first item."""

    items: Sequence[Item]
    verbs: Sequence[bool]
    starts: Mapping[int, Group]


def _opens(sentence: _Sentence, index: int, current: Clause) -> tuple[ClauseKind, str] | None:
    """Whether a new clause begins at this item, of which kind and with which opener."""
    words = grammar()
    item = sentence.items[index]
    before = sentence.items[index - 1] if index else None
    if before is not None and before.kind == "mark" and before.low in _HARD:
        return "main", before.low
    if item.kind == "word" and item.low in words.subordinators and _subordinates(sentence.items, index):
        return _subordinate(sentence, index, current)
    group = sentence.starts.get(index)
    spoken_of = group is not None and group.form == "participle"  # "was declared retaken", "was reported killed"
    said = before is not None and before.kind == "word" and before.low in words.reporting and not spoken_of
    if said and item.kind != "mark" and item.low not in {"on", "in"} and _next_verb(sentence, index) is not None:
        return "report", before.low if before else ""
    return _goes_on(sentence, index, current) if current.verbs else None


def _subordinate(sentence: _Sentence, index: int, current: Clause) -> tuple[ClauseKind, str]:
    """Tell what a subordinator opens; "that" after a reporting verb is no relative."""
    words = grammar()
    low = sentence.items[index].low
    if low == "that" and any(sentence.items[verb].low in words.reporting for verb in current.verbs[-1:]):
        return "report", low
    return ("relative" if low in words.relatives and index else "sub"), low


def _goes_on(sentence: _Sentence, index: int, current: Clause) -> tuple[ClauseKind, str] | None:
    """Whether a clause that has its verb ends here, by a second verb, a coordinator or a comma."""
    item = sentence.items[index]
    if index in sentence.starts and _second_finite(sentence, index, current):
        return "resumed", item.low
    if item.kind == "word" and item.low in {"and", "but", "or", "then", "yet"}:
        return _joined(sentence, index + 1)
    return _after_comma(sentence, index + 1) if item.low == "," else None


def _second_finite(sentence: _Sentence, index: int, current: Clause) -> bool:
    """Whether a finite verb with its auxiliary ends an embedded clause that has its own: "who fought X | is based"."""
    group = sentence.starts[index]
    auxiliary = group.form == "finite" and group.start < group.head and sentence.items[index].low in grammar().be
    return auxiliary and current.kind not in {"main", "report"} and current.verbs[-1] < index - 1


def _after_comma(sentence: _Sentence, index: int) -> tuple[ClauseKind, str] | None:
    """Whether what follows a comma goes on with the sentence as a participle, a resumed or a new main clause."""
    if index >= len(sentence.items):
        return None
    after = sentence.items[index]
    group = sentence.starts.get(index + (after.low in grammar().adverbs or after.low.endswith("ly")))
    if group is not None and group.form in {"gerund", "participle"}:
        return "participle", ","
    if sentence.verbs[index] and after.kind == "word":
        following = sentence.items[index + 1].low if index + 1 < len(sentence.items) else ""
        described = after.low.endswith("ing") or following in _DESCRIBES
        return ("participle" if described else "resumed"), ","
    if after.kind == "word" and after.low in {"and", "but", "then", "or"}:
        return None
    joined = _joined(sentence, index)
    return ("main", ",") if joined is not None and joined[0] == "main" else None


def _subordinates(items: Sequence[Item], index: int) -> bool:
    """Whether a subordinator opens a clause here, and is no preposition, determiner or part of a fixed phrase."""
    low = items[index].low
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or low == "so":
        return False
    if low == "since" and index and items[index - 1].low in grammar().have:  # "has since been found"
        return False
    if low in {"since", "until", "before", "after"}:
        beyond = items[index + 2] if index + 2 < len(items) else None
        placed = after.kind == "place" and (beyond is None or beyond.kind == "mark")  # "the last town before X,"
        return after.kind not in {"date", "number"} and after.low not in grammar().hours and not placed
    if low == "that":
        return after.low not in grammar().place_nouns and after.low not in grammar().times
    if low == "as":
        before = items[index - 1].low if index else ""
        return after.low not in {"well", "far", "a", "an", "soon", "of"} and before not in {"such", "well", "far", "as"}
    return True


def _joined(sentence: _Sentence, index: int) -> tuple[ClauseKind, str] | None:
    """Whether a verb ("joined") or a subject with its verb ("main") follows a coordinator or comma."""
    verb = _next_verb(sentence, index)
    if verb is None:
        return None
    between = [item for item in sentence.items[index:verb] if item.low not in grammar().adverbs and item.kind != "date"]
    if all(item.kind == "word" and (_auxiliary(item.low) or item.low == "to") for item in between):
        return "joined", "and"
    first = between[0]
    named = any(item.kind in {"actor", "place"} for item in between)
    nominal = first.low in grammar().determiners or pronoun(first.low) or first.low.endswith("s")
    return ("main", "and") if named or nominal else None


def _auxiliary(low: str) -> bool:
    words = grammar()
    return low in words.be or low in words.have or low in words.modals or low in words.do or low == "not"


def pronoun(low: str) -> bool:
    """Whether a word stands for somebody or something named before."""
    words = grammar()
    return low in words.pronouns_plural or low in words.pronouns_singular or low in {"there", "i", "nobody"}


def _next_verb(sentence: _Sentence, index: int) -> int | None:
    """Find the next verb before any mark, coordinator or subordinator."""
    words = grammar()
    for position in range(index, min(index + SUBJECT_REACH, len(sentence.items))):
        if sentence.verbs[position]:
            return position
        item = sentence.items[position]
        if item.kind == "mark" and item.low not in {'"', "“", "”"}:
            return None
        if item.kind == "word" and item.low in words.subordinators and position > index:
            return None
    return None
