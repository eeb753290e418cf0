"""Common nouns that speak of parties ("forces", "militia", "residents", "they"), found in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

ARMED = frozenset({"noun.force", "noun.state", "noun.irregular", "noun.weapons", "noun.town"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun at ``[start, end)`` and the classes of the pattern table it is in."""

    start: int
    end: int
    word: str
    classes: frozenset[str]


def find_nouns(text: str) -> tuple[Noun, ...]:
    """Find the pattern table's nouns as whole words, the longest first where they overlap."""
    folded = fold(text)
    words, classes, automaton = _lexicon()
    found = []
    for number, start, end in automaton.find_matches_as_indexes(folded):
        before, after = folded[start - 1 : start], folded[end : end + 1]
        if (
            before.isalnum()
            or after.isalnum()
            or text[start - 1 : start] in {"-", "‑"}
            or text[end : end + 1] in {"-", "‑"}
        ):
            continue
        found.append(Noun(start, end, words[number], classes[words[number]]))
    return tuple(found)


@cache
def _lexicon() -> tuple[tuple[str, ...], Mapping[str, frozenset[str]], AhoCorasick]:
    table = read_patterns()
    groups = {f"noun.{name}": words for name, words in table["nouns"].items()}
    groups |= {f"anaphor.{name}": words for name, words in table["anaphors"].items()}
    groups |= {
        "civilians": table["civilians"]["words"],
        "counted": table["civilians"]["counted"],
        "speaker": table["speaker_nouns"],
        "enemy": table["enemies"],
        "they": ["they"],
        "it": ["it"],
        "we": ["we"],
    }
    classes: dict[str, frozenset[str]] = {}
    for name, words in groups.items():
        for word in words:
            key = fold(word)
            classes[key] = classes.get(key, frozenset()) | {name}
    words = tuple(classes)
    return words, classes, AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)
