"""The lines around an article: kicker, headline, byline, dateline; who wrote it and when it was published."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.datelines import dateline_end, lone_place_end
from geo.articles.dates import find_written
from geo.articles.lines import SHORT, Line, ends_sentence, reads_as_prose
from geo.articles.stamps import Rank, choose_day, is_stamp_line, stamps_in_footer, stamps_in_header, stamps_in_title
from geo.articles.tables import load_table
from geo.tables import any_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.articles.dates import WrittenDate
    from geo.articles.stamps import Stamp
    from geo.records import Span

_HEADER_LINES = 12  # non-blank lines above the first paragraph, at most
_FOOTER_LINES = 4
_TIMELINE_LINES = 60  # enough to tell a timeline
_LONGEST_HEADLINE = 220
_HEADLINE_WORDS = 22  # a first line of more words that ends with a full stop is a paragraph
_LONGEST_KICKER = 60
_DATE_LINE_REST = 30  # characters beside a leading date that still make it a date line
_LABEL = re.compile(r"\W*(?P<name>[\w' -]+?)\W*")
_NAME_WORD = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]+)"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|al|el|de|van|von|bin|da|di)){{0,4}}"
_UNNAMED_BYLINE = re.compile(r"(?:by|from)\s+(?:our|a|an|the|staff|wire|radio)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines around an article say.

    `furniture` are bylines, date lines, datelines and kickers; `yearless` is a dateline's date that lacks its year,
    as written, when no day of publication was found.
    """

    title: str = ""
    author: str = ""
    published: dt.date | None = None
    yearless: str = ""
    furniture: tuple[Span, ...] = field(default=())


def read_header(lines: Sequence[Line], skip: Iterable[Line] = ()) -> Header:
    """Read headline, byline and dates from the lines around an article.

    Parameters
    ----------
    lines
        Non-blank lines of the article, front matter left out.
    skip
        Lines known to be page furniture: never the headline.
    """
    ignored = {line.start for line in skip}
    lines = [line for line in lines if line.start not in ignored]
    kickers, rest = _part_kickers(lines)
    headline = _headline(rest)
    below = rest[1:] if headline else rest
    zone = _zone(below)
    timeline = _is_timeline(rest)
    datelines = _dateline(below[len(zone) :], placeless=not timeline)
    stamps = list(stamps_in_title(headline.text)) if headline else []
    furniture = [line.span for line in kickers]
    yearless: list[tuple[Line, WrittenDate]] = []
    for order, line in enumerate([*zone, *datelines]):
        found = list(stamps_in_header(line.text, order, timeline=timeline))
        stamps += found
        is_dateline = line in datelines or bool(
            find_written(line.text) and dateline_end(line.text, placeless=not timeline)
        )
        if is_dateline or _is_header_line(line.text, found):
            furniture.append(line.span)
        if is_dateline:
            yearless += [(line, date) for date in find_written(line.text) if date.year is None]
    for line, stamp in _footer_stamps(below[len(zone) :]):
        stamps.append(stamp)
        furniture.append(line.span)
    footer = [line.text for line in lines[-_FOOTER_LINES:]]
    published = choose_day(stamps, yearless[0][1] if yearless else None, footer)
    return Header(
        title=headline.text.lstrip("# ").strip() if headline else "",
        author=next((name for line in zone if (name := _writer(line.text))), ""),
        published=published,
        yearless="" if published or not yearless else _as_written(*yearless[0]),
        furniture=tuple(sorted(furniture)),
    )


def _part_kickers(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part the labels above the headline (OPINION, BREAKING) from the rest."""
    labels = set(load_table("bylines")["kickers"])
    count = 0
    while count < min(2, len(lines) - 1) and len(lines[count].text) <= _LONGEST_KICKER:
        label = _LABEL.fullmatch(lines[count].text)
        if not label or label["name"].casefold() not in labels:
            break
        count += 1
    return lines[:count], lines[count:]


def _headline(lines: Sequence[Line]) -> Line | None:
    """Take the first line as the headline when it looks like one: short, no date line, no byline, no paragraph."""
    first = lines[0].text if lines else ""
    if not first or len(first) > _LONGEST_HEADLINE:
        return None
    dates = find_written(first)
    if dates and dates[0].start == 0 and len(first) - dates[0].end < _DATE_LINE_REST:
        return None
    if _writer(first) or (dateline_end(first) and (len(first) > SHORT or ends_sentence(first))):
        return None
    if ends_sentence(first) and lone_place_end(first, (line.text for line in lines[1:])):
        return None
    is_paragraph = ends_sentence(first) and (len(lines) == 1 or len(first.split()) > _HEADLINE_WORDS)
    return None if is_paragraph else lines[0]


def _zone(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines before the first paragraph of prose."""
    for count, line in enumerate(lines[:_HEADER_LINES]):
        if reads_as_prose(line.text) and (len(line.text) > SHORT or not is_stamp_line(line.text)):
            return lines[:count]
    return lines[:_HEADER_LINES]


def _is_header_line(text: str, stamps: Sequence[Stamp]) -> bool:
    """Tell a byline or date line; a second headline that ends with the days it covers is none."""
    dated = any(stamp.rank != Rank.RANGE_END or stamp.date.start == 0 for stamp in stamps)
    return dated or bool(_writer(text)) or (bool(_UNNAMED_BYLINE.match(text)) and not reads_as_prose(text))


def _is_timeline(lines: Sequence[Line]) -> bool:
    """Tell an article whose lines begin with dates: one such line is a date line, two are entries."""
    dated = 0
    for line in lines[:_TIMELINE_LINES]:
        dates = find_written(line.text[:_DATE_LINE_REST])
        dated += bool(dates) and dates[0].start == 0 and ends_sentence(line.text)
    return dated > 1


def _dateline(body: Sequence[Line], *, placeless: bool) -> list[Line]:
    """Give the dateline of the first paragraph, if it has one, as a line of its own."""
    if not body:
        return []
    first, *others = (line.text for line in body)
    end = dateline_end(first, placeless=placeless) or (lone_place_end(first, others) if placeless else 0)
    return [Line(body[0].start, body[0].start + end, body[0].text[:end])] if end else []


def _footer_stamps(body: Sequence[Line]) -> Iterable[tuple[Line, Stamp]]:
    for order, line in enumerate(body[-_FOOTER_LINES:] if len(body) > _FOOTER_LINES else body[1:]):
        for stamp in stamps_in_footer(line.text, order):
            yield line, stamp


def _as_written(line: Line, date: WrittenDate) -> str:
    return line.text[date.start : date.end].strip()


@functools.cache
def _writer_pattern() -> re.Pattern[str]:
    led = any_of(load_table("bylines")["writer"])
    return re.compile(rf"(?:^|[|/–—-]\s*|\bposted\b.{{0,30}}?\s|\d,?\s+)(?i:{led})\s+(?P<name>{_NAME})")


def _writer(text: str) -> str:
    """Give the writer that a byline names, or an empty text."""
    if reads_as_prose(text):
        return ""
    match = _writer_pattern().search(text)
    return match["name"] if match else ""
