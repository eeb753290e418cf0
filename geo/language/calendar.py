"""Calendar arithmetic of the date grammar: from the words' numbers to an interval of days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from geo.language.tables import table
from geo.records import PRECISIONS, UNKNOWN, Interval

if TYPE_CHECKING:
    from geo.records import Precision


def day(value: dt.date) -> Interval:
    """Give the interval of one day."""
    return Interval(value, value, "day")


def date_or_none(year: int, month: int, number: int) -> dt.date | None:
    """Give a date, or ``None`` where the calendar has none."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month_interval(year: int, month: int, part: str = "") -> Interval:
    """Give a month, or a part of it; a third of it ("mid-May", "the last days") is as precise as a week."""
    last = calendar.monthrange(year, month)[1]
    first, until = table("dates")["parts"].get(part, (1, 0))
    precision: Precision = "day" if part.endswith(" day") else "month" if not part or part.endswith("half") else "week"
    return Interval(dt.date(year, month, first or last), dt.date(year, month, until or last), precision)


def year_interval(year: int, part: str = "") -> Interval:
    """Give a year, or its first, middle or last third."""
    first, last = table("dates")["parts_of_year"].get(part, (1, 12))
    return Interval(dt.date(year, first, 1), month_interval(year, last).end, "year")


def season_interval(season: str, year: int) -> Interval:
    """Give a season; winter belongs to the year in which it begins."""
    first, length = table("dates")["seasons"][season]
    start = dt.date(year, first, 1)
    return Interval(start, start + relativedelta(months=length, days=-1), "season")


def ago(anchor: dt.date, count: int, unit: str) -> Interval:
    """Give the interval that lies `count` units before (negative: after) the anchor, as precise as the unit."""
    if unit == "day":
        return day(anchor - dt.timedelta(days=count))
    if unit == "week":
        there = anchor - dt.timedelta(weeks=count)
        return Interval(there - dt.timedelta(days=3), there + dt.timedelta(days=3), "week")
    if unit == "month":
        there = anchor - relativedelta(months=count)
        return month_interval(there.year, there.month)
    return year_interval((anchor - relativedelta(years=count)).year)


def week_of(anchor: dt.date) -> Interval:
    """Give the week, Monday to Sunday, in which a day lies."""
    monday = anchor - dt.timedelta(days=anchor.weekday())
    return Interval(monday, monday + dt.timedelta(days=6), "week")


def weekday_before(anchor: dt.date, weekday: int) -> dt.date:
    """Give the last such weekday up to and including the anchor."""
    return anchor - dt.timedelta(days=(anchor.weekday() - weekday) % 7)


def weekday_after(anchor: dt.date, weekday: int) -> dt.date:
    """Give the first such weekday after the anchor."""
    return anchor + dt.timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)


def spanning(first: Interval, last: Interval) -> Interval:
    """Give the interval from the first to the last, as precise as the vaguer of the two."""
    if first.start is None or last.end is None or first.start > last.end:
        return UNKNOWN
    precision = max(first.precision, last.precision, key=PRECISIONS.index)
    return Interval(first.start, last.end, precision)
