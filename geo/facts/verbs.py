"""Verb groups: voice, aspect, modality, negation and governor of a trigger verb, read from the words before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.facts.triggers import trigger_table
from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.facts.triggers import Hit

_GOVERNOR_REACH = 7
_PRESENT = frozenset({"is", "are", "has", "have", "am", "'re", "’re", "'ve", "’ve"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries.

    `start` is the first item of the group, `head` the verb. `form` is how it stands: ``finite``, ``infinitive``,
    ``gerund`` (after a preposition), ``participle`` (bare, no auxiliary). `governors` are the words that govern an
    infinitive or a gerund, nearest first; `present` tells present and present perfect from past.
    """

    start: int
    head: int
    form: str
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    modal: str = ""
    governors: tuple[str, ...] = ()
    present: bool = False


def read_group(items: Sequence[Item], hit: Hit) -> Group | None:
    """Read the verb group of a verb trigger; ``None`` when the word is no verb here (a noun, an adjective)."""
    auxiliaries, start, negated = _auxiliaries(items, hit.start)
    group = _read(items, hit, auxiliaries, start, negated)
    if group is None:
        return None
    bare = not auxiliaries and ("base" in hit.forms or "s" in hit.forms) and "past" not in hit.forms
    return replace(group, present=bare or any(word in _PRESENT for word in auxiliaries))


def _read(items: Sequence[Item], hit: Hit, auxiliaries: list[str], start: int, negated: bool) -> Group | None:
    words = grammar()
    before = items[start - 1] if start else None
    has_be = any(word in words.be for word in auxiliaries)
    has_have = any(word in words.have for word in auxiliaries)
    modal = next((word for word in auxiliaries if word in words.modals), "")
    forms = hit.forms
    if "to" in auxiliaries:
        passive = has_be and "pp" in forms
        if "base" not in forms and not passive:
            return None
        return Group(start, hit.start, "infinitive", passive, has_have, False, negated, modal, _governors(items, start))
    if "pp" in forms and (has_be or has_have):
        passive = has_be and _last(auxiliaries, words.be | words.have) in words.be
        return Group(start, hit.start, "finite", passive, has_have, "being" in auxiliaries, negated, modal)
    if "ing" in forms:
        if has_be:
            return Group(start, hit.start, "finite", False, has_have, True, negated, modal)
        if not _gerund_may_follow(before):
            return None
        return Group(start, hit.start, "gerund", False, has_have, False, negated, "", _governors(items, hit.start))
    if "base" in forms and (modal or any(word in words.do for word in auxiliaries)):
        return Group(start, hit.start, "finite", False, False, False, negated, modal)
    if "past" in forms or "pp" in forms:
        return _past(items, hit, before, start, negated)
    return _present(items, hit, before, start, negated)


def _auxiliaries(items: Sequence[Item], head: int) -> tuple[list[str], int, bool]:
    """Walk left over auxiliaries and adverbs; give them in text order, where they start, and whether one negates."""
    words = grammar()
    chain = words.be | words.have | words.modals | words.do | {"to"}
    found: list[str] = []
    negated = False
    start = index = head
    while index > 0:
        item = items[index - 1]
        if item.kind != "word" and item.kind != "date":
            break
        if item.low in chain:
            found.insert(0, item.low)
            start = index - 1
        elif item.low in words.negations and item.low != "no":
            negated = True
            start = index - 1
        elif not (item.low in words.adverbs or item.low.endswith("ly") or (item.kind == "date" and found == [])):
            break
        index -= 1
        if item.low == "to":
            break
    if not found and not negated:
        start = head
    return found, start, negated


def _last(auxiliaries: list[str], kinds: frozenset[str]) -> str:
    return next((word for word in reversed(auxiliaries) if word in kinds), "")


def _governors(items: Sequence[Item], start: int) -> tuple[str, ...]:
    """Give the words before an infinitive or gerund, nearest first, as far as the clause goes."""
    found: list[str] = []
    for item in reversed(items[max(0, start - _GOVERNOR_REACH) : start]):
        if item.low in {",", ";", ":", "."}:
            break
        if item.kind == "word":
            found.append(item.low)
    return tuple(found)


