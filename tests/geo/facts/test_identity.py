from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from make_facts import control, event, source

from geo.facts.identity import distinct, fact_id, identify

WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=12)


def test_an_id_does_not_depend_on_the_article_that_tells_the_fact() -> None:
    here, there = event("a.txt"), event("b.txt", published="2020-01-01")
    assert identify(here).id == identify(there).id


def test_an_id_depends_on_what_the_fact_says() -> None:
    spans = [control("A", "2019-06-26"), control("B", "2019-06-26"), control("A", "2019-06-27"), control("A")]
    assert len({identify(span).id for span in spans}) == len(spans)


@given(WORDS, WORDS)
def test_case_accents_and_spacing_do_not_count(one: str, other: str) -> None:
    assert fact_id("event", one, other) == fact_id("event", f" {one.upper()}  ", other)


@given(st.lists(WORDS, min_size=2, max_size=4, unique_by=lambda word: " ".join(word.split())))
def test_fields_do_not_run_into_each_other(words: list[str]) -> None:
    assert fact_id("event", *words) != fact_id("event", "".join(words))


def test_facts_that_share_an_id_get_suffixes_in_the_order_of_their_sources() -> None:
    first = identify(event(headline="first", start=0))
    second = identify(event(headline="second", start=50))
    for order in ([first, second], [second, first]):
        named = distinct(order)
        assert [(fact.headline, fact.id) for fact in named] == [("first", first.id), ("second", f"{first.id}-2")]


def test_facts_come_sorted_by_id() -> None:
    facts = [identify(event(target=name, sources=(source(start=number),))) for number, name in enumerate("CDEFG")]
    ids = [fact.id for fact in distinct(facts)]
    assert ids == sorted(ids)
    assert distinct([replace(fact) for fact in reversed(facts)]) == distinct(facts)
