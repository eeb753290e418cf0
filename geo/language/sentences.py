"""Sentences of an article: exact stretches of its text that cross no heading, list item or paragraph."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.lines import clock_lead, read_lines
from geo.language.tables import table
from geo.records import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language.lines import Line
    from geo.records import Article

_CLOSERS = r"[\"'”’»)\]*_]*"
_END = re.compile(
    rf"(?<![.!?…؟۔])(?P<stop>[.!?…؟۔]+){_CLOSERS}(?=\s)"  # the usual end; a run of stops is looked at once
    r"|(?<=[a-z\d]{2})(?P<run>[.!?])[\"”’»]?(?=[\"“]?[A-Z][a-z]+\s)"  # no space after the stop
)
_WORD_BEFORE = re.compile(r"[\w.\-'’]+$")
_NEXT = re.compile(r"\s*[\"'“”‘’«»(\[*_-]*\s*")
_NEXT_WORD = re.compile(r"[\w'’-]+")
_COLON_LEAD = re.compile(r"(?=[A-Z])(?:[^\s:.!?,;]+ ){0,3}[^\s:.!?,;]+:(?=\s)")
_LEAD_WORDS = 5
_LONGEST = 2000  # characters; the longest sentence of a report has half as many
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n")
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.){1,2}[A-Z]")
_ORDINAL = re.compile(r"\d{1,2}")
_SMALL = frozenset({"of", "and", "the", "in", "for", "to", "on", "at", "from", "al", "or"})


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Split an article into sentences; page furniture is skipped.

    Returns
    -------
    tuple of Sentence
        In order and without overlap, with ``article.text[s.start:s.end] == s.text``. Headlines, section headings,
        time stamps and the leads of digests ("Derna:", "Sirte front.") are sentences of their own with
        ``heading=True``. Text that runs on without a stop is cut between words.
    """
    text = article.text
    sentences = []
    for number, line in enumerate(read_lines(article)):
        for start, end, heading in _pieces(text, line):
            for begin, stop in _bounded(text, start, end):
                sentences.append(Sentence(begin, stop, text[begin:stop], number, heading))
    return tuple(sentences)


def split_furniture(article: Article) -> tuple[Sentence, ...]:
    """Split the page furniture of an article into sentences: datelines, captions, bylines, links.

    Returns
    -------
    tuple of Sentence
        In order, with ``furniture=True``. They name places and bear no facts. Front matter is not among them: it is
        no text of the page.
    """
    text = article.text
    shown = [span for span in article.furniture if not _FRONT_MATTER.match(text, span.start, span.end)]
    if not shown:
        return ()
    edges = [0, *(edge for span in shown for edge in (span.start, span.end)), len(text)]
    body = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)
    return tuple(replace(sentence, furniture=True) for sentence in split_sentences(replace(article, furniture=body)))


def _pieces(text: str, line: Line) -> Iterator[tuple[int, int, bool]]:
    if line.heading:
        yield line.start, line.end, True
        return
    start = line.start
    for lead in (_stamp_end, _colon_end):
        end = lead(text, start, line.end)
        if end:
            yield start, start + len(text[start:end].rstrip(" |–—-\t")), True
            start = end
    spans = _spans(text, start, line.end)
    for index, (begin, end) in enumerate(spans):
        lead_of = index == 0 and len(spans) > 1 and begin == line.start
        yield begin, end, lead_of and _is_lead(text[begin:end])


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any sentence between words: later stages look at sentences as wholes."""
    while end - start > _LONGEST:
        space = next((at for at in range(start + _LONGEST, start, -1) if text[at].isspace()), start + _LONGEST)
        yield start, start + len(text[start:space].rstrip())
        start = space
        while text[start].isspace():
            start += 1
    yield start, end


def _stamp_end(text: str, start: int, end: int) -> int:
    stamp = clock_lead(text[start : min(end, start + 40)])
    return start + stamp if stamp and start + stamp < end else 0


def _colon_end(text: str, start: int, end: int) -> int:
    found = _COLON_LEAD.match(text, start, min(end, start + 60))
    if found is None:
        return 0
    after = _NEXT.match(text, found.end(), end)
    begin = after.end() if after else found.end()
    if not text[begin : begin + 1].isupper() or text[found.end() : begin].strip():
        return 0  # a list, a figure or a quotation follows: the words before the colon belong to it
    return begin


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for found in _END.finditer(text, start, end):
        if not _ends(text, start, found, end):
            continue
        spans.append((begin, found.end()))
        begin = found.end()
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends(text: str, start: int, found: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence: what stands before it and what follows."""
    after = _NEXT.match(text, found.end(), end)
    begin = after.end() if after else found.end()
    if begin >= end:
        return False
    following = text[begin]
    if following.islower() and not _opens_with_article(text, begin):
        return False
    if found["run"]:
        return True
    if found["stop"] != ".":
        return found["stop"] not in {"..", "…", "..."} or following.isupper()
    word = _WORD_BEFORE.search(text, max(start, found.start() - 24), found.start())
    return word is None or not _abbreviated(word[0], text, begin, end)


def _abbreviated(word: str, text: str, begin: int, end: int) -> bool:
    never, before_number, maybe, starters = _abbreviations()
    low = word.lower().strip("'’-")
    if low in never:
        return True
    if low in before_number:
        return text[begin].isdigit()
    found = _NEXT_WORD.match(text, begin, end)
    opens = found is not None and found[0].lower() in starters
    if _INITIALS.fullmatch(word):
        return not (opens and len(word) > 1)
    if low in maybe:
        return not opens
    return bool(_ORDINAL.fullmatch(low)) and found is not None and found[0].lower() in table("dates")["months"]


@functools.cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = table("sentences")
    never, before_number, maybe, starters = (
        frozenset(words[name]) for name in ("never", "before_number", "maybe", "starters")
    )
    return never, before_number, maybe, starters


@functools.cache
def _lowercase_opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('sentences')['lowercase'])})[-'’ ](?=[A-Z])")


def _opens_with_article(text: str, begin: int) -> bool:
    return bool(_lowercase_opening().match(text, begin))


def _is_lead(sentence: str) -> bool:
    """Whether a first sentence heads its paragraph ("Sirte front.", "NORTH DARFUR.", "Saturday 3 May.")."""
    if not sentence.endswith("."):
        return False
    words = sentence.rstrip(".").split()
    if not words or len(words) > _LEAD_WORDS or sentence.rstrip(".").lower() in table("sentences")["not_leads"]:
        return False
    named = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    pair = len(words) <= 2 and words[0][0].isupper() and words[0].lower() not in _abbreviations()[3]  # noqa: PLR2004
    return named or pair
