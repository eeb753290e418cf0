"""Signatures: equal for the same words, alike for edited copies, and good estimates."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from geo.articles.signature import HASHES, likeness, sign, sign_text
from geo.records import Article, Span

WORDS = [f"word{number}" for number in range(3000)]
TEXT = " ".join(WORDS[:400])


def test_case_accents_punctuation_and_spacing_do_not_count() -> None:
    assert sign_text("Rebels took Méridja, at dawn.") == sign_text("  rebels TOOK\nMeridja — at dawn ")
    assert sign_text("Rebels took Meridja at dawn") != sign_text("Rebels left Meridja at dawn")


def test_furniture_does_not_count() -> None:
    text = f"Our paper\n{TEXT}\nSubscribe now"
    furniture = (Span(0, 9), Span(len(text) - 13, len(text)))
    assert sign(Article("a", text, "0", furniture=furniture)) == sign_text(TEXT)


def test_a_text_without_a_word_is_like_nothing() -> None:
    assert sign_text(" … \n") == b""
    assert likeness(b"", b"") == likeness(sign_text(TEXT), b"") == 0


def test_the_likeness_is_the_share_of_shingles_in_common() -> None:
    for kept in (100, 200, 300, 360):
        other = sign_text(" ".join([*WORDS[:kept], *WORDS[1000 : 1400 - kept]]))
        shared = (kept - 2) / (2 * 398 - (kept - 2))
        assert abs(likeness(sign_text(TEXT), other) - shared) < 0.15  # over three standard errors


@given(st.text(max_size=300))
def test_any_text_can_be_signed(text: str) -> None:
    signature = sign_text(text)
    assert len(signature) in {0, 4 * HASHES}
    assert likeness(signature, signature) == (1.0 if signature else 0.0)


def test_the_largest_article_is_signed_in_seconds() -> None:
    begin = time.process_time()
    sign_text(" ".join(WORDS * 250))
    assert time.process_time() - begin < 15
