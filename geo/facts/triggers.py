"""The trigger table: which words tell an event or a state, and how their arguments stand around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.words import grammar, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item

GAP = "..."
_GAP_REACH = 9
_FILLERS_MOST = 2
_VOWELS = "aeiou"
_BE = {
    "be": ("base",),
    "is": ("s",),
    "are": ("s",),
    "was": ("past",),
    "were": ("past",),
    "been": ("pp",),
    "being": ("ing",),
}


@dataclass(frozen=True)
class Trigger:
    """One row of ``triggers.toml``; the file's header explains the fields."""

    id: str
    sense: str
    pos: str
    words: tuple[str, ...]
    subject: str = "agent"
    object: str = "object"
    actor: str = "patient"
    places: tuple[str, ...] = ("object", "at")
    at: frozenset[str] = frozenset()
    patient_after: frozenset[str] = frozenset()
    agent_after: frozenset[str] = frozenset()
    need: str = ""
    near: tuple[str, int, int] | None = None
    unless: tuple[str, ...] = ()
    status: str = ""
    after: frozenset[str] = frozenset()
    at_hand: bool = False
    doubt: bool = True
    strength: float = 0.7
    reach: int = 3
    context: bool = True
    place_subject: bool = True


@dataclass(frozen=True, slots=True)
class Pattern:
    """One inflected form of a trigger: `forms` are base, s, past, pp, ing or noun; `tail` the words after it."""

    trigger: Trigger
    forms: frozenset[str]
    tail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger found in a sentence: items ``[start, end)``; `stop` lies after a particle that stands apart."""

    trigger: Trigger
    forms: frozenset[str]
    start: int
    end: int
    stop: int


@dataclass(frozen=True)
class TriggerTable:
    """All patterns by their first word, longest first, and the named word lists."""

    patterns: dict[str, tuple[Pattern, ...]]
    lists: dict[str, frozenset[str]]
    weapons: dict[str, frozenset[str]]


@cache
def trigger_table() -> TriggerTable:
    """Load and index ``triggers.toml``."""
    raw = read_table("triggers.toml")
    index: dict[str, list[Pattern]] = {}
    for pos in ("verb", "noun", "phrase"):
        for row in raw[pos]:
            trigger = _trigger(pos, row)
            for written in trigger.words:
                for first, forms, tail in _inflect(pos, written):
                    index.setdefault(first, []).append(Pattern(trigger, forms, tail))
    patterns = {first: tuple(sorted(found, key=lambda p: -len(p.tail))) for first, found in index.items()}
    lists = {name: frozenset(words) for name, words in raw["lists"].items()}
    weapons = {name: frozenset(words) for name, words in raw["weapons"].items()}
    return TriggerTable(patterns, lists, weapons)


def _trigger(pos: str, row: dict[str, Any]) -> Trigger:
    known = dict(row)
    known["words"] = tuple(row["words"])
    for key in ("places", "unless", "near"):
        if key in known:
            known[key] = tuple(known[key])
    for key in ("at", "patient_after", "agent_after", "after"):
        if key in known:
            known[key] = frozenset(known[key])
    return Trigger(pos=pos, **known)


def _inflect(pos: str, written: str) -> Iterator[tuple[str, frozenset[str], tuple[str, ...]]]:
    """Spell out the forms of one table entry as (first word, forms, following words)."""
    if pos == "verb":
        head, *tail = written.split()
        for form, kinds in _conjugate(head).items():
            yield form, frozenset(kinds), tuple(tail)
        return
    if pos == "phrase":
        head, *tail = written.split()
        yield head, frozenset({"phrase"}), tuple(tail)
        return
    forms = written.removeprefix("!").split("/")
    if len(forms) == 1 and not written.startswith("!"):
        forms.append(_plural(forms[0]))
    for form in forms:
        head, *tail = form.split()
        yield head, frozenset({"noun"}), tuple(tail)


def _conjugate(head: str) -> dict[str, set[str]]:
    if head == "be":
        return {form: set(kinds) for form, kinds in _BE.items()}
    base, past, participle, third = [*head.split("/"), "", "", ""][:4]
    if not past:
        past = participle = _past(base)
    forms: dict[str, set[str]] = {}
    spelt = [
        (base, "base"),
        (third or _third(base), "s"),
        (past, "past"),
        (participle or past, "pp"),
        (_gerund(base), "ing"),
    ]
    if base.endswith("el"):  # "pummelled" here, "pummeled" there
        spelt += [(base + "led", "past"), (base + "led", "pp"), (base + "ling", "ing")]
    for form, kind in spelt:
        forms.setdefault(form, set()).add(kind)
    return forms


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled ("set": "setting"): one short final syllable."""
    short = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS  # noqa: PLR2004
    listed = read_table("triggers.toml")["lists"]["doubling"]
    return short and (sum(letter in _VOWELS for letter in base) == 1 or base in listed)


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _gerund(base: str) -> str:
    if base.endswith("ee") or base == "be":
        return base + "ing"
    if base.endswith("e"):
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"


