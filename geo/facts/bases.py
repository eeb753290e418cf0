"""Bases, headquarters, camps, checkpoints: where they are, whose, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.clusters import Blocks, cluster, joint_confidence
from geo.facts.evidence import sentence_source
from geo.facts.fighters import fights, occupies
from geo.facts.identity import base_id, distinct, identify, source_key
from geo.facts.inside import told_in
from geo.facts.movement import bearings
from geo.facts.occupants import (
    Telling,
    find_occupant,
    find_status,
    last_party,
    status_of_words,
)
from geo.facts.patterns import Line, Pattern
from geo.facts.site_sieve import is_base
from geo.facts.site_spots import is_town, locate, singular
from geo.facts.site_words import site_context
from geo.facts.sites import find_sites
from geo.facts.words import read_table
from geo.geodesy import move
from geo.records import AHEAD, UNKNOWN, Base, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.roster import Roster
    from geo.facts.site_words import Site
    from geo.facts.told import Told
    from geo.records import Axis, BaseStatus, Control, Frame, Mention, Source

# How far off a place its "west" is meant when nothing else is said: the convention of relative places.
_SECTOR_KM = 15.0
# How far the way in which the occupant was found is to be trusted.
_TRUST = {
    "named": 1.0,
    "taken": 0.9,
    "kept": 0.9,
    "struck": 0.8,
    "guest": 0.8,
    "held": 0.7,
    "taker": 0.7,
    "lost": 0.6,
    "near": 0.5,
    "state": 0.5,
}
_STRENGTH = {"name": 0.8, "before": 0.8, "after": 0.75, "equated": 0.6, "context": 0.4}
# Relations that do not part a base from one at the place itself.
_BESIDE = frozenset({"near", "outskirts"})
# The firmest status of a base told several times: what became of it outweighs that it was there.
_OUTCOMES: tuple[BaseStatus, ...] = ("destroyed", "captured", "abandoned", "active", "planned")


def bases_from(told: Told, *, control: Sequence[Control] = (), axes: Sequence[Axis] = ()) -> tuple[Base, ...]:
    """Read military sites from one article.

    Parameters
    ----------
    told
        The article: site words ("airbase", "headquarters") are looked for in its sentences, frames tell who took, left
        or set up what.
    control
        Spans of control of this article: whose a site is when its sentence does not say.
    axes
        Axes of this article: a site told with an axis "from the west" lies on that side of the objective.

    Returns
    -------
    tuple of Base
        Sorted by id; one per place and occupant. A site whose occupant is not known is left out.
    """
    found: list[Base] = []
    party, place, paragraph = "", None, -1
    for sentence in told.sentences:
        place = place if sentence.paragraph == paragraph else None
        items = told.items(sentence)
        here = told_in(sentence, told.frames)
        telling = Telling(told.article, sentence, items, here, control, told.roster, party, place)
        found += [*_bases_of(telling), *_bases_on_axis(telling, axes), *_bases_of_frames(telling), *_seats(telling)]
        party = last_party(items[::-1])
        place, paragraph = _spot(items, here) or place, sentence.paragraph
    return distinct(identify(_since_lost(base, control, told.roster)) for base in fuse_bases(found))


def _since_lost(base: Base, control: Sequence[Control], roster: Roster | None) -> Base:
    """Give a party's base as captured where the article goes on to tell that another took the place."""
    if base.status != "active" or base.kind == "checkpoint" or not fights(base.actor, roster):
        return base
    told = min(source.start for source in base.sources)
    here = [
        span
        for span in control
        if span.location.place.id == base.location.place.id and span.status == "held" and span.valid.end is None
    ]
    lost = any(span.valid.start is not None and max(one.start for one in span.sources) > told for span in here)
    kept = any(_together(base.actor, span.holder, roster) for span in here)
    return replace(base, status="captured") if lost and not kept else base


def _together(one: str, other: str, roster: Roster | None) -> bool:
    """Tell whether two parties are one, of one side, or allies by the lists."""
    if one == other or roster is None:
        return one == other
    return roster.side(one) == roster.side(other) or roster.friends(one, other)


def _spot(items: Sequence[Item], here: Sequence[Frame]) -> Mention | None:
    """Give the town that a sentence is about: where its deeds are, else the first."""
    deeds = {place.location.place.id for frame in here for place in frame.places}
    towns = [item.place for item in items if is_town(item)]
    return next((town for town in towns if town is not None and _id(town) in deeds), towns[0] if towns else None)


def _id(town: Mention) -> str:
    return town.location.place.id if town.location is not None else ""


def _bases_of(telling: Telling) -> Iterator[Base]:
    """Read the sites that the words of a sentence tell."""
    for site in find_sites(telling.items):
        for name, location in locate(telling, site):
            occupant = find_occupant(telling, site, location)
            if not is_base(telling, site, location, occupant):
                continue
            status, when = find_status(telling, site, location)
            tie = site.tie or "context"
            yield Base(
                id="",
                name=name,
                kind=_kind(telling.items, site),
                actor=occupant.actor,
                location=location,
                status=status,
                valid=when,
                confidence=round(_STRENGTH[tie] * _TRUST[occupant.how], 3),
                sources=(_source(telling, f"base.{tie}.{occupant.how}:{site.word}"),),
            )


