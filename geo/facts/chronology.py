"""The time a story has reached: the day of the paragraph, of the time stamp above, of the article's news."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table
from geo.language.tables import table
from geo.records import UNKNOWN, Interval
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.records import Article, DateMention, Sentence

_CLOCK = re.compile(r"^\W*\d{1,2}([.:h])\d\d\b")
_STAMP_REACH = 12  # characters
_LEAD = 2  # paragraphs
_RUN_IN = (".", ":", "-", "—", "–")
_HEADING_WORDS = 2  # besides the date
_STORY = frozenset({"day", "week", "month"})
_BACK = frozenset({"which", "who", "whom", "whose", "where", "when", "since", "after", "before", "until"})


@dataclass
class Chronology:
    """The dates told so far; `news` is the day of what a report tells without a date."""

    news: Interval = UNKNOWN
    published: Interval = UNKNOWN
    told: Interval = UNKNOWN
    paragraph: int = -1
    entry: int = -1
    stamp: Interval = UNKNOWN
    day_above: bool = False
    run_in: int = -1

    def note(self, items: Sequence[Item], sentence: Sentence) -> None:
        """Remember the date that a sentence is about, and the time stamp that the next lines stand under."""
        dated = [(index, item.date) for index, item in enumerate(items) if item.date is not None and _known(item.date)]
        if _CLOCK.search(sentence.text[:_STAMP_REACH]) and dated:
            self.stamp = dated[0][1].when
        elif sentence.heading:
            self._note_heading(items, [date for _, date in dated])
            if self.day_above and sentence.text.rstrip().endswith(_RUN_IN):
                self.run_in = sentence.paragraph  # "19 December. The last leave.": the day of this paragraph alone
        if dated and self.paragraph != sentence.paragraph and dated[0][0] == 0:
            self.entry = sentence.paragraph
        if dated:
            own = [date for index, date in dated if _goes_on(date) and not _aside(items, index)]
            self.told = own[-1].when if own else self.told if self.paragraph == sentence.paragraph else UNKNOWN
            self.paragraph = sentence.paragraph

    def _note_heading(self, items: Sequence[Item], dates: Sequence[DateMention]) -> None:
        """Take a day that is a heading by itself as that of what stands under it, until the next heading."""
        days = [date for date in dates if date.when.precision == "day"]
        alone = len(days) == 1 and sum(item.kind == "word" for item in items) <= _HEADING_WORDS
        if alone or self.day_above:
            self.stamp = days[0].when if alone else UNKNOWN
        self.day_above, self.run_in = alone, -1

    def stamped(self, sentence: Sentence) -> Interval:
        """Give the day of the time stamp or heading that a sentence stands under, else unknown."""
        return UNKNOWN if self.run_in not in {-1, sentence.paragraph} else self.stamp

    def reached(self, sentence: Sentence) -> Interval:
        """Give the date that the story has reached in this paragraph, else the time stamp's, else the news day."""
        if self.paragraph == sentence.paragraph:
            return self.told
        stamp = self.stamped(sentence)
        return stamp if stamp.start else self.news

    def told_here(self, sentence: Sentence) -> Interval:
        """Give the date told in this paragraph, else the time stamp's."""
        return self.told if self.paragraph == sentence.paragraph else self.stamped(sentence)

    def in_entry(self, sentence: Sentence) -> Interval:
        """Give the date that opens the paragraph, an entry of a chronicle in the present, else the time stamp's."""
        return self.told if self.entry == sentence.paragraph == self.paragraph else self.stamped(sentence)

    def newly(self, sentence: Sentence) -> Interval:
        """Give when something is that "has happened": by the time stamp or the news, whatever day was told before."""
        if self.stamped(sentence).start:
            return self.stamp
        return UNKNOWN if self.paragraph == sentence.paragraph else self.news


def _known(date: DateMention) -> bool:
    return date.when.start is not None


def _goes_on(date: DateMention) -> bool:
    """Whether what follows may still be about this date: a day of the story, not a term or a year of history."""
    return date.kind == "at" and date.when.precision in _STORY


def _aside(items: Sequence[Item], index: int) -> bool:
    """Whether a date stands in a clause that only says more of something: ", which it had lost in May,"."""
    for item in reversed(items[:index]):
        if item.kind == "mark":
            return False
        if item.kind == "word" and item.low in _BACK:
            return True
    return False


def news_day(article: Article, sentences: Sequence[Sentence], dates: Sequence[DateMention]) -> Interval:
    """Give the day that a report of the day's news is about; unknown for digests, chronicles and undated articles.

    It is the last day that the opening paragraphs tell, else, where anything is told of yesterday or today, the day
    of publication.
    """
    published = article.published.start
    if published is None or article.published.precision != "day":
        return UNKNOWN
    heads = " ".join(sentence.text for sentence in sentences if sentence.heading and sentence.paragraph <= _LEAD)
    if _periodical().search(f"{article.title} {heads}"):
        return UNKNOWN
    told = [date for date in dates if date.kind == "at" and date.when.precision == "day"]
    days = [(date.start, date.when.end) for date in told if date.when.end is not None and date.when.end <= published]
    opening = _opening_end(sentences)
    settings = _settings()
    lead = [day for start, day in days if start < opening and published - day <= dt.timedelta(settings["lead_days"])]
    if lead:
        return Interval(max(lead), max(lead), "day")
    fresh = any(published - day <= dt.timedelta(settings["fresh_days"]) for _, day in days)
    return Interval(published, published, "day") if fresh else UNKNOWN


def _opening_end(sentences: Sequence[Sentence]) -> int:
    """Give where the opening paragraphs end."""
    seen: list[int] = []
    end = 0
    for sentence in sentences:
        if sentence.heading:
            continue
        if sentence.paragraph not in seen:
            if len(seen) == _LEAD:
                break
            seen.append(sentence.paragraph)
        end = sentence.end
    return end


@cache
def weekdays() -> frozenset[str]:
    """Give the names of the days of the week, lower-case."""
    return frozenset(table("dates")["weekdays"])


@cache
def vague_words() -> frozenset[str]:
    """Give the words that take a clause out of the story's time: "once", "recently"."""
    return frozenset(read_table("chronology.toml")["story"]["vague"])


@cache
def rank_words() -> frozenset[str]:
    """Give the words that rank a deed among others: "the third this week"."""
    return frozenset(read_table("chronology.toml")["story"]["rank"])


@cache
def fresh_words() -> frozenset[str]:
    """Give the words that keep what "had happened" in the story's time: "overnight", "that morning"."""
    return frozenset(read_table("chronology.toml")["story"]["fresh"])


@cache
def beginning_words() -> frozenset[str]:
    """Give the verbs that say when something took place: "clashes, which began in May"."""
    return frozenset(read_table("chronology.toml")["story"]["beginning"])


@cache
def _settings() -> dict[str, int]:
    return {name: int(value) for name, value in read_table("chronology.toml")["news"].items() if name != "periodicals"}


@cache
def _periodical() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(read_table('chronology.toml')['news']['periodicals'])}\b", re.IGNORECASE)
