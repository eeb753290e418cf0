"""Reported speech: which party says so, and whether the article doubts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.status import doubted
from geo.facts.subjects import subjects
from geo.facts.verbs import Group
from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Clause, Parse
    from geo.facts.triggers import Hit
    from geo.records import Sentence

_INVERTED_REACH = 4
_LATER_CLAUSES = 3
_DOUBT_REACH = 1
_CONDITIONS = frozenset({"if", "unless", "that", "until"})


def claimant_of(parsed: Parse, hit: Hit) -> str:
    """Find the party that says so: the subject of a reporting verb around the trigger's clause, or "according to"."""
    number = parsed.at[hit.start]
    back = max(0, number - 1)
    while back and parsed.clauses[back].opener in _CONDITIONS:
        back -= 1
    earlier = [parsed.clauses[one] for one in range(number - 1, back - 1, -1)]
    for clause in (*earlier, *parsed.clauses[number : number + _LATER_CLAUSES]):
        speaker = _speaker(parsed, hit, clause)
        if speaker:
            return speaker
    for index, item in enumerate(parsed.items):
        if item.low == "according":
            return _actor_within(parsed, index + 1, index + 2 + _INVERTED_REACH)
    return ""


def _speaker(parsed: Parse, hit: Hit, clause: Clause) -> str:
    reporting = grammar().reporting
    for head in clause.verbs:
        if parsed.items[head].low not in reporting or parsed.items[head].low == "put":
            continue
        group = parsed.groups.get(head) or Group(head, head, "finite")
        for index in subjects(parsed, group):
            actor = parsed.items[index].actor
            if actor is not None:
                return actor.actor
        if hit.start < head:
            return _actor_within(parsed, head + 1, head + _INVERTED_REACH)
    return ""


def _actor_within(parsed: Parse, start: int, end: int) -> str:
    return next((item.actor.actor for item in parsed.items[start:end] if item.actor is not None), "")


def leaked(parsed: Parse) -> bool:
    """Whether unnamed sources tell it, not the party itself in public."""
    return any(word in status_words().leak for item in parsed.items for word in item.low.split())


def warned(parsed: Parse, hit: Hit) -> bool:
    """Whether a clause before the trigger's opens with a menace: "warned that, if they stay, it will bomb X"."""
    menaces = status_words().governor["threatened"]
    earlier = parsed.clauses[: parsed.at[hit.start]]
    return any(parsed.items[head].low in menaces for clause in earlier for head in clause.verbs)


def in_doubt(sentences: Sequence[Sentence], number: int, after: int) -> bool:
    """Whether the rest of the sentence (from offset `after`) or the next one of the paragraph doubts what was said."""
    sentence = sentences[number]
    if doubted(sentence.text[max(0, after - sentence.start) :]):
        return True
    following = sentences[number + 1 : number + 1 + _DOUBT_REACH]
    return any(later.paragraph == sentence.paragraph and doubted(later.text) for later in following)
