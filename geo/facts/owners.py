"""Whose "ours", "theirs" and "in their hands" are: words that tell who holds a place without naming anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.fighters import fights
from geo.facts.items import Item
from geo.facts.words import read_table
from geo.records import ActorMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.told import Told
    from geo.records import Mention

# Words of those who speak of themselves.
SPEAKER = frozenset({"we", "our", "ours", "us"})


@dataclass(frozen=True)
class _Words:
    """The words of ``control.toml`` that speak of a party without its name; `any` of them all."""

    alone: frozenset[str]
    possessive: frozenset[str]
    held: frozenset[str]
    acting: frozenset[str]
    groups: frozenset[str]
    parties: frozenset[str]
    hold: frozenset[str]
    aux: frozenset[str]
    any: frozenset[str]


@cache
def _words() -> _Words:
    table = read_table("control.toml")
    lists = {
        name: frozenset(table["owners"][name])
        for name in ("alone", "possessive", "held", "acting", "groups", "parties")
    }
    verbs = {name: frozenset(table["words"][name]) for name in ("hold", "aux")}
    return _Words(**lists, **verbs, any=lists["alone"] | lists["possessive"] | lists["acting"])


def voice_of(told: Told) -> str:
    """Give the party that speaks of itself as "we" or "our men" in the article; empty when none does."""
    spoken = Counter(
        mention.actor
        for mention in told.actor_mentions
        if mention.how == "pronoun"
        and mention.phrase.lower().split(" ", 1)[0] in SPEAKER
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
    words = _words()
    if not any(item.low in words.any for item in items):
        return [*items]
    out: list[Item] = []
    last = before
    for index, item in enumerate(items):
        if item.actor is not None and fights(item.actor.actor, told.roster):
            last = item.actor.actor
        elif item.kind == "word" and item.low in words.parties and not (index and items[index - 1].actor):
            last = _spoken_of(item, told)
        alone = item.low in words.alone
        if item.kind != "word" or not (alone or _possesses(items, index) or _acts(items, index)):
            out.append(item)
            continue
        owner = voice if item.low in SPEAKER else _group_before(item, told) if item.low in _words().groups else last
        mention = ActorMention(item.start, item.end, item.low, owner, "pronoun")
        out.append(replace(item, kind="owner" if alone else "actor", actor=mention) if owner else item)
    return out


def _possesses(items: Sequence[Item], index: int) -> bool:
    """Tell whether a word is the "their" of "their hands"."""
    words = _words()
    return items[index].low in words.possessive and any(
        other.low in words.held for other in items[index + 1 : index + 3]
    )


def _acts(items: Sequence[Item], index: int) -> bool:
    """Tell whether a word is the "they" of "they still hold", or the "group" of "the group rules"."""
    words = _words()
    if items[index].low not in words.acting:
        return False
    follows = next((other.low for other in items[index + 1 :] if other.low not in words.aux), "")
    return follows in words.hold


def _group_before(noun: Item, told: Told) -> str:
    """Give the armed party named last before "the group": a state is none; empty when none is known."""
    for mention in reversed(told.actor_mentions):
        known = told.roster.get(mention.actor) if told.roster is not None else None
        if mention.end <= noun.start and mention.how != "pronoun" and known is not None and known.kind == "armed":
            return mention.actor
    return ""


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
    for index, item in enumerate(items):
        first, dash, last = item.low.rpartition("-") if item.kind == "word" else ("", "", "")
        place = next((other.place for other in items[index + 1 :] if other.place is not None), None)
        owner = holder_called(first, told, place) if dash and last in held else ""
        if not owner:
            out.append(item)
            continue
        end = item.start + len(first)
        mention = ActorMention(item.start, end, first, owner, "name")
        out.append(Item("actor", first, item.start, end, actor=mention, capital=item.capital))
        out.append(Item("mark", "-", end, end + 1))
        out.append(Item("word", last, end + 1, item.end))
    return out


def holder_called(name: str, told: Told, place: Mention | None) -> str:
    """Give the party that the article most often calls by a word or by what begins with it; empty when none.

    "Government-held" without a government that the article names is the government's of the country of the `place`.
    """
    named = Counter(
        mention.actor
        for mention in told.actor_mentions
        if f"{mention.phrase.lower()} ".startswith((f"{name} ", f"{name}s ", f"the {name} ", f"{name}-"))
        and fights(mention.actor, told.roster)
    )
    if named:
        return named.most_common(1)[0][0]
    state = name in read_table("control.toml")["owners"]["state"]
    if not state or told.roster is None or place is None or place.location is None:
        return ""
    return told.roster.state(place.location.place.country, told.article.published.start)


def left_in_mind(items: Sequence[Item], told: Told, before: str) -> str:
    """Give the party that a sentence leaves in mind: the first that fights, else the one before it."""
    parties = (item.actor.actor for item in items if item.actor is not None)
    return next((party for party in parties if fights(party, told.roster)), before)
