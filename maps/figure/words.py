"""The words of the figure, and days in words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from maps.strings import FALLBACK, load_strings
from maps.style import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS_OF_A_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Words:
    """The figure's words in one language: its `own`, those that the `page` says too, and the `months`."""

    own: Mapping[str, str]
    page: Mapping[str, str]
    months: tuple[str, ...]

    def say(self, key: str, **values: object) -> str:
        """Give a word of the figure with its gaps filled."""
        text = self.own[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def kind(self, group: str, value: str) -> str:
        """Give a word of the contract (a kind of event or base); an unknown one as it stands."""
        key = f"{group}_{re.sub(r'[^a-z]+', '_', value.lower()).strip('_')}"
        text = self.page.get(key, value)
        return text[:1].upper() + text[1:]

    def status(self, status: str) -> str:
        """Give a status in a word."""
        return self.page.get(f"axisstatus_{status}") or self.page.get(f"status_{status}", status)

    def day(self, day: dt.date) -> str:
        """Write a day: ``21 December 2019``."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def where(self, place: str, relation: str) -> str:
        """Write a place with what the text says of it: ``south of Misrata``."""
        key = f"relation_{re.sub(r'[^a-z]+', '_', relation.lower()).strip('_')}"
        return f"{self.page.get(key, relation)} {place}" if relation else place

    def when(self, start: str, end: str, precision: str, told: dt.date | None) -> str:
        """Write a date as exactly as it is known; without one, the day of the report as what it is."""
        day, last = parse_day(start), parse_day(end, last=True)
        if day is None:
            return self.page["reported"].replace("{date}", self.day(told)) if told else self.page["undated"]
        if precision == "year":
            return str(day.year)
        if precision == "month":
            return f"{self.months[day.month - 1]} {day.year}"
        if precision == "week":
            return self.page["week_of"].replace("{date}", self.day(day))
        return self.span(day, last) if last and last > day else self.day(day)

    def span(self, first: dt.date, last: dt.date) -> str:
        """Write a period, what both days share only once."""
        if first == last:
            return self.day(last)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        if first.year == last.year:
            return f"{first.day} {self.months[first.month - 1]} – {self.day(last)}"
        return f"{self.day(first)} – {self.day(last)}"


@lru_cache(maxsize=8)
def load_words(language: str) -> Words:
    """Read the words of a language; what it lacks stays English."""
    table = read_table("figure.toml")
    own = {key: words.get(language) or words[FALLBACK] for key, words in table["words"].items()}
    months = table["months"]
    return Words(own, load_strings(language), tuple(months.get(language) or months[FALLBACK]))


def parse_day(iso: str, *, last: bool = False) -> dt.date | None:
    """Read an ISO date that may be partial.

    Parameters
    ----------
    iso
        ``2019``, ``2019-12``, ``2019-12-21``, with or without a time behind; anything else is no date.
    last
        Whether a partial date stands for its last day, not its first.
    """
    found = _PARTS_OF_A_DATE.match(iso)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        if day:
            return dt.date(int(year), int(month), int(day))
        first = dt.date(int(year), int(month or 1), 1)
    except ValueError:
        return None
    if not last:
        return first
    if not month:
        return dt.date(first.year, 12, 31)
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
