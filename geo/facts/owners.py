"""Whose "ours", "theirs" and "in their hands" are: words that tell who holds a place without naming anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.fighters import fights
from geo.facts.items import Item
from geo.facts.words import read_table
from geo.records import ActorMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.told import Told

_SPEAKER = frozenset({"we", "our", "ours", "us"})


def voice_of(told: Told) -> str:
    """Give the party that speaks of itself as "we" or "our men" in the article; empty when none does."""
    spoken = Counter(
        mention.actor
        for mention in told.actor_mentions
        if mention.how == "pronoun"
        and mention.phrase.lower().split(" ", 1)[0] in _SPEAKER
        and fights(mention.actor, told.roster)
    )
    return spoken.most_common(1)[0][0] if spoken else ""


def with_owners(items: Sequence[Item], told: Told, voice: str, before: str) -> list[Item]:
    """Put parties in the place of possessives of holding.

    Parameters
    ----------
    items
        A sentence.
    told
        Its article.
    voice
        Whose "our" is.
    before
        The party that the sentences before leave in mind: whose "their" is when the sentence names none.
    """
    words = read_table("control.toml")["owners"]
    if not any(item.low in words["alone"] or item.low in words["possessive"] for item in items):
        return [*items]
    out: list[Item] = []
    last = before
    for index, item in enumerate(items):
        if item.actor is not None and fights(item.actor.actor, told.roster):
            last = item.actor.actor
        elif item.kind == "word" and item.low in words["parties"] and not (index and items[index - 1].actor):
            last = _spoken_of(item, told)
        alone = item.low in words["alone"]
        held = item.low in words["possessive"] and any(
            other.low in words["held"] for other in items[index + 1 : index + 3]
        )
        if item.kind != "word" or not (alone or held):
            out.append(item)
            continue
        owner = voice if item.low in _SPEAKER else last
        mention = ActorMention(item.start, item.end, item.low, owner, "pronoun")
        out.append(replace(item, kind="owner" if alone else "actor", actor=mention) if owner else item)
    return out


def _spoken_of(noun: Item, told: Told) -> str:
    """Give the party named last whose name ends in a noun: "the militias" are the Misrata militia; empty when none."""
    single = noun.low.removesuffix("s")
    before = (mention for mention in reversed(told.actor_mentions) if mention.end <= noun.start)
    return next((one.actor for one in before if one.phrase.lower().removesuffix("s").endswith(single)), "")


def with_holders(items: Sequence[Item], told: Told) -> list[Item]:
    """Take adjectives of holding apart: "Russian-held" into party, dash and "held", where the article names it."""
    if not any("-" in item.low for item in items):
        return [*items]
    held = read_table("control.toml")["owners"]["adjectives"]
    out: list[Item] = []
    for item in items:
        first, dash, last = item.low.rpartition("-") if item.kind == "word" else ("", "", "")
        owner = _called(first, told) if dash and last in held else ""
        if not owner:
            out.append(item)
            continue
        end = item.start + len(first)
        mention = ActorMention(item.start, end, first, owner, "name")
        out.append(Item("actor", first, item.start, end, actor=mention, capital=item.capital))
        out.append(Item("mark", "-", end, end + 1))
        out.append(Item("word", last, end + 1, item.end))
    return out


def _called(name: str, told: Told) -> str:
    """Give the party that the article most often calls by a word or by what begins with it; empty when none."""
    named = Counter(
        mention.actor
        for mention in told.actor_mentions
        if f"{mention.phrase.lower()} ".startswith((f"{name} ", f"{name}s ", f"the {name} ", f"{name}-"))
        and fights(mention.actor, told.roster)
    )
    return named.most_common(1)[0][0] if named else ""


def left_in_mind(items: Sequence[Item], told: Told, before: str) -> str:
    """Give the party that a sentence leaves in mind: the first that fights, else the one before it."""
    parties = (item.actor.actor for item in items if item.actor is not None)
    return next((party for party in parties if fights(party, told.roster)), before)
