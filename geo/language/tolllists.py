"""People counted in a list: "three soldiers and two policemen", "20 soldiers, 15 civilians and a medic"."""

from __future__ import annotations

import re
from functools import cache

from geo.language.numbers import number_pattern, value_of
from geo.language.tables import table
from geo.language.tollforms import hedge, persons, phrases
from geo.tables import any_of

_SINGLE = frozenset({"a", "an", "the", "its", "their", "his", "her", "my", "our"})
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_SMALL = 12
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\d+th)"
_LIST_REACH = 90  # characters looked back for what a number goes on with: "three soldiers and two policemen"


def count_of(some: str) -> int | None:
    """Give the value of a number in figures or words; "a" is one."""
    return 1 if some.lower() in _SINGLE else value_of(some)


def _counted(match: re.Match[str]) -> int:
    """Count the people of one element; those told without a number ("his wife") are one."""
    return (count_of(match["count"]) or 0) if match["count"] else 1


def at_least(before: str, number: str, value: int) -> int:
    """Give the least of a range whose last number was read: "between seven and twenty", "two to three dozen"."""
    if before.lower().rstrip().endswith("between"):
        least = value_of(number.lower().partition(" and ")[0])
        return least if least is not None else value
    found = _range().search(before)
    least = value_of(found["least"]) if found else None
    if least is None:
        return value
    scale = next((many for word, many in _SCALES.items() if number.lower().endswith(word)), 1)
    least *= scale if least < _SMALL else 1
    return min(least, value)


def one_more(text: str, end: int) -> int:
    """Count one who is told to have died as well: "six were killed and a seventh has since died"."""
    return int(bool(_next_one().match(text, end)))


def listed_before(text: str, start: int) -> int:
    """Sum what is listed before a number: "three soldiers and two policemen were killed"."""
    total = 0
    head = text[max(0, start - _LIST_REACH) : start]
    while match := _before().search(head):
        head = head[: match.start()]
        if _whole().search(head):  # "of the 50 fighters, 30 were killed"
            break
        total += _counted(match)
    return total + bool(_named_beside().search(head))


@cache
def _named_beside() -> re.Pattern[str]:
    """Compile somebody called by name with whom others died: "Omar Hadi, the governor, along with eight guards"."""
    name = r"(?-i:[A-Z][\w’'-]+(?:\s+(?:al-|el-)?[A-Z][\w’'-]+)+)(?:,\s+[^,.;]{3,60},)?"
    return re.compile(rf"{name},?\s+{any_of(phrases()['besides'])}\s+(?:at\s+least\s+)?$", re.IGNORECASE)


def listed_after(text: str, end: int) -> tuple[int, int]:
    """Sum what is listed after a number ("20 soldiers and 15 civilians"), and give where the list ends."""
    total = 0
    while match := _after().match(text, end):
        if _hurt_next().match(text, match.end()):
            break
        total += _counted(match)
        end = match.end("count" if match["count"] else "kin")
    return total, end


@cache
def _element(group: str) -> str:
    """Give the pattern of people counted in a list: "four policemen", "a civilian contractor"."""
    some = rf"(?P<{group}>{number_pattern()}|an?)(?!\s+(?:of\s+)?(?:them|whom|those|these))"
    kin = rf"(?P<kin>his|her|their)\s+(?:[\w’'-]+\s+)?{any_of(phrases()['kin'])}\b(?!\s+(?:[\w-]+\s+)?among)"
    return rf"(?:{some}\s+(?:[\w’'-]+\s+){{0,3}}?{persons()}{_belonging()}|{kin})"


def _belonging() -> str:
    return r"(?:\s+(?:of|from|in)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?(?:\s+\([\w-]+\))?)?"


@cache
def _before() -> re.Pattern[str]:
    joint = rf"(?:,\s+|,?\s+and\s+|,?\s+{any_of(phrases()['besides'])}\s+(?:at\s+least\s+)?)"
    head = rf"(?<![\w,-]){_element('count')}{joint}(?:(?:her|his|their|the|its)\s+)?$"
    return re.compile(head, re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    # What the number before it counts, then a comma or "and", then the next element.
    people = rf"(?:\s+[\w’'-]+){{0,3}}?\s+{persons()}{_belonging()}"
    joint = r"(?:,\s+and\s+|,\s+(?!an?\b)|\s+and\s+)(?:(?:at\s+least|the|his|her|their)\s+)?"
    return re.compile(rf"{people}{joint}{_element('count')}", re.IGNORECASE)


def listed_besides(text: str, end: int) -> int:
    """Count those told behind the verb: "seven men died, besides three soldiers", "18 dead on one side and ten on"."""
    match = _besides().match(text, end) or _other_side().match(text, end)
    return _counted(match) if match else 0


@cache
def _other_side() -> re.Pattern[str]:
    day = any_of([*table("dates")["weekdays"], *table("dates")["months"]])
    side = rf"(?:among|on|for|from)\s+(?:the\s+)?(?!{day}|\d)"
    other = rf"\s+and\s+{hedge()}(?P<count>{number_pattern()})\s+{side}"
    return re.compile(rf"\s+{side}[^.;,\d]{{2,40}}?,?{other}", re.IGNORECASE)


@cache
def _besides() -> re.Pattern[str]:
    return re.compile(rf"(?:[^.;]{{0,80}},)?\s+{any_of(phrases()['besides'])}\s+{_element('count')}", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(r"\bof\s+(?:(?:the|its|their|his|some|about|these|those)\s+)?$", re.IGNORECASE)


@cache
def _hurt_next() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:were|was|are)?\s*{any_of(phrases()['wounded'])}\b", re.IGNORECASE)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"(?P<least>{number_pattern()})\s+(?:to|or)\s+$", re.IGNORECASE)


@cache
def _next_one() -> re.Pattern[str]:
    one = rf"[,;]?\s+(?:and\s+)?an?\s+{_ORDINAL}\s+(?:[\w’'-]+\s+){{0,4}}?"
    died = r"(?:died|dies|succumbed|was\s+dead)"
    return re.compile(rf"[^.;]{{0,40}}?{one}{died}\b", re.IGNORECASE)
