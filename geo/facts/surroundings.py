"""What stands around a frame: where its place is written, and what else of its kind its sentence tells close by.

An annotator writes one event down once. "Shelling east of A, near B" or "entered and overran C" gives two frames of one
kind within a few kilometres: mostly one is right, the better founded (its `rival` is ``worse``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.beside import STATES
from geo.facts.events import taxonomy
from geo.facts.inside import inside
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import Frame, Location, Mention

NEAR_KM, SAME_KM = 25.0, 2.0
_MOST_DEGREES = 0.3
_WORD = re.compile(r"\w+|[^\w\s]")
_BEFORE, _STEP, _MOST_STEPS = 25, 15, 6
_WORDS_A_STEP, _MOST_LENGTHS, _MOST_PARAGRAPHS = 10, 5, 6
_SPOKEN = frozenset({
    "in", "at", "on", "of", "from", "to", "near", "and", "the", "for", "into", "towards", "between", "around",
    "outside", "by", "with", "over", "through",
})  # fmt: skip


def spots(frames: Sequence[Frame], mentions: Sequence[Mention]) -> list[tuple[str, ...]]:
    """Tell for each frame of one sentence how long that is, and how its place is written in it."""
    sentence = frames[0].sentence
    shared = (
        f"sentence.words={min(_MOST_LENGTHS, len(sentence.text.split()) // _WORDS_A_STEP)}",
        f"sentence.paragraph={min(_MOST_PARAGRAPHS, sentence.paragraph)}",
    )
    written: dict[str, list[Mention]] = {}
    for mention in inside(sentence, mentions):
        if mention.location is not None:
            written.setdefault(mention.location.place.id, []).append(mention)
    return [(*shared, *_spot(frame, written.get(frame.places[0].location.place.id, ()))) for frame in frames]


def _spot(frame: Frame, written: Sequence[Mention]) -> tuple[str, ...]:
    """Tell the word before the place of a frame, and how far from its trigger on which side it stands."""
    if not written:
        return ()
    begin = frame.trigger.start
    mention = min(written, key=lambda one: abs(one.start - begin))
    at = mention.start - frame.sentence.start
    words = _WORD.findall(frame.sentence.text[max(0, at - _BEFORE) : at].lower())
    after = words[-1] if words else ""
    return (
        f"spot.after={'comma' if after == ',' else after if after in _SPOKEN else 'other'}",
        f"spot.far={min(_MOST_STEPS, abs(mention.start - begin) // _STEP)}",
        f"spot.left={mention.start < begin}",
    )


def rivals(frames: Sequence[Frame]) -> list[tuple[str, ...]]:
    """Tell for each frame of one sentence which others of its type there are, how near, and which is better founded."""
    types = [taxonomy()[frame.sense, ""][0] if frame.sense not in STATES else "" for frame in frames]
    out: list[tuple[str, ...]] = []
    for number, frame in enumerate(frames):
        alike = [at for at, kind in enumerate(types) if at != number and kind and kind == types[number]]
        out.append((f"type.here={min(3, len(alike))}", *_rivals(frame, [frames[at] for at in alike])))
    return out


def _rivals(frame: Frame, alike: Sequence[Frame]) -> Iterator[str]:
    place = frame.places[0].location
    near = [other for other in alike if _within(place, other.places[0].location, NEAR_KM)]
    yield f"type.near={min(3, len(near))}"
    if not near:
        yield "rival=none"
        return
    best = max(near, key=_founded)
    rank = "better" if _founded(best) > _founded(frame) else "worse"
    here = _within(place, best.places[0].location, SAME_KM)
    yield f"rival={rank}"
    yield f"rival.kind={rank}.{best.sense == frame.sense}.{best.trigger == frame.trigger}.{here}"


def _founded(frame: Frame) -> tuple[bool, float, int]:
    """Give how well founded a frame is among those of its sentence: sure, of high confidence, told first."""
    return "doubt" not in dict(frame.details), frame.confidence, -frame.trigger.start


def _within(one: Location, other: Location, reach_km: float) -> bool:
    far = abs(one.lat - other.lat) > _MOST_DEGREES  # the quicker look
    return not far and distance_km(one.lat, one.lon, other.lat, other.lon) <= reach_km
