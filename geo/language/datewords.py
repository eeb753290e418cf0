"""What the words of a date say: its numbers, months, part, the year that is stated."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.language.tables import table
from geo.tables import any_of

if TYPE_CHECKING:
    from geo.language.datestory import Story


def numbers_in(words: str) -> list[int]:
    """Give the days of the month that are named, in figures or as "the fifteenth of"."""
    ordinals: dict[str, int] = table("dates")["ordinals"]
    return [int(word) if word.isdigit() else ordinals[word] for word in _number().findall(words)]


@cache
def _number() -> re.Pattern[str]:
    ordinals = any_of(table("dates")["ordinals"])
    return re.compile(rf"(?<!\d)\d{{1,2}}(?!\d)|\b{ordinals}(?=\s+(?:day\s+)?of\b)")


def months_in(words: str) -> list[int]:
    """Give the months that are named."""
    months = table("dates")["months"]
    return [months[word] for word in re.findall(r"[a-z]+", words) if word in months]


def stated_year(words: str, story: Story) -> int | None:
    """Give the year that is said: in figures, or as "last year", "that year"."""
    found = re.search(r"\b(?:19|20)\d\d\b", words)
    if found:
        return int(found[0])
    if not words.endswith(" year"):
        return None
    if words.endswith(("that year", "same year")):
        return story.told.start.year if story.told.start else story.year
    return story.published.year - words.endswith("last year") if story.published else None


def part_of(words: str) -> str:
    """Give the part of a month or year that is named ("early", "first week"), or nothing."""
    found = _any_part().search(words)
    return found[0] if found else ""


@cache
def _any_part() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('dates')['parts'])}\b")


def word_of(words: str, name: str) -> str:
    """Give the first word that stands in the table `name`, or nothing."""
    return next((word for word in re.findall(r"[a-z]+", words) if word in table("dates")[name]), "")


def counted(words: str) -> tuple[int, str] | None:
    """Give how many of which unit: "three weeks"."""
    counts = table("dates")["counts"]
    found = re.search(r"(\w+)\s+(day|week|month|year)s?\b", words)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else counts.get(found[1])
    return (count, found[2]) if count is not None else None
