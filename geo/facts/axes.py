"""Axes of advance: who moves, or means to move, from where, by way of what, on which objective."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.clusters import Blocks, cluster, joint_confidence
from geo.facts.enumerations import find_enumerated
from geo.facts.evidence import frame_source, sentence_source
from geo.facts.fighters import fights
from geo.facts.identity import axis_id, distinct, identify, source_key
from geo.facts.inside import inside
from geo.facts.journey_axes import AXIS_STATUS, believed
from geo.facts.journey_memory import DAY_MARCH_KM
from geo.facts.journey_sides import lies
from geo.facts.journeys import find_journeys
from geo.facts.movement import bearings, movement_words
from geo.facts.positions import Positions
from geo.facts.takers import with_movers
from geo.facts.unplaced import SOMEWHERE
from geo.facts.words import read_table
from geo.records import UNKNOWN, Axis, AxisStatus
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.facts.journeys import Journey
    from geo.facts.told import Told
    from geo.records import Article, Frame, Location, Mention

# The firmest status of a movement told several times.
_FIRMNESS: tuple[AxisStatus, ...] = ("occurred", "ongoing", "claimed", "denied", "planned")
# Without any origin an axis is drawn only for what is still to come or going on.
_ORIGINLESS = frozenset({"planned", "ongoing"})
# Movements on one axis that begin further apart are two.
_SAME_PUSH = dt.timedelta(days=45)


@dataclass(frozen=True, slots=True)
class AxisRule:
    """One row of ``axes.toml``: which place roles of a frame are origin and objective."""

    id: str
    senses: tuple[str, ...]
    objective: tuple[str, ...]
    origin: tuple[str, ...]
    needs: str
    weight: float


@cache
def axis_rules() -> tuple[AxisRule, ...]:
    """Load the rules of ``geo/data/facts/axes.toml``."""
    return tuple(
        AxisRule(
            row["id"],
            tuple(row["senses"]),
            tuple(row["objective"]),
            tuple(row["origin"]),
            row["needs"],
            float(row["weight"]),
        )
        for row in read_table("axes.toml")["rule"]
    )


def axes_from(told: Told) -> tuple[Axis, ...]:
    """Read axes of advance from the frames of one article.

    Parameters
    ----------
    told
        The article; origins that stand outside a frame's clause are looked for in its sentences.

    Returns
    -------
    tuple of Axis
        Sorted by id; one per actor, origin and objective. An unnamed origin is ``origin_relation`` alone.
    """
    drafts = draft_axes(told)
    starts = {sentence.start for sentence in told.sentences}
    unread = [axis for axis in drafts if axis.sources[0].start not in starts]
    return distinct(identify(axis) for axis in fuse_axes((*unread, *believed(told, drafts))))


def draft_axes(told: Told) -> list[Axis]:
    """Read the axes that the rules find, before they are judged."""
    found: list[Axis] = []
    positions = Positions()
    last = None
    for frame in with_movers(told.frames, told.actor_mentions):
        if (frame.trigger, frame.sense) != last:
            found.extend(_axes_of(_without_roads(frame, told.mentions), told.article, positions))
        last = (frame.trigger, frame.sense)
        positions.note(frame)
    counted = list(find_enumerated(told))
    known = {trip.sentence.start for trip in counted}
    counted += [trip for trip in find_journeys(told) if trip.sentence.start not in known]
    found += [axis for trip in counted if (axis := _axis_of_journey(trip, told.article)) is not None]
    return [axis for axis in found if fights(axis.actor, told.roster)]


def _without_roads(frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """Take out origins that are only the end of a road: "to cut the road from A to B"."""
    text, offset = frame.sentence.text, frame.sentence.start
    ends = {
        mention.location.place.id
        for mention in inside(frame.sentence, mentions)
        if mention.location is not None and _end_of_line().search(text[: mention.start - offset])
    }
    if not ends:
        return frame
    kept = tuple(place for place in frame.places if place.role != "from" or place.location.place.id not in ends)
    return replace(frame, places=kept)


@cache
def _end_of_line() -> re.Pattern[str]:
    return re.compile(rf"(?<!on the )\b{any_of(movement_words()['lines'])} from (?:the )?$")


def _axes_of(frame: Frame, article: Article, positions: Positions) -> Iterator[Axis]:
    details = dict(frame.details)
    if not frame.agent or "place" in details.get("inferred", ""):
        return
    if any(place.location.relation == SOMEWHERE for place in frame.places[:1]):
        return
    for rule in axis_rules():
        if frame.sense not in rule.senses:
            continue
        # What was taken in one go ("captured A, B and C") is one movement, told by its first place.
        objectives = [place for place in _first(frame, rule.objective) if place.place.feature_class != "R"][:1]
        side = details.get("origin", "")
        origins: list[Location | None] = list(_first(frame, rule.origin))
        if side and not origins:
            origins = [None]
        for objective in objectives:
            for origin in origins or _guess(frame, rule, objective, positions):
                how = rule.id if origins else f"{rule.id}.stood" if origin is not None else f"{rule.id}.toward"
                axis = _axis(frame, rule, article, how, origin=origin, side=side, objective=objective)
                if axis is not None:
                    yield axis


def _guess(frame: Frame, rule: AxisRule, objective: Location, positions: Positions) -> list[Location | None]:
    """Guess the origin that a frame does not tell: where its party stood, or none where an axis is drawn without."""
    if frame.status == "threatened" or rule.needs == "origin":
        return []
    # Whose plan it is the context tells; whose movement it was must be said.
    told = frame.status == "planned" or "agent" not in dict(frame.details).get("inferred", "")
    stood = positions.before(frame.agent, objective, DAY_MARCH_KM, frame.when.start)
    if stood is not None and (told or frame.sense != "offensive"):
        return [stood]
    wanted = frame.status in _ORIGINLESS or (frame.sense == "advance" and objective.shape == "sector")
    return [None] if told and wanted and not rule.needs else []


def _axis(
    frame: Frame, rule: AxisRule, article: Article, how: str, *, origin: Location | None, side: str, objective: Location
) -> Axis | None:
    """Build one axis; an origin that is only a side of the objective becomes that side."""
    relation = side if origin is None else origin.relation
    if origin is not None and origin.place.id == objective.place.id:
        if not origin.relation:
            return None
        origin = None
    via = tuple(
        place.location
        for place in frame.places
        if place.role == "via" and place.location.place.id != objective.place.id
    )
    return Axis(
        id="",
        actor=frame.agent,
        status=AXIS_STATUS[frame.status],
        origin=origin,
        via=via,
        objective=objective,
        origin_relation=relation,
        objective_relation=objective.relation,
        when=frame.when,
        confidence=round(frame.confidence * rule.weight, 3),
        sources=(frame_source(article, frame, f"{how}:{frame.rule}"),),
    )


def _axis_of_journey(trip: Journey, article: Article) -> Axis | None:
    """Build the axis of a journey; an origin that is only a side of the objective becomes that side."""
    origin, side = trip.origin, trip.side
    if origin is not None:
        side = side or origin.relation
        if origin.place.id == trip.objective.place.id:
            origin = None
    status = AXIS_STATUS[trip.frame.status] if trip.frame is not None else "occurred"
    if trip.rule.startswith("axis.meant"):
        status = "planned"
    if origin is None and not side and status not in _ORIGINLESS:
        return None
    return Axis(
        id="",
        actor=trip.actor,
        status=status,
        origin=origin,
        via=trip.via,
        objective=trip.objective,
        origin_relation=side,
        objective_relation=trip.objective.relation,
        when=trip.frame.when if trip.frame is not None else UNKNOWN,
        confidence=trip.strength,
        sources=(sentence_source(article, trip.sentence, trip.rule),),
    )


def _first(frame: Frame, roles: Iterable[str]) -> list[Location]:
    for role in roles:
        places = [place.location for place in frame.places if place.role == role]
        if places:
            return places
    return []


def fuse_axes(axes: Iterable[Axis]) -> list[Axis]:
    """Make one axis of the reports of one movement; its id is that of the earliest report."""
    groups = cluster(
        axes,
        _same_movement,
        lambda axis: Blocks.by(_whose(axis)),
        lambda axis: (_whose(axis), _origin_key(axis), axis.when.start),
    )
    return [_fuse(reports) for reports in groups]


def _same_movement(one: Axis, other: Axis) -> bool:
    """Tell whether two reports are of one movement: actor, objective, both planned or both real, origin, time.

    One without an origin tells the same as one that has it, and so does "from the south" where the origin lies there.
    """
    if _whose(one) != _whose(other):
        return False
    origins = {_origin_key(one), _origin_key(other)} - {""}
    if len(origins) > 1 and not (_by_side(one, other) or _by_side(other, one)):
        return False
    starts = [axis.when.start for axis in (one, other) if axis.when.start is not None]
    return len({*starts}) < 2 or abs(starts[0] - starts[1]) <= _SAME_PUSH  # noqa: PLR2004 - both have a date


def _by_side(one: Axis, other: Axis) -> bool:
    """Tell whether one report tells only the side on which the origin of the other lies."""
    if one.origin is not None or other.origin is None or one.origin_relation not in bearings():
        return False
    return lies(other.origin, one.origin_relation, one.objective)


def _whose(axis: Axis) -> tuple[str, str, bool]:
    return axis.actor, axis.objective.place.id, axis.status == "planned"


def _origin_key(axis: Axis) -> str:
    return axis.origin.place.id if axis.origin is not None else axis.origin_relation


def _fuse(reports: Sequence[Axis]) -> Axis:
    best = max(
        reports,
        key=lambda axis: (
            axis.origin is not None,
            bool(_origin_key(axis)),
            axis.when.start is not None,
            axis.confidence,
        ),
    )
    return replace(
        best,
        id=axis_id(reports[0]),
        status=min((axis.status for axis in reports), key=_FIRMNESS.index),
        via=best.via or next((axis.via for axis in reports if axis.via), ()),
        when=best.when if best.when.start else next((axis.when for axis in reports if axis.when.start), UNKNOWN),
        confidence=joint_confidence(reports),
        sources=tuple(sorted({source for axis in reports for source in axis.sources}, key=source_key)),
    )
