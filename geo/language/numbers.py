"""Whole numbers in figures and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.language.tables import table
from geo.tables import any_of

_LONGEST = 80  # characters: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" and some more
_LARGEST = 1_000_000_000  # nobody reports as many


@dataclass(frozen=True, slots=True)
class Count:
    """A number at ``[start, end)`` of the text that was given."""

    start: int
    end: int
    value: int


def find_numbers(text: str) -> tuple[Count, ...]:
    """Find whole numbers: "1,200", "two hundred", "a dozen", "twenty-five"; offsets count from the text's start."""
    return tuple(
        Count(found.start(), found.end(), value)
        for found in _number().finditer(text)
        if (value := value_of(found[0])) is not None
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(number_pattern(), re.IGNORECASE)


@cache
def number_pattern() -> str:
    """Give the pattern of a whole number, without groups."""
    words = any_of(table("casualties")["words"])
    figure = r"\d{1,3}(?:,\d{3})+|\d+(?![.,:]\d)"
    worded = rf"half\s+a\s+dozen|(?:a\s+)?{words}(?:(?:[\s-]|\s+and\s+){words})*"
    return rf"(?<![\w.,:/-])(?:{figure}|{worded})(?![\w/]|-\w|:\d)"


def value_of(words: str) -> int | None:
    """Give the value of a number in figures or words; ``None`` for what is none, or too large to be reported."""
    if words[0].isdigit():
        value = int(words.replace(",", "")) if len(words) <= _LONGEST else _LARGEST
        return value if value < _LARGEST else None
    if len(words) > _LONGEST:
        return None
    known: dict[str, int] = table("casualties")["words"]
    spoken = re.findall(r"[a-z]+", words.lower())
    if spoken[:1] == ["half"]:
        return known["dozen"] // 2
    total, part = 0, 0
    for word in spoken:
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
