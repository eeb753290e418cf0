"""An article's sentences as lines of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import split_sentences
from geo.toponyms.runs import Line
from geo.toponyms.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Article, Sentence


def lines_of(article: Article, sentences: Sequence[Sentence] | None = None) -> list[Line]:
    """Give the tokens of each sentence that has any; `sentences` are split if they are not given."""
    lines = []
    for sentence in split_sentences(article) if sentences is None else sentences:
        words, starts = tokens_of(sentence.text, sentence.start)
        if words:
            lines.append(Line(words, starts, heading=sentence.heading))
    return lines
