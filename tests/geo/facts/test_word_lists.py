"""The word lists that analysts extend: what stands twice in one of them was overlooked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from geo.facts.words import grammar
from geo.tables import any_of, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = [
    "actors/patterns.toml",
    "facts/axes.toml",
    "facts/bases.toml",
    "facts/control.toml",
    "facts/journeys.toml",
    "facts/parties.toml",
    "facts/status.toml",
    "facts/triggers.toml",
    "facts/words.toml",
    "language/casualties.toml",
    "language/dates.toml",
    "toponyms/relations.toml",
]


def lists(table: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Give the lists of words in the sections of a table, each with its name."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from lists(value, f"{name}.{key}")
    elif isinstance(table, list) and all(isinstance(word, str) for word in table):
        yield name, table


@pytest.mark.parametrize("table", TABLES)
def test_no_word_stands_twice_in_a_list(table: str) -> None:
    found = dict(lists(read_toml(table)))
    assert found
    assert {name: words for name, words in found.items() if len(set(words)) < len(words)} == {}


def test_words_of_grammar_are_lower_case() -> None:
    assert "capital" in grammar().descriptions
    assert {name for name, words in vars(grammar()).items() if any(word != word.lower() for word in words)} == set()


def test_a_pattern_of_words_takes_the_longest_and_no_sign_for_a_rule() -> None:
    words = re.compile(any_of(["air", "air force", "u.n."]))
    assert [found[0] for found in words.finditer("the air force, the air and the u.n., no urns")] == [
        "air force",
        "air",
        "u.n.",
    ]
