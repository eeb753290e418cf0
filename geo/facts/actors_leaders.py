"""Who leads or speaks for a party, as the article says it: "X commander Ali Hassan", "the X, led by Ali Hassan"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_introduced import PERSON, WORD, openers, table
from geo.facts.actors_tables import read_patterns
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_introduced import Introduced
    from geo.facts.actors_names import Hit

_LEAST_SURNAME = 4
_BEFORE = 120  # characters before a party in which its leader is looked for


def learn_leaders(known: Introduced, named: Sequence[Hit]) -> None:
    """Learn who leads or speaks for the parties `named`; men of a general of whom nothing is said are his own."""
    for hit in named:
        if hit.entry.how in {"name", "alias", "generic"} and hit.entry.party.kind != "civilian":
            for person in _leaders_of(known.text, hit):
                _learn(known, person, hit.entry.actor)
    for pattern in _own_men():
        for found in pattern.finditer(known.text):
            if found["name"] not in known.people and not known.is_taken(*found.span("name")):
                _learn(known, found["name"], f"{_full(known.text, found['name'])}'s forces")


def _leaders_of(text: str, hit: Hit) -> Iterator[str]:
    after, led_by, before = _leads()
    head = text[max(0, hit.start - _BEFORE) : hit.start]
    for found in (after.match(text, hit.end), led_by.match(text, hit.end), before.search(head)):
        if found:
            yield found["name"]


def _learn(known: Introduced, name: str, party: str) -> None:
    words = [word for word in name.split() if word.lower() not in openers()]
    if not words or fold(words[-1]) in table()["no_names"]:
        return
    known.people.setdefault(" ".join(words), party)
    surname = re.sub(r"['’]s?$", "", words[-1])
    if len(surname) >= _LEAST_SURNAME and len(words) > 1:
        known.people.setdefault(surname, party)


def _full(text: str, surname: str) -> str:
    """Give the full name that an article once gives of somebody it calls by the last."""
    found = None if " " in surname else re.search(rf"\b(?P<name>{WORD}(?:\s{WORD})?\s{re.escape(surname)})\b", text)
    words = found["name"].split() if found else []
    while words and words[0].lower() in openers():
        words.pop(0)
    return " ".join(words) or surname


@cache
def _leads() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what joins a party to its leader: after the party, twice, and before it."""
    titles = rf"(?:(?:(?i:{any_of(read_patterns()['titles'])}))\s)*"
    chiefs = any_of(table()["chiefs"])
    return (
        re.compile(rf"(?:['’]s?)?\s(?:[a-z-]+\s){{0,2}}(?:{chiefs}),?\s{titles}(?P<name>{PERSON})"),
        re.compile(
            rf"(?:\s\([^()]+\))?,?\s(?:which\sis\s|that\sis\s)?(?:led|headed|commanded|founded)\sby\s"
            rf"(?:the\s|a\s|an\s)?(?:[a-z-]+\s){{0,3}}{titles}(?P<name>{PERSON})"
        ),
        re.compile(
            rf"(?P<name>{PERSON}),\s(?:the\s|a\s|an\s|who\sis\s)*(?:[a-z-]+\s){{0,2}}(?:{chiefs})\s(?:of|for)\s(?:the\s)?$"
        ),
    )


@cache
def _own_men() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile "General Mumba's troops" and "forces of General Mumba"."""
    titles = rf"(?i:(?:(?:{any_of(set(read_patterns()['titles']) - set(read_patterns()['offices']))})\s)+)"
    men = any_of(table()["followers"])
    links = r"(?:of|loyal\sto|led\sby|under|commanded\sby|allied\s(?:to|with))"
    return (
        re.compile(rf"\b{titles}(?P<name>{PERSON})['’]s?\s(?:[a-z]+\s)?(?:{men})\b"),
        re.compile(rf"\b(?i:{men})\s{links}\s(?:the\s)?{titles}(?P<name>{PERSON})"),
    )
