"""Says sentence by sentence what was understood: places, actors, dates, frames, and why nothing came of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.reader import Understanding
    from geo.records import ActorMention, DateMention, Frame, Interval, Mention, Sentence


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...


_Found = TypeVar("_Found", bound=_Stretch)


def explain(known: Understanding) -> Iterator[str]:
    """Explain an article.

    Parameters
    ----------
    known
        From `geo.reader.Reader.understand`.

    Yields
    ------
    str
        Lines of plain text: each sentence, then what was found in it.
    """
    article = known.article
    yield f"{article.name}: {article.title or 'no title'} (published {when(article.published) or 'on an unknown day'})"
    for sentence in sorted((*known.sentences, *known.furniture), key=lambda line: line.start):
        yield ""
        if sentence.furniture:
            yield "~ " + " ".join(sentence.text.split())
            yield from _places(_inside(known.aside, sentence))
            continue
        yield ("# " if sentence.heading else "") + " ".join(sentence.text.split())
        yield from _places(_inside(known.mentions, sentence))
        yield from _actors(_inside(known.actor_mentions, sentence))
        yield from _dates(_inside(known.dates, sentence), article.text)
        frames = [frame for frame in known.frames if frame.sentence == sentence]
        for frame in frames:
            yield f"  fact   {_frame(frame, article.text)}"
        for item in _inside(known.not_understood, sentence):
            yield f"  none   {item.why}"
        if not frames and not any(True for _ in _inside(known.not_understood, sentence)):
            yield "  none   no trigger"


def when(interval: Interval) -> str:
    """Put an interval into words: ``2019-04-05``, ``2019-04-01 to 2019-04-30 (month)``, empty where unknown."""
    if interval.start is None and interval.end is None:
        return ""
    if interval.start == interval.end:
        return str(interval.start)
    precision = "" if interval.precision in {"day", "unknown"} else f" ({interval.precision})"
    return f"{interval.start or '...'} to {interval.end or '...'}{precision}"


def _inside(items: Iterable[_Found], sentence: Sentence) -> list[_Found]:
    return [item for item in items if sentence.start <= item.start < sentence.end]


def _places(mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        location = mention.location
        if location is None:
            yield f"  place  {mention.phrase} ({mention.role}): not placed, {mention.why}"
            continue
        place = location.place
        relation = f"{location.relation} " if location.relation else ""
        reason = f"; {mention.why}" if mention.why else ""
        yield (
            f"  place  {mention.phrase} ({mention.role}): {relation}{place.name}, {place.country} "
            f"{location.lat:.3f} {location.lon:.3f} +-{location.radius_km:.0f} km, {place.geocoder}{reason}"
        )


def _actors(mentions: Iterable[ActorMention]) -> Iterator[str]:
    for mention in mentions:
        yield f"  actor  {mention.phrase}: {mention.actor} ({mention.how})"


def _dates(mentions: Iterable[DateMention], text: str) -> Iterator[str]:
    for mention in mentions:
        phrase = " ".join(text[mention.start : mention.end].split())
        yield f"  date   {phrase}: {when(mention.when) or 'unknown'}" + (f" ({mention.kind})" * (mention.kind != "at"))


def _frame(frame: Frame, text: str) -> str:
    places = ", ".join(f"{item.role} {item.location.place.name}" for item in frame.places)
    parts = [
        f"{frame.sense} [{frame.rule}] on {text[frame.trigger.start : frame.trigger.end]!r}",
        frame.status,
        f"by {frame.agent}{_guessed(frame, 'agent')}" if frame.agent else "",
        f"against {frame.patient}{_guessed(frame, 'patient')}" if frame.patient else "",
        f"according to {frame.claimant}" if frame.claimant else "",
        places,
        when(frame.when),
        f"{frame.fatalities} killed" if frame.fatalities is not None else "",
        "background" if frame.background else "",
    ]
    return "; ".join(part for part in parts if part)


def _guessed(frame: Frame, part: str) -> str:
    """Mark a party that the sentence does not tell."""
    return " (inferred)" if part in dict(frame.details).get("inferred", "").split(",") else ""
