"""Who holds which place, from when to when, as one article tells it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.facts.evidence import frame_source
from geo.facts.fighters import fights
from geo.facts.identity import distinct, identify, source_key
from geo.facts.observations import limits, observe
from geo.facts.statements import observe_statements, without_repeats
from geo.facts.takers import with_takers
from geo.facts.unplaced import SOMEWHERE
from geo.records import UNKNOWN, Control, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.facts.observations import Observation
    from geo.facts.roster import Roster
    from geo.facts.told import Told
    from geo.records import Article, ControlBasis, ControlStatus, Location, Precision

# A statement without a date stands before a capture told in the same article when the capture is news, not history.
_NEWS = dt.timedelta(days=10)


def control_from(told: Told) -> tuple[Control, ...]:
    """Read spans of control from the frames of one article.

    A capture opens the taker's span and ends the earlier holder's that day; a statement ("held by") gives the span
    its basis; a withdrawal ends it; a base or an ultimatum to leave infers a holder where nothing else is said.
    Claims that are doubted or denied stand beside the others with status ``claimed``.

    Parameters
    ----------
    told
        The article; its publication date orders statements without a date.

    Returns
    -------
    tuple of Control
        Sorted by id. ``valid.start`` is ``None`` where the text does not say since when.
    """
    places: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    stated = list(observe_statements(told))
    frames = with_takers(told.frames, told.roster)
    for seen in (
        *without_repeats(observe(frames, told.dates), stated),
        *stated,
    ):
        if seen.location.relation == SOMEWHERE:
            continue
        if fights(seen.holder, told.roster) and seen.location.place.feature_code not in limits()["too_large"]:
            places[seen.location.place.id, seen.location.relation].append(seen)
    published = told.article.published.start
    spans = (span.to_record(told.article) for seen in places.values() for span in _spans(seen, published, told.roster))
    return distinct(identify(control) for control in spans)


@dataclass(slots=True)
class _Span:
    """A span of control under construction."""

    holder: str
    location: Location
    status: ControlStatus
    basis: ControlBasis
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "unknown"
    ended: bool = False
    weak: bool = False
    evidence: list[Observation] = field(default_factory=list)

    def support(self, seen: Observation) -> None:
        """Take one more observation as evidence; a stated one makes the span stated."""
        self.evidence.append(seen)
        if seen.basis == "stated":
            self.basis = "stated"
        if self.start is None and seen.effect in {"gains", "holds", "besieged"}:
            self.start, self.precision = seen.when.start, seen.when.precision

    def close(self, day: dt.date | None) -> None:
        """End the span; a day before its start is no end."""
        self.ended = True
        if day is not None and (self.start is None or day >= self.start):
            self.end = day

    def to_record(self, article: Article) -> Control:
        """Give the record, with every sentence once."""
        sources = {
            (source.start, source.end): source
            for source in (frame_source(article, seen.frame, seen.rule) for seen in reversed(self.evidence))
        }
        return Control(
            id="",
            holder=self.holder,
            status=self.status,
            location=self.location,
            valid=Interval(self.start, self.end, self.precision if self.start or self.end else "unknown"),
            basis=self.basis,
            confidence=max(seen.confidence for seen in self.evidence),
            sources=tuple(sorted(sources.values(), key=source_key)),
            claimant=next((seen.frame.claimant for seen in self.evidence if seen.claimed), ""),
        )


def _allied(one: str, other: str, roster: Roster | None) -> bool:
    """Tell whether two parties are one or fight on one side."""
    return one == other or (roster is not None and roster.side(one) == roster.side(other))


def _spans(observations: Iterable[Observation], published: dt.date | None, roster: Roster | None) -> list[_Span]:
    """Run through the observations of one place in time and keep who holds it."""
    observations = _before_taken(observations)
    recent = _recent(observations, published)
    if all(seen.rule in limits()["supporting"] for seen in observations):
        return []
    taken = [seen for seen in observations if seen.effect == "gains" and not seen.claimed]
    observations = [seen for seen in observations if not _is_outdone(seen, taken)]
    masters = {seen.holder for seen in observations if _states_now(seen)}
    if masters:
        observations = [seen for seen in observations if seen.holder in masters or not _comes_in(seen)]

    def moment(seen: Observation) -> tuple[dt.date, int]:
        if seen.effect == "present":
            day = dt.date.max
        elif seen.when.start is not None:
            day = seen.when.start
        elif seen.frame.background or seen.effect == "loses":
            day = dt.date.min
        else:
            day = _news(seen, recent) or published or dt.date.max
        return day, 0 if seen.when.start is None else 1 if seen.effect == "loses" else 2

    spans: list[_Span] = []
    for seen in sorted(observations, key=lambda seen: (*moment(seen), _doubt(seen), seen.frame.trigger)):
        _apply(seen, spans, published, roster)
    return [span for span in spans if not span.weak]


def _before_taken(observations: Iterable[Observation]) -> list[Observation]:
    """Give the observations; who is said to hold what the same sentence tells taken from him held it till that day."""
    observations = list(observations)
    taken = {
        (seen.frame.sentence.start, seen.when.start): seen.holder for seen in observations if seen.effect == "gains"
    }
    return [
        replace(seen, when=UNKNOWN)
        if seen.effect == "holds"
        and taken.get((seen.frame.sentence.start, seen.when.start), seen.holder) != seen.holder
        else seen
        for seen in observations
    ]


def _states_now(seen: Observation) -> bool:
    """Tell whether somebody is plainly said to hold the place at the time of writing."""
    return seen.effect == "holds" and seen.when.start is None and not seen.claimed and not seen.frame.background


def _is_outdone(seen: Observation, taken: Iterable[Observation]) -> bool:
    """Tell whether a party is only guessed to sit in a surrounded place that another takes soon after."""
    if seen.effect != "besieged" or "patient" not in dict(seen.frame.details).get("inferred", ""):
        return False
    days = [other.when.start for other in taken if other.holder != seen.holder]
    if seen.when.start is None:
        return bool(days)
    return any(day is not None and day - seen.when.start <= _NEWS for day in days)


def _comes_in(seen: Observation) -> bool:
    """Tell whether a party only came into the place in the past, which another is said to hold."""
    return seen.frame.sense == "enter" and seen.frame.background


def _doubt(seen: Observation) -> float:
    """Order those who are merely there, the surest first; what happened keeps its order in the text."""
    return -seen.confidence if seen.effect == "present" else 0.0


def _recent(every: Iterable[Observation], published: dt.date | None) -> set[tuple[str, str, dt.date]]:
    """Give what happened lately: to which holder, what, and on which day."""
    return {
        (seen.holder, seen.effect, seen.when.start)
        for seen in every
        if seen.when.start is not None and published is not None and published - seen.when.start <= _NEWS
    }


def _news(seen: Observation, recent: Iterable[tuple[str, str, dt.date]]) -> dt.date | None:
    """Give the day of the news that ends what a statement without a date says: the place taken, the party gone."""
    days = [day for holder, effect, day in recent if effect == ("gains" if holder != seen.holder else "loses")]
    return min(days, default=None) if seen.effect != "gains" else None


def _apply(seen: Observation, spans: list[_Span], published: dt.date | None, roster: Roster | None) -> None:
    """Let one observation open, support or end the spans of its place."""
    mine = next((span for span in reversed(spans) if span.holder == seen.holder and not span.ended), None)
    if seen.effect == "present":
        if mine is not None:
            mine.support(seen)
        elif not spans:
            _open(seen, spans)
    elif seen.effect == "loses":
        (mine or _open(seen, spans)).close(seen.when.start)
    else:
        if seen.effect == "gains" and not seen.claimed:
            _supersede(seen, spans, published, roster)
        if mine is None or (mine.status == "claimed" and not seen.claimed):
            mine = _open(seen, spans)
        else:
            mine.support(seen)
        mine.weak = False
        if not seen.claimed and seen.effect in {"besieged", "contested"}:
            mine.status = "besieged" if seen.effect == "besieged" else "contested"


def _supersede(seen: Observation, spans: list[_Span], published: dt.date | None, roster: Roster | None) -> None:
    """End what others held when somebody takes the place; what they merely claim, and what allies hold, stands."""
    for span in spans:
        if span.ended or span.holder == seen.holder or span.status == "claimed":
            continue
        if seen.frame.sense == "handover" or not _allied(span.holder, seen.holder, roster):
            span.close(seen.when.start or published)


def _open(seen: Observation, spans: list[_Span]) -> _Span:
    span = _Span(
        seen.holder,
        seen.location,
        "claimed" if seen.claimed else "held",
        seen.basis,
        weak=seen.effect == "loses",
    )
    span.support(seen)
    spans.append(span)
    return span
