"""Dates in running text: absolute, partial, weekdays, relative, spans; resolved, never made up."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.language import calendar
from geo.language.dategrammar import find_forms, future_words
from geo.language.dateresolve import resolve
from geo.language.datestory import Story
from geo.language.tables import table
from geo.records import DateMention
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.records import Article, DateKind, Interval, Sentence

_SAME_DATE = frozenset({" on ", " of ", ", on "})
_LONGEST_DAY_HEADING = 8  # words
_CLAUSE = re.compile(r"[,;:.—–]|\bthat\b")
_HEAD = 6  # characters: "In 2016," opens a story of that year
# Forms that count from the publication: what follows them is of its year again.
_BY_PUBLICATION = frozenset({"today", "past", "week", "recent", "near", "weekend"})
_STAMP = re.compile(r"\W*\d{1,2}[:.h]\d{2}\b")


def find_dates(article: Article, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """Find every stretch that says when, in order.

    A weekday or a relative word in an article without a publication date gives an unknown interval: it says
    that there is a date, and that nobody can tell which. A time stamp of a live blog says the day of the blog.

    Parameters
    ----------
    article
        Its `published` resolves weekdays, relative words and missing years.
    sentences
        From `split_sentences`.
    """
    exact = article.published.precision == "day"
    now = article.published.end if exact else None
    story = Story(now)
    story.heading_year = article.published.end.year if article.published.end and not exact else None
    chronicle = any(sentence.heading and _STAMP.match(sentence.text) for sentence in sentences)
    found: list[DateMention] = []
    for sentence in sentences:
        if sentence.paragraph != story.paragraph:
            story.paragraph = sentence.paragraph
            if sentence.heading:
                story.heading_year = _heading_year(sentence.text) or story.heading_year
            story.year = story.heading_year
        told = _in_sentence(sentence, story)
        found += told
        if chronicle and sentence.heading and told and len(sentence.text.split()) <= _LONGEST_DAY_HEADING:
            story.published = _day_of_heading(told[0].when, now) or story.published
    return tuple(found)


def _day_of_heading(when: Interval, now: dt.date | None) -> dt.date | None:
    """Give the day that stands over the entries of a chronicle; "today" below it is that day."""
    return when.start if when.precision == "day" and when.start and (now is None or when.start <= now) else None


def _in_sentence(sentence: Sentence, story: Story) -> list[DateMention]:
    text = sentence.text
    if sentence.heading and _STAMP.match(text) and story.published:
        story.told = calendar.day(story.published)
        return [DateMention(sentence.start, sentence.end, story.told)]
    found: list[DateMention] = []
    for match in find_forms(text):
        form = match.lastgroup or ""
        if not _is_date(form, text, match):
            continue
        kind = _kind(text, match.start())
        year = story.year
        story.ahead = _days_ahead(text[: match.start()], kind)
        when = resolve(form, match[0], story)
        if when is None:
            continue
        if found and text[found[-1].end - sentence.start : match.start()] in _SAME_DATE:
            found.pop()  # "overnight on 28 January": the day says it better
        found.append(DateMention(sentence.start + match.start(), sentence.start + match.end(), when, kind))
        if form in _BY_PUBLICATION and story.published:
            story.year = story.heading_year
        if kind != "at" or (form in {"year", "season_year"} and match.start() > _HEAD):
            story.year = year  # "since August 2016", "the protests of 2011" begin no story of that year
        if when.start is not None and when.precision in {"day", "week", "month"} and kind == "at":
            story.tell(when)
    return found


def _days_ahead(before: str, kind: DateKind) -> int:
    """Give how far after the publication a date without a year may lie, by the words before it."""
    limits: dict[str, int] = table("dates")["limits"]
    if future_words().search(_CLAUSE.split(before)[-1]):
        return limits["days_ahead_with_future_word"]
    return limits["days_ahead_of_a_term" if kind in {"until", "before"} else "days_ahead"]


def _is_date(form: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words are a date and not "may", "march on", "fall of", "2000 people", "the 7th brigade"."""
    words, told = table("dates"), match[0].split()
    opener = re.search(r"([^\W\d_]+)[^\w]*$", text[max(0, match.start() - 24) : match.start()])
    before = opener[1].lower() if opener else ""
    opened = before in words["openers"]["words"]
    checks = {
        "month": lambda: (
            told[-1].split("-")[-1][0].isupper()
            and told[-1].split("-")[-1].lower() not in words["ambiguous"]["short"]
            and (told[-1].split("-")[-1].lower() not in words["ambiguous"]["months"] or len(told) > 1 or opened)
        ),
        "year": lambda: opened or len(told) > 1 or "-" in match[0] or match.start() == 0,
        "season": lambda: told[-1].lower() != "fall" or told[0].lower() in {"last", "this", "next"},
        "entry": lambda: match.start() == 0,
        "ordinal": lambda: before in words["openers"]["days"] and not _named("after_ordinal").match(text, match.end()),
        "day_month": lambda: not _named("after_date").match(text, match.end()),
        "month_day": lambda: not _named("after_date").match(text, match.end()),
        "weekday": lambda: any(word[0].isupper() for word in told),
        "weekday_number": lambda: any(word[0].isupper() for word in told),
    }
    return form not in checks or bool(checks[form]())


def _heading_year(text: str) -> int | None:
    years = set(re.findall(r"\b(?:19|20)\d\d\b", text))
    return int(years.pop()) if len(years) == 1 else None


def _kind(text: str, start: int) -> DateKind:
    kinds: dict[str, DateKind] = table("dates")["kinds"]
    skipped = {"on", "the", "about", "around", "early", "late", "at", "least", "last"}
    for word in reversed(re.findall(r"[^\W\d_]+", text[max(0, start - 20) : start].lower())[-3:]):
        if word in kinds:
            return kinds[word]
        if word not in skipped:
            break
    return "at"


@cache
def _named(where: str) -> re.Pattern[str]:
    """Compile the words right after a date that make a name of it."""
    return re.compile(rf"\s+{any_of(table('dates')['named'][where])}\b")
