"""States and governments that speak or act through the name of a country or a seat of government."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_candidate import Candidate
from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.roster import Roster
    from geo.records import Mention

_VERB = re.compile(r"(?:\s\([A-Za-z-]+\))?(?:,\s+(?:which|whose|who)\b|\s+(?P<word>[a-z]+))")
_DONE_BY = re.compile(r"\b(?:\w+ed|held|run|taken|overrun|led)\s+by\s+(?:the\s+)?(?:[A-Z][\w-]+\s+)?$")
_REACH = 16


def speaking_states(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> Iterator[Candidate]:
    """Give the countries and seats of government that are parties where they stand.

    A country is one where the toponym stage calls it associative, before a verb of speech, or as the doer of a verb
    with no preposition leading to it; a seat of government only in the first two cases.
    """
    associative = {mention.start for mention in mentions if mention.role == "associative"}
    for hit in hits:
        land = roster.lands.get(fold(hit.entry.spelling))
        seat = next((entry for entry in hit.entries if entry.how == "seat"), None)
        if land is None and seat is None:
            continue
        if _borders().search(text, max(0, hit.start - 3 * _REACH), hit.start) or _is_name_of(text, hit):
            continue
        men = _men().match(text, hit.end)  # "Kyiv's troops" are the state's
        end = men.end() if men else hit.end
        owns = bool(_lands().match(text, hit.end))
        speaks = (hit.start in associative and not owns) or bool(men) or bool(_speech().match(text, hit.end))
        if land is not None:
            actor = roster.state(land, day)
            if actor and (speaks or _acts(text, hit)):
                yield Candidate(hit.start, end, actor, "name")
        elif seat is not None and speaks and not _beside().search(text, max(0, hit.start - 2 * _REACH), hit.start):
            actor = roster.state(seat.party.state, day) if seat.party.state else seat.actor
            yield Candidate(hit.start, end, actor or seat.actor, "alias")


def _is_name_of(text: str, hit: Hit) -> bool:
    """Whether a country or town only gives an agreement its name: "a violation of the Sweden agreement"."""
    return bool(_treaty().match(text, hit.end)) and text[max(0, hit.start - 4) : hit.start].lower() == "the "


def does(text: str, start: int, end: int) -> bool:
    """Whether a name is the doer of a verb: one follows, of speech, or with no preposition leading to the name."""
    if _speech().match(text, end):
        return True
    found = _VERB.match(text, end)
    verb = found is not None and (found["word"] is None or _is_verb(found["word"]))
    return verb and not _ground().search(text[max(0, start - _REACH) : start])


def governed(text: str, start: int) -> bool:
    """Whether a preposition leads to a name: "behind French jets they had taken X"."""
    return bool(_governor().search(text[max(0, start - _REACH) : start]))


def by_hand(text: str, start: int) -> bool:
    """Whether something was done by a name: "held by the rebels"."""
    return _DONE_BY.search(text, max(0, start - 2 * _REACH), start) is not None


def _acts(text: str, hit: Hit) -> bool:
    return bool(_agent().search(text[max(0, hit.start - _REACH) : hit.start])) or does(text, hit.start, hit.end)


def _is_verb(word: str) -> bool:
    table = read_patterns()["states"]
    if word in table["verbs"]:
        return True
    return word not in table["no_verbs"] and len(word) > len("used") and word.endswith(("ed", "s"))


@cache
def _lands() -> re.Pattern[str]:
    """Compile what makes of a country's possessive mere ground: "the country's main port"."""
    return re.compile(rf"['’]s\s(?:[\w-]+\s){{0,3}}?{any_of(read_patterns()['states']['lands'])}\b")


@cache
def _agent() -> re.Pattern[str]:
    words = any_of(read_patterns()["states"]["addressed"])
    return re.compile(rf"(?<!border )(?<!borders )(?<!frontier )\b(?:by|between|with|against|{words})\s+$")


@cache
def _beside() -> re.Pattern[str]:
    towns = any_of(read_patterns()["states"]["towns"])
    return re.compile(
        r"\b(?:in|from|to|at|of|near|between|across)\s+"
        rf"(?:[\w-]+\s+and\s+|the\s+(?:[a-z]+\s+)?(?:{towns})(?:\s+of)?\s+)?$"
    )


@cache
def _borders() -> re.Pattern[str]:
    words = any_of(read_patterns()["states"]["borders"])
    return re.compile(rf"\b(?:{words})\s+(?:with|between|of)\s+(?:[\w-]+\s+and\s+)?$")


@cache
def _treaty() -> re.Pattern[str]:
    words = read_patterns()["states"]["treaties"]
    return re.compile(rf"\s+(?:{any_of((*words, *map(str.capitalize, words)))})\b")


@cache
def _men() -> re.Pattern[str]:
    table = read_patterns()
    words = (*table["nouns"]["force"], *table["nouns"]["weapons"])
    between = any_of(table["adjectives"])
    return re.compile(rf"['’]s?\s+(?:(?:{between})\s+)*(?:{any_of(words)})\b")


@cache
def _ground() -> re.Pattern[str]:
    words = any_of(read_patterns()["states"]["ground"])
    return re.compile(rf"\b(?:{words})\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _governor() -> re.Pattern[str]:
    words = any_of(read_patterns()["governors"])
    return re.compile(rf"\b(?:{words})\s+(?:(?:the|a|an|some|its|their)\s+)?(?:[a-z-]+\s+)?$", re.IGNORECASE)


@cache
def _speech() -> re.Pattern[str]:
    verbs = any_of(read_patterns()["speech"])
    return re.compile(rf"\s+(?:also\s+|again\s+|has\s+(?:again\s+)?)?(?:{verbs})\b")
