"""Who cannot have done what a frame tells: the party that accuses another of it, the one that holds what is hit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.war import table
from geo.facts.words import grammar, read_table
from geo.tables import any_of

if TYPE_CHECKING:
    from geo.facts.war import War
    from geo.records import Frame

_HELD = re.compile(r"(?<!\w)([\w-]+)-(?:held|controlled)\b")


def _in_last(frame: Frame, last: Frame) -> set[str]:
    """Give whom the frame before, in the same sentence, keeps from it: the one hit there, the one that took ground."""
    if frame.sense in table().blows and last.sense in table().blows:
        return {last.patient} - {""}
    return {last.agent} - {""} if frame.sense == "withdraw" and last.sense in table().taking else set()


def barred_from(frame: Frame, war: War, last: Frame | None = None) -> frozenset[str]:
    """Give the parties that the sentence of a frame keeps from being its doer; `last` is the frame before it.

    "The army accused its enemies of shelling X": not the army. "Shells hit rebel-held villages": not the rebels.
    "Air strikes hit a rebel's home and targeted Y": not the rebels. "They took X, but some had fled": not who took it.
    "The rebels left X under bombardment": not the rebels. "A rebel stronghold of X ... X was shelled": not the rebels.
    """
    text, begin = frame.sentence.text, frame.sentence.start
    barred = _in_last(frame, last) if last is not None and last.sentence.start == begin else set()
    if _accuses().search(text):
        before = war.inside(begin, frame.trigger.start)
        barred.update(mention.actor for mention in before if _accuses().match(text, mention.end - begin))
    if frame.sense in table().blows:
        before = war.inside(begin, frame.trigger.start)
        between = ((one.actor, text[one.end - begin : frame.trigger.start - begin]) for one in before)
        barred.update(actor for actor, words in between if _suffers().search(words) or _reports().match(words))
        barred.update(*(war.strongholds(role.location.place.name) for role in frame.places[:1]))
    if frame.sense in table().against_holder and ("-held" in text or "-controlled" in text):
        whole = [found[1].lower() for found in _HELD.finditer(text)]
        held = {*whole, *(name.rsplit("-", 1)[-1] for name in whole)}
        barred.update(one.actor for one in war.mentions if not held.isdisjoint(_attributes(one.phrase)))
    return frozenset(barred)


@cache
def _accuses() -> re.Pattern[str]:
    """Compile what follows a party that accuses: no more than a few words, then the verb, no passive."""
    words = any_of(grammar().accuses | grammar().condemns)
    return re.compile(rf"(?:\s(?!by\b|was\b|were\b|been\b)[\w.’'-]+){{0,4}}?\s{words}\b")


@cache
def _suffers() -> re.Pattern[str]:
    """Compile what stands between a party and the blow it suffers: "retreated to cut losses from the heavy bombing"."""
    return re.compile(rf"\b{any_of(read_table('parties.toml')['victims']['suffers'])}\b")


@cache
def _reports() -> re.Pattern[str]:
    """Compile what follows a party whose media tell of blows: "Red television reported air strikes"."""
    return re.compile(
        rf"\s(?:[\w-]+\s){{0,2}}?{any_of(read_table('parties.toml')['victims']['media'])}\s(?:has\s|have\s)?report"
    )


def _attributes(phrase: str) -> set[str]:
    """Give what may stand before "-held" for a party: "rebel" or "rebels" for "rebels in the east"."""
    first = phrase.lower().split(" ", 1)[0]
    return {first, first.removesuffix("s")}
