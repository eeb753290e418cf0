"""The tolls that a sentence tells: how many were killed, never ages, distances, dates or the wounded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.language.numbers import value_of
from geo.language.tables import table
from geo.language.tollchecks import counts_other
from geo.language.tollforms import any_death, named_victim, none_killed, only_wounded, phrases, toll_patterns
from geo.language.tolllists import at_least, count_of, listed_after, listed_before, listed_besides, one_more

_REVISED = re.compile(
    r"\b(?:(?:later|since|then|now)\s+(?:put|puts|raised|revised)|(?:have|has|had)\s+(?:since\s+|so\s+far\s+)?(?:cost|claimed))"
    r"\b[^.;]{0,40}$",
    re.IGNORECASE,
)
WOUNDED = "wounded"  # the victims of a toll of none, where only wounded are counted


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed: `count` at ``[start, end)`` of the text; `victims` are the words that name them."""

    start: int
    end: int
    count: int
    victims: str


def find_fatalities(text: str) -> tuple[Toll, ...]:
    """Find the tolls that a sentence tells.

    Parameters
    ----------
    text
        One sentence.

    Returns
    -------
    tuple of Toll
        In order; "at least N" counts as N, "between N and M" as N, what is listed together is summed. Vague tolls
        ("dozens") give none; a sentence that counts only wounded, or says that nobody was hurt, gives a toll of 0.
    """
    tolls: dict[int, Toll] = {}
    covered: list[tuple[int, int]] = []
    for absent in none_killed().finditer(text):
        covered.append(absent.span())
        tolls[absent.start()] = Toll(absent.start(), absent.end(), 0, "")
    for pattern in toll_patterns(text):
        found = pattern.search(text)
        while found:
            toll = _toll(text, found)
            # The verb may stand before the number: what follows the number may be the next toll.
            end = found.end() if found.end() > found.end("victims") else found.end("number")
            if toll and not any(toll.start < end and start < toll.end for start, end in covered):
                tolls[toll.start] = toll
                covered.append((found.start(), max(end, toll.end)))
            # A number that tells no toll must not hide one that stands behind it.
            found = pattern.search(text, max(end if toll else found.end("number"), found.start() + 1))
    for one in _named(text):
        if not any(one.start < end and start < one.end for start, end in covered):
            tolls[one.start] = one
    tolls = _of_all(text, tolls)
    if not tolls and (hurt := only_wounded().search(text)) and not any_death().search(text):
        return (Toll(hurt.start(), hurt.end(), 0, WOUNDED),)
    return tuple(tolls[start] for start in sorted(tolls))


def _of_all(text: str, tolls: dict[int, Toll]) -> dict[int, Toll]:
    """Leave out what a later toll of the sentence counts again: "ten had died; the mayor later put the dead at 15"."""
    last = max((start for start in tolls if _REVISED.search(text[:start])), default=0)
    return {start: toll for start, toll in tolls.items() if start >= last}


def _toll(text: str, found: re.Match[str]) -> Toll | None:
    """Read what a pattern found; ``None`` when the number counts something else."""
    number = found["number"]
    victims = (found["victims"] or "").strip(" ,")
    value = count_of(number)
    if value is None or counts_other(text, found, victims):
        return None
    start, end = found.start("number"), found.end("number")
    value = at_least(text[:start], number, value)
    told_after = found.end() > found.end("victims")  # the verb stands behind: "five soldiers were killed"
    if told_after and not text[:start].lower().rstrip().endswith("between"):
        value += listed_before(text, start)
    more, end = listed_after(text, end)
    if told_after:
        value += listed_besides(text, found.end())
    value += one_more(text, found.end())
    return Toll(start, end, value + (more or bool(found.groupdict().get("pair"))), victims)


def _named(text: str) -> tuple[Toll, ...]:
    """Give the tolls of those called by name: "Khamis Abakar was abducted and killed"."""
    tolls: list[Toll] = []
    found = named_victim().search(text)
    while found:
        known = bool(found["object"]) or _is_person(text, found)
        if known:
            tolls.append(Toll(found.start(), found.end(), _people(found), found["object"] or _called(found)))
        # What is no person's name must not hide one that stands behind it: "on Saturday, Omar, the mayor, was killed".
        found = named_victim().search(text, found.end() if known else found.start() + 1)
    return tuple(tolls)


def _people(found: re.Match[str]) -> int:
    return (
        1
        + bool(found["two"] or found["also"])
        + bool(found["kin"])
        + (value_of(found["number"]) or 0 if found["number"] else 0)
    )


def _called(found: re.Match[str]) -> str:
    return found["two"] or found["one"] or found["whole"]


def _is_person(text: str, found: re.Match[str]) -> bool:
    """Whether a name before "was killed" is a person's: no weekday, no place after a preposition, no group."""
    name = _called(found).split()[0].lower()
    dates, words = table("dates"), phrases()
    if name in dates["weekdays"] or name in dates["months"] or name in words["collective"]:
        return False
    before = re.search(r"(\w+)\s+$", text[max(0, found.start() - 24) : found.start()])
    return before is None or before[1].lower() not in words["not_before_name"]
