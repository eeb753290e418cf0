"""Who cannot have done what a frame tells: the party that accuses another of it, the one that holds what is hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.war import table

if TYPE_CHECKING:
    from geo.facts.war import War
    from geo.records import Frame

_HELD = re.compile(r"\b([A-Za-z]+)-(?:held|controlled)\b")
_ACCUSES = re.compile(
    r"(?:\s(?!by\b|was\b|were\b|been\b)[\w.’'-]+){0,4}?\s(?:accus|blam|condemn|denounc)(?:es|ed|ing)\b"
)


def barred_from(frame: Frame, war: War) -> frozenset[str]:
    """Give the parties that the sentence of a frame keeps from being its doer.

    "The army accused its enemies of shelling X": not the army. "Shells hit rebel-held villages": not the rebels.
    """
    text, begin = frame.sentence.text, frame.sentence.start
    barred: set[str] = set()
    if _ACCUSES.search(text):
        before = war.inside(begin, frame.trigger.start)
        barred.update(mention.actor for mention in before if _ACCUSES.match(text, mention.end - begin))
    if frame.sense in table().against_holder and ("-held" in text or "-controlled" in text):
        held = {found[1].lower() for found in _HELD.finditer(text)}
        barred.update(one.actor for one in war.mentions if one.phrase.lower().split(" ", 1)[0].rstrip("s") in held)
    return frozenset(barred)
