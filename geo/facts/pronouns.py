"""The pronoun that opens a sentence: "He also demands", "It was a key force" stand for the subject before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.items import Item
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import ActorMention

_PERSON = frozenset({"he", "she"})
_PARTY = frozenset({"it", "they"})
_OPENERS = frozenset({"but", "and", "then", "also", "now", "later"})


def resolve_subject(items: list[Item], subject: ActorMention | None) -> list[Item]:
    """Put the party in the place of the pronoun that opens a sentence.

    "He" and "she" stand for the person, "it" and "they" for the party that was the subject of the sentence before.
    """
    index = next((i for i, item in enumerate(items[:3]) if item.low not in _OPENERS), -1)
    if subject is None or index < 0 or items[index].kind != "word" or items[index].low not in _PERSON | _PARTY:
        return items
    pronoun = items[index]
    if (pronoun.low in _PERSON) != (subject.how == "leader"):
        return items
    mention = replace(subject, start=pronoun.start, end=pronoun.end, phrase=pronoun.low)
    stands = Item("actor", pronoun.low, pronoun.start, pronoun.end, actor=mention, capital=pronoun.capital)
    return [*items[:index], stands, *items[index + 1 :]]


def subject_of(items: Sequence[Item]) -> ActorMention | None:
    """Give the party that opens a sentence as its subject: no preposition stands before it."""
    words = grammar()
    for item in items:
        if item.kind == "actor":
            return item.actor
        governs = item.kind == "word" and (item.low in words.prepositions or item.low in words.subordinators)
        if item.kind == "place" or governs:
            return None
    return None
