"""Numbers in figures and words, and the tolls they tell: never ages, distances, dates or the wounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.language.dategrammar import any_of
from geo.language.tables import table

_LONGEST = 80  # characters: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" and some more
_LARGEST = 1_000_000_000  # nobody reports as many


@dataclass(frozen=True, slots=True)
class Count:
    """A number at ``[start, end)`` of the text that was given."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed: `count` at ``[start, end)`` of the text; `victims` are the words that name them."""

    start: int
    end: int
    count: int
    victims: str


def find_numbers(text: str) -> tuple[Count, ...]:
    """Find whole numbers: "1,200", "two hundred", "a dozen", "twenty-five"; offsets count from the text's start."""
    return tuple(
        Count(found.start(), found.end(), value)
        for found in _number().finditer(text)
        if (value := _value(found[0])) is not None
    )


def find_fatalities(text: str) -> tuple[Toll, ...]:
    """Find the tolls that a sentence tells.

    Parameters
    ----------
    text
        One sentence.

    Returns
    -------
    tuple of Toll
        In order; "at least N" counts as N. Vague tolls ("dozens") give none.
    """
    tolls: dict[int, Toll] = {}
    for absent in _none().finditer(text):
        tolls[absent.start()] = Toll(absent.start(), absent.end(), 0, "")
    for pattern in _patterns():
        found = pattern.search(text)
        while found:
            toll = _toll(text, found)
            if toll and not any(toll.start < other.end and other.start < toll.end for other in tolls.values()):
                tolls[toll.start] = toll
            # A number that tells no toll must not hide one that stands behind it.
            found = pattern.search(text, found.end() if toll else found.end("number"))
    return tuple(tolls[start] for start in sorted(tolls))


@cache
def _number() -> re.Pattern[str]:
    words = any_of(table("casualties")["words"])
    figure = r"\d{1,3}(?:,\d{3})+|\d+(?![.,:]\d)"
    worded = rf"(?:a\s+)?{words}(?:(?:[\s-]|\s+and\s+){words})*"
    return re.compile(rf"(?<![\w.,:/-])(?:{figure}|{worded})(?![\w/]|-\w|:\d)", re.IGNORECASE)


@cache
def _further() -> re.Pattern[str]:
    """Give the pattern of a second count: "20 soldiers and 15 civilians"."""
    number = rf"({_number().pattern}|an?)"
    persons = any_of(table("casualties")["phrases"]["persons"])
    people = rf"(?:[\w'-]+\s+){{0,2}}?(?:{persons}s?|policemen|gunmen|women|children|men|people)"
    return re.compile(rf"\s+{people},?\s+and\s+{number}\s+{people}\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the ways to tell a toll: "five people were killed", "killed five people", "left five dead"."""
    phrases = table("casualties")["phrases"]
    killing, died, leaving, tolls = (any_of(phrases[name]) for name in ("killing", "died", "leaving", "tolls"))
    number = rf"(?P<number>{_number().pattern})"
    bounds = r"at\s+least|as\s+many\s+as|up\s+to|more\s+than|over|about|around|some|nearly|almost"
    hedge = rf"(?:(?:{bounds}|another|a\s+further|all|the|its|of)\s+){{0,3}}"
    word = r"[^\s.;:!?()\"“”]+"
    gap = rf"(?P<victims>(?:\s+{word}){{0,{phrases['gap_words']}}}?)"
    be = r"(?:(?:were|was|are|had\s+been|have\s+been|has\s+been|had|have|being|reported)\s+)?"
    after = rf"(?P<victims>(?:\s+{word}){{0,3}})"
    person = rf"(?P<number>an?)(?P<victims>(?:\s+{word}){{0,3}}?\s+{any_of(phrases['persons'])})\b"
    forms = (
        rf"{number}{gap}\s+{be}{died}\b",
        rf"\b{killing}\s+{hedge}{number}{after}",
        rf"\b{leaving}\s+{hedge}{number}{after}?\s+(?:dead|killed)\b",
        rf"\b{tolls}\s+{hedge}{number}(?P<victims>)",
        rf"\b{killing}\s+{person}",
        rf"(?<!\w){person}\s+(?:was|is|has\s+been|had\s+been)\s+(?:shot\s+dead|killed)\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('casualties')['phrases']['none'])}\b", re.IGNORECASE)


def _toll(text: str, found: re.Match[str]) -> Toll | None:
    phrases = table("casualties")["phrases"]
    value = 1 if found["number"].lower() in {"a", "an"} else _value(found["number"])
    victims = found["victims"].strip(" ,")
    if value is None or _is_date(found["number"], text[: found.start("number")], victims):
        return None
    words = re.findall(r"[\w'%-]+", victims.lower())
    if set(words) & set(phrases["wounded"]) or set(words[:2]) & set(phrases["things"]):
        return None
    if words[:1] == ["of"] and value == 1:  # "one of them": part of a toll told elsewhere
        return None
    further = _further().match(text, found.end("number"))
    if further and (more := 1 if further[1].lower() in {"a", "an"} else _value(further[1])):
        value += more  # "20 soldiers and 15 civilians"
    return Toll(found.start("number"), further.end(1) if further else found.end("number"), value, victims)


def _is_date(number: str, before: str, after: str) -> bool:
    dates = table("dates")
    following = re.match(r"(?:of\s+)?([a-z]+)", after.lower())
    preceding = re.search(r"([a-z]+)\.?\s+$", before.lower())
    if following and following[1] in dates["months"]:
        return True
    if preceding and preceding[1] in dates["months"]:
        return True
    return bool(re.fullmatch(r"(?:19|20)\d\d", number) and re.match(r"\s*(?:at|a|the|when|,|$)", after))


def _value(words: str) -> int | None:
    if words[0].isdigit():
        value = int(words.replace(",", "")) if len(words) <= _LONGEST else _LARGEST
        return value if value < _LARGEST else None
    if len(words) > _LONGEST:
        return None
    known: dict[str, int] = table("casualties")["words"]
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in {"a", "and"}:
            continue
        value = known[word]
        if value >= 100:  # noqa: PLR2004 - hundred and thousand multiply
            total, part = (total + max(part, 1) * value, 0) if value == 1000 else (total, max(part, 1) * value)  # noqa: PLR2004
        elif word == "dozen":
            part = max(part, 1) * value
        else:
            part += value
    return total + part if 0 < total + part < _LARGEST else None
