"""Whose voice it is: the party that is quoted, or that a communique or interview lets speak."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.actors_candidate import Candidate
    from geo.records import Article, Sentence

_QUOTED = re.compile(r"[\"“„«][^\"“”„»\n]{2,900}[\"”»]?")
_OWN = frozenset({"speaker"})
_STATED = frozenset({"name", "alias", "leader", "pattern"})
_LEAST_OWN = 1
_BESIDE = 160


def quotations(article: Article) -> tuple[tuple[int, int], ...]:
    """Give the stretches in quotation marks, in order."""
    return tuple(found.span() for found in _QUOTED.finditer(article.text))


def quoted_at(position: int, quotes: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the quotation a position lies in."""
    at = bisect_right(quotes, (position, position)) - 1
    return quotes[at] if at >= 0 and quotes[at][0] <= position < quotes[at][1] else None


def speaker_of(quote: tuple[int, int], candidates: Sequence[Candidate]) -> str:
    """Give the party whose man is quoted: named right after the quotation, else right before it."""
    after = next((item for item in candidates if item.start >= quote[1] and item.actor), None)
    if after is not None and after.start - quote[1] <= _BESIDE and after.how in _STATED:
        return after.actor
    before = [item for item in candidates if item.end <= quote[0] and item.actor and item.how in _STATED]
    return before[-1].actor if before and quote[0] - before[-1].end <= 2 * _BESIDE else ""


def voice_of(
    article: Article,
    sentences: Sequence[Sentence],
    candidates: Sequence[Candidate],
    quotes: Sequence[tuple[int, int]],
) -> str:
    """Tell whose communique or interview an article is; empty for a report.

    It is one when it says "our forces" outside of quotation marks, or when paragraphs ask questions. The voice is that
    of the first party named, in its source or its text.
    """
    own = [item for item in candidates if item.sort in _OWN and quoted_at(item.start, quotes) is None]
    asked = sum(
        sentence.text.endswith("?") and sentence.start == _first_of(sentences, sentence) for sentence in sentences
    )
    interview = asked >= 3 and any(item.sort in {"speaker", "we"} for item in candidates)  # noqa: PLR2004
    if len(own) < _LEAST_OWN and not interview:
        return ""
    named = [item for item in candidates if item.actor and item.how in _STATED and item.actor != "civilians"]
    del article
    return named[0].actor if named else ""


def _first_of(sentences: Sequence[Sentence], sentence: Sentence) -> int:
    return next(other.start for other in sentences if other.paragraph == sentence.paragraph)
