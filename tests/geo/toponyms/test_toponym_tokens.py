"""Tokens: every name is whole tokens, and offsets are those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.toponyms.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Libya’s al-Bab", ["Libya", "'s", "al", "-", "Bab"]),
        ("Sana'a", ["Sana'a"]),
        ("in Paducah, Ky. on", ["in", "Paducah", ",", "Ky.", "on"]),
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("Juba - A man", ["Juba", "—", "A", "man"]),
        ("1,200 km", ["1,200", "km"]),
    ],
)
def test_tokens(text, words):
    assert tokens_of(text)[0] == words


@given(st.text(max_size=80))
def test_offsets_are_true(text):
    words, starts = tokens_of(text, 7)
    assert starts == sorted(starts)
    assert all(len(word) <= len(text) - start + 7 for word, start in zip(words, starts, strict=True))
    letters = [sign for sign in text if sign.isalnum()]
    assert [sign for word in words for sign in word if sign.isalnum()] == letters
