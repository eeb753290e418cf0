"""Patterns over items: what is looked for before matching never loses a match."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.facts.items import Item
from geo.facts.patterns import Line, Pattern, Sieve

PATTERNS = [
    Pattern.compile(written)
    for written in ("A - held|run *1 P+", "P ~ is|was (now) O", "left (the) A in|at P", "A ('s|') *2 redoubt , P")
]
WORDS = ["held", "withheld", "run", "is", "was", "now", "left", "the", "in", "at", "'s", "’s", "redoubt", ",", "-", "<"]


def _item(drawn: str) -> Item:
    kinds = {"A": "actor", "P": "place", "O": "owner"}
    return Item(kinds.get(drawn, "word"), drawn.lower(), 0, 0)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from([*WORDS, *"AAPPO"]), max_size=12))
def test_a_line_without_the_needed_words_has_no_match(drawn: list[str]) -> None:
    line = Line.write([_item(one) for one in drawn])
    for pattern in PATTERNS:
        assert [*pattern.spans(line)] == [*replace(pattern, needs=()).spans(line)]


@given(st.lists(st.sampled_from([*WORDS, *"AAPPO"]), max_size=12))
def test_a_sieve_passes_the_patterns_whose_words_a_line_has(drawn: list[str]) -> None:
    line = Line.write([_item(one) for one in drawn])
    have = [n for n, pattern in enumerate(PATTERNS) if not any(need.isdisjoint(line.words) for need in pattern.needs)]
    assert [*Sieve.of(PATTERNS).passes(line)] == have


def test_a_span_is_told_in_items() -> None:
    items = [_item(one) for one in ["now", "A", "-", "held", "the", "P", "in"]]
    assert [*PATTERNS[0].spans(items)] == [(1, 6)]
    assert [*PATTERNS[0].spans([])] == []


def test_a_match_names_its_holder_and_the_places_that_are_meant() -> None:
    pattern = Pattern.compile("^ A [still|{verbs}] (Q) [#|of|the] P+ !now", {"verbs": ["rules"]})
    items = [_item(one) for one in ["A", "still", "rules", "P", "3", "of", "the", "P", ",", "P"]]
    (match,) = pattern.matches(items)
    assert (match.holder, match.places) == (0, (7, 9))
    assert [*pattern.matches([_item("the"), *items])] == []
