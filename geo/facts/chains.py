"""Takings told after one another without their verb: "X fell on Monday, Y the next day; Z followed on Friday".

What follows a taking is one more by the same party; where it stands in the sentence and with which words is told by
``[chain]`` of ``control.toml``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.families import TAKES
from geo.facts.patterns import Line
from geo.facts.words import read_table
from geo.records import HAPPENED, UNKNOWN, Frame, Interval, PlaceRole, Span
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item
    from geo.records import Sentence

# How many sentences back the taking may stand that another follows.
_REACH = 6
# How many words behind a taking its own date may stand.
_NEAR = 5
# How many words may hold the date that opens an entry: "* 20 August - ".
_OPENS = 3
# A place in a chain is as sure as the one before it, but for the verb that is not there.
_TRUST = 0.8


@dataclass(frozen=True)
class _Words:
    """The regular expressions of a chain, over the line of a sentence."""

    begins: re.Pattern[str]
    goes_on: re.Pattern[str]
    same: frozenset[str]
    later: Mapping[str, int]


@cache
def _words() -> _Words:
    table = read_table("control.toml")["chain"]
    time = any_of(table["time"])
    when = rf"(?P<when>(?:(?:{time}) )*(?:(?:, )?<D> )?)"
    aside = "(?:(?:too|also|itself|likewise) )*(?:, (?:(?!, )\\S+ ){1,9}?, )?(?:and its \\S+ (?:\\S+ )?)?"
    side = (
        "(?:(?:to|in|further|farther) (?:the )?(?:north|south|east|west|north-east|north-west|south-east|south-west) )?"
    )
    places = "(?P<places><P> (?:(?:, |and |or )+(?:the )?<P> )*)"
    verbs = any_of(table["verbs"])
    goes = any_of(table["needs_time"])
    end = r"(?=[;,.:–—-] |and |as |with |without |after |when |where |to |\Z)"
    return _Words(
        begins=re.compile(
            rf"(?:^|[;.:,–—*-] )(?:(?!<P>)\S+ ){{0,4}}?(?:{places}(?:'s \S+ (?:\S+ )?)?)?{aside}"
            rf"(?:had |has |have |soon |then )*(?:(?:{verbs})|(?P<bare>{goes})) (?:suit )?(?:, )?{when}{end}"
        ),
        goes_on=re.compile(
            rf"(?:(?:with|without|after|in|by) (?:(?![<,;])\S+ ){{1,6}}?)?"
            rf"(?P<joins>(?:, |; |and |then |finally |later |next )+)(?:the )?"
            rf"(?:(?![<;])[a-z-]+ (?:, |and )){{0,2}}{places}{aside}{side}{when}{end}"
        ),
        same=frozenset(table["same"]),
        later={words: int(days) for words, days in table["later"].items()},
    )


def with_chains(frames: Sequence[Frame], sentences: Sequence[tuple[Sentence, Sequence[Item]]]) -> list[Frame]:
    """Give the frames of an article with the takings that follow others without a verb of their own.

    Parameters
    ----------
    frames
        In text order.
    sentences
        The article's, each with its items.
    """
    added: list[Frame] = []
    last: tuple[int, Frame] | None = None
    told: dict[int, list[Frame]] = {}
    for frame in frames:
        told.setdefault(frame.sentence.start, []).append(frame)
    for number, (sentence, items) in enumerate(sentences):
        takes = [frame for frame in told.get(sentence.start, ()) if frame.sense in TAKES and frame.status in HAPPENED]
        base = last[1] if last is not None and number - last[0] <= _REACH else None
        chained: list[Frame] = []
        if not sentence.heading and any(item.place is not None for item in items):
            known = {role.location.place.id for frame in takes for role in frame.places[:1]}
            chained = _Chain(sentence, Line.write(items), known).read(takes, base)
        added += chained
        if takes or chained:
            last = number, [*takes, *chained][-1]
    return sorted((*frames, *added), key=lambda frame: frame.sentence.start)


@dataclass
class _Chain:
    """The takings of one sentence that go on from one told in it, or in a sentence before; `known` are told of."""

    sentence: Sentence
    line: Line
    known: set[str]

    def read(self, takes: Sequence[Frame], before: Frame | None) -> list[Frame]:
        """Give them in text order."""
        out: list[Frame] = []
        base = takes[-1] if takes else before
        position = self._behind(takes[-1]) if takes else -1
        if base is not None and not takes:
            found = _words().begins.search(self.line.text)
            # In a chronology each entry has its own story: only what "follows" goes on from the entry before.
            entry = any(item.date is not None for item in self.line.items[:_OPENS])
            if found is not None and not (found["bare"] and (entry or not found["when"].strip())):
                base = self._takings(found, base, out)
                position = found.end()
        while base is not None and position >= 0:
            found = _words().goes_on.match(self.line.text, position)
            if found is None or not (found["when"].strip() or (out and "and" in found["joins"])):
                break
            base = self._takings(found, base, out)
            position = found.end()
        return out

    def _behind(self, base: Frame) -> int:
        """Give where in the line the words behind a taking, its places and its date begin; -1 when nothing does."""
        items = self.line.items
        ends = [item.end for item in items if _is_object(item, base) and item.start > base.trigger.start]
        behind = [index for index, item in enumerate(items) if item.start >= max(ends, default=base.trigger.end)]
        date = next((index + 1 for index in behind[:_NEAR] if items[index].date is not None), None)
        begin = date if date is not None else next(iter(behind), len(items))
        return self.line.starts[begin] if begin < len(items) else -1

    def _takings(self, found: re.Match[str], base: Frame, out: list[Frame]) -> Frame:
        """Add one taking for each place of a link of the chain; gives what the next link goes on from."""
        when = _when(self.line, found, base)
        first, behind = self.line.span(*found.span("places")) if found["places"] else (0, 0)
        base = replace(base, when=when)
        for item in self.line.items[first:behind]:
            mention = item.place
            if mention is None or mention.location is None or mention.location.place.id in self.known:
                continue
            self.known.add(mention.location.place.id)
            base = replace(
                base,
                rule="capture.chain/chain",
                sense="capture" if base.sense == "enter" else base.sense,
                trigger=Span(item.start, item.end),
                sentence=self.sentence,
                places=(PlaceRole("object", mention.location),),
                confidence=round(base.confidence * _TRUST, 2),
                details=(("construction", "chain"), ("near", "0"), *_inferred(base)),
            )
            out.append(base)
        return base


def _inferred(base: Frame) -> tuple[tuple[str, str], ...]:
    """Give what of a taking came from the context: the same of those that follow it."""
    inferred = dict(base.details).get("inferred", "")
    return (("inferred", inferred),) if inferred else ()


def _is_object(item: Item, frame: Frame) -> bool:
    """Tell whether a place is one that a frame takes."""
    if item.place is None or item.place.location is None:
        return False
    return item.place.location.place.id in {role.location.place.id for role in frame.places[:1]}


def _when(line: Line, found: re.Match[str], base: Frame) -> Interval:
    """Give the day of a link: its own date, the same day as the one before, or so many days later."""
    first, behind = line.span(*found.span("when"))
    dates = [item.date for item in line.items[first:behind] if item.date is not None]
    if dates:
        return dates[-1].when
    words = _words()
    opening = next((item.date for item in line.items[:_OPENS] if item.date is not None), None)
    if opening is not None:
        return opening.when
    told = found["when"].strip()
    start = base.when.start
    for phrase, days in words.later.items():
        if phrase in told and start is not None and base.when.precision == "day":
            day = start + dt.timedelta(days=days)
            return Interval(day, day, "day")
    return base.when if not words.same.isdisjoint(told.split()) else UNKNOWN
