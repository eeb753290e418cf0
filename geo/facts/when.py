"""When a frame was: the date of its clause, its sentence or the story so far; never one the text does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.records import UNKNOWN

if TYPE_CHECKING:
    from geo.facts.clauses import Parse
    from geo.facts.discourse import Discourse
    from geo.facts.triggers import Hit
    from geo.records import EventStatus, Interval, Sentence

_AHEAD = frozenset({"planned", "threatened"})


def when_of(parsed: Parse, hit: Hit, status: EventStatus, discourse: Discourse, sentence: Sentence) -> Interval:
    """Date one trigger.

    The nearest date in the trigger's clause wins, then the nearest in the sentence, then the date the paragraph's story
    has reached, then the time stamp above. What is planned or threatened has only dates of its own clause.
    """
    own = parsed.at[hit.start]
    dated = [
        (abs(parsed.at[index] - own), abs(index - hit.start), item.date.when)
        for index, item in enumerate(parsed.items)
        if item.date is not None and item.date.when.start is not None
    ]
    if status in _AHEAD:
        dated = [entry for entry in dated if entry[0] == 0]
    if dated:
        return min(dated, key=lambda entry: entry[:2])[2]
    if status in _AHEAD:
        return UNKNOWN
    return discourse.date_of(sentence)
