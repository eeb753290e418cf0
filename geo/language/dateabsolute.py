"""Dates that name a day, month, season or year: one function a form."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from geo.language import calendar
from geo.language.datestory import likely_year, said_year
from geo.language.datewords import months_in, numbers_in, part_of, stated_year, word_of
from geo.language.tables import table
from geo.records import UNKNOWN, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.datestory import Story


def _day_of(words: str, number: int, month: int, story: Story) -> Interval | None:
    stated = stated_year(words, story)
    year = stated or likely_year(month, number, story)
    if year is None:
        return UNKNOWN
    date = calendar.date_or_none(year, month, number)
    if date is None:
        return None
    if stated:
        story.year = stated
    return calendar.day(date)


def _iso(words: str, story: Story) -> Interval | None:
    year, month, number = (int(part) for part in words.split("-"))
    date = calendar.date_or_none(year, month, number)
    if date:
        story.year = year
    return calendar.day(date) if date else None


def _single(words: str, story: Story) -> Interval | None:
    numbers, months = numbers_in(words), months_in(words)
    return _day_of(words, numbers[0], months[0], story) if numbers and months else None


def _span(words: str, story: Story) -> Interval | None:
    numbers, months = numbers_in(words), months_in(words)
    first = _day_of(words, numbers[0], months[0], story)
    last = _day_of(words, numbers[-1], months[-1], story)
    return calendar.spanning(first, last) if first and last else None


def _month_year(words: str, story: Story) -> Interval:
    year = stated_year(words, story)
    if year is None:
        return UNKNOWN
    story.year = year
    return calendar.month_interval(year, months_in(words)[0], part_of(words))


def _month(words: str, story: Story) -> Interval:
    month = months_in(words)[0]
    year = said_year(set(words.split()) - set(part_of(words).split()), month, story) or likely_year(month, 1, story)
    return calendar.month_interval(year, month, part_of(words)) if year else UNKNOWN


def _of_month(words: str, story: Story) -> Interval | None:
    """Resolve "the fifteenth of this month", "the 3rd of that month"."""
    month, numbers = _month_meant(words, story), numbers_in(words)
    date = calendar.date_or_none(month.year, month.month, numbers[0]) if month and numbers else None
    return calendar.day(date) if date else UNKNOWN


def _part_of_month(words: str, story: Story) -> Interval:
    """Resolve "the end of the month", "the first days of last month"."""
    month = _month_meant(words, story)
    return calendar.month_interval(month.year, month.month, part_of(words)) if month else UNKNOWN


def _month_meant(words: str, story: Story) -> dt.date | None:
    if story.published and re.search(r"\b(?:this|last)\s+month$", words):
        return story.published - relativedelta(months=int(words.endswith("last month")))
    return story.told.start or story.published


def _bare_year(words: str, story: Story) -> Interval:
    year = int(re.findall(r"\d{4}", words)[0])
    story.year = year
    return calendar.year_interval(year, part_of(words))


def _season_year(words: str, story: Story) -> Interval:
    year = stated_year(words, story)
    if year is None:
        return UNKNOWN
    story.year = year
    return calendar.season_interval(word_of(words, "seasons"), year)


def _season(words: str, story: Story) -> Interval:
    season = word_of(words, "seasons")
    counted = {"last", "this", "next"} & set(words.split()) and story.published
    if story.year is not None and not counted:
        return calendar.season_interval(season, story.year)
    if story.published is None:
        return UNKNOWN
    this = calendar.season_interval(season, story.published.year)
    begun = this.start is not None and this.start <= story.published
    if "last" in words.split() and begun and this.end is not None and this.end >= story.published:
        begun = False  # "last summer", said in summer
    here = begun or story.ahead > table("dates")["limits"]["days_ahead"]
    story.year = story.published.year - (not here)
    return this if here else calendar.season_interval(season, story.year)


def _ordinal(words: str, story: Story) -> Interval | None:
    """Resolve a bare "on the 8th": of the month that was told last, else the last such day."""
    if story.told.precision == "month" and story.told.start:
        date = calendar.date_or_none(story.told.start.year, story.told.start.month, numbers_in(words)[0])
        return calendar.day(date) if date else None
    return _numbered_day(words, story)


def _numbered_day(words: str, story: Story) -> Interval | None:
    """Resolve "Thursday the 8th", "the 8th": the last such day of the month up to the anchor."""
    anchor, numbers = story.anchor(), numbers_in(words)
    if anchor is None or not numbers:
        return UNKNOWN
    month = anchor if numbers[0] <= anchor.day or story.in_history else anchor.replace(day=1) - dt.timedelta(days=1)
    date = calendar.date_or_none(month.year, month.month, numbers[0])
    return calendar.day(date) if date else None


def _feast(words: str, story: Story) -> Interval | None:
    """Resolve "Boxing Day", "New Year's Eve": a day of the calendar, in the story's year."""
    month, number = table("dates")["feasts"][words.replace("’", "'")]
    return _day_of(words, number, month, story)


FORMS: dict[str, Callable[[str, Story], Interval | None]] = {
    "iso": _iso,
    "span": _span,
    "day_month": _single,
    "month_span": _span,
    "month_day": _single,
    "month_year": _month_year,
    "season_year": _season_year,
    "of_month": _of_month,
    "part_of_month": _part_of_month,
    "weekday_number": _numbered_day,
    "season": _season,
    "year": _bare_year,
    "month": _month,
    "ordinal": _ordinal,
    "entry": _ordinal,
    "feast": _feast,
}
