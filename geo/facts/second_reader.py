"""A second reader of what the rules found: which frames an article is likely to tell as events, which not.

A logistic model over the circumstances of a frame (its rule, where its place comes from, what else its sentence tells,
what the rules held against it), no words. Its weights stand in ``geo/data/facts/second_reader.csv``; they are learnt by
``python -m geo.facts.train`` from our own annotated reports. A frame that the rules are sure of is dropped only when it
is unlikely; one they doubt is kept only when it is likely.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.beside import STATES
from geo.facts.inside import inside
from geo.facts.surroundings import rivals, spots
from geo.facts.weights import likelihood, read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Frame, Mention

WEIGHTS = "second_reader.csv"
WEAK = ("weak", "1")
# An event is worth drawing from half the share on that events are right; what moves lines on the ground must be firm.
SURE, DOUBTED, FIRM = 0.3, 0.6, 0.75
_DECILES, _DISTANCE, _RADIUS = 10, 25, 10


def judge_frames(frames: Sequence[Frame], mentions: Sequence[Mention]) -> tuple[list[Frame], list[Frame]]:
    """Part the frames of one article, in text order, into those to keep and those to drop."""
    table = read_weights(WEIGHTS)
    kept: list[Frame] = []
    dropped: list[Frame] = []
    for frame, features in zip(frames, describe(frames, mentions), strict=True):
        likely = likelihood(table, features)
        doubted = "doubt" in dict(frame.details)
        stays = not doubted if frame.sense in STATES else likely >= (DOUBTED if doubted else SURE)
        weak = stays and doubted and likely < FIRM
        (kept if stays else dropped).append(replace(frame, details=(*frame.details, WEAK)) if weak else frame)
    return kept, dropped


def firm(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Leave out the frames that are events only by the second reader's word: they move nothing on the ground."""
    return tuple(frame for frame in frames if WEAK not in frame.details)


def describe(frames: Sequence[Frame], mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """Describe each frame of an article by its circumstances."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence.start, []).append(frame)
    told: dict[str, set[str]] = {}
    out: list[tuple[str, ...]] = []
    for group in by_sentence.values():
        sentence = group[0].sentence
        places = sum(one.role == "literal" and one.location is not None for one in inside(sentence, mentions))
        shared = (
            f"sentence.places={min(4, places)}",
            f"sentence.senses={min(4, len({frame.sense for frame in group}))}",
            f"sentence.sure={min(3, sum('doubt' not in dict(frame.details) for frame in group))}",
        )
        around = zip(spots(group, mentions), rivals(group), strict=True)
        out += [
            (*shared, *_own(frame, group, number, told), *spot, *rival)
            for number, (frame, (spot, rival)) in enumerate(zip(group, around, strict=True))
        ]
        for frame in group:
            told.setdefault(frame.places[0].location.place.id, set()).add(frame.sense)
    return out


def _own(frame: Frame, group: Sequence[Frame], number: int, told: dict[str, set[str]]) -> tuple[str, ...]:
    """Describe one frame; `group` are those of its sentence, `told` what earlier sentences told of each place."""
    details = dict(frame.details)
    location = frame.places[0].location
    here = [other for other in group if other.places[0].location.place.id == location.place.id]
    before = told.get(location.place.id, set())
    trigger, construction = (*frame.rule.split("/"), "")[:2]
    doubt = details.get("doubt", "none")
    near = details.get("near", "inferred")
    features = [
        f"rule={trigger}",
        f"construction={construction}",
        f"sense={frame.sense}",
        f"near={near}",
        f"sense.near={frame.sense}.{near}",
        f"status={frame.status}",
        f"place.class={location.place.feature_class}",
        f"place.code={location.place.feature_code}",
        f"place.relation={bool(location.relation)}",
        f"place.radius={min(4, int(location.radius_km // _RADIUS))}",
        f"place.told={'same' if frame.sense in before else bool(before)}",
        f"agent={bool(frame.agent)}",
        f"patient={bool(frame.patient)}",
        f"claimant={bool(frame.claimant)}",
        f"dated={frame.when.start is not None}",
        f"background={frame.background}",
        f"confidence={int(frame.confidence * _DECILES)}",
        f"order={min(3, number)}",
        f"here={min(3, len({other.sense for other in here}))}",
        f"here.sure={any('doubt' not in dict(other.details) for other in here)}",
        f"doubt={doubt}",
    ]
    if "salience" in details:
        features.append(f"salience={details['salience']}")
    if doubt != "none":
        features += [f"doubt.sense={doubt}.{frame.sense}", f"doubt.rule={doubt}.{trigger}"]
    if "distance" in details:
        distance = max(-3, min(4, int(details["distance"]) // _DISTANCE))
        features += [f"beside.distance={distance}", f"beside.before={details['before']}"]
    return tuple(features)
