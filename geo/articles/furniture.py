"""Page furniture: captions, credits, share buttons, subscription footers; lines from which no fact is read."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.articles.tables import load_table
from geo.records import Span
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.articles.lines import Line

_LONGEST = 400  # a longer line is a paragraph, whatever it begins with
_TAIL_LINES = 12  # where a footer may begin, counted from the end
_TAIL_SHARE = 0.5  # and never in the first half of the article
_LAST_LINES = 6  # where writers' notes stand
_TEASER = 110  # a footer's link or heading is no longer
_LONGEST_CREDIT = 100
_TRUNCATED = re.compile(r"\s*(?:\.\.\.|…)$")
_LEAST_REPEATED = 40  # characters of a cut caption that must come again
_BULLET = re.compile(r"^(?:[-*•>·▪]\s+)+")
_PROSE_END = re.compile(r"[.!?][\"'”’)\]]*$")
_NAVIGATION_PARTS = 3
_NAVIGATION_PART = 45


@dataclass(frozen=True, slots=True)
class _Patterns:
    anywhere: re.Pattern[str]
    tail: re.Pattern[str]
    opens_tail: frozenset[str]
    credit: re.Pattern[str]


def find_furniture(lines: Sequence[Line]) -> list[Line]:
    """Find the lines that are page furniture.

    Parameters
    ----------
    lines
        Non-blank lines of an article, in order.

    Returns
    -------
    list of Line
        Some of `lines`, in order. The first line that could be the headline may be among them only when it matches a
        pattern by itself.
    """
    kinds = [_kind(line.text) for line in lines]
    _mark_tail_notes(lines, kinds)
    _mark_cut_captions(lines, kinds)
    _mark_credits(lines, kinds)
    _mark_tail(lines, kinds)
    return [line for line, kind in zip(lines, kinds, strict=True) if kind]


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that touch or overlap; empty ones fall away."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


@functools.cache
def _patterns() -> _Patterns:
    table = load_table("furniture")
    agencies = any_of(table["credits"]["agencies"])
    name = r"[^\W\d_a-z][\w.'’-]*"
    person = rf"{name}(?: {name}){{0,3}}"
    return _Patterns(
        anywhere=_compile(table["anywhere"]),
        tail=_compile(table["tail"]),
        opens_tail=frozenset(table["opens_tail"]["names"]),
        credit=re.compile(
            rf"\(?(?:{person}\s*(?:[,/|–-]|via)\s*)?(?:{agencies})(?:\s*/\s*(?:{agencies}|{person}))?\)?\.?"
        ),
    )


def _compile(section: dict[str, list[str]]) -> re.Pattern[str]:
    """Join the patterns of a section; the group that matched names the kind."""
    kinds = (f"(?P<{kind}>{'|'.join(f'(?:{p})' for p in patterns)})" for kind, patterns in section.items())
    return re.compile("|".join(kinds), re.IGNORECASE)


def _kind(text: str) -> str:
    """Name the kind of furniture a line is wherever it stands, or give an empty text."""
    if len(text) > _LONGEST:
        return ""
    bare = _BULLET.sub("", text)
    if match := _patterns().anywhere.match(bare):
        return match.lastgroup or ""
    return "navigation" if _is_navigation(bare) else ""


def _is_navigation(text: str) -> bool:
    """Tell a row of links, "Home | News | Sport"; a table's row begins with its bar."""
    parts = [part.strip() for part in text.split("|")]
    return (
        len(parts) >= _NAVIGATION_PARTS
        and all(0 < len(part) <= _NAVIGATION_PART and not part.endswith(".") for part in parts)
        and not any(character.isdigit() for character in text)
    )


def _mark_tail_notes(lines: Sequence[Line], kinds: list[str]) -> None:
    for index in range(max(1, len(lines) - _LAST_LINES), len(lines)):
        if kinds[index] or len(lines[index].text) > _LONGEST:
            continue
        match = _patterns().tail.match(_BULLET.sub("", lines[index].text))
        kinds[index] = (match.lastgroup or "") if match else ""


def _mark_cut_captions(lines: Sequence[Line], kinds: list[str]) -> None:
    """Mark a caption that a page gives twice, first cut off ("... in their offen..."), then in full."""
    for index, line in enumerate(lines[:-1]):
        if len(line.text) > _LONGEST:
            continue
        beginning = _TRUNCATED.sub("", line.text)
        if beginning != line.text and len(beginning) >= _LEAST_REPEATED and lines[index + 1].text.startswith(beginning):
            kinds[index] = kinds[index + 1] = "caption"


def _mark_credits(lines: Sequence[Line], kinds: list[str]) -> None:
    for index, line in enumerate(lines):
        if index and not kinds[index] and len(line.text) <= _LONGEST_CREDIT and _patterns().credit.fullmatch(line.text):
            kinds[index] = "credit"


def _mark_tail(lines: Sequence[Line], kinds: list[str]) -> None:
    """Mark what comes after a footer's first line, when no prose does."""
    first = max(int(len(lines) * _TAIL_SHARE), len(lines) - _TAIL_LINES)
    for index in range(first, len(lines)):
        if kinds[index] in _patterns().opens_tail and all(
            kinds[later] or _is_teaser(lines[later].text) for later in range(index + 1, len(lines))
        ):
            kinds[index:] = [kind or "footer" for kind in kinds[index:]]
            return


def _is_teaser(text: str) -> bool:
    return len(text) <= _TEASER and not _PROSE_END.search(text)