def _plural(noun: str) -> str:
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def find_hits(items: Sequence[Item]) -> list[Hit]:
    """Find every trigger in a sentence; at each word the longest pattern wins, later checks may drop it."""
    patterns = _by_next_word()
    hits: list[Hit] = []
    for index, item in enumerate(items):
        possible = patterns.get(item.low) if item.kind == "word" else None
        if possible is None:
            continue
        after = items[index + 1].low if index + 1 < len(items) else ""
        for pattern in possible.get(after, possible[""]):
            hit = _match(items, index, pattern)
            if hit is not None:
                hits.append(hit)
    return hits


@cache
def _by_next_word() -> dict[str, dict[str, tuple[Pattern, ...]]]:
    """Give the patterns by their first word and the word that follows it; under "" those that any word may follow."""
    index: dict[str, dict[str, tuple[Pattern, ...]]] = {}
    for first, patterns in trigger_table().patterns.items():
        following = {"", *(pattern.tail[0] for pattern in patterns if pattern.tail)} - {GAP}
        index[first] = {
            word: tuple(p for p in patterns if not p.tail or p.tail[0] in {word, GAP}) for word in following
        }
    return index


def _match(items: Sequence[Item], index: int, pattern: Pattern) -> Hit | None:
    position = end = index + 1
    apart = False
    for word in pattern.tail:
        if word == GAP:
            apart = True
            continue
        if apart:
            position = _find_apart(items, position, word)
            if position < 0:
                return None
        else:
            position = _past_fillers(items, position, word)
            if position == len(items) or items[position].low != word:
                return None
        position += 1
        if not apart:
            end = position
    return Hit(pattern.trigger, pattern.forms, index, end, position if apart else end)


def _past_fillers(items: Sequence[Item], begin: int, word: str) -> int:
    """Step over what may stand before the next word of a pattern."""
    position = begin
    while position < min(begin + _FILLERS_MOST, len(items)) and items[position].low != word:
        if not _fills(items[position].low):
            break
        position += 1
    return position


def _fills(low: str) -> bool:
    return low in grammar().fillers or low in grammar().directions or low.endswith(("ly", "wards", "ward"))


def _find_apart(items: Sequence[Item], begin: int, word: str) -> int:
    """Find a particle that stands apart from its verb, before anything that ends the stretch; -1 when there is none."""
    stops = _stops()
    for position in range(begin, min(begin + _GAP_REACH, len(items))):
        low = items[position].low
        if low == word:
            return position
        if low in stops:
            break
    return -1


@cache
def _stops() -> frozenset[str]:
    """Give what ends the stretch in which a particle may stand apart from its verb."""
    return grammar().relatives | {",", ".", ";", ":", "and", "but", "no"}
