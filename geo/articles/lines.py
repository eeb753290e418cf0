"""Non-blank lines of a text: where they stand, and whether they are prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.records import Span

SHORT = 140
"""Characters: a longer line is prose."""

_PROSE_WORDS = 11  # so is one of so many words that ends a sentence
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}$")


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


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Give the non-blank lines of `text` from `start` on."""
    lines = []
    for match in re.finditer(r"[^\n]+", text[start:]):
        stripped = match[0].strip()
        if stripped:
            begin = start + match.start() + match[0].index(stripped[0])
            lines.append(Line(begin, begin + len(stripped), stripped))
    return lines


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(text[-5:]))


def reads_as_prose(text: str) -> bool:
    """Tell a paragraph from a headline, byline or date line by its length and its end."""
    return len(text) > SHORT or (ends_sentence(text) and len(text.split()) >= _PROSE_WORDS)
