"""What of an article lies in one sentence, found without going through all of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from geo.records import ActorMention, DateMention, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Frame, Sentence

Spanned = TypeVar("Spanned", Mention, ActorMention, DateMention)
_start = attrgetter("start")
_begin = attrgetter("sentence.start")


def inside(sentence: Sentence, spans: Sequence[Spanned]) -> Sequence[Spanned]:
    """Give the spans that begin in a sentence; `spans` are in text order, as the stages before give them."""
    first = bisect_left(spans, sentence.start, key=_start)
    return spans[first : bisect_left(spans, sentence.end, first, key=_start)]


def told_in(sentence: Sentence, frames: Sequence[Frame]) -> Sequence[Frame]:
    """Give the frames of a sentence; `frames` are in text order."""
    first = bisect_left(frames, sentence.start, key=_begin)
    return frames[first : bisect_right(frames, sentence.start, first, key=_begin)]
