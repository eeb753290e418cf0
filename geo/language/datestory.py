"""What was told so far of a story, and the year that a date without one most likely has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.language import calendar
from geo.language.tables import table
from geo.records import UNKNOWN

if TYPE_CHECKING:
    import datetime as dt

    from geo.records import Interval


@dataclass
class Story:
    """What was told so far.

    `published` anchors relative words (in a chronicle the day of the heading above), `told` (in the paragraph
    `told_in`) the narrative ones ("two days later"); `year` is that of a heading or of the last full date in the
    paragraph; `ahead` how many days after the publication a date without a year may lie; `days` are the last told
    days by weekday.
    """

    published: dt.date | None
    told: Interval = UNKNOWN
    told_in: int = -1
    paragraph: int = -1
    year: int | None = None
    heading_year: int | None = None
    ahead: int = 0
    days: dict[int, dt.date] = field(default_factory=dict)

    def tell(self, when: Interval) -> None:
        """Go on from a date that the text tells."""
        self.told, self.told_in = when, self.paragraph
        if when.precision == "day" and when.start is not None:
            self.days[when.start.weekday()] = when.start

    def anchor(self) -> dt.date | None:
        """Give the day that a weekday counts from: the last told one in history, else the publication."""
        limit = table("dates")["limits"]["history_days"]
        told = self.told.end if self.published is None or self.told_in == self.paragraph else None
        if told and self.told.precision == "day" and (not self.published or (self.published - told).days > limit):
            return told
        return self.published

    @property
    def in_history(self) -> bool:
        """Whether the anchor is a told day, not the publication."""
        return self.anchor() != self.published


def likely_year(month: int, number: int, story: Story) -> int | None:
    """Give the year of a date that has none: the story's, else the latest that is not ahead of the article."""
    if story.year is not None and not _lies_ahead(story.year, month, number, story):
        story.year += _turns(month, number, story)
        return story.year
    if story.in_history and story.told.end:
        told = story.told.end
        year = told.year + (1 if (told.month - month) > 6 else 0)  # noqa: PLR2004 - half a year on, it is the next
        return year - _lies_ahead(year, month, number, story)
    if story.published is None:
        return None
    year = story.published.year
    if story.ahead > table("dates")["limits"]["days_ahead_of_a_term"] and month < story.published.month:
        year += not _lies_ahead(year + 1, month, number, story)  # "will begin on 10 January", said in December
    return year - _lies_ahead(year, month, number, story)


def _turns(month: int, number: int, story: Story) -> bool:
    """Whether a story that goes forward has come to the next year: "in November 2015 ... in January"."""
    told, year = story.told.start, story.year
    if told is None or year is None or told.year != year or story.heading_year == year or month >= told.month:
        return False
    return story.published is None or not _lies_ahead(year + 1, month, number, story)


def _lies_ahead(year: int, month: int, number: int, story: Story) -> bool:
    """Whether a day lies further ahead of the article than the sentence gives reason for."""
    date = calendar.date_or_none(year, month, min(number, 28))
    return bool(story.published and date and (date - story.published).days > story.ahead)


def said_year(said: set[str], month: int, story: Story) -> int | None:
    """Give the year of "last August", "next May": counted from the publication, whatever was told before."""
    now = story.published
    if now is None:
        return None
    if "next" in said:
        story.year = now.year + (month <= now.month)
    elif "last" in said:
        story.year = now.year - (month >= now.month)
    return story.year if said & {"next", "last"} else now.year if "this" in said else None
