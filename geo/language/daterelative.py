"""Dates that count from the publication or from what was told before: one function a form."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.language import calendar
from geo.language.datewords import counted, word_of
from geo.language.tables import table
from geo.records import UNKNOWN, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.language.datestory import Story
    from geo.records import Precision


def _weekday(words: str, story: Story) -> Interval:
    counted = bool({"last", "this", "next", "past"} & set(words.split())) and story.published is not None
    anchor = story.published if counted else story.anchor()
    weekday = table("dates")["weekdays"][word_of(words, "weekdays")]
    meant = _weekday_told(words, weekday, story)
    if anchor is None or meant is not None:
        return calendar.day(meant) if meant is not None else UNKNOWN
    if "next" in words.split() or (story.in_history and not counted):
        return calendar.day(calendar.weekday_after(anchor, weekday))
    if "last" in words.split():
        anchor -= dt.timedelta(days=1)
    return calendar.day(calendar.weekday_before(anchor, weekday))


def _weekday_told(words: str, weekday: int, story: Story) -> dt.date | None:
    """Give the day that "the same Friday" points back to, the last one told, or "on the Sunday", the next one."""
    if words.startswith(("the same", "that")):
        return story.days.get(weekday)
    told = story.told.end if story.told.precision == "day" else None
    if told is None or not words.startswith("the "):
        return None
    day = calendar.weekday_after(told - dt.timedelta(days=1), weekday)
    return day if story.published is None or day <= story.published else None


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
    told = counted(words)
    return calendar.ago(story.published, *told) if story.published and told else UNKNOWN


def _later(words: str, story: Story) -> Interval:
    told = (1, words.rsplit(maxsplit=1)[-1]) if words.startswith(("the following", "the next")) else counted(words)
    if not told or story.told.end is None:
        return UNKNOWN
    return calendar.ago(story.told.end, -told[0], told[1])


def _earlier(words: str, story: Story) -> Interval:
    """Resolve "two days earlier", "the month before": counted back from what was told."""
    if story.told.start is None:
        return UNKNOWN
    count, unit = counted(words) or (1, words.split()[1])
    return calendar.ago(story.told.start, -count if words.endswith("after") else count, unit)


def _past(words: str, story: Story) -> Interval:
    """Resolve "over the past week", "in recent days": from then until the article."""
    if story.published is None:
        return UNKNOWN
    count, unit = counted(words) or (1, next(unit for unit in ("day", "week", "month", "year") if unit in words))
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
    week = calendar.week_of(story.published - dt.timedelta(weeks=count))
    when = week if unit == "week" else calendar.ago(story.published, count, unit)
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


FORMS: dict[str, Callable[[str, Story], Interval | None]] = {
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
    "following": _following,
}
