"""A sentence as the grammar sees it: words, with toponyms, actors and dates each as one item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.actors_tables import read_patterns
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import ActorMention, DateMention, Mention, Sentence

Kind = Literal["word", "place", "actor", "owner", "date", "number", "mark"]

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑][^\W_]+)*|\d[\d.,:]*\d|\d|['’](?:s|t|re|ve|ll|d|m)\b|[^\w\s]")
_ASIDE = 8
_SURELY_NAMED = 0.25  # of a place that no gazetteer knows: half of how sure it is that this is one
_QUOTES = frozenset('"“”«»„')


@dataclass(slots=True)
class Item:
    """One unit of a sentence: `low` is its lower-case text, `start` and `end` are article offsets.

    `anaphor` marks a place that the text calls "the town" or "the airport".
    """

    kind: Kind
    low: str
    start: int
    end: int
    place: Mention | None = None
    actor: ActorMention | None = None
    date: DateMention | None = None
    quoted: bool = False
    capital: bool = False
    anaphor: bool = False


Cut = dict[tuple[int, bool], list[Item]]
"""The sentences of an article already cut, by where each begins and whether dates are items: change none of them."""


def itemise(
    sentence: Sentence,
    mentions: Sequence[Mention],
    actors: Sequence[ActorMention],
    dates: Sequence[DateMention],
) -> list[Item]:
    """Cut one sentence into items.

    Literal toponyms become places, also those that no gazetteer knows (`unplaced`); an actor's name swallows the
    toponym inside it.
    The sequences hold what lies in this sentence, in text order.
    """
    spans = _overlay(sentence, mentions, actors, dates)
    items: list[Item] = []
    quoted = False
    position = 0
    for span in spans:
        quoted = _words(sentence, position, span.start - sentence.start, items, quoted)
        span.quoted = quoted
        items.append(span)
        position = span.end - sentence.start
    _words(sentence, position, len(sentence.text), items, quoted)
    return _without_asides(items) if "(" in sentence.text else items


def _without_asides(items: list[Item]) -> list[Item]:
    """Leave out short brackets, "(RSF)" or "(the 36th)": they say nothing of who does what."""
    out: list[Item] = []
    index = 0
    while index < len(items):
        if items[index].low == "(":
            close = next((i for i in range(index, min(index + _ASIDE, len(items))) if items[i].low == ")"), None)
            if close is not None:
                index = close + 1
                continue
        out.append(items[index])
        index += 1
    return out


def _overlay(
    sentence: Sentence, mentions: Iterable[Mention], actors: Iterable[ActorMention], dates: Iterable[DateMention]
) -> list[Item]:
    """Give the entities of a sentence as items that do not overlap; actors win over places, places over dates."""
    chosen: list[Item] = []

    def add(item: Item) -> None:
        if all(item.end <= other.start or other.end <= item.start for other in chosen):
            chosen.append(item)

    offset = sentence.start
    for actor in sorted(actors, key=lambda mention: mention.start - mention.end):
        low = sentence.text[actor.start - offset : actor.end - offset].lower()
        add(Item("actor", low, actor.start, actor.end, actor=actor, capital=True))
    for mention in mentions:
        placed = mention.location is not None or mention.confidence >= _SURELY_NAMED
        if mention.role == "literal" and placed and not _backer().match(sentence.text, mention.end - offset):
            add(Item("place", mention.phrase.lower(), mention.start, mention.end, place=mention, capital=True))
    for date in dates:
        low = sentence.text[date.start - offset : date.end - offset].lower()
        add(Item("date", low, date.start, date.end, date=date))
    return sorted(chosen, key=lambda item: item.start)


@cache
def _backer() -> re.Pattern[str]:
    """Compile what makes a country before it no place: "captured the port from Iran-backed fighters"."""
    return re.compile(rf"[-‐‑]{any_of(read_patterns()['unlisted']['backed'])}\b", re.IGNORECASE)


def _words(sentence: Sentence, begin: int, end: int, items: list[Item], quoted: bool) -> bool:
    if begin >= end:
        return quoted
    text, offset = sentence.text, sentence.start
    for match in _TOKEN.finditer(text, begin, end):
        token = match[0]
        first = token[0]
        start = offset + match.start()
        stop = start + len(token)
        if first.isalpha() or (first in "'’" and len(token) > 1):
            # By position, as this runs for every word: keywords would take a third more time.
            items.append(Item("word", token.lower(), start, stop, None, None, None, quoted, first.isupper()))
        elif first.isdigit():
            items.append(Item("number", token, start, stop, quoted=quoted))
        else:
            if first in _QUOTES:
                # Quotation marks, often of scorn, would only stand between a verb and its object.
                quoted = first in "“«„" or (first == '"' and not quoted)
                continue
            items.append(Item("mark", token, start, stop, quoted=quoted))
    return quoted
