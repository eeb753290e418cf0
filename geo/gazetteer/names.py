"""Bring place names to one spelling: an exact key, its Arabic form, and a weaker key for transliterations."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.gazetteer.tables import data_folder

if TYPE_CHECKING:
    from geo.records import Place

# Combining marks of the scripts we read: Latin, Cyrillic, Hebrew and Arabic vowel signs, half marks.
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_DOUBLED = re.compile(r"(.)\1+")
_FINAL = re.compile(r"(?<=.{2})(?:ah|eh|at|e|a|h)$")


@dataclass(frozen=True)
class Spelling:
    """The rules of ``spelling.toml``, made ready for use."""

    table: dict[int, str]
    abbreviations: dict[str, str]
    articles: frozenset[str]
    article_countries: frozenset[str]
    arabic_article: str
    fuzzy_continents: frozenset[str]
    fuzzy_countries: frozenset[str]
    heads: dict[str, str]
    least_length: int
    passes: tuple[tuple[re.Pattern[str], dict[str, str]], ...]


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """Load the spelling rules once."""
    raw: dict[str, Any] = tomllib.loads((data_folder() / "spelling.toml").read_text("utf-8"))
    table = {ord(sign): "" for sign in raw["apostrophes"]} | {ord(sign): " " for sign in raw["separators"]}
    table |= {ord(letter): base for letter, base in raw["letters"].items()}
    fuzzy, article = raw["fuzzy"], raw["article"]
    return Spelling(
        table=table,
        abbreviations=raw["abbreviations"],
        articles=frozenset(article["forms"]),
        article_countries=frozenset(article["countries"]),
        arabic_article=article["arabic_script"],
        fuzzy_continents=frozenset(fuzzy["continents"]),
        fuzzy_countries=frozenset(fuzzy["countries"]),
        heads=fuzzy["heads"],
        least_length=fuzzy["least_length"],
        passes=tuple((_alternatives(rules), rules) for rules in fuzzy["passes"]),
    )


def name_key(name: str) -> str:
    """Give the exact key: no case, marks, apostrophes or hyphens, one space between words.

    >>> name_key("Şabrātah"), name_key("Al-Qa'im"), name_key("St. Petersburg")
    ('sabratah', 'al qaim', 'saint petersburg')
    """
    rules = spelling()
    text = name.casefold()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    words = text.translate(rules.table).split()
    if len(words) > 1 and words[0] in rules.abbreviations:
        words[0] = rules.abbreviations[words[0]]
    return " ".join(words)


def arabic_key(key: str) -> str:
    """Give an exact key its one Arabic form: the article is ``al``, a final ``-ah`` is ``-a``.

    >>> arabic_key("ar raqqah"), arabic_key("el fasher")
    ('al raqqa', 'al fasher')
    """
    rules = spelling()
    words = [word[:-1] if len(word) > 3 and word.endswith(("ah", "eh")) else word for word in key.split()]  # noqa: PLR2004 - shorter words keep their h
    if len(words) > 1 and words[0] in rules.articles:
        words[0] = "al"
    return " ".join(words)


def without_article(key: str) -> str:
    """Take the article off an exact key, in Latin or Arabic script; the key itself if it has none.

    >>> without_article("al watiya"), without_article("الوطيه"), without_article("alma")
    ('watiya', 'وطيه', 'alma')
    """
    rules = spelling()
    first, _, rest = key.partition(" ")
    if rest and first in rules.articles:
        return rest
    mark = rules.arabic_article
    if key.startswith(mark) and len(key) > len(mark) + 2:
        return key[len(mark) :]
    return key


def fuzzy_keys(key: str) -> tuple[str, ...]:
    """Give the weaker keys of an exact key, in which transliteration variants fall together.

    An ``e`` may stand for ``a`` or ``i`` in Arabic names, so a name with an ``e`` has two keys. Too short a
    name has none: everything would resemble it.

    >>> fuzzy_keys("tarhunah") == fuzzy_keys("tarhouna") == fuzzy_keys("tarhuna")
    True
    """
    rules = spelling()
    text = _joined(without_article(key))
    if len(text) < rules.least_length or not text.isascii():
        return ()
    for pattern, table in rules.passes:
        text = pattern.sub(lambda found, table=table: table[found[0]], text)  # type: ignore[misc]
    text = _FINAL.sub("", _DOUBLED.sub(r"\1", text)) + "-"
    if "e" not in text:
        return (text,)
    return _DOUBLED.sub(r"\1", text.replace("e", "a")), _DOUBLED.sub(r"\1", text.replace("e", "i"))


def _joined(key: str) -> str:
    """Write a name as one word: its first word in its usual form, no article inside ("Kfar an-X", "Kafr al-X")."""
    first, *rest = key.split() or [""]
    if not rest:
        return first
    rules = spelling()
    inner = (word for word in rest[:-1] if word not in rules.articles)
    return "".join((rules.heads.get(first, first), *inner, rest[-1]))


def query_keys(name: str, *, fuzzy: bool = True) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the keys to ask the index for, in three tiers: as written, without article, and weaker if `fuzzy`."""
    key = name_key(name)
    if not key:
        return (), (), ()
    arabic, bare = arabic_key(key), without_article(key)
    exact = (key,) if arabic == key else (key, arabic)
    return exact, () if bare == key else (arabic_key(bare),), fuzzy_keys(key) if fuzzy else ()


def index_keys(name: str, country: str) -> set[str]:
    """Give the exact keys under which a place's name is stored."""
    key = name_key(name)
    keys = {key}
    if country in spelling().article_countries:
        keys |= {arabic_key(key), arabic_key(without_article(key))}
    keys.discard("")
    return keys


def keys_of(place: Place) -> frozenset[str]:
    """Give the exact keys under which a place is stored."""
    return frozenset(key for name in place.names or (place.name,) for key in index_keys(name, place.country))


def _alternatives(rules: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(rules, key=len, reverse=True)))
