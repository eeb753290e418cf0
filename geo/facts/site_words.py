"""Words for military sites and what stands around them: the table ``bases.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.facts.items import Item


@dataclass(frozen=True, slots=True)
class SiteWord:
    """A word for a site; `vague` needs a military word beside it, `taken` a taking, `counted` a number and a list."""

    kind: str
    words: tuple[str, ...]
    plural: bool
    vague: bool
    taken: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A site word found in a sentence; `start` and `end` are item indices, `places` and `owner` too.

    `tie` tells how word and place belong together (``name``: the word is part of the place's own name); `taken` that
    it is a site only when it is taken.
    """

    kind: str
    word: str
    plural: bool
    start: int
    end: int
    places: tuple[int, ...] = ()
    owner: int | None = None
    tie: str = ""
    taken: bool = False


@cache
def site_words() -> Mapping[str, tuple[SiteWord, ...]]:
    """Load the site words of ``bases.toml``, by first word, longest first."""
    found: dict[str, list[SiteWord]] = {}
    for row in read_table("bases.toml")["kind"]:
        for written in row["words"]:
            single, _, plural = written.partition("/")
            forms = {single: False} | {plural or _plural(single): True}
            for form, many in forms.items():
                words = tuple(form.split())
                marks = {mark: bool(row.get(mark)) for mark in ("vague", "taken", "counted")}
                entry = SiteWord(row["kind"], words, plural=many and form != single, **marks)
                found.setdefault(words[0], []).append(entry)
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in found.items()}


def _plural(noun: str) -> str:
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def site_context() -> Mapping[str, frozenset[str]]:
    """Load the context words of ``bases.toml``; sites of those who fled are civilian."""
    words = {name: frozenset(words) for name, words in read_table("bases.toml")["words"].items()}
    return {**words, "civilian": words["civilian"] | words["fled"]}


@cache
def installation_codes() -> Mapping[str, str]:
    """Load the GeoNames feature codes that are military sites, and their kinds."""
    return dict(read_table("bases.toml")["codes"])


def words_of(items: Iterable[Item]) -> set[str]:
    """Give the words of some items, those inside names too ("Ugandan gunships" may be one party)."""
    return {word for item in items for word in item.low.split()}
