"""The forms in which news prose writes dates: one pattern, longest forms first, words from the table."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.language.tables import table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"(?<![\w-])\w+")


def find_forms(text: str) -> Iterator[re.Match[str]]:
    """Find stretches written like dates, in order; the name of the group that matched (`lastgroup`) is the form.

    The pattern is only tried where a word stands that can open one: five times as fast as trying it everywhere.
    """
    openings, pattern, end = _openings(), _grammar(), 0
    for word in _WORD.finditer(text):
        low = word[0].lower()
        if not (low in openings or low[0].isdigit()) or word.start() < end:
            continue
        if low in _COMMON and not _openings_after().match(text, word.end()):
            continue
        found = pattern.match(text, word.start())
        if found:
            end = found.end()
            yield found


_COMMON = frozenset({"the", "a", "an", "in", "for", "over", "during", "within", "one", "that", "at"})


@cache
def _openings_after() -> re.Pattern[str]:
    """Compile what follows the commonest words where they open a date; most often they do not."""
    words = table("dates")
    keys = [key.split()[1] for name in ("narrative", "today") for key in words[name] if " " in key]
    keys += ["days", "following", "ensuing", "same"]
    units = ("day", "week", "month", "year", "weekend", "past", "last", "recent", "the", "previous", "next", "coming")
    second = any_of({*keys, *units, *words["parts"], *words["seasons"], *words["ordinals"], *words["weekdays"], "this"})
    return re.compile(rf"\s+(?:\d|{second})", re.IGNORECASE)


@cache
def _openings() -> frozenset[str]:
    words = table("dates")
    tables = ("months", "weekdays", "seasons", "parts", "ordinals", "counts", "today", "narrative", "feasts")
    first = {re.split(r"[\s-]", key)[0] for name in tables for key in words[name]}
    return frozenset(first | set(words["openers"]["first"]))


@cache
def _grammar() -> re.Pattern[str]:
    """Compile the pattern: one named group a form."""
    words = table("dates")
    month, weekday, season = (any_of(words[name]) for name in ("months", "weekdays", "seasons"))
    part, count = any_of(words["parts"]), rf"(?:\d{{1,3}}|{any_of(words['counts'])})"
    unit = r"(?:day|week|month|year)s?"
    ordinal = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{any_of(words['ordinals'])})"
    number = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{any_of(words['ordinals'])}(?=\s+of\s))"
    join = r"(?:\s?[-–—]\s?|\s+(?:to|and|through|until)\s+)"
    year = r"(?:,?\s+(?:of\s+)?(?:(?:19|20)\d\d|(?:that|this|last|the\s+same)\s+year))"
    named = rf"(?:{weekday},?\s+(?:the\s+)?)?"
    parted = rf"(?:{part}(?:\s+of|[-\s])\s*)?"
    measure = r"(?![\d:]|[.,]\d|\s*(?:km|kilomet|miles?|people|men|fighters|troops|soldiers|percent|%))"
    forms = {
        "iso": r"(?:19|20)\d\d-\d\d-\d\d",
        "span": rf"{named}{number}(?:\s+(?:of\s+)?{month}\b\.?)?{join}{named}{number}\s+(?:of\s+)?{month}\b\.?{year}?",
        "day_month": rf"{named}{number}\s+(?:of\s+)?{month}\b\.?{year}?",
        "month_span": rf"{month}\.?\s+{number}{join}(?:{month}\.?\s+)?{number}\b{measure}{year}?",
        "month_day": rf"{named}{month}\.?\s+{number}\b{measure}{year}?",
        "month_year": rf"{parted}{month}\b\.?{year}",
        "season_year": rf"{parted}{season}{year}",
        "of_month": rf"(?:the\s+)?{ordinal}\s+(?:day\s+)?of\s+(?:this|last|that|the\s+same|the)\s+month",
        "part_of_month": rf"(?:the\s+)?{part}\s+of\s+(?:this|last|that|the\s+same|the)\s+month",
        "weekday_number": rf"{weekday},?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)",
        "weekday": rf"(?:(?:last|next|this|past|the\s+same|that|the)\s+)?{weekday}\b"
        r"(?!\s+(?:market|prayers?|(?-i:Times|Telegraph|Mirror)))",
        "today": any_of(words["today"]),
        "narrative": any_of(words["narrative"]),
        "feast": any_of(words["feasts"]).replace("'", "['’]"),
        "following": r"(?:in|over|during)\s+the\s+(?:days\s+that\s+followed|(?:following|next|ensuing)\s+days)"
        r"|(?:the|that)\s+same\s+week|that\s+week|days\s+(?:later|afterwards|earlier|before)(?=\s*(?:[.,;]|$))",
        "ago": rf"{count}\s+{unit}\s+ago",
        "later": rf"{count}\s+{unit}\s+(?:later|after\s+that|afterwards)"
        r"|the\s+(?:following|(?<!in\sthe\s)(?<!over\sthe\s)(?<!within\sthe\s)(?<!during\sthe\s)(?<!for\sthe\s)next)"
        r"\s+(?:week|month|year)",
        "earlier": rf"{count}\s+{unit}\s+earlier|the\s+(?:week|month|year)\s+(?:before|after)(?=[\s.,;]*(?:[.,;]|$))",
        "past": rf"(?:over|in|during|for|within)\s+the\s+(?:past|last)\s+(?:{count}\s+|few\s+|several\s+)?{unit}"
        r"(?!\s+of\b)",
        "week": r"(?:during|in|over|throughout)\s+the\s+week(?!\w|\s+(?:of|before|after|that|when)\b)",
        "recent": r"in\s+recent\s+(?:days|weeks|months)",
        "near": r"(?:earlier\s+|later\s+)?(?:the\s+)?(?:last|this|past|previous|next|coming)\s+(?:week|month|year)",
        "weekend": r"(?:last\s+|this\s+|the\s+)weekend",
        "season": rf"(?:last|this|next|the|in|early|late)\s+{season}\b(?!\s+of|{year})",
        "year": rf"{parted}(?:19|20)\d\d{measure}",
        "month": rf"{parted}(?:(?:last|this|next)\s+)?{month}",
        "entry": r"\d{1,2}(?:st|nd|rd|th)(?=\s*[:,–—])",
        "ordinal": rf"the\s+\d{{1,2}}(?:st|nd|rd|th)(?!\s+(?:of\s+)?{month}|\s+(?-i:[A-Z]))",
    }
    alternatives = "|".join(rf"(?P<{name}>{form})" for name, form in forms.items())
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)", re.IGNORECASE)


@cache
def future_words() -> re.Pattern[str]:
    """Give the pattern of words after which a date may lie ahead of the article."""
    return re.compile(rf"\b{any_of(table('dates')['future']['words'])}\b", re.IGNORECASE)
