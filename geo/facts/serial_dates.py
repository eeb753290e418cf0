"""A day for each place of a list: "captured A on 27 July and B on 16 August", "liberated A (3 May) and B (9 May)"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.inside import inside
from geo.records import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.records import DateMention, Frame, Interval, Mention

_SAID = frozenset({"at", "before"})
_BESIDE = 2  # characters between a name and the bracket that dates it
_SEVERAL = 2


class _Stretch(NamedTuple):
    """What a list is made of, by where it stands: places (by the frames' numbers) and dates."""

    places: Mapping[int, list[int]]
    dates: Mapping[int, DateMention]


def with_serial_dates(
    frames: Sequence[Frame], mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> Iterator[Frame]:
    """Give the frames; those that one trigger tells of several places have each the date that goes with the place.

    Where places and dates alternate, a place has the date behind it if the list ends with a date, the one before it if
    the list begins with one. A date in brackets is only that of the name before it.

    Parameters
    ----------
    frames
        Frames of one article.
    mentions, dates
        Its toponyms and dates, in text order.
    """
    lists: dict[tuple[int, int], list[int]] = {}
    for number, frame in enumerate(frames):
        lists.setdefault((frame.sentence.start, frame.trigger.start), []).append(number)
    own: dict[int, Interval] = {}
    for numbers in lists.values():
        if len(numbers) >= _SEVERAL:
            own.update(_dates_of(numbers, frames, mentions, dates))
    for number, frame in enumerate(frames):
        yield replace(frame, when=own[number]) if number in own else frame


def _dates_of(
    numbers: Sequence[int], frames: Sequence[Frame], mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> dict[int, Interval]:
    """Give the dates of the frames of one list; none where the list does not alternate."""
    sentence = frames[numbers[0]].sentence
    known = [date for date in inside(sentence, dates) if date.when.start is not None and date.kind in _SAID]
    if len(known) < _SEVERAL:
        return {}
    stands = {one.location.place.id: one for one in reversed(inside(sentence, mentions)) if one.location is not None}
    places: dict[int, list[int]] = {}
    ends: dict[int, int] = {}
    for number in numbers:
        mention = stands.get(frames[number].places[0].location.place.id)
        if mention is not None:
            places.setdefault(mention.start, []).append(number)
            ends[mention.start] = mention.end
    others = [
        frame.trigger.start
        for frame in frames
        if frame.sentence.start == sentence.start and frame.trigger.start != frames[numbers[0]].trigger.start
    ]
    first, last = (min(places, default=0), max(places, default=0))
    limit = min((start for start in others if start > last), default=sentence.end)
    begin = max((start for start in others if start < first), default=sentence.start)
    near = [date for date in known if begin <= date.start < limit]
    stretch = _Stretch(places, {date.start: date for date in near if not _is_frame_of(date, near)})
    if len(places) < _SEVERAL or len(stretch.dates) < _SEVERAL:
        return {}
    text, offset = sentence.text, sentence.start
    bracketed = {start for start in stretch.dates if text[: start - offset].rstrip().endswith("(")}
    return _assign(stretch, ends, bracketed)


def _is_frame_of(date: DateMention, others: Sequence[DateMention]) -> bool:
    """Whether other dates lie within this one: "in October X fell on the 5th" is of one date."""
    first, last = date.when.start, date.when.end
    return any(
        other is not date
        and first is not None
        and last is not None
        and other.when.start is not None
        and first <= other.when.start <= last
        and other.when != date.when
        for other in others
    )


def _assign(stretch: _Stretch, ends: Mapping[int, int], bracketed: set[int]) -> dict[int, Interval]:
    """Give each frame the date behind its place, or before it where the list begins with a date."""
    order = sorted({*stretch.places, *stretch.dates})
    behind = order[0] in stretch.places and order[-1] in stretch.dates
    ahead = order[0] in stretch.dates and order[-1] in stretch.places
    parted = any(one in stretch.dates and other in stretch.places for one, other in pairwise(order))
    if not parted or not (behind or ahead):
        return {}
    out: dict[int, Interval] = {}
    for start, numbers in stretch.places.items():
        side = [day for day in stretch.dates if (day > start) == behind]
        if not side:
            continue
        day = min(side, key=lambda one: abs(one - start))
        apart = day in bracketed and day - ends[start] > _BESIDE
        out.update(dict.fromkeys(numbers, UNKNOWN if apart else stretch.dates[day].when))
    return out
