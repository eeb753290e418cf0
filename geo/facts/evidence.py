"""The sentence behind a fact: sources and the article's date as the contract writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.records import Source

if TYPE_CHECKING:
    from geo.records import Article, Frame, Interval, Sentence


def published_text(published: Interval) -> str:
    """Write a publication date as ISO 8601, cut to its precision (``2018-12`` for a month); empty when unknown."""
    if published.start is None:
        return ""
    day = published.start.isoformat()
    return {"year": day[:4], "month": day[:7], "season": day[:7]}.get(published.precision, day)


def sentence_source(article: Article, sentence: Sentence, rule: str) -> Source:
    """Cite a sentence of an article."""
    return Source(
        article=article.name,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        published=published_text(article.published),
        url=article.url,
        rule=rule,
    )


def frame_source(article: Article, frame: Frame, rule: str = "") -> Source:
    """Cite the sentence of a frame under the frame's rule, or a narrower one."""
    return sentence_source(article, frame.sentence, rule or frame.rule)
