"""What one article gives to the layers by itself: its mentions in columns, and what of it is not mapped."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING

from geo.geodesy import DECIMALS
from geo.records import NotMapped, Sheet, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.records import Article, Mention, Reading

RULE = "named in the sentence"


def sheet_of(reading: Reading) -> Sheet:
    """Give the sheet of an article: the one it came with, or a new one."""
    if reading.sheet is not None:
        return reading.sheet
    told = list(_quoted(reading))
    named = {m.location.place.id: m.location.place for m in reading.mentions if m.location and m.role == "literal"}
    return Sheet(
        mentions=len(reading.mentions),
        places=len({mention.location.place.id for mention in reading.mentions if mention.location}),
        named=tuple(named.values()),
        start=tuple(mention.start for mention, _ in told),
        end=tuple(mention.end for mention, _ in told),
        confidence=tuple(round_confidence(mention.confidence) for mention, _ in told),
        sources=tuple(sources for _, sources in told),
        phrase=tuple(mention.phrase for mention, _ in told),
        place_id=tuple(mention.location.place.id if mention.location else "" for mention, _ in told),
        role=tuple(mention.role for mention, _ in told),
        relation=tuple(mention.location.relation if mention.location else "" for mention, _ in told),
        lat=tuple(round(mention.location.place.lat, DECIMALS) if mention.location else None for mention, _ in told),
        lon=tuple(round(mention.location.place.lon, DECIMALS) if mention.location else None for mention, _ in told),
        left_out=(*reading.not_mapped, *_unplaced(reading)),
    )


def slim(reading: Reading) -> Reading:
    """Give a reading with its sheet in place of what went into it: what facts are merged and layers made from."""
    article = replace(reading.article, text="", furniture=())
    sheet = replace(sheet_of(reading), characters=len(reading.article.text))
    return replace(reading, article=article, mentions=(), not_mapped=(), sentences=(), sheet=sheet)


def round_confidence(confidence: float) -> float:
    """Bring a confidence into 0 to 1 with three decimals."""
    return round(min(max(confidence, 0.0), 1.0), 3)


def sources_text(sources: Iterable[Source]) -> str:
    """Write sources as the JSON list of the contract; only rows of imported data tell `dataset`, copies `copy_of`."""
    return f"[{','.join(map(_source_text, sources))}]"


def _source_text(source: Source) -> str:
    """Write one source, field by field: there are many, and json would take three times the time."""
    text = (
        f'{{"article":{quoted(source.article)},"quote":{quoted(source.quote)},"start":{source.start},'
        f'"end":{source.end},"published":{quoted(source.published)},"url":{quoted(source.url)},'
        f'"rule":{quoted(source.rule)}'
    )
    if source.dataset:
        text += f',"dataset":{quoted(source.dataset)},"row":{quoted(source.row)}'
    return f'{text},"copy_of":{quoted(source.copy_of)}}}' if source.copy_of else f"{text}}}"


def _quoted(reading: Reading) -> Iterator[tuple[Mention, str]]:
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


def _unplaced(reading: Reading) -> Iterable[NotMapped]:
    """Give the literal places that could not be located and that no fact gave up."""
    told = {(item.start, item.end) for item in reading.not_mapped}
    for mention in reading.mentions:
        if mention.location is None and mention.role == "literal" and (mention.start, mention.end) not in told:
            why = mention.why or "the place could not be located"
            yield NotMapped(mention.article, mention.start, mention.end, mention.phrase, why, mention.candidates)
