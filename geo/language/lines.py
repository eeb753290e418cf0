"""The lines of an article as a reader sees them: furniture left out, wrapped lines joined, headings and lists told."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.language.tables import table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.records import Article, Span

_LONGEST_HEADING = 160
_NARROWEST_WRAP, _LONGEST_WRAP = 50, 100  # characters; narrower lines are lists, wider ones paragraphs
_ENDED = re.compile(r"[.!?…؟۔:;,][\"'”’»)\]*_]*$")
_STOPPED = re.compile(r"[.!?…؟۔][\"'”’»)\]*_]*$")
_SHORTEST_ENTRY = 2  # words behind the stamp
_MARKUP = re.compile(r"#{1,6}\s+|[|>]\s+")
_CLOCK = re.compile(
    r"\[?(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d)?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?(?:GMT|UTC|Z|CET|CEST|EET|EEST|local(?: time)?))?\]?"
    r"(?<=[\d)\]mMzZTCe])",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text that no sentence crosses; `item` says that it is one of a list."""

    start: int
    end: int
    heading: bool
    item: bool = False


def read_lines(article: Article) -> tuple[Line, ...]:
    """Give the lines of an article in order, wrapped ones joined, furniture and blank ones left out."""
    text = article.text
    lines: list[Line] = []
    for block in _blocks(text, article.furniture):
        for start, end in _join_wrapped(text, block):
            lines.append(_classify(text, start, end, first=not lines))
    return tuple(_without_stops(text, lines))


def _without_stops(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines; dated or timed ones right after one another that want a full stop are entries, no headings."""
    entry = [line.heading and _is_entry(text[line.start : line.end]) for line in lines]
    for number, line in enumerate(lines):
        beside = entry[max(0, number - 1) : number] + entry[number + 1 : number + 2]
        yield replace(line, heading=False, item=True) if entry[number] and any(beside) else line


def _is_entry(line: str) -> bool:
    stamp = _stamp().match(line)
    return stamp is not None and len(line[stamp.end() :].split()) >= _SHORTEST_ENTRY


@cache
def _stamp() -> re.Pattern[str]:
    """Give the pattern of the day or time that an entry begins with: "[12 Feb]", "Mon, March 3, 14:05"."""
    month = rf"{any_of(table('dates')['months'])}\b"
    day = rf"(?:\d\d?(?:st|nd|rd|th)? {month}|{month} \d\d?\b)"
    return re.compile(
        rf"\[?(?:\d\d?[:.h]\d\d\b|(?:[a-z]{{3,9}}\.?,? )?{day})(?:[ ,]+(?:\d{{4}}|\d\d?[:.]\d\d))*\]?", re.IGNORECASE
    )


def clock_lead(text: str) -> int:
    """Measure the time stamp ("17:45 |", "10.15pm -") that opens a live-blog line; 0 when there is none."""
    if not text[:2].strip("[").isdigit() and not text[:1].isdigit():
        return 0
    found = _CLOCK.match(text)
    if found is None:
        return 0
    stamp = found[0].strip("[] ")
    if stamp.isdigit():
        return 0
    after = re.match(r"\s*[|–—:-]\s*|\s{2,}|\s+(?=[\"“A-Z])|\s*$", text[found.end() :])
    return found.end() + after.end() if after else 0


def _blocks(text: str, furniture: Sequence[Span]) -> Iterator[list[tuple[int, int]]]:
    """Give runs of lines that stand together: no blank line and no furniture between them."""
    block: list[tuple[int, int]] = []
    spans = deque(sorted(furniture))
    for found in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text):
        while spans and spans[0].end <= found.start():
            spans.popleft()
        pieces = _without(found.start(), found.end(), spans)
        gap = text[block[-1][1] : found.start()] if block else ""
        if block and (len(re.findall(r"\r\n?|\n|\u2029", gap)) > 1 or pieces != [found.span()]):
            yield block
            block = []
        for start, end in pieces:
            trimmed = _trim(text, start, end)
            if trimmed is None:
                continue
            block.append(trimmed)
            if pieces != [found.span()]:
                yield block
                block = []
    if block:
        yield block


def _without(start: int, end: int, spans: Iterable[Span]) -> list[tuple[int, int]]:
    pieces = []
    for span in spans:
        if span.start >= end:
            break
        if span.end <= start:
            continue
        if span.start > start:
            pieces.append((start, span.start))
        start = max(start, span.end)
    if start < end:
        pieces.append((start, end))
    return pieces


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None


def _join_wrapped(text: str, block: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join lines that a page width broke: an unfinished line before a lower-case one, or one as wide as the block."""
    widest = max(end - start for start, end in block)
    wrapped = len(block) > 1 and widest <= _LONGEST_WRAP
    begin, last = block[0]
    for start, end in block[1:]:
        line, after = text[max(begin, last - 2 * _LONGEST_WRAP) : last], text[start:end]
        width = last - max(begin, text.rfind("\n", max(begin, last - 2 * _LONGEST_WRAP), last) + 1)
        fits = width + 1 + len(after.split(None, 1)[0]) > widest
        continued = after[0].islower() and not _opens_name(after) and not _bullet(after)
        full = wrapped and widest > _NARROWEST_WRAP and fits and not _bullet(after) and not clock_lead(after)
        if (continued and not _STOPPED.search(line) and not _is_header(line)) or full:
            last = end
            continue
        yield begin, last
        begin, last = start, end
    yield begin, last


def _is_header(line: str) -> bool:
    return clock_lead(line) == len(line)


def _opens_name(text: str) -> bool:
    return bool(re.match(rf"(?:{'|'.join(table('sentences')['lowercase'])})[-'’ ](?=[A-Z])", text))


def _bullet(text: str) -> int:
    """Measure the bullet or number that opens a list item."""
    mark = text[0]
    if mark in table("sentences")["bullets"] and text[1:2].isspace():
        return len(text) - len(text[1:].lstrip())
    found = _MARKUP.match(text) or _ITEM.match(text)
    return found.end() if found else 0


def _classify(text: str, start: int, end: int, *, first: bool) -> Line:
    mark = _bullet(text[start:end])
    markdown = text[start] == "#" and mark > 0
    item = mark > 0 and not markdown
    if start + mark < end:
        start += mark
    words = text[start:end]
    stamp = clock_lead(words)
    rest = words[stamp:] if stamp < len(words) else ""
    short = len(words) <= _LONGEST_HEADING
    unfinished = not _ENDED.search(rest) or rest.endswith(":")
    heading = markdown or not rest or (short and unfinished and not item) or (first and not _STOPPED.search(words))
    return Line(start, end, heading, item)
