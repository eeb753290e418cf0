"""Verb groups: voice, aspect, modality, negation and governor of a trigger verb, read from the words before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.facts.families import SEIZES
from geo.facts.triggers import trigger_table
from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item
    from geo.facts.triggers import Hit

_GOVERNOR_REACH = 7
_PRESENT_SUBJECT_REACH = 8
_NEAR = 5
_HELP_REACH = 4
_QUOTES = frozenset('"“”')
_NO_FINITE_AFTER = frozenset({"of", "in", "with", "on", "as", "from", "newly", "’s", "'s"})
_TRAILING = frozenset({"on", "in", "after", "from", "during", "early", "late", "only"})
_NOMINAL_BEFORE = frozenset({"on", "against", "in", "by", "at", "near"})
_GOES_ON = frozenset({"into", "to", "off", "under", "back", "out"})
# Senses whose verbs need an object.
_TRANSITIVE = SEIZES | {"kill", "abduct", "arrest"}
_ENDS = frozenset({".", ",", ";", ":", ")", "–", "—", "-"})
_PLACED = frozenset({"in", "on", "at", "near", "from", "during", "outside", "inside", "when", "as", "after"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_ARTICLES = frozenset({"the", "a", "an"})
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
    group = _with_auxiliaries(items, hit, auxiliaries, start) if auxiliaries else _bare(items, hit, start)
    if group is None:
        return None
    bare = not auxiliaries and ("base" in hit.forms or "s" in hit.forms) and "past" not in hit.forms
    return replace(group, negated=negated, present=bare or any(word in _PRESENT for word in auxiliaries))


def _with_auxiliaries(items: Sequence[Item], hit: Hit, auxiliaries: list[str], start: int) -> Group | None:
    words = grammar()
    forms = hit.forms
    has_be = any(word in words.be for word in auxiliaries)
    perfect = any(word in words.have for word in auxiliaries)
    modal = next((word for word in auxiliaries if word in words.modals), "")
    plain = Group(start, hit.start, "finite", perfect=perfect, modal=modal)
    if "to" in auxiliaries:
        passive = has_be and "pp" in forms
        progressive = has_be and "ing" in forms
        if "base" not in forms and not passive and not progressive and not (perfect and "pp" in forms):
            return None
        governors = _governors(items, start)
        return replace(plain, form="infinitive", passive=passive, progressive=progressive, governors=governors)
    if "pp" in forms and (has_be or perfect):
        nearest = next(word for word in reversed(auxiliaries) if word in words.be or word in words.have)
        return replace(plain, passive=nearest in words.be, progressive="being" in auxiliaries)
    if "ing" in forms and has_be:
        return replace(plain, progressive=True)
    if "base" in forms and (modal or any(word in words.do for word in auxiliaries)):
        return plain
    return _bare(items, hit, start)


def _bare(items: Sequence[Item], hit: Hit, start: int) -> Group | None:
    """Read a form that stands without auxiliary."""
    before = items[start - 1] if start else None
    if "ing" in hit.forms:
        if _describes(before):
            return Group(start, hit.start, "gerund", progressive=True)
        if not _gerund_may_follow(before):
            return None
        return Group(start, hit.start, "gerund", governors=_governors(items, hit.start))
    if "past" in hit.forms or "pp" in hit.forms:
        return _past(items, hit, before, start)
    return _present(items, hit, start) if _is_present(items, hit, before) else None


def _present(items: Sequence[Item], hit: Hit, start: int) -> Group:
    """Read a base or third-person form: finite, or what its subject is helped to do."""
    if "base" in hit.forms and _is_helped(items, hit.start):
        return Group(start, hit.start, "infinitive", governors=_governors(items, start))
    return Group(start, hit.start, "finite")


def _auxiliaries(items: Sequence[Item], head: int) -> tuple[list[str], int, bool]:
    """Walk left over auxiliaries and adverbs; give them in text order, where they start, and whether one negates."""
    words = grammar()
    chain = words.auxiliaries
    found: list[str] = []
    negated = False
    start = head
    for index in range(head - 1, -1, -1):
        item = items[index]
        if item.kind == "word" and item.low in chain:
            found.insert(0, item.low)
            start = index
            if item.low == "to":
                break
        elif item.kind == "word" and item.low in words.negations and item.low != "no":
            negated = True
            start = index
        elif item.kind == "mark" and item.low in _QUOTES:
            continue
        elif not (item.low in words.adverbs or item.low.endswith("ly") or (item.kind == "date" and not found)):
            break
    return found, start, negated


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
    """Whether a bare -ing form after this item is a verb ("after taking"), not a noun or adjective."""
    words = grammar()
    if before is None or before.low in {",", "–", "—", "-", ";", ":"}:
        return True
    if before.kind != "word":
        return False
    low = before.low
    governs = any(low in listed for listed in status_words().governor.values())
    joins = low in words.prepositions or low in words.coordinators or low in words.subordinators
    return governs or joins or low in words.verbs or low in words.adverbs or low in words.reporting


def _describes(before: Item | None) -> bool:
    """Whether a bare -ing form tells what those before it do: "rebels besieging X", "were seen leaving X"."""
    if before is None:
        return False
    return before.kind == "actor" or before.low in grammar().seen or before.low in trigger_table().lists["troops"]


def _past(items: Sequence[Item], hit: Hit, before: Item | None, start: int) -> Group | None:
    """Read a past form: a finite verb, a reduced relative ("captured by"), or an adjective (``None``)."""
    after = items[hit.end] if hit.end < len(items) else None
    participle = Group(start, hit.start, "participle", passive=True)
    if hit.trigger.sense in SEIZES and items[hit.start].low == "occupied" and after is not None and after.low == "by":
        return None  # "the base occupied by X": it holds it
    if (after is not None and after.low == "by") or "past" not in hit.forms:
        return participle
    if before is not None and before.low == "," and after is not None and "pp" in hit.forms:
        trailing = after.kind == "date" or after.low in _TRAILING
        if trailing and hit.end == hit.start + 1:
            return participle
    if _lacks_object(items, hit, before, after):
        return participle
    if before is not None and before.kind == "word":
        determined = before.low in grammar().determiners and before.low not in grammar().quantifiers
        graded = before.low.endswith("ly") and hit.start > 1 and items[hit.start - 2].low in _ARTICLES  # "the heavily "
        adjective = (determined or graded) and after is not None and after.kind != "mark"
        if adjective or before.low in _NO_FINITE_AFTER:
            return None
    return None if _counted_attribute(items, before, after, start) else Group(start, hit.start, "finite")


def _lacks_object(items: Sequence[Item], hit: Hit, before: Item | None, after: Item | None) -> bool:
    """Whether a form that needs an object has none, so that its subject suffers it: "nine killed in X", "X overrun"."""
    suffered = "pp" in hit.forms and hit.trigger.sense in _TRANSITIVE and hit.trigger.subject == "agent"
    if not suffered or hit.end > hit.start + 1 or before is None:
        return False
    counted = before.kind in {"number", "place"} or before.low in trigger_table().lists["people"]
    plural = before.kind == "word" and before.low.endswith("s")
    if items[hit.start].low in grammar().intransitive or not (counted or plural):
        return False
    behind = items[hit.end + 1] if hit.end + 1 < len(items) else None
    placed = after is not None and after.low in _PLACED and behind is not None and behind.low not in {"least", "most"}
    return after is None or after.low in _ENDS or (placed and behind is not None and behind.kind != "date")


def _counted_attribute(items: Sequence[Item], before: Item | None, after: Item | None, start: int) -> bool:
    """Whether a past form only describes what is counted: "from two captured areas", "the two besieged Druze towns"."""
    words = grammar()
    counted = before is not None and (before.kind == "number" or before.low in words.quantifiers)
    if not counted or after is None or after.kind != "word" or start <= 1:
        return False
    place = any(item.low in words.place_nouns and item.low.endswith("s") for item in items[start + 1 : start + _NEAR])
    named = place or (after.low.endswith("s") and not after.capital)
    return named and (items[start - 2].low in words.prepositions or (place and items[start - 2].low == "the"))


def _is_present(items: Sequence[Item], hit: Hit, before: Item | None) -> bool:
    """Whether a base or third-person form is a verb: a fitting subject stands right before it."""
    words = grammar()
    after = items[hit.end] if hit.end < len(items) else None
    opens = before is None or before.low in {"(", "“", '"', "’s", "'s"} or before.low in words.adjectives
    if opens or before is None or _heads_noun(items, hit.start + 1):
        return False
    phrasal = hit.end > hit.start + 1
    if before.kind in {"actor", "place"}:
        return phrasal or after is None or after.low not in _NOMINAL_BEFORE or not _is_noun(items[hit.start].low)
    if before.low in {"and", "but", "then"}:
        near = items[max(0, hit.start - _PRESENT_SUBJECT_REACH) : hit.start]
        return any(item.low in words.pronouns_plural or item.kind == "actor" for item in near)
    if "base" in hit.forms:
        return _is_plural_subject(before)
    if before.low in words.pronouns_singular:
        return True
    goes_on = phrasal or not _is_noun(items[hit.start].low) or (after is not None and _object_may_follow(after))
    noun = before.kind == "word" and before.low not in words.determiners and before.low not in words.prepositions
    if before.low.endswith("ing") and hit.start > 1 and items[hit.start - 2].low not in words.determiners:
        noun = False  # "blasting craters": what is done to
    return goes_on and (before.low == "," or (noun and not before.low.endswith("s")))


def _is_helped(items: Sequence[Item], head: int) -> bool:
    """Whether the subject of a base form is whom somebody helps or lets do it: "sent to help the Kurds battle A"."""
    near = [item.low for item in items[max(0, head - _HELP_REACH) : head - 1] if item.kind == "word"]
    return any(low in status_words().governor["enabling"] or low == "helped" for low in near)


def _heads_noun(items: Sequence[Item], index: int) -> bool:
    """Whether the word after a form shows that it is a noun: "security forces were", "assaults and bomb attacks"."""
    words = grammar()
    low = items[index].low if index < len(items) else ""
    return low in words.compounds or low in words.modals or low in _FINITE


def _is_noun(low: str) -> bool:
    """Whether the trigger table knows a word as a noun too."""
    return any(pattern.trigger.pos == "noun" for pattern in trigger_table().patterns.get(low, ()))


def _is_plural_subject(before: Item) -> bool:
    words = grammar()
    if before.low in words.pronouns_plural or before.low in trigger_table().lists["plurals"]:
        return True
    other = words.prepositions | words.determiners | words.verbs
    return before.kind == "word" and before.low.endswith("s") and before.low not in other


def _object_may_follow(after: Item) -> bool:
    return after.kind in {"place", "actor"} or after.low in grammar().determiners or after.low in _GOES_ON
