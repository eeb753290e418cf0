"""From the form and the words of a date to an interval: one function a form, anchored in the story told so far."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from geo.language import calendar
from geo.language.dategrammar import any_of
from geo.language.datestory import likely_year, said_year
from geo.language.tables import table
from geo.records import UNKNOWN, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.datestory import Story
    from geo.records import Precision


def resolve(form: str, words: str, story: Story) -> Interval | None:
    """Resolve a date.

    Parameters
    ----------
    form
        Name of the form, from `geo.language.dategrammar`.
    words
        The stretch of text.
    story
        What was told so far; a full date sets its year.

    Returns
    -------
    Interval or None
        Unknown where the text gives no basis; ``None`` where the stretch is no date.
    """
    return _FORMS[form](" ".join(words.lower().replace("–", "-").replace("—", "-").split()), story)


def _numbers(words: str) -> list[int]:
    ordinals: dict[str, int] = table("dates")["ordinals"]
    return [int(word) if word.isdigit() else ordinals[word] for word in _number().findall(words)]


@cache
def _number() -> re.Pattern[str]:
    ordinals = any_of(table("dates")["ordinals"])
    return re.compile(rf"(?<!\d)\d{{1,2}}(?!\d)|\b{ordinals}(?=\s+(?:day\s+)?of\b)")


def _months(words: str) -> list[int]:
    months = table("dates")["months"]
    return [months[word] for word in re.findall(r"[a-z]+", words) if word in months]


def _year(words: str, story: Story) -> int | None:
    """Give the year that is said: in figures, or as "last year", "that year"."""
    found = re.search(r"\b(?:19|20)\d\d\b", words)
    if found:
        return int(found[0])
    if not words.endswith(" year"):
        return None
    if words.endswith(("that year", "same year")):
        return story.told.start.year if story.told.start else story.year
    return story.published.year - words.endswith("last year") if story.published else None


def _part(words: str) -> str:
    found = _any_part().search(words)
    return found[0] if found else ""


@cache
def _any_part() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(table('dates')['parts'])}\b")


def _word_of(words: str, name: str) -> str:
    return next((word for word in re.findall(r"[a-z]+", words) if word in table("dates")[name]), "")


def _day_of(words: str, number: int, month: int, story: Story) -> Interval | None:
    stated = _year(words, story)
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
    numbers, months = _numbers(words), _months(words)
    return _day_of(words, numbers[0], months[0], story) if numbers and months else None


def _span(words: str, story: Story) -> Interval | None:
    numbers, months = _numbers(words), _months(words)
    first = _day_of(words, numbers[0], months[0], story)
    last = _day_of(words, numbers[-1], months[-1], story)
    return calendar.spanning(first, last) if first and last else None


def _month_year(words: str, story: Story) -> Interval:
    year = _year(words, story)
    if year is None:
        return UNKNOWN
    story.year = year
    return calendar.month_interval(year, _months(words)[0], _part(words))


def _month(words: str, story: Story) -> Interval:
    month = _months(words)[0]
    year = said_year(set(words.split()) - set(_part(words).split()), month, story) or likely_year(month, 1, story)
    return calendar.month_interval(year, month, _part(words)) if year else UNKNOWN


def _of_month(words: str, story: Story) -> Interval | None:
    """Resolve "the fifteenth of this month", "the 3rd of that month"."""
    month, numbers = _month_meant(words, story), _numbers(words)
    date = calendar.date_or_none(month.year, month.month, numbers[0]) if month and numbers else None
    return calendar.day(date) if date else UNKNOWN


def _part_of_month(words: str, story: Story) -> Interval:
    """Resolve "the end of the month", "the first days of last month"."""
    month = _month_meant(words, story)
    return calendar.month_interval(month.year, month.month, _part(words)) if month else UNKNOWN


def _month_meant(words: str, story: Story) -> dt.date | None:
    if story.published and re.search(r"\b(?:this|last)\s+month$", words):
        return story.published - relativedelta(months=int(words.endswith("last month")))
    return story.told.start or story.published


def _bare_year(words: str, story: Story) -> Interval:
    year = int(re.findall(r"\d{4}", words)[0])
    story.year = year
    return calendar.year_interval(year, _part(words))


def _season_year(words: str, story: Story) -> Interval:
    year = _year(words, story)
    if year is None:
        return UNKNOWN
    story.year = year
    return calendar.season_interval(_word_of(words, "seasons"), year)


def _season(words: str, story: Story) -> Interval:
    season = _word_of(words, "seasons")
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


def _weekday(words: str, story: Story) -> Interval:
    counted = bool({"last", "this", "next", "past"} & set(words.split())) and story.published is not None
    anchor = story.published if counted else story.anchor()
    weekday = table("dates")["weekdays"][_word_of(words, "weekdays")]
    if anchor is None:
        return UNKNOWN
    if "next" in words.split() or (story.in_history and not counted):
        return calendar.day(calendar.weekday_after(anchor, weekday))
    if "last" in words.split():
        anchor -= dt.timedelta(days=1)
    return calendar.day(calendar.weekday_before(anchor, weekday))


def _numbered_day(words: str, story: Story) -> Interval | None:
    """Resolve "Thursday the 8th", "the 8th": the last such day of the month up to the anchor."""
    anchor, numbers = story.anchor(), _numbers(words)
    if anchor is None or not numbers:
        return UNKNOWN
    month = anchor if numbers[0] <= anchor.day or story.in_history else anchor.replace(day=1) - dt.timedelta(days=1)
    date = calendar.date_or_none(month.year, month.month, numbers[0])
    return calendar.day(date) if date else None


def _ordinal(words: str, story: Story) -> Interval | None:
    """Resolve a bare "on the 8th": of the month that was told last, else the last such day."""
    if story.told.precision == "month" and story.told.start:
        date = calendar.date_or_none(story.told.start.year, story.told.start.month, _numbers(words)[0])
        return calendar.day(date) if date else None
    return _numbered_day(words, story)


def _today(words: str, story: Story) -> Interval:
    first, last = table("dates")["today"][words]
    if story.published is None:
        return UNKNOWN
    start = story.published + dt.timedelta(days=first)
    return Interval(start, story.published + dt.timedelta(days=last), "day")


def _narrative(words: str, story: Story) -> Interval | None:
    if story.told.end is None or story.told.precision != "day":
        return None
    return calendar.day(story.told.end + dt.timedelta(days=table("dates")["narrative"][words]))


def _counted(words: str) -> tuple[int, str] | None:
    counts = table("dates")["counts"]
    found = re.search(r"(\w+)\s+(day|week|month|year)s?\b", words)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else counts.get(found[1])
    return (count, found[2]) if count is not None else None


def _feast(words: str, story: Story) -> Interval | None:
    """Resolve "Boxing Day", "New Year's Eve": a day of the calendar, in the story's year."""
    month, number = table("dates")["feasts"][words.replace("’", "'")]
    return _day_of(words, number, month, story)


