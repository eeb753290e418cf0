"""Names that a noun leans on: "LNA fighters", "Haftar's own men", "forces loyal to X", "fighters from Misrata"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.facts.actors_words import ARMED
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.actors_words import Noun
    from geo.facts.roster import Roster
    from geo.records import Mention

_REACH = 70
_WORDS_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name at ``[start, end)`` that a noun can lean on: a listed one (`hit`) or a toponym (`place`)."""

    start: int
    end: int
    hit: Hit | None
    place: Mention | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A noun and the name it leans on, which together are ``[start, end)``."""

    noun: Noun
    anchor: Anchor

    before: int = 0

    @property
    def start(self) -> int:
        """Where the first of the two begins; `before` counts the characters of adjectives ahead of the noun."""
        return min(self.noun.start - self.before, self.anchor.start)

    @property
    def end(self) -> int:
        """Where the last of the two ends."""
        return max(self.noun.end, self.anchor.end)


@dataclass(frozen=True)
class Context:
    """What the patterns look up: the text, its names by where they begin and end, the roster and the day."""

    text: str
    roster: Roster
    day: dt.date | None
    starts: Mapping[int, Anchor]
    ends: Mapping[int, Anchor]


def make_context(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> Context:
    """Index the names of a text; a toponym counts where no listed name stands."""
    covered = {index for hit in hits for index in range(hit.start, hit.end)}
    anchors = [Anchor(hit.start, hit.end, hit, None) for hit in hits]
    anchors += [
        Anchor(mention.start, mention.end, None, mention)
        for mention in mentions
        if mention.start not in covered and mention.end - 1 not in covered
    ]
    return Context(
        text=text,
        roster=roster,
        day=day,
        starts={anchor.start: anchor for anchor in anchors},
        ends={anchor.end: anchor for anchor in anchors},
    )


def left_pair(context: Context, noun: Noun) -> Pair | None:
    """Find the name before a noun: "LNA fighters", "Haftar's own men", "Misrata-led force"."""
    text, between = context.text, _between()
    at = noun.start
    for _ in range(_WORDS_BETWEEN + 1):
        end = at
        while end and text[end - 1] in " \n\u00a0":
            end -= 1
        if end == at or not end:
            return None
        owner = context.ends.get(end) or context.ends.get(_without_possessive(text, end))
        if owner is not None:
            return Pair(noun, owner)
        begin = end
        while begin and (text[begin - 1].isalnum() or text[begin - 1] in "-‑."):
            begin -= 1
        word = text[begin:end].lower()
        name, hyphen, suffix = word.rpartition("-")
        if hyphen and suffix in between["leads"]:
            owner = context.ends.get(begin + len(name))
            return Pair(noun, owner) if owner else None
        if word not in between["adjectives"]:
            return None
        at = begin
    return None


def right_pair(context: Context, noun: Noun) -> Pair | None:
    """Find the name after a noun: "forces loyal to Haftar", "fighters from Misrata", "the ministry in Moscow"."""
    if noun.word in read_patterns()["seated"]:
        seated = context.starts.get(noun.end + len(" in "))
        if context.text[noun.end :].startswith(" in ") and seated and seated.hit and seated.hit.entry.how == "seat":
            return Pair(noun, seated)
    if not noun.classes & ARMED:
        return None
    found = _right().match(fold(context.text[noun.end : noun.end + _REACH]))
    anchor = context.starts.get(noun.end + found.end()) if found else None
    if found is None or anchor is None:
        return None
    town = anchor.hit is None or anchor.hit.entry.how in {"home", "seat"}
    if town and found["link"] not in {"from", "of", "with origins in"}:
        return None
    listed = anchor.hit is not None and any(entry.how == "home" for entry in anchor.hit.entries)
    if town and not listed and noun.word in read_patterns()["comers"]:
        return None  # "a column from Berdiansk" says where it came from, not whose it is
    return Pair(noun, anchor, _adjectives_before(context.text, noun.start))


def _adjectives_before(text: str, start: int) -> int:
    """Measure the adjectives that belong to a noun: "opposition" of "opposition forces led by X"."""
    found = _sort().search(text[max(0, start - 30) : start])
    return len(found[0]) if found else 0


def with_titles(text: str, start: int) -> int:
    """Move the start of a person's name back over the titles before it."""
    begin = max(0, start - 40)
    found = _titles().search(fold(text[begin:start]))
    return begin + found.start() if found else start


def _without_possessive(text: str, end: int) -> int:
    if text[end - 2 : end] in {"'s", "’s"}:
        return end - 2
    return end - 1 if text[end - 1] in "'’" else end


@cache
def _sort() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(read_patterns()['sorts'])}\s$", re.IGNORECASE)


@cache
def _between() -> dict[str, frozenset[str]]:
    table = read_patterns()
    return {"adjectives": frozenset(table["adjectives"]), "leads": frozenset(table["hyphen"]["leads"])}


@cache
def _right() -> re.Pattern[str]:
    links = any_of(read_patterns()["links"])
    return re.compile(
        rf"\s+(?:that\s+(?:are|were|is)\s+|who\s+(?:are|were)\s+)?(?P<link>{links})\s+(?:the\s+)?"
        rf"(?:(?:{_states_of()})\s+of\s+(?:the\s+)?)?(?:so[- ]called\s+|self[- ][a-z]+\s+)?(?:(?:{_any_title()})\s+)*"
    )


def _states_of() -> str:
    return any_of(read_patterns()["kinds_of_state"])


def _any_title() -> str:
    return any_of(map(fold, read_patterns()["titles"]))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{_any_title()})\s+)+$")
