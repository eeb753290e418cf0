"""Words that stand for a party without naming it: "the army", "residents", "his forces", "the group", "they"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_candidate import Candidate
from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.facts.actors_words import ARMED
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facts.actors_names import Hit
    from geo.facts.actors_words import Noun

_POSSESSED = re.compile(r"\b(?P<who>his|her|its|their|our|my)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)


@cache
def _determined() -> re.Pattern[str]:
    """Compile what may stand before a bare plural: the start of a phrase, or a word of the table."""
    words = any_of(read_patterns()["before_generic"])
    return re.compile(rf"(?:^|[.!?:;,\"“”‘’'(\n–—]\s*|\b(?:{words}|\d+)\s+|\s-\s)$", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    words = any_of(read_patterns()["quantities"])
    return re.compile(rf"(?:\d[\d,.]*|\b(?:{words}))(?:\s+of)?\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)


@cache
def _definite() -> re.Pattern[str]:
    words = any_of(read_patterns()["anaphor_adjectives"])
    return re.compile(rf"\b(?:the|this|that|those|these)\s+(?:(?:{words})\s+)*$", re.IGNORECASE)


@cache
def _agentive() -> re.Pattern[str]:
    """Compile the verbs after which "it" is somebody."""
    verbs = any_of(read_patterns()["it_verbs"])
    return re.compile(rf"\s+(?:(?:has|had|have|also|still|now|did|will|would|later|then|again)\s+){{0,2}}(?:{verbs})\b")


@cache
def _singular() -> frozenset[str]:
    return frozenset(read_patterns()["singular_generic"])


def lone_word(text: str, hit: Hit, *, heads: bool) -> bool:
    """Whether a bare word such as "army" or "rebels" stands for a party: after "the", or a plural by itself.

    Headlines (`heads`) drop the article.
    """
    before = text[max(0, hit.start - 28) : hit.start]
    if _POSSESSED.search(before):
        return False
    if fold(hit.entry.spelling) in _singular():
        headed = heads and not re.match(
            r"['’]?s?\s+(?:officer|chief|base|camp|general|captain)", text[hit.end : hit.end + 12]
        )
        return bool(_THE.search(before)) or headed
    return bool(_determined().search(before)) or bool(_THE.search(before))


def bare(text: str, noun: Noun) -> Iterator[Candidate]:
    """Give what a noun without a name beside it may stand for."""
    classes = noun.classes
    before = text[max(0, noun.start - 40) : noun.start]
    if "it" in classes:
        if _agentive().match(text, noun.end):
            yield Candidate(noun.start, noun.end, "", "pronoun", "it")
        return
    if "they" in classes or "we" in classes:
        yield Candidate(noun.start, noun.end, "", "pronoun", noun.word)
        return
    owned = _POSSESSED.search(before)
    if owned is not None:
        yield from _owned(noun, owned, noun.start - len(before))
        return
    if "civilians" in classes or ("counted" in classes and _counted().search(before)):
        yield Candidate(noun.start, noun.end, "civilians", "pattern")
        return
    if not text[noun.start].islower() or not _definite().search(before):
        return
    for sort in ("group", "unit", "force"):
        if f"anaphor.{sort}" in classes:
            yield Candidate(noun.start, noun.end, "", "pronoun", sort, name=noun.word)
            return
    if "enemy" in classes:
        yield Candidate(noun.start, noun.end, "", "pronoun", "enemy")


def _owned(noun: Noun, owned: re.Match[str], offset: int) -> Iterator[Candidate]:
    """Give "his forces", "its fighters", "our brave units"."""
    ours = owned["who"].lower() in read_patterns()["speakers"]
    if not ours and noun.word in read_patterns()["not_owned"]:
        return
    fits = noun.classes & ({"speaker", "noun.force", "noun.state"} if ours else ARMED | {"anaphor.group"})
    if fits:
        yield Candidate(offset + owned.start(), noun.end, "", "pronoun", "speaker" if ours else "possessive")
