"""Bases, headquarters, camps, checkpoints: where they are, whose, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.facts.clusters import cluster, joint_confidence
from geo.facts.evidence import sentence_source
from geo.facts.geometry import move
from geo.facts.identity import base_id, distinct, identify, source_key
from geo.facts.items import Item, itemise
from geo.facts.journeys import bearings
from geo.facts.sites import CIVIL_AIRPORT, find_sites, site_context
from geo.facts.words import read_table
from geo.records import UNKNOWN, Base, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.sites import Site
    from geo.records import ActorMention, Article, Axis, BaseStatus, Control, Frame, Interval, Mention, Sentence

# How far off a place its "west" is meant when nothing else is said: the convention of relative places.
_SECTOR_KM = 15.0
_TAKEN = frozenset({"capture", "recapture", "enter", "handover"})
_KEEPS = frozenset({"establish", "based", "hold", "withdraw"})
_STRUCK = frozenset({"attack", "airstrike", "shelling", "besiege"})
_STRENGTH = {"name": 0.8, "before": 0.8, "after": 0.75, "equated": 0.6}
# The firmest status of a base told several times: what became of it outweighs that it was there.
_OUTCOMES: tuple[BaseStatus, ...] = ("destroyed", "captured", "abandoned", "active", "planned")


def bases_from(
    frames: Sequence[Frame],
    article: Article,
    roster: object = None,
    *,
    sentences: Sequence[Sentence] = (),
    mentions: Sequence[Mention] = (),
    actor_mentions: Sequence[ActorMention] = (),
    control: Sequence[Control] = (),
    axes: Sequence[Axis] = (),
) -> tuple[Base, ...]:
    """Read military sites from one article.

    Parameters
    ----------
    frames
        Frames of this article: who took, left or set up what.
    article
        The article, for the sources.
    roster
        Not used yet; the pipeline hands it to every reader of frames.
    sentences, mentions, actor_mentions
        The text as earlier stages read it; site words ("airbase", "headquarters") are looked for in the sentences.
    control
        Spans of control of this article: whose a site is when its sentence does not say.
    axes
        Axes of this article: a site told with an axis "from the west" lies on that side of the objective.

    Returns
    -------
    tuple of Base
        Sorted by id; one per place and occupant. A site whose occupant is not known is left out.
    """
    del roster
    by_sentence: dict[tuple[int, int], list[Frame]] = defaultdict(list)
    for frame in frames:
        by_sentence[frame.sentence.start, frame.sentence.end].append(frame)
    found: list[Base] = []
    party = ""
    for sentence in sentences:
        items = itemise(
            sentence,
            [mention for mention in mentions if sentence.start <= mention.start < sentence.end],
            [actor for actor in actor_mentions if sentence.start <= actor.start < sentence.end],
            (),
        )
        told = by_sentence.get((sentence.start, sentence.end), [])
        context = _Context(article, sentence, frames, control, party)
        found.extend(_bases_of(items, told, context))
        found.extend(_bases_on_axis(items, context, axes))
        found.extend(_bases_of_frames(told, context))
        party = _last_party(items[::-1])
    return distinct(identify(base) for base in fuse_bases(found))


def _last_party(items: Sequence[Item]) -> str:
    return next((item.actor.actor for item in reversed(items) if item.actor is not None), "")


@dataclass(frozen=True, slots=True)
class _Context:
    article: Article
    sentence: Sentence
    frames: Sequence[Frame]
    control: Sequence[Control]
    party: str


def _bases_of(items: Sequence[Item], told: Sequence[Frame], context: _Context) -> Iterator[Base]:
    for site in find_sites(items):
        owner = items[site.owner].actor if site.owner is not None else None
        for index in site.places:
            mention = items[index].place
            if mention is None or mention.location is None:
                continue
            unit = any(item.low in site_context()["units"] for item in items[max(0, site.start - 4) : site.end + 6])
            near = _last_party(items[: site.start])
            actor = owner.actor if owner else _holder(mention.location, told, context, unit=unit, near=near)
            if not actor or (site.word == CIVIL_AIRPORT and not _taken_or_kept(mention.location, told)):
                continue
            status, when = _status(items, site, mention.location, told)
            yield Base(
                id="",
                name=_name(items, site, index),
                kind=_kind(items, site),
                actor=actor,
                location=mention.location,
                status=status,
                valid=when,
                confidence=round(_STRENGTH[site.tie] * mention.confidence, 3),
                sources=(sentence_source(context.article, context.sentence, f"base.{site.tie}:{site.word}"),),
            )


def _bases_of_frames(told: Sequence[Frame], context: _Context) -> Iterator[Base]:
    """Give the bases of frames that tell where a party is based: "headquartered in the town of X"."""
    kinds = read_table("bases.toml")["based"]
    for frame in told:
        start = frame.trigger.start - context.sentence.start
        word = context.sentence.text[start : start + frame.trigger.end - frame.trigger.start].lower()
        party = frame.agent or frame.patient
        kind = next((kinds[beginning] for beginning in kinds if word.startswith(beginning)), "")
        if frame.sense != "based" or not kind or not party or frame.status == "denied":
            continue
        for place in frame.places:
            if place.role not in {"at", "object"}:
                continue
            yield Base(
                id="",
                name=f"{kind}, {place.location.place.name}",
                kind=kind,
                actor=party,
                location=place.location,
                status="planned" if frame.status in {"planned", "threatened"} else "active",
                valid=UNKNOWN,
                confidence=round(frame.confidence, 3),
                sources=(sentence_source(context.article, context.sentence, f"base.{frame.rule}"),),
            )


def _bases_on_axis(items: Sequence[Item], context: _Context, axes: Sequence[Axis]) -> Iterator[Base]:
    """Place the sites of a sentence that names no place but a side: "from the west, where rooms will be formed"."""
    sides = [
        axis
        for axis in axes
        if axis.origin is None
        and axis.origin_relation in bearings()
        and any(source.start == context.sentence.start for source in axis.sources)
    ]
    for site in find_sites(items):
        if site.places or not sides:
            continue
        axis = sides[0]
        owner = items[site.owner].actor if site.owner is not None else None
        yield Base(
            id="",
            name=f"{_singular(site)}, {axis.origin_relation} of {axis.objective.place.name}",
            kind=_kind(items, site),
            actor=owner.actor if owner is not None else axis.actor,
            location=_beside(axis.objective, axis.origin_relation),
            status="planned" if axis.status == "planned" else _status_of_words(items, site),
            valid=UNKNOWN,
            confidence=round(axis.confidence * _STRENGTH["equated"], 3),
            sources=(sentence_source(context.article, context.sentence, f"base.axis:{site.word}"),),
        )


def _beside(objective: Location, side: str) -> Location:
    """Give the sector on one side of a place."""
    bearing = bearings()[side]
    lat, lon = move(objective.lat, objective.lon, bearing, _SECTOR_KM)
    return Location(objective.place, lat, lon, 2 * _SECTOR_KM, f"{side} of", "sector", bearing, _SECTOR_KM)


def _singular(site: Site) -> str:
    return site.word.removesuffix("s") if site.plural else site.word


def _same_place(one: Location, other: Location) -> bool:
    return one.place.id == other.place.id


def _holder(location: Location, told: Sequence[Frame], context: _Context, *, unit: bool, near: str) -> str:
    """Tell whose a site without an owner is.

    Of the one who took or set it up (the base of a unit: of the one it was taken from), of the one it was struck
    with, else of who holds the place, else of the party last spoken of.
    """
    here = [frame for frame in told if _speaks_of(frame, location)]
    taken = [frame for frame in here if frame.sense in _TAKEN and frame.status != "denied"]
    for frame in taken:
        party = frame.patient if unit else frame.agent
        if party:
            return party
    kept = [frame.agent for frame in here if frame.sense in _KEEPS and frame.agent]
    struck = [frame.patient for frame in here if frame.sense in _STRUCK and frame.patient]
    held = [span for span in context.control if _same_place(span.location, location) and span.status != "claimed"]
    latest = max(held, key=lambda span: (span.valid.end is None, str(span.valid.start or "")), default=None)
    for party in (*kept, *struck, latest.holder if latest is not None else ""):
        if party:
            return party
    if taken:
        return ""
    strikers = {frame.agent for frame in told if frame.sense in _STRUCK}
    return next((party for party in (near, context.party) if party and party not in strikers), "")


def _taken_or_kept(location: Location, told: Sequence[Frame]) -> bool:
    senses = _TAKEN | _KEEPS
    return any(frame.sense in senses and frame.status != "denied" and _speaks_of(frame, location) for frame in told)


def _speaks_of(frame: Frame, location: Location) -> bool:
    return any(_same_place(place.location, location) for place in frame.places)


def _status(
    items: Sequence[Item], site: Site, location: Location, told: Sequence[Frame]
) -> tuple[BaseStatus, Interval]:
    """Tell what a frame or the words near a site say became of it."""
    return _status_of_frames(location, told) or (_status_of_words(items, site), UNKNOWN)


def _status_of_frames(location: Location, told: Sequence[Frame]) -> tuple[BaseStatus, Interval] | None:
    for frame in told:
        if not _speaks_of(frame, location) or frame.status in {"denied", "claimed"}:
            continue
        if frame.status in {"planned", "threatened"}:
            if frame.sense in {"establish", "based"}:
                return "planned", frame.when
        elif frame.sense in _TAKEN:
            return "captured", UNKNOWN
        elif frame.sense == "withdraw" and any(place.role == "from" for place in frame.places):
            return "abandoned", UNKNOWN
    return None


def _status_of_words(items: Sequence[Item], site: Site) -> BaseStatus:
    words = site_context()
    near = [item.low for item in items[max(0, site.start - 8) : site.end + 8]]
    after = [item.low for item in items[site.end : site.end + 6]]
    if words["planned"].intersection(near) and words["planned_before"].intersection(near):
        return "planned"
    if words["destroyed"].intersection(near):
        return "destroyed"
    if words["abandoned"].intersection(after):
        return "abandoned"
    return "active"


def _kind(items: Sequence[Item], site: Site) -> str:
    if site.kind in {"base", "camp"} and site_context()["training"].intersection(item.low for item in items):
        return "training camp"
    return site.kind


def _name(items: Sequence[Item], site: Site, place: int) -> str:
    """Name a site as the text does where it has a name, else by its word and place."""
    mention = items[place].place
    phrase = mention.phrase if mention is not None else ""
    if site.tie == "name":
        return phrase
    return f"{phrase} {_singular(site)}"


def fuse_bases(bases: Iterable[Base]) -> list[Base]:
    """Make one base of the reports of one; its id is that of the earliest report."""
    return [_fuse(reports) for reports in cluster(bases, _same_base)]


def _same_base(one: Base, other: Base) -> bool:
    """Tell whether two reports are of one base: place, occupant, and kinds of which one may be narrower."""
    if not _same_place(one.location, other.location) or one.location.relation != other.location.relation:
        return False
    kinds = {one.kind, other.kind}
    return one.actor == other.actor and (
        len(kinds) == 1 or bool(kinds & {"base"}) or kinds == {"camp", "training camp"}
    )


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
