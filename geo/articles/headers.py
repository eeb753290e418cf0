"""The lines around an article: headline, byline, dateline; who wrote it and when it was published."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.dates import WrittenDate, find_written, make_day
from geo.articles.tables import load_table
from geo.records import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_HEADER_LINES = 12  # non-blank lines above the first paragraph, at most
_FOOTER_LINES = 4
_SHORT = 140  # a longer line is prose
_PROSE_WORDS = 11  # so is one of so many words that ends a sentence
_TIMELINE_WORDS = 5  # words after a leading date that make the line an entry of a timeline
_HEADLINE = 220
_DATELINE = 110
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
# "TRIPOLI, Libya, June 27 (Agency) - ", "(Geneva) ", "ADDIS ABABA (22 November 2020) - ", "Tuesday, 13 September 2016, 14:55 UTC. "
_DATELINE_END = re.compile(r"\s[-–—]+\s|\s?[–—]{1,2}\s?|\s--?\s|(?<=\d)\.\s|(?<=UTC|GMT|EST|EET|CET)\.\s|\)\s*[-–—:]\s*|:\s")
_PLACE_LINE = re.compile(r"[^\W\d_a-z][^\W\d_a-z'’.-]+(?:[ /,'’-]+[^\W\d_]+){0,5}$")
_LABEL = re.compile(r"\W*(?P<name>[\w' -]+?)\W*$")
_YEAR_NOTE = re.compile(r"(?:©|\(c\)|copyright)\D{0,12}((?:19|20)\d\d)", re.IGNORECASE)
_NAME = r"[^\W\d_][\w.'’-]*\.?(?: (?:[^\W\d_a-z][\w.'’-]*\.?|al|el|de|van|von|bin|da|di)){0,4}"


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: its place in the text and what stands there, blanks around it left out."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines around an article say; `furniture` are bylines, date lines, datelines and kickers."""

    title: str = ""
    headline: Span | None = None
    author: str = ""
    published: dt.date | None = None
    furniture: tuple[Span, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    order: int
    date: WrittenDate


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Give the non-blank lines of `text` from `start` on."""
    lines = []
    for match in re.finditer(r"[^\n]+", text[start:]):
        stripped = match[0].strip()
        if stripped:
            begin = start + match.start() + match[0].index(stripped[0])
            lines.append(Line(begin, begin + len(stripped), stripped))
    return lines


def read_header(lines: Sequence[Line], skip: Iterable[Line] = ()) -> Header:
    """Read headline, byline and dates from the lines around an article.

    Parameters
    ----------
    lines
        Non-blank lines of the article, front matter left out.
    skip
        Lines known to be page furniture: never the headline.
    """
    ignored = set(skip)
    lines = [line for line in lines if line not in ignored]
    if not lines:
        return Header()
    kickers, rest = _kickers(lines)
    headline = _headline(rest)
    above = [line for line in rest[: _HEADER_LINES + 1] if line is not headline]
    zone = _zone(above)
    furniture = [line.span for line in kickers]
    candidates: list[_Candidate] = []
    author = ""
    for order, line in enumerate(zone):
        dates = find_written(line.text)
        found = list(_in_header_line(line.text, dates, order))
        candidates += found
        writer = _writer(line.text)
        author = author or writer
        if found or writer or _is_byline(line.text):
            furniture.append(line.span)
    body = above[len(zone) :]
    if body and (end := _dateline_end(body[0].text)):
        furniture.append(Span(body[0].start, body[0].start + end))
        candidates += _in_header_line(body[0].text[:end], find_written(body[0].text[:end]), len(zone))
    if headline:
        candidates += _in_title(headline.text)
    for order, line in enumerate(lines[-_FOOTER_LINES:] if len(lines) > len(zone) + _FOOTER_LINES else []):
        footing = list(_in_footer(line.text, order))
        candidates += footing
        if footing:
            furniture.append(line.span)
    return Header(
        title=headline.text.lstrip("# ").strip() if headline else "",
        headline=headline.span if headline else None,
        author=author,
        published=_published(candidates, lines),
        furniture=tuple(sorted(furniture)),
    )


def _kickers(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the labels above the headline (OPINION, BREAKING) from the rest."""
    labels = set(load_table("bylines")["kickers"])
    count = 0
    while count < min(2, len(lines) - 1):
        label = _LABEL.match(lines[count].text)
        if not label or label["name"].casefold() not in labels:
            break
        count += 1
    return list(lines[:count]), list(lines[count:])


def _headline(lines: Sequence[Line]) -> Line | None:
    """Take the first line as headline when it looks like one: short, and more text comes after it."""
    if not lines or len(lines[0].text) > _HEADLINE:
        return None
    first = lines[0].text
    dates = find_written(first)
    if dates and dates[0].start == 0 and len(first) - dates[0].end < 30:  # noqa: PLR2004 - a date line, not a headline
        return None
    if _writer(first) or _dateline_end(first):
        return None
    if len(lines) == 1:
        return None if _SENTENCE_END.search(first) else lines[0]
    is_prose = first.endswith(".") and len(first.split()) > 2 * _PROSE_WORDS
    return None if is_prose else lines[0]


def _zone(lines: Sequence[Line]) -> list[Line]:
    """Give the lines before the first paragraph of prose."""
    zone: list[Line] = []
    for line in lines[:_HEADER_LINES]:
        if len(line.text) > _SHORT or _is_prose(line.text):
            break
        zone.append(line)
    return zone


def _is_prose(text: str) -> bool:
    if not _SENTENCE_END.search(text) or len(text.split()) < _PROSE_WORDS:
        return False
    dates = find_written(text)
    return not (dates and dates[-1].end > len(text) - 3)


def _dateline_end(text: str) -> int:
    """Give where the dateline at the start of a paragraph ends, or 0."""
    for match in _DATELINE_END.finditer(text[: _DATELINE + 3]):
        head = text[: match.start() + 1].rstrip(" -–—:.")
        if head and _is_dateline(head):
            return match.end()
        if not head or len(head) > _DATELINE:
            break
    match = re.match(r"\(([^\W\d_a-z][^()\d]{2,30})\)\s+(?=[\"“A-Z])", text)
    return match.end() if match else 0


def _is_dateline(head: str) -> bool:
    dates = find_written(head)
    if dates:
        before = head[: dates[0].start].strip(" ,|(/-–—")
        after = head[dates[-1].end :].strip(" ,|)/-–—")
        before = re.sub(r"\([^)]*\)", "", before).strip(" ,")
        return (not before or bool(_PLACE_LINE.match(before)) or _looks_like_place(before)) and len(after.split()) <= 4  # noqa: PLR2004 - "(Agency)", "14:55 UTC"
    bare = re.sub(r"\([^)]*\)", "", head).strip(" ,")
    return len(bare) <= 60 and bool(_PLACE_LINE.match(bare))  # noqa: PLR2004 - "KYIV, Ukraine", "BEIRUT/AMMAN"


def _looks_like_place(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return 0 < len(words) <= 5 and all(word[0].isupper() or word in {"al", "el", "of", "and"} for word in words)  # noqa: PLR2004 - "Baghdad", "Port Sudan, Sudan"


def _in_header_line(text: str, dates: Sequence[WrittenDate], order: int) -> Iterable[_Candidate]:
    """Judge the dates of a line above the article: printed over it, or told in it."""
    for date in dates:
        before, after = text[: date.start], text[date.end :]
        if rank := _keyword_rank(before):
            yield _Candidate(rank, order, date)
            continue
        if date.year is None or _is_told(before):
            continue
        is_entry = not before.strip() and _SENTENCE_END.search(after) and len(after.split()) > _TIMELINE_WORDS
        if not is_entry or re.match(r"[,\s\d:.hapmGMTUCES]*$", after):
            yield _Candidate(_RANGE if date.of_range else _PRINTED, order, date)


def _in_title(text: str) -> Iterable[_Candidate]:
    """Take a date at the headline's end, set off from it: "Daily note, 28 October 2025"."""
    dates = [date for date in find_written(text) if date.year]
    if dates and len(text) - dates[-1].end <= 25 and not _SENTENCE_END.search(text[dates[-1].end :]):  # noqa: PLR2004 - ", 8:30 pm ET", " - overview"
        before = text[: dates[-1].start].rstrip()
        if _keyword_rank(before) or before.endswith((",", ":", "|", "(", "-", "–", "—", ";", "/")):
            yield _Candidate(_RANGE if dates[-1].of_range else _TITLE, 0, dates[-1])


def _in_footer(text: str, order: int) -> Iterable[_Candidate]:
    """Take a date in the last lines: after a word for publication, or standing for itself at the end."""
    if len(text) > _SHORT:
        return
    for date in find_written(text):
        before, after = text[: date.start].rstrip(), text[date.end :].strip(" .)")
        if _keyword_rank(before) == _STRONG and len(before.split()) <= 4:  # noqa: PLR2004 - a line of its own, not a sentence
            yield _Candidate(_FOOTER, order, date)
        elif date.year and not after and not date.of_range and (not before or before[-1] in ".,|)-–—/"):
            if len(before.split()) <= 8:  # noqa: PLR2004 - "R. Sayegh reported from Baghuz."
                yield _Candidate(_FOOTER, order, date)


_STRONG, _PRINTED, _WEAK, _TITLE, _COVER, _RANGE, _FOOTER = 1, 2, 3, 4, 5, 6, 7


@functools.cache
def _keyword_patterns() -> list[tuple[int, re.Pattern[str]]]:
    table = load_table("bylines")
    weekday = "|".join(name for names in table["weekdays"] for name in names)
    time = r"(?:(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*[A-Z]{0,4}[,\s]*)?"
    patterns = []
    for rank, name in ((_STRONG, "strong"), (_WEAK, "weak"), (_COVER, "cover")):
        words = "|".join(re.escape(word) for word in sorted(table[name], key=len, reverse=True))
        patterns.append((rank, re.compile(rf"(?:^|\W)(?:{words})\s*[:,]?\s*{time}(?:(?:{weekday})\.?,?\s*)?\(?$", re.IGNORECASE)))
    return patterns


def _keyword_rank(before: str) -> int:
    return next((rank for rank, pattern in _keyword_patterns() if pattern.search(before[-80:])), 0)


def _is_told(before: str) -> bool:
    words = before.split()
    return bool(words) and words[-1].strip("(\"'“").casefold() in load_table("bylines")["told"]


def _published(candidates: Sequence[_Candidate], lines: Sequence[Line]) -> dt.date | None:
    """Choose among the dates; one without a year takes that of another beside it, or of the copyright line."""
    dated = [candidate for candidate in candidates if candidate.date.year]
    reference = min(dated, key=lambda c: (c.rank, c.order), default=None)
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.order, c.date.start)):
        day = candidate.date.day_of() if candidate.date.year else _fill_year(candidate.date, reference)
        if day:
            return day
    years = {int(match[1]) for line in lines[-_FOOTER_LINES:] for match in _YEAR_NOTE.finditer(line.text)}
    yearless = _yearless_dateline(lines)
    return make_day(years.pop(), yearless.month, yearless.day) if len(years) == 1 and yearless else None


