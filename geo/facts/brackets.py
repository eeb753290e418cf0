"""Who holds a place as told in brackets behind its name: "X (government-controlled, 16 km north-east of Y)"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.fighters import fights
from geo.facts.owners import holder_called
from geo.facts.words import read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.told import Told
    from geo.records import ActorMention, Mention, Sentence

# From the end of a name to its bracket: "X (", "X city (".
_NEAR = 12


@cache
def _bracket() -> re.Pattern[str]:
    adjectives = any_of(read_table("control.toml")["owners"]["adjectives"])
    name = r"[\"“”‘’' ]*(?P<{}>[^()\[\]]{{1,40}}?)[\"“”‘’']*"
    before = rf"{name.format('holder')}-(?:{adjectives})\b"
    behind = rf"(?:{adjectives}) by (?:the )?{name.format('by')}(?=[,;)\]])"
    return re.compile(rf"[(\[](?:{before}|{behind})", re.IGNORECASE)


def holders_in_brackets(
    told: Told, sentence: Sentence, mentions: Sequence[Mention], actors: Sequence[ActorMention]
) -> Iterator[tuple[Mention, str]]:
    """Give the places of a sentence that a bracket tells the holder of, each with the holder."""
    if "(" not in sentence.text and "[" not in sentence.text:
        return
    for found in _bracket().finditer(sentence.text):
        group = "holder" if found["holder"] else "by"
        begin, end = sentence.start + found.start(group), sentence.start + found.end(group)
        opens = sentence.start + found.start()
        place = next((one for one in reversed(mentions) if 0 <= opens - one.end <= _NEAR), None)
        if place is None or place.location is None:
            continue
        named = next((actor.actor for actor in actors if begin <= actor.start < end), "")
        holder = named or holder_called(found[group].lower(), told, place)
        if fights(holder, told.roster):
            yield place, holder