def _source(telling: Telling, rule: str) -> Source:
    return sentence_source(telling.article, telling.sentence, rule)


def _bases_of_frames(telling: Telling) -> Iterator[Base]:
    """Give the bases of frames that tell where a party is based: "headquartered in the town of X"."""
    kinds = read_table("bases.toml")["based"]
    for frame in telling.told:
        start = frame.trigger.start - telling.sentence.start
        word = telling.sentence.text[start : start + frame.trigger.end - frame.trigger.start].lower()
        kind = next((kinds[beginning] for beginning in kinds if word.startswith(beginning)), "")
        party = frame.agent or frame.patient
        if frame.sense != "based" or not kind or not party or frame.status == "denied":
            continue
        for place in frame.places:
            if place.role not in {"at", "object"}:
                continue
            yield Base(
                id="",
                name=f"{place.location.place.name} {kind}",
                kind=kind,
                actor=party,
                location=place.location,
                status="planned" if frame.status in AHEAD else "active",
                valid=UNKNOWN,
                confidence=round(frame.confidence, 3),
                sources=(_source(telling, f"base.{frame.rule}"),),
            )


@cache
def _seat_patterns() -> tuple[tuple[str, Pattern], ...]:
    return tuple((row["kind"], Pattern.compile(row["pattern"])) for row in read_table("bases.toml")["seat"])


def _seats(telling: Telling) -> Iterator[Base]:
    """Give the bases that a relative clause tells: "X, where A is headquartered"."""
    if not all(any(item.kind == kind for item in telling.items) for kind in ("actor", "place")):
        return
    line = Line.write(telling.items)
    for kind, pattern in _seat_patterns():
        for parties, places in pattern.find(line):
            party, place = parties[-1].actor, places[0].place
            if party is None or place is None or place.location is None or not occupies(party.actor, telling.roster):
                continue
            yield Base(
                id="",
                name=f"{place.phrase} {kind}",
                kind=kind,
                actor=party.actor,
                location=place.location,
                status="active",
                valid=UNKNOWN,
                confidence=_STRENGTH["equated"],
                sources=(_source(telling, "base.seat:where"),),
            )


def _bases_on_axis(telling: Telling, axes: Sequence[Axis]) -> Iterator[Base]:
    """Place the sites of a sentence that names no place but a side: "from the west, where rooms will be formed"."""
    sides = [
        axis
        for axis in axes
        if axis.origin is None
        and axis.origin_relation in bearings()
        and any(source.start == telling.sentence.start for source in axis.sources)
    ]
    if not sides:
        return
    for site in find_sites(telling.items):
        if site.places or site.owner is not None:
            continue
        axis = sides[0]
        yield Base(
            id="",
            name=f"{singular(site)}, {axis.origin_relation} of {axis.objective.place.name}",
            kind=_kind(telling.items, site),
            actor=axis.actor,
            location=_beside(axis.objective, axis.origin_relation),
            status="planned" if axis.status == "planned" else status_of_words(telling.items, site),
            valid=UNKNOWN,
            confidence=round(axis.confidence * _STRENGTH["equated"], 3),
            sources=(_source(telling, f"base.axis:{site.word}"),),
        )


def _beside(objective: Location, side: str) -> Location:
    """Give the sector on one side of a place."""
    bearing = bearings()[side]
    lat, lon = move(objective.lat, objective.lon, bearing, _SECTOR_KM)
    return Location(objective.place, lat, lon, 2 * _SECTOR_KM, f"{side} of", "sector", bearing, _SECTOR_KM)


def _kind(items: Sequence[Item], site: Site) -> str:
    if site.kind in {"base", "camp"} and site_context()["training"].intersection(item.low for item in items):
        return "training camp"
    return site.kind


def fuse_bases(bases: Iterable[Base]) -> list[Base]:
    """Make one base of the reports of one; its id is that of the earliest report."""
    groups = cluster(
        bases,
        _same_base,
        lambda base: Blocks.by((_at(base), base.actor)),
        lambda base: (_at(base), base.actor, base.kind),
    )
    return [_fuse(reports) for reports in groups]


def _same_base(one: Base, other: Base) -> bool:
    """Tell whether two reports are of one base: place, occupant, and kinds of which one may be narrower."""
    if _at(one) != _at(other):
        return False
    kinds = {one.kind, other.kind}
    return one.actor == other.actor and (
        len(kinds) == 1 or bool(kinds & {"base"}) or kinds == {"camp", "training camp"}
    )


def _at(base: Base) -> tuple[str, str]:
    relation = base.location.relation
    return base.location.place.id, "" if relation in _BESIDE else relation


def _fuse(reports: Sequence[Base]) -> Base:
    """Say together what the reports say: the narrower kind, and what became of the base."""
    best = max(reports, key=lambda base: (base.kind != "base", base.kind == "training camp", base.confidence))
    return replace(
        best,
        id=base_id(reports[0]),
        status=min((base.status for base in reports), key=_OUTCOMES.index),
        confidence=joint_confidence(reports),
        sources=tuple(sorted({source for base in reports for source in base.sources}, key=source_key)),
    )