def _gerund_may_follow(before: Item | None) -> bool:
    """Whether a bare -ing form after this item is a verb ("after taking", "began shelling"), not a noun or adjective."""
    words = grammar()
    if before is None or before.low in {",", "–", "—", "-", ";", ":"}:
        return True
    if before.kind != "word":
        return False
    known = (
        words.prepositions | words.coordinators | words.subordinators | words.verbs | words.adverbs | words.reporting
    )
    governors = status_words().governor
    return before.low in known or any(before.low in listed for listed in governors.values())


def _past(items: Sequence[Item], hit: Hit, before: Item | None, start: int, negated: bool) -> Group | None:
    """A past form without auxiliary: a finite verb, a reduced relative ("captured by"), or an adjective."""
    words = grammar()
    after = items[hit.end] if hit.end < len(items) else None
    if after is not None and after.low == "by":
        return Group(start, hit.start, "participle", passive=True, negated=negated)
    if "past" not in hit.forms:
        return Group(start, hit.start, "participle", passive=True, negated=negated)
    if before is not None and before.low == "," and after is not None and "pp" in hit.forms:
        trailing = after.kind == "date" or after.low in {"on", "in", "after", "from", "during", "early", "late", "only"}
        if trailing and hit.end == hit.start + 1:
            return Group(start, hit.start, "participle", passive=True, negated=negated)
    if before is not None and before.kind == "word":
        adjective = before.low in words.determiners and before.low not in {
            "all",
            "both",
            "some",
            "many",
            "most",
            "that",
        }
        if adjective and after is not None and after.kind != "mark":
            return None
        if before.low in {"of", "in", "with", "on", "as", "from", "newly", "’s", "'s"}:
            return None
    return Group(start, hit.start, "finite", negated=negated)


def _present(items: Sequence[Item], hit: Hit, before: Item | None, start: int, negated: bool) -> Group | None:
    """A base or third-person form without auxiliary: a verb only when a fitting subject stands right before it."""
    words = grammar()
    after = items[hit.end] if hit.end < len(items) else None
    if before is None or before.low in {"(", "“", '"', "’s", "'s"}:
        return None
    if after is not None and after.low in {"on", "against", "in", "by", "at", "near"} and before.kind != "word":
        return None
    plural = "base" in hit.forms
    if before.kind in {"actor", "place"}:
        return Group(start, hit.start, "finite", negated=negated)
    if before.low in (words.pronouns_plural if plural else words.pronouns_singular):
        return Group(start, hit.start, "finite", negated=negated)
    if (
        not plural
        and before.kind == "word"
        and after is not None
        and (_object_may_follow(after) or hit.end > hit.start + 1)
    ):
        if (
            before.low not in words.determiners
            and before.low not in words.prepositions
            and not before.low.endswith("s")
        ):
            return Group(start, hit.start, "finite", negated=negated)
    if before.low in {"and", "but", "then"}:
        return Group(start, hit.start, "finite", negated=negated) if _earlier_present(items, hit.start) else None
    if not plural and before.low == "," and after is not None and _object_may_follow(after):
        return Group(start, hit.start, "finite", negated=negated)
    if plural and before.low in trigger_table().lists["plurals"]:
        return Group(start, hit.start, "finite", negated=negated)
    noun = before.kind == "word" and before.low.endswith("s") and before.low not in words.prepositions
    if plural and noun and before.low not in words.determiners and before.low not in words.verbs:
        return Group(start, hit.start, "finite", negated=negated)
    return None


def _object_may_follow(after: Item) -> bool:
    words = grammar()
    return (
        after.kind in {"place", "actor"}
        or after.low in words.determiners
        or after.low in {"into", "to", "off", "under", "back", "out"}
    )


def _earlier_present(items: Sequence[Item], head: int) -> bool:
    words = grammar()
    return any(item.low in words.pronouns_plural or item.kind == "actor" for item in items[max(0, head - 8) : head])