def _fill_year(date: WrittenDate, reference: _Candidate | None) -> dt.date | None:
    """Complete "issued 2 January" beside "27 to 31 December 2013": the first such day on or after the other date."""
    other = reference.date.day_of() if reference else None
    if other is None:
        return None
    day = date.day_of(other.year)
    return date.day_of(other.year + 1) if day and day < other and (other - day).days > 180 else day  # noqa: PLR2004 - half a year


def _yearless_dateline(lines: Sequence[Line]) -> WrittenDate | None:
    for line in lines[:_HEADER_LINES]:
        if end := _dateline_end(line.text):
            return next((date for date in find_written(line.text[:end]) if date.year is None), None)
    return None


@functools.cache
def _writer_pattern() -> re.Pattern[str]:
    words = sorted(load_table("bylines")["writer"], key=len, reverse=True)
    led = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?:^|[|/–—-]\s*|\bposted\b.{{0,30}}?\s|\d,?\s+)(?i:{led})\s+(?P<name>{_NAME})")


def _writer(text: str) -> str:
    """Give the writer that a byline names, or an empty text."""
    if len(text) > _SHORT or _is_prose(text):
        return ""
    match = _writer_pattern().search(text)
    return match["name"].rstrip(".,") if match and len(match["name"]) > 1 else ""


def _is_byline(text: str) -> bool:
    """Tell a byline that names no person: "By our correspondents in Sirte", "By staff and agencies"."""
    return bool(re.match(r"(?i:by|from)\s+(?:our|a|an|the|staff|wire|radio)\b", text, re.IGNORECASE)) and not _is_prose(text)
