"""Dates as written to days, months and years: only what stands there, nothing relative and nothing guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Literal

from geo.articles.tables import load_table
from geo.records import Interval

FIRST_YEAR, LAST_YEAR = 1800, 2199
_CENTURY_SPLIT = 70  # "14" is 2014, "91" is 1991
_DAY_AND_YEAR = re.compile(r"(?<!\d)\d{1,2}(?!\d)[^\d:]+\d{4}(?!\d)|(?<!\d)\d{4}(?!\d)[^\d:]+\d{1,2}(?!\d)")
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])(?:[T ].*)?\s*", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?\s*")
_MONTH_OF_YEAR, _NUMERIC = "month of year", "numeric"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at ``[start, end)`` of a line; `year` is ``None`` when not written, `of_range` marks a range's end."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    of_range: bool = False

    def day_of(self, year: int | None = None) -> dt.date | None:
        """Give the day, the year filled in when it is not written; ``None`` for one no calendar has."""
        return make_day(self.year or year, self.month, self.day)


def make_day(year: int | None, month: int, day: int) -> dt.date | None:
    """Make a day, or ``None`` when there is no such day or it lies outside the years news has."""
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def on_day(day: dt.date) -> Interval:
    """Give the interval of one day."""
    return Interval(day, day, "day")


def span_of(year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """Give the interval of a day, a month or a year; ``None`` when there is none such."""
    first = make_day(year, month or 1, day or 1)
    if first is None:
        return None
    if day:
        return on_day(first)
    last_month = month or 12
    last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    precision: Literal["month", "year"] = "month" if month else "year"
    return Interval(first, last, precision)


def parse_date(value: str) -> Interval | None:
    """Read a metadata value that says when: ISO 8601, possibly partial, else a date in words of any language.

    Parameters
    ----------
    value
        Such as ``2018-12-28``, ``2018-12``, ``2018-12-28T10:20:00+02:00``, ``28 December 2018``, ``28 décembre 2018``.
        A time zone is not applied: the day is the one the publisher wrote.

    Returns
    -------
    Interval or None
        ``None`` when the value is no date, or one no calendar has; relative expressions are none.
    """
    value = value.strip()[:100]
    if match := _ISO.fullmatch(value):
        year, month, day = (int(part) if part else None for part in match.groups())
        return span_of(year or 0, month, day)
    if match := _COMPACT.fullmatch(value):
        return span_of(int(match[1]), int(match[2]), int(match[3]))
    for date in find_written(value):
        if day_found := date.day_of():
            return on_day(day_found)
    if match := re.fullmatch(_patterns()[_MONTH_OF_YEAR], value):
        return span_of(int(match["year"]), _month(match["month"]))
    return _in_other_languages(value)


def find_written(line: str) -> list[WrittenDate]:
    """Find the dates written out in a line, English or in figures, in order; of a range the last day.

    Figures are day first unless a weekday beside them, or the size of the numbers, says otherwise.
    """
    found: list[WrittenDate] = []
    if not _DIGIT.search(line):
        return found
    for kind, pattern in _patterns().items():
        if kind == _MONTH_OF_YEAR:
            continue
        for match in pattern.finditer(line):
            date = _numeric(match) if kind == _NUMERIC else _in_words(match)
            if date and not any(date.start < other.end and other.start < date.end for other in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month, weekday = _any_of("months"), _any_of("weekdays")
    ahead = rf"(?<![\w/.-])(?:(?P<weekday>{weekday}),?\s+(?:the\s+)?)?"
    behind = rf"(?:,?\s*\(?{weekday}\)?)?"
    th = r"(?:st|nd|rd|th)?"
    day = rf"(?P<day>\d{{1,2}}){th}"
    some_year = r"(?P<year>(?:1[89]|20|21)\d\d)"
    year = some_year + r"(?![\d-])"
    dash = r"\s*(?:-|–|—|to|and)\s*"
    earlier = rf"(?P<from>\d{{1,2}}{th}(?:\s+{month})?(?:\s+\d{{4}})?{dash})?"
    written = {
        # OCTOBER 17-21, 2016
        "range": rf"{ahead}(?P<month>{month})\s+\d{{1,2}}{th}{dash}(?P<last>{day}),?\s+\(?{year}\)?",
        # 27-28 August 2022, 28 June - 5 July 2024, 5th August, 2021
        "day first": rf"{ahead}{earlier}{day}\.?\s+(?:of\s+)?(?P<month>{month}),?\s+(?:of\s+)?\(?{year}\)?{behind}",
        # March 15, 2020; Feb 18 (2024); January 26 2020
        "month first": rf"{ahead}(?P<month>{month})\s+{day}(?:,|\b)\s*\(?{year}\)?{behind}",
        "iso": rf"{ahead}{some_year}[-/.](?P<monthno>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?![\d/.-]*\d)",
        _NUMERIC: rf"{ahead}(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)"
        rf"(?P<y>\d{{4}}|\d{{2}})(?![\d/-])(?!\.\d){behind}",
        "day month": rf"{ahead}(?<!\d[:.]){day}\.?\s+(?:of\s+)?(?P<month>{month})(?!\s*\(?\d)",
        "month day": rf"{ahead}(?P<month>{month})\s+{day}(?!\s*[\d:])\b",
        _MONTH_OF_YEAR: rf"(?P<month>{month}),?\s+(?:of\s+)?{year}",
    }
    return {kind: re.compile(text, re.IGNORECASE) for kind, text in written.items()}


def _any_of(table: str) -> str:
    names = sorted((name for names in load_table("bylines")[table] for name in names), key=len, reverse=True)
    return f"(?:{'|'.join(names)})\\b\\.?"


def _in_words(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    month = int(parts["monthno"]) if parts.get("monthno") else _month(parts["month"])
    of_range = bool(parts.get("from") or parts.get("last"))
    year = int(parts["year"]) if parts.get("year") else None
    date = WrittenDate(match.start(), match.end(), year, month, int(parts["day"]), of_range)
    return date if make_day(year or 2000, month, date.day) else None  # 2000 was a leap year


def _numeric(match: re.Match[str]) -> WrittenDate | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:  # noqa: PLR2004 - two digits
        year += 2000 if year < _CENTURY_SPLIT else 1900
    readings = [(month, day) for month, day in ((second, first), (first, second)) if make_day(year, month, day)]
    weekday = _weekday(match[0])
    if weekday is not None:
        fitting = [(m, d) for m, d in readings if dt.date(year, m, d).weekday() == weekday]
        readings = fitting or readings
    return WrittenDate(match.start(), match.end(), year, *readings[0]) if readings else None


def _month(name: str) -> int:
    return _number_of(name, "months") + 1


def _weekday(text: str) -> int | None:
    word = re.search(r"[A-Za-z]+", text)
    return _number_of(word[0], "weekdays") if word else None


def _number_of(name: str, table: str) -> int:
    wanted = name.rstrip(".").casefold()
    return next(number for number, names in enumerate(load_table("bylines")[table]) if wanted in names)


@functools.lru_cache(maxsize=1024)
def _in_other_languages(value: str) -> Interval | None:
    """Read a full date in another language with dateparser; absolute dates only, all of day, month, year required."""
    if not _DAY_AND_YEAR.search(value):
        return None
    import dateparser  # noqa: PLC0415 - a fifth of a second to import, needed for few articles

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RELATIVE_BASE": dt.datetime(2000, 1, 1),  # noqa: DTZ001 - never used: the clock must not come in
    }
    try:
        parsed = dateparser.parse(value, settings=settings)
    except (ValueError, OverflowError, re.error, RecursionError):
        return None
    return span_of(parsed.year, parsed.month, parsed.day) if parsed else None
