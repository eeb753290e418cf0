"""Dates printed over, in or under an article that say when it was published; dates told in its prose are none."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from geo.articles.dates import WrittenDate, find_written, make_day
from geo.articles.lines import SHORT, ends_sentence
from geo.articles.tables import load_table
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

_TIMELINE_WORDS = 5  # words after a leading date that make the line an entry of a timeline
_TITLE_TAIL = 25  # characters after a headline's date: ", 8:30 pm ET", " - overview"
_NOTICE_WORDS = 4  # words before the date of a notice: a line of its own, not a sentence
_CREDIT_WORDS = 8  # "R. Sayegh reported from Baghuz. 24 March 2019"
_HALF_YEAR = 180
_CLOCK_ONLY = re.compile(r"[,\s\d:.hapmGMTUCES]*")
_SET_OFF = (",", ":", "|", "(", "-", "–", "—", ";", "/")
_BARS = ("|", "/", "•", "·")
_YEAR_NOTE = re.compile(r"(?:©|\(c\)|copyright)\D{0,12}((?:19|20)\d\d)", re.IGNORECASE)


class Rank(IntEnum):
    """What makes a date the day of publication, the best reason first."""

    NONE = 0
    STATED = 1  # "Published 4 February 2020"
    PRINTED = 2  # a date line, a dateline
    UPDATED = 3  # "Last updated 16 April 2023", "as of 5 July"
    TITLED = 4  # "Daily note, 28 October 2025"
    COVERED = 5  # "covering to 5 March 2021"
    RANGE_END = 6  # "17-23 June 2025"
    FOOTED = 7  # a date that stands for itself under the article


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that may be the day of publication, and why; `order` is its line's place among those of its kind."""

    rank: Rank
    order: int
    date: WrittenDate


def stamps_in_header(text: str, order: int, *, timeline: bool = False) -> Iterator[Stamp]:
    """Find the dates of a line above the article, or of a dateline, that are printed over it and not told in it.

    Parameters
    ----------
    text
        The line.
    order
        Its place among the lines above the article.
    timeline
        Whether several lines of the article begin with a date: then a sentence after one is an entry, however short.
    """
    entry_words = 0 if timeline else _TIMELINE_WORDS
    for date in find_written(text):
        before, after = text[: date.start], text[date.end :]
        if rank := keyword_rank(before):
            yield Stamp(rank, order, date)
        elif date.year is not None and not _is_told(before) and not _is_entry(before, after, entry_words):
            yield Stamp(Rank.RANGE_END if date.of_range else Rank.PRINTED, order, date)


def stamps_in_title(text: str) -> Iterator[Stamp]:
    """Find a date in the headline that is set off from it, at its end, or follows a word such as "bulletin of"."""
    dates = [date for date in find_written(text) if date.year]
    if not dates:
        return
    before, after = text[: dates[-1].start].rstrip(), text[dates[-1].end :]
    at_end = (len(after) <= _TITLE_TAIL and not ends_sentence(after)) or after.lstrip().startswith(_BARS)
    if keyword_rank(before) == Rank.STATED or (at_end and (keyword_rank(before) or before.endswith(_SET_OFF))):
        yield Stamp(Rank.RANGE_END if dates[-1].of_range else Rank.TITLED, 0, dates[-1])


def stamps_in_footer(text: str, order: int) -> Iterator[Stamp]:
    """Find a date in one of the last lines: after a word for publication, or standing for itself at the end."""
    if len(text) > SHORT:
        return
    for date in find_written(text):
        before, after = text[: date.start].rstrip(), text[date.end :].strip(" .)")
        words = len(before.split())
        stated = keyword_rank(before) in {Rank.STATED, Rank.UPDATED} and words <= _NOTICE_WORDS
        alone = date.year and not date.of_range and not after and (not before or before[-1] in ".,|)-–—/")
        if stated or (alone and words <= _CREDIT_WORDS):
            yield Stamp(Rank.FOOTED, order, date)


def choose_day(stamps: Sequence[Stamp], yearless: WrittenDate | None, footer: Sequence[str]) -> dt.date | None:
    """Choose the day of publication.

    Parameters
    ----------
    stamps
        The dates found; one without a year takes that of the best other.
    yearless
        The dateline's date when it lacks its year: it takes that of a copyright line, the only other year that the page
        gives for itself.
    footer
        The last lines of the article.
    """
    ranked = sorted(stamps, key=lambda stamp: (stamp.rank, stamp.order, stamp.date.start))
    reference = next((day for stamp in ranked if (day := stamp.date.day_of())), None)
    for stamp in ranked:
        day = stamp.date.day_of() if stamp.date.year else _with_year_of(reference, stamp.date)
        if day:
            return day
    years = {int(match[1]) for line in footer for match in _YEAR_NOTE.finditer(line[:SHORT])}
    return make_day(years.pop(), yearless.month, yearless.day) if yearless and len(years) == 1 else None


def is_stamp_line(text: str) -> bool:
    """Tell a line that states its date at once, such as "Posted: May 22, 2023, 6:14 a.m.", or ends with one."""
    dates = find_written(text)
    if not dates:
        return False
    before = text[: dates[0].start]
    return dates[-1].end >= len(text) - 2 or (len(before.split()) < _NOTICE_WORDS and bool(keyword_rank(before)))


def keyword_rank(before: str) -> Rank:
    """Rank the words straight before a date, ``Rank.NONE`` when they say nothing of publication."""
    return next((rank for rank, pattern in _keywords() if pattern.search(before[-80:])), Rank.NONE)


@functools.cache
def _keywords() -> tuple[tuple[Rank, re.Pattern[str]], ...]:
    table = load_table("bylines")
    weekday = "|".join(name for names in table["weekdays"] for name in names)
    time = r"(?:(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4}[,\s]*)?"
    patterns = []
    for rank, name in ((Rank.STATED, "strong"), (Rank.UPDATED, "weak"), (Rank.COVERED, "cover")):
        words = any_of(table[name])
        pattern = rf"(?:^|\W)(?:{words})\s*[:,]?\s*{time}(?:(?:{weekday})\.?,?\s*)?\(?$"
        patterns.append((rank, re.compile(pattern, re.IGNORECASE)))
    return tuple(patterns)


def _is_told(before: str) -> bool:
    words = before.split()
    return bool(words) and words[-1].strip("(\"'“").casefold() in load_table("bylines")["told"]


def _is_entry(before: str, after: str, least_words: int) -> bool:
    """Tell an entry of a timeline, "13 May 2015 - Fighters storm the town and head west."."""
    is_sentence = ends_sentence(after) and len(after.split()) > least_words
    return not before.strip() and is_sentence and not _CLOCK_ONLY.fullmatch(after)


def _with_year_of(reference: dt.date | None, date: WrittenDate) -> dt.date | None:
    """Complete "issued 2 January" beside "27 to 31 December 2013": the first such day after the other date."""
    day = date.day_of(reference.year) if reference else None
    if reference and day and day < reference and (reference - day).days > _HALF_YEAR:
        return date.day_of(reference.year + 1)
    return day
