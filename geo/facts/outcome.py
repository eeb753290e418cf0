"""What came of a deed: "four were killed when A struck P on Friday" is A's doing, and Friday's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.inside import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.records import DateMention, Frame

_WHEN = re.compile(r"\b(?:when|as)\b")


def with_causes(frames: Sequence[Frame], dates: Sequence[DateMention]) -> Iterator[Frame]:
    """Give the frames; one that names no doer takes doer and day from the deed that its sentence tells it by."""
    for frame in frames:
        found = None if frame.agent else next((other for other in frames if _caused(frame, other)), None)
        if found is None:
            yield frame
            continue
        dated = any(date.start > frame.trigger.end for date in inside(frame.sentence, dates))
        patient = "" if frame.patient == found.agent else frame.patient
        yield replace(frame, agent=found.agent, patient=patient, when=found.when if dated else frame.when)


def _caused(frame: Frame, deed: Frame) -> bool:
    """Whether a deed of the same kind and place follows in the sentence, behind "when" or "as"."""
    if deed.sentence.start != frame.sentence.start or deed.sense != frame.sense or not deed.agent:
        return False
    if deed.places[0].location.place.id != frame.places[0].location.place.id:
        return False
    offset = frame.sentence.start
    between = frame.sentence.text[frame.trigger.end - offset : max(deed.trigger.start - offset, 0)]
    return deed.trigger.start > frame.trigger.end and _WHEN.search(between) is not None
