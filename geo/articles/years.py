"""The year of a dateline that has none, from the weekdays and the years that the report tells."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from geo.articles.dates import find_written, make_day
from geo.articles.tables import load_table

if TYPE_CHECKING:
    from geo.articles.dates import WrittenDate

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d|\s+(?:people|men|troops|soldiers|fighters|km))")
_LEAD = 1200  # characters in which a report names the weekday of its news
_REACH = 5  # years after the latest one told
_SAME_DAY, _DAY_BEFORE, _YEARS_AGO = 2, 1, 2
_ENOUGH = 2


def year_of(date: WrittenDate, text: str) -> int | None:
    """Find the year of a dateline's day.

    Parameters
    ----------
    date
        The day and month as written.
    text
        The report. The latest year it tells is the earliest that fits; the weekday of its news is the dateline's day or
        the day before; "two years" count from a year told.

    Returns
    -------
    int or None
        ``None`` where nothing tells, or two years fit as well.
    """
    told = {int(year) for year in _YEAR.findall(text)}
    if not told:
        return None
    weekdays = _weekdays(text[:_LEAD])
    spans = _spans_of_years(text)
    scores: dict[int, int] = {}
    for year in range(max(told), max(told) + _REACH + 1):
        day = make_day(year, date.month, date.day)
        if day is None or not weekdays or _before_told(day, text):
            continue
        fits = _fits(day, weekdays[0])
        scores[year] = fits + _YEARS_AGO * (fits > 0 and any(year - span in told for span in spans))
    best = max(scores.values(), default=0)
    fitting = [year for year, score in scores.items() if score == best]
    return fitting[0] if best >= _ENOUGH and len(fitting) == 1 else None


def _fits(day: dt.date, weekday: int) -> int:
    """Score how well the first weekday that a report names fits its dateline: its own day, or the day before."""
    if day.weekday() == weekday:
        return _SAME_DAY
    return _DAY_BEFORE if (day - dt.timedelta(days=1)).weekday() == weekday else 0


def _weekdays(text: str) -> list[int]:
    """Give the weekdays named, in order."""
    names = load_table("bylines")["weekdays"]
    numbers = {name: number for number, names in enumerate(names) for name in names}
    named = (word.casefold() for word in re.findall(r"\b[A-Z][a-z]+day\b", text))
    return [numbers[word] for word in named if word in numbers]


def _spans_of_years(text: str) -> set[int]:
    """Give the counts of whole years told: "for the first time in almost two years", "the three-year war"."""
    numbers = {"two": 2, "three": 3, "four": 4, "five": 5}
    return {numbers[word] for word in re.findall(r"\b(two|three|four|five)[- ]years?\b", text)}


def _before_told(day: dt.date, text: str) -> bool:
    """Whether a day lies before one that the report tells in full."""
    return any((other := told.day_of()) is not None and other > day for told in find_written(text))
