"""What came of a deed: "four were killed when A struck P on Friday" is A's doing, and Friday's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.families import REMOTE
from geo.facts.inside import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import DateMention, Frame

_WHEN = re.compile(r"\b(?:when|as|after)\b")
_DEEDS = REMOTE | {"attack"}


def with_causes(frames: Sequence[Frame], dates: Sequence[DateMention]) -> Iterator[Frame]:
    """Give the frames; one that names no doer takes doer and day from the deed that its sentence tells it by.

    A killing without a place of its own, told behind a deed, was where the deed was: "X was shelled and five died".
    """
    for told in frames:
        frame = _at_deed(told, frames)
        found = None if frame.agent else next((other for other in frames if _caused(frame, other)), None)
        if found is None:
            yield frame
            continue
        dated = any(date.start > frame.trigger.end for date in inside(frame.sentence, dates))
        patient = "" if frame.patient == found.agent else frame.patient
        yield replace(frame, agent=found.agent, patient=patient, when=found.when if dated else frame.when)


def _at_deed(frame: Frame, frames: Sequence[Frame]) -> Frame:
    """Give a killing the place of the deed before it in its sentence, unless it names one itself."""
    if not _tells_of_dead(frame) or dict(frame.details).get("near") == "0":
        return frame
    before = [
        other
        for other in frames
        if other.sentence.start == frame.sentence.start
        and other.sense in _DEEDS
        and not _tells_of_dead(other)
        and other.status == frame.status
        and other.trigger.end <= frame.trigger.start
    ]
    if not before or any(other.places[0] == frame.places[0] for other in before):
        return frame
    last = max(other.trigger.start for other in before)
    deed = next(other for other in before if other.trigger.start == last)
    return replace(frame, places=deed.places)


def _tells_of_dead(frame: Frame) -> bool:
    """Whether a frame tells what came of a deed, whatever deed it was understood to be."""
    return frame.rule.startswith("kill.")


def _caused(frame: Frame, deed: Frame) -> bool:
    """Whether a deed of the same kind and place follows in the sentence, behind "when", "as" or "after"."""
    if deed.sentence.start != frame.sentence.start or deed.sense != frame.sense or not deed.agent:
        return False
    if deed.places[0].location.place.id != frame.places[0].location.place.id:
        return False
    offset = frame.sentence.start
    between = frame.sentence.text[frame.trigger.end - offset : max(deed.trigger.start - offset, 0)]
    return deed.trigger.start > frame.trigger.end and _WHEN.search(between) is not None
