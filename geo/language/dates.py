"""Dates in running text: absolute, partial, weekdays, relative, spans; resolved, never made up."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.language import calendar
from geo.language.tables import table
from geo.records import UNKNOWN, DateMention, Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.records import Article, Sentence

Kind = Literal["at", "since", "until", "after", "before"]


@dataclass
class _Story:
    """What was told so far: `published` anchors relative words, `told` the next ("two days later")."""

    published: dt.date | None
    told: Interval = UNKNOWN
    paragraph: int = -1
    year: int | None = None  # of a heading or of the last date with a year in this paragraph
    future: bool = False


def find_dates(article: Article, sentences: Sequence[Sentence]) -> tuple[DateMention, ...]:
    """Find every stretch that says when, in order.

    A weekday or a relative word in an article without a publication date gives an unknown interval: it says
    that there is a date, and that nobody can tell which.

    Parameters
    ----------
    article
        Its `published` resolves weekdays, relative words and missing years.
    sentences
        From `split_sentences`.
    """
    exact = article.published.precision == "day"
    story = _Story(article.published.end if exact else None)
    if article.published.end and not exact:
        story.year = article.published.end.year
    found: list[DateMention] = []
    for sentence in sentences:
        if sentence.paragraph != story.paragraph:
            story.paragraph = sentence.paragraph
            if sentence.heading:
                story.year = _heading_year(sentence.text) or story.year
        found += _in_sentence(sentence, story)
    return tuple(found)


def _in_sentence(sentence: Sentence, story: _Story) -> list[DateMention]:
    found: list[DateMention] = []
    text = sentence.text
    story.future = bool(_future().search(text))
    if sentence.heading and _STAMP.match(text) and story.published:
        return [DateMention(sentence.start, sentence.end, calendar.day(story.published))]
    for match in _grammar().finditer(text):
        rule = match.lastgroup or ""
        when = _RULES[rule](match[0].lower(), story)
        if when is None:
            continue
        found.append(
            DateMention(sentence.start + match.start(), sentence.start + match.end(), when, _kind(text, match))
        )
        if when.start is not None and when.precision in {"day", "week", "month"}:
            story.told = when
    return found


_STAMP = re.compile(r"\W*\d{1,2}[:.h]\d{2}\b")


def _heading_year(text: str) -> int | None:
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    return int(years[-1]) if len(set(years)) == 1 else None


def _kind(text: str, match: re.Match[str]) -> Kind:
    kinds: dict[str, Kind] = table("dates")["kinds"]
    for word in reversed(re.findall(r"[^\W\d_]+", text[max(0, match.start() - 16) : match.start()].lower())[-2:]):
        if word in kinds:
            return kinds[word]
        if word not in {"on", "the", "about", "around", "early", "late", "at", "least"}:
            break
    return "at"


# --- the grammar: one alternation, longest forms first ------------------------------------------


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(table('dates')['future']['words'])}\b", re.IGNORECASE)


@cache
def _grammar() -> re.Pattern[str]:
    words = table("dates")
    month, weekday, season = (_any(list(words[name])) for name in ("months", "weekdays", "seasons"))
    unsure = _any(words["ambiguous"]["months"])
    opener, part = _any(words["openers"]["words"]), _any(list(words["parts"]))
    count = rf"(?:\d{{1,3}}|{_any(list(words['counts']))})"
    unit = r"(?:day|week|month|year)s?"
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    join = r"(?:\s?[-–—]\s?|\s+(?:to|and|through|until)\s+)"
    year = r"(?:,?\s+(?:19|20)\d\d)"
    named = rf"(?:{weekday},?\s+(?:the\s+)?)?"
    bare = rf"(?<=\s)(?:{part}(?:\s+of|[-\s])\s*)?(?:(?:last|this|next)\s+)?{month}\b\.?"
    rules = {
        "iso": r"(?:19|20)\d\d-\d\d-\d\d",
        "span": rf"{named}{number}(?:\s+(?:of\s+)?{month}\b\.?)?{join}{named}{number}\s+(?:of\s+)?{month}\b\.?{year}?",
        "day_month": rf"{named}{number}\s+(?:of\s+)?{month}\b\.?{year}?",
        "month_span": rf"{month}\.?\s+{number}{join}(?:{month}\.?\s+)?{number}\b(?!\s*(?:km|people)){year}?",
        "month_day": rf"{named}{month}\.?\s+{number}\b(?!\s*(?:km|people|,\d{{3}})){year}?",
        "month_year": rf"(?:{part}(?:\s+of|[-\s])\s*)?{month}\b\.?(?:\s+of)?{year}",
        "weekday_number": rf"{weekday}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)",
        "weekday": rf"(?:(?:last|next|this|past)\s+)?{weekday}\b(?!s?\s+(?:market|prayers?)\b)",
        "today": _any(list(words["today"])),
        "narrative": _any(list(words["narrative"])),
        "ago": rf"(?:(?:more|less)\s+than\s+|about\s+|around\s+|nearly\s+|almost\s+|some\s+)?{count}\s+{unit}\s+ago",
        "later": rf"{count}\s+{unit}\s+(?:later|after\s+that|afterwards)",
        "past": rf"(?:over|in|during|for|within)\s+the\s+(?:past|last)\s+(?:{count}\s+|few\s+|several\s+)?{unit}",
        "recent": r"in\s+recent\s+(?:days|weeks|months)",
        "last": r"(?:earlier\s+|later\s+)?(?:the\s+)?(?:last|this|past|previous|next|coming)\s+(?:week(?!end)|month|year)",
        "weekend": r"(?:(?:at|over|on)\s+the\s+|last\s+|this\s+|the\s+)weekend",
        "season_year": rf"{season}(?:\s+of)?{year}",
        "season": rf"(?:last|this|the|in|over\s+the|early|late)\s+{season}\b(?!\s+of)",
        "decade": rf"(?:in|since|of|from|until|during|by|early|late|mid|end\s+of)[\s-]+(?:19|20)\d\d\b(?!\s*(?:people|km|men|fighters|troops))",
        "sure_month": rf"(?<![\w-])(?!{unsure}\b){_cased(bare)}",
        "unsure_month": rf"(?<![\w-]){opener}[\s-]+{_cased(unsure)}\b(?!\s+(?:be|have|not|on|against|toward|into|through))",
    }
    alternatives = "|".join(
        rf"(?P<{name}>\b{rule})" if not rule.startswith("(?<") else rf"(?P<{name}>{rule})"
        for name, rule in rules.items()
    )
    return re.compile(alternatives, re.IGNORECASE)
