"""The sentence that a mention stands in, as its source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geo.layers.tables import sources_text
from geo.records import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.records import Article, Mention, Reading

RULE = "named in the sentence"


def mention_sources(reading: Reading) -> Iterator[tuple[Mention, str]]:
    """Pair each mention of an article with its sentence, as its `sources`; one mention per stretch, the surest."""
    starts = [span.start for span in reading.sentences]
    best: dict[Span, Mention] = {}
    order = sorted(reading.mentions, key=lambda item: (item.start, item.end, -item.confidence, item.phrase))
    for mention in order:
        best.setdefault(mention.span, mention)
    written: dict[tuple[Span, str], str] = {}
    for mention in best.values():
        span = _sentence(reading, starts, mention.span)
        rule = f"{RULE}, {mention.why}" if mention.why and mention.location else RULE
        if (span, rule) not in written:
            written[span, rule] = sources_text([_source(reading.article, span, rule)])
        yield mention, written[span, rule]


def _source(article: Article, span: Span, rule: str) -> Source:
    quote = article.text[span.start : span.end]
    return Source(article.name, quote, span.start, span.end, article.published.iso, article.url, rule)


def _sentence(reading: Reading, starts: list[int], mention: Span) -> Span:
    """Find the sentence of a mention, else its line, trimmed: a mention without a sentence is still quoted."""
    index = bisect_right(starts, mention.start) - 1
    if index >= 0 and reading.sentences[index].contains(mention):
        return reading.sentences[index]
    text = reading.article.text
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip()))
