"""What is read: articles, their sentences, and when something was."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the store resolves the records' types at run time
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "week", "month", "season", "year", "unknown"]
PRECISIONS: tuple[Precision, ...] = ("day", "week", "month", "season", "year", "unknown")  # the finest first
DateKind = Literal["at", "since", "until", "after", "before"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of characters of an article's text as read."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """When something was: first and last day (inclusive), either open, and how precisely it is known."""

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"

    @property
    def iso(self) -> str:
        """The first day as ISO 8601, cut to its precision (``2018-12`` for a month); empty when unknown."""
        if self.start is None:
            return ""
        day = self.start.isoformat()
        return {"year": day[:4], "month": day[:7], "season": day[:7]}.get(self.precision, day)


UNKNOWN = Interval()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read.

    `text` is the decoded file, page furniture and front matter included: every offset of the program
    counts characters of it. `furniture` are the stretches that bear no facts.
    """

    name: str
    text: str
    sha256: str
    title: str = ""
    published: Interval = UNKNOWN
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` counts from 0; `heading` marks headlines, section headings and list leads.

    `furniture` marks a dateline, caption, byline or link: it names places, but no fact is read from it.
    """

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool = False
    furniture: bool = False

    @property
    def span(self) -> Span:
        """The sentence's place in the article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that says when, resolved against the publication date (article offsets).

    `kind` tells what the word before makes of it: ``since Friday``, ``until May``.
    """

    start: int
    end: int
    when: Interval
    kind: DateKind = "at"
