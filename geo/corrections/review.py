"""What an analyst should look at first, as TOML: comments that explain, and tables ready for ``corrections.toml``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.corrections.doubts import Doubt, doubts_of
from geo.corrections.lines import plain
from geo.corrections.match import describe
from geo.gazetteer.names import name_key
from geo.records import Axis, Base, Control, Event
from geo.toponyms.rulings import RULED_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.corrections.match import Fact
    from geo.gazetteer import Gazetteer
    from geo.records import Facts, Mention, Place, Reading

_MOST_PLACES = 3
_MOST_QUOTE = 300
_HEAD = (
    "# The least certain first. Paste a table into corrections.toml: [[set]] if the fact is right or nearly so (change",
    "# or add fields), [[drop]] if it is wrong. What stands there is settled and is not asked again.",
)
_EXAMPLES = {
    "events": 'actor = "...", target = "...", date_start = "2019-04-04", place = "...", fatalities = 3',
    "control": 'holder = "...", status = "held", valid_from = "2019-04-04", valid_to = "", place = "..."',
    "axes": 'actor = "...", status = "ongoing", origin = "...", objective = "...", date_start = "2019-04-04"',
    "bases": 'actor = "...", kind = "camp", status = "active", valid_from = "2019-04-04", place = "..."',
}


def review_lines(facts: Facts, gazetteer: Gazetteer, limit: int) -> Iterator[str]:
    """Give the lines of a review.

    Parameters
    ----------
    facts
        With the corrections that there are.
    gazetteer
        Knows what else a name may mean.
    limit
        Facts, and names that could not be placed, at most.
    """
    doubts = doubts_of(facts)
    yield from _HEAD
    for number, doubt in enumerate(doubts[:limit], 1):
        yield from ("", *_fact_lines(number, doubt, gazetteer))
    if len(doubts) > limit:
        yield from ("", f"# {len(doubts) - limit:,} facts more that are surer: --limit {len(doubts)} lists all.")
    names = _unplaced(facts.readings)
    if names:
        yield from ("", "# Names that could not be placed, those that stand in most sentences first.")
    for phrase, found in names[:limit]:
        yield from ("", *_name_lines(phrase, found, facts.readings, gazetteer))
    if len(names) > limit:
        yield from ("", f"# {len(names) - limit:,} names more.")


def title(fact: Fact) -> str:
    """Put a fact into a line."""
    match fact:
        case Event():
            text, when = fact.headline, fact.when
        case Control():
            text, when = f"{fact.location.place.name}: {fact.status} by {fact.holder}", fact.valid
        case Axis():
            origin = fact.origin.place.name if fact.origin else fact.origin_relation or "somewhere"
            text, when = (
                f"{fact.actor or 'somebody'}, {origin} to {fact.objective.place.name} ({fact.status})",
                fact.when,
            )
        case Base():
            text, when = (
                f"{fact.name or fact.kind} of {fact.actor or 'somebody'}, {fact.location.place.name}",
                fact.valid,
            )
    return f"{text}, {when.iso}" if when.iso else text


def _fact_lines(number: int, doubt: Doubt, gazetteer: Gazetteer) -> Iterator[str]:
    fact = doubt.fact
    yield f"# {number}. {_plain(title(fact))} (confidence {fact.confidence:.2f})"
    for source in fact.sources[:2]:
        yield f"#    {source.article}: \u201c{_plain(source.quote)}\u201d"
    yield f"#    unsure: {_plain('; '.join(doubt.reasons)) or 'nothing in particular'}"
    was = describe(fact)
    told = ", ".join(f"{name} = {_text(value)}" for name, value in was.model_dump().items() if value)
    yield f"[[set]]  # or fields such as {_EXAMPLES[doubt.layer]}"
    yield f"id = {_text(fact.id)}"
    yield f"was = {{ {told} }}"
    yield "confidence = 1.0"
    yield "[[drop]]"
    yield f"id = {_text(fact.id)}"
    yield f"was = {{ {told} }}"
    if doubt.mention is not None and doubt.mention.location is not None:
        yield from _pin_lines(doubt.mention.phrase, doubt.mention.article, gazetteer, doubt.mention.location.place)


def _unplaced(readings: Sequence[Reading]) -> list[tuple[str, list[Mention]]]:
    """Give the literal names without a place, by their spelling, the most frequent first."""
    found: dict[str, list[Mention]] = {}
    for reading in readings:
        for mention in reading.mentions:
            if mention.location is None and mention.role == "literal" and mention.why != RULED_OUT:
                found.setdefault(name_key(mention.phrase), []).append(mention)
    ordered = sorted(found.values(), key=lambda mentions: (-len(mentions), mentions[0].phrase))
    return [(mentions[0].phrase, mentions) for mentions in ordered]


def _name_lines(
    phrase: str, mentions: Sequence[Mention], readings: Sequence[Reading], gazetteer: Gazetteer
) -> Iterator[str]:
    first = mentions[0]
    articles = list(dict.fromkeys(mention.article for mention in mentions))
    more = f" and {len(articles) - 1} more" if len(articles) > 1 else ""
    yield f"# {_plain(phrase)}: {first.why or 'could not be located'}"
    yield f"#    {articles[0]}{more}: \u201c{_plain(_sentence(first, readings))}\u201d"
    yield from _pin_lines(phrase, "", gazetteer, None)


def _pin_lines(phrase: str, article: str, gazetteer: Gazetteer, chosen: Place | None) -> Iterator[str]:
    """Give a pin of a name to the first place that it may mean beside the chosen one; the others as comments.

    What would move a name that is placed, or lacks its coordinates, is all comment: pasted unread it does nothing.
    """
    places = [place for place in gazetteer.lookup(phrase) if chosen is None or place.id != chosen.id][:_MOST_PLACES]
    if chosen is not None and not places:
        return
    off = "# " if chosen is not None or not places else ""
    yield f"{off}[[pin]]" + (f"  # {chosen.name} is {chosen.id}, {_somewhere(chosen)}" if chosen else "")
    yield f"{off}name = {_text(phrase)}"
    if places:
        yield f"{off}place = {_text(places[0].id)}  # {_plain(_somewhere(places[0]))}"
    else:
        yield f"{off}lat = 0.0  # put in where it is"
        yield f"{off}lon = 0.0"
    if article:
        yield f"{off}article = {_text(article)}  # leave out to pin it in all articles"
    for place in places[1:]:
        yield f"# place = {_text(place.id)}  # {_plain(_somewhere(place))}"


def _somewhere(place: Place) -> str:
    people = f", {place.population:,} people" if place.population else ""
    return f"{place.name}, {place.country} ({place.lat:.3f}, {place.lon:.3f}{people})"


def _sentence(mention: Mention, readings: Sequence[Reading]) -> str:
    reading = next(item for item in readings if item.article.name == mention.article)
    span = next((item for item in reading.sentences if item.contains(mention.span)), mention.span)
    return reading.article.text[span.start : span.end]


def _plain(text: str) -> str:
    """Put text of an article into one line of a comment."""
    line = plain(text)
    return line if len(line) <= _MOST_QUOTE else f"{line[:_MOST_QUOTE].rstrip()} ..."


def _text(value: str) -> str:
    """Write a TOML string: JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
