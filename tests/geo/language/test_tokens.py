"""Tokens: words with hyphens and apostrophes, numbers, abbreviations, exact places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Haftar's men", ["Haftar", "'s", "men"]),
        ("Haftar’s men", ["Haftar", "’s", "men"]),
        ("Sana'a, al-Watiya.", ["Sana'a", ",", "al-Watiya", "."]),
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("1,200 men at 17:30", ["1,200", "men", "at", "17:30"]),
        ("the 16th Division", ["the", "16th", "Division"]),
        ("rebel-held", ["rebel-held"]),
    ],
)
def test_words(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


def test_lower_folds_case_and_apostrophes() -> None:
    assert [token.lower for token in tokenize("Haftar’s")] == ["haftar", "'s"]


@given(st.text(max_size=120), st.integers(0, 1000))
def test_tokens_hold_everything_but_space_at_their_offsets(text: str, offset: int) -> None:
    tokens = tokenize(text, offset)
    for token in tokens:
        assert text[token.start - offset : token.end - offset] == token.text
    assert "".join(token.text for token in tokens) == "".join(text.split())
