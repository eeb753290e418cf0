"""Places that stand beside what a sentence tells without a word of their own: perhaps it happened there too."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.families import SITS
from geo.facts.inside import inside
from geo.records import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.records import Frame, Location, Mention

STATES = SITS | {"contest"}
_WORD = re.compile(r"[^\W\d_]+|[,;]")
_BEFORE = 24
_MARKS = {",": "comma", ";": "semicolon"}


def beside(frames: Sequence[Frame], mentions: Sequence[Mention], off: Collection[int] = frozenset()) -> Iterator[Frame]:
    """Give a doubtful copy of the nearest frame for each place of its sentence that has none.

    Parameters
    ----------
    frames
        Frames of one article in text order; those without doubt are copied.
    mentions
        Its toponyms in text order; the literal ones that were placed count.
    off
        Where the toponyms begin that no event is at (``placing.off_the_event``).
    """
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence.start, []).append(frame)
    for group in by_sentence.values():
        sure = [frame for frame in group if frame.sense not in STATES and not dict(frame.details).get("doubt")]
        if not sure:
            continue
        told = {role.location.place.id for frame in group for role in frame.places}
        for mention in inside(group[0].sentence, mentions):
            if mention.role != "literal" or mention.location is None or mention.location.place.id in told:
                continue
            if mention.start in off:
                continue
            if mention.location.place.feature_code.startswith("PCL"):  # "in Palermo, Italy" is one place
                continue
            told.add(mention.location.place.id)
            nearest = min(sure, key=lambda frame: abs(_distance(frame, mention)))
            yield _copy(nearest, mention, mention.location)


def _distance(frame: Frame, mention: Mention) -> int:
    """Give the characters from the trigger to a place: negative when the place stands before it."""
    if mention.start >= frame.trigger.end:
        return mention.start - frame.trigger.end
    return min(0, mention.end - frame.trigger.start)


def _copy(frame: Frame, mention: Mention, location: Location) -> Frame:
    """Tell a frame of another place of its sentence."""
    at = mention.start - frame.sentence.start
    words = _WORD.findall(frame.sentence.text[max(0, at - _BEFORE) : at])
    doubt = (
        ("doubt", "beside"),
        ("distance", str(_distance(frame, mention))),
        ("before", _MARKS.get(words[-1], words[-1].lower()) if words else ""),
    )
    return replace(
        frame,
        rule=f"{frame.rule}/beside",
        places=(PlaceRole("at", location),),
        fatalities=None,
        details=(*frame.details, *doubt),
    )