def _following(words: str, story: Story) -> Interval:
    """Resolve "in the days that followed", "days later", "the same week": somewhere near what was told."""
    told = story.told
    if told.start is None or told.end is None:
        return UNKNOWN
    if words.endswith("week"):
        return calendar.week_of(told.start)
    week = dt.timedelta(days=7)
    back = words.endswith(("earlier", "before"))
    return Interval(told.start - week, told.start, "week") if back else Interval(told.end, told.end + week, "week")


def _ago(words: str, story: Story) -> Interval:
    counted = _counted(words)
    return calendar.ago(story.published, *counted) if story.published and counted else UNKNOWN


def _later(words: str, story: Story) -> Interval:
    counted = _counted(words)
    if not counted or story.told.end is None:
        return UNKNOWN
    return calendar.ago(story.told.end, -counted[0], counted[1])


def _earlier(words: str, story: Story) -> Interval:
    """Resolve "two days earlier", "the month before": counted back from what was told."""
    if story.told.start is None:
        return UNKNOWN
    count, unit = _counted(words) or (1, words.split()[1])
    return calendar.ago(story.told.start, -count if words.endswith("after") else count, unit)


def _past(words: str, story: Story) -> Interval:
    """Resolve "over the past week", "in recent days": from then until the article."""
    if story.published is None:
        return UNKNOWN
    count, unit = _counted(words) or (1, next(unit for unit in ("day", "week", "month", "year") if unit in words))
    start = calendar.ago(story.published, count, unit).start if unit != "week" else None
    start = start or story.published - dt.timedelta(days=7 * count)
    return Interval(start, story.published, "day" if unit == "day" and count == 1 else _COARSER[unit])


_COARSER: dict[str, Precision] = {"day": "week", "week": "week", "month": "month", "year": "year"}


def _near(words: str, story: Story) -> Interval:
    """Resolve "last week", "earlier this month", "next year"."""
    if story.published is None:
        return UNKNOWN
    unit = next(unit for unit in ("week", "month", "year") if words.endswith(unit))
    step = {"last": 1, "past": 1, "previous": 1, "this": 0, "next": -1, "coming": -1}
    count = next(step[word] for word in words.split() if word in step)
    when = calendar.ago(story.published, count, unit)
    if words.startswith("earlier") and when.start and when.start < story.published:
        return Interval(when.start, story.published, when.precision)
    return when


def _weekend(words: str, story: Story) -> Interval:
    if story.published is None:
        return UNKNOWN
    saturday = calendar.weekday_before(story.published, 5)
    if "last" in words.split() and (story.published - saturday).days < 2:  # noqa: PLR2004 - it is the weekend now
        saturday -= dt.timedelta(days=7)
    return Interval(saturday, saturday + dt.timedelta(days=1), "day")


_FORMS: dict[str, Callable[[str, Story], Interval | None]] = {
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
    "weekday": _weekday,
    "today": _today,
    "narrative": _narrative,
    "ago": _ago,
    "later": _later,
    "earlier": _earlier,
    "past": _past,
    "week": _past,
    "recent": _past,
    "near": _near,
    "weekend": _weekend,
    "season": _season,
    "year": _bare_year,
    "month": _month,
    "ordinal": _ordinal,
    "feast": _feast,
    "following": _following,
}
