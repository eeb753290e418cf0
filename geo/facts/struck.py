"""What a blow from afar hit: people and their houses, or fighters and their positions, by the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from geo.facts.war import War
    from geo.records import Frame

_WORD = re.compile(r"[a-z]+")
_TOLD_BY = re.compile(r"(?:according to|said|told|told by)\s+(?:\w+\s+)?$")
_CLAUSE = re.compile(r"[;:]|, (?:while|but|and)\b|\. ")
_REACH = 130
_NEAR = 24
# Who struck, and from where: what stands before a party's name, and the words that follow.
_DOER = re.compile(r"\b(?:from|by|of|in|near|to|against)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}$")
_DONE_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+|an?\s+)?(?:[\w'’-]+\s+){0,2}[\w'’-]+")


def hits_civilians(frame: Frame, war: War) -> bool:
    """Whether a blow hit unarmed people: its clause speaks of them or of their houses, and of nothing military.

    Who struck, and from where, is no victim: "shells fired by X", "from X lines", "army aircraft bombed the market".
    """
    begin = frame.sentence.start
    text = frame.sentence.text
    at, end = frame.trigger.start - begin, frame.trigger.end - begin
    clause = _around(text, at)
    table = _words()
    people = False
    for mention in war.inside(begin + clause[0], begin + clause[1]):
        if mention.actor == "civilians" and not _tells(text, mention.start - begin, mention.end - begin):
            people = True
        elif (
            war.fights(mention.actor)
            and mention.start > frame.trigger.start
            and not _possessor(text, mention.end - begin)
            and not _DOER.search(text, max(at, mention.start - begin - _NEAR), mention.start - begin)
        ):
            return False
    passive = frame.rule.endswith(("/passive", "/participle"))
    doer = "" if passive else text[clause[0] : at]
    struck = _DONE_BY.sub(" ", text[end : clause[1]].lower())
    words = set(_WORD.findall(f"{text[clause[0] : end].lower()} {struck}"))
    armed = (words if not doer else set(_WORD.findall(f"{text[at:end].lower()} {struck}"))) & table["military"]
    harmed = bool(words & table["deaths"])
    people = people or (harmed and bool(words & table["people"]))
    if armed:
        return people and harmed and not words & table["manned"]
    return people or bool(words & table["civilian"])


def official_of(frame: Frame, war: War, state: str) -> str | None:
    """Give whose officials or men a killing befell, where they are named by office: "the district governor was killed".

    A state's are those of the place, if it is a party of the article; "the rebel-appointed governor" is the rebels'.
    Nothing where no office is named, empty where it is nobody's known.
    """
    text, begin = frame.sentence.text, frame.sentence.start
    passive = frame.rule.endswith(("/passive", "/participle"))
    start, end = frame.trigger.start - begin, frame.trigger.end - begin
    found = _officials().search(text, *((max(0, start - _REACH), start) if passive else (end, end + _REACH)))
    if found is None:
        return None
    if found["by"]:
        return next((one.actor for one in war.mentions if one.phrase.startswith(found["by"])), "")
    return state if state in war.parties else ""


def _around(text: str, at: int) -> tuple[int, int]:
    """Give the clause around a position, marks like semicolons being its ends."""
    begin, end = max(0, at - _REACH), min(len(text), at + _REACH)
    for found in _CLAUSE.finditer(text, begin, end):
        if found.end() <= at:
            begin = found.end()
        elif found.group() != ", and":
            end = found.start()
            break
    return begin, end


def _tells(text: str, start: int, end: int) -> bool:
    """Whether people at a stretch only tell of the blow: "residents said", "according to residents"."""
    return bool(_speaks().match(text, end) or _TOLD_BY.search(text[max(0, start - 30) : start]))


def _possessor(text: str, end: int) -> bool:
    return text[end : end + 2] in {"'s", "’s"}


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(_words()['telling'])}\b")


@cache
def _officials() -> re.Pattern[str]:
    words = any_of(read_table("parties.toml")["victims"]["officials"])
    return re.compile(rf"(?:(?P<by>\w+)-(?:appointed|installed)\s(?:[\w-]+\s)?)?(?<!former )\b{words}\b(?!['’]s)")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in read_table("parties.toml")["hit"].items()}
