"""Copies of a story: found in any order, quickly, and worth one source."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from make_facts import article, event, reading

from geo.articles.signature import sign_text
from geo.facts.merge import merge
from geo.facts.stories import find_copies
from geo.records import Reading

WORDS = random.Random(7).sample([f"word{number}" for number in range(5000)], 600)
STORY, OTHER = " ".join(WORDS[:200]), " ".join(WORDS[300:500])
EDITED = f"By our staff {' '.join(WORDS[:95])} on Monday {' '.join(WORDS[95:185])}"


def signed(name: str, published: str | None, text: str) -> Reading:
    return Reading(article(name, published or ""), signature=sign_text(text))


def test_an_edited_copy_points_to_the_earliest() -> None:
    readings = [
        signed("agency.txt", "2019-04-04", STORY),
        signed("daily.txt", "2019-04-05", EDITED),
        signed("weekly.txt", "2019-04-09", STORY),
        signed("other.txt", "2019-04-05", OTHER),
    ]
    assert find_copies(readings) == {"daily.txt": "agency.txt", "weekly.txt": "agency.txt"}


def test_the_same_words_a_month_later_are_news_of_their_own() -> None:
    assert find_copies([signed("a", "2019-04-04", STORY), signed("b", "2019-05-04", STORY)]) == {}


def test_an_undated_copy_is_a_copy() -> None:
    assert find_copies([signed("a", None, STORY), signed("b", "2019-05-04", EDITED)]) == {"a": "b"}


def test_a_reading_without_signature_is_no_copy() -> None:
    assert find_copies([reading("a"), reading("b")]) == {}


@given(st.permutations(range(6)))
@settings(max_examples=30)
def test_order_does_not_matter(order: list[int]) -> None:
    texts = [STORY, EDITED, STORY, OTHER, OTHER, EDITED]
    dates = ["2019-04-04", "2019-04-10", "2019-04-17", "2019-04-04", None, None]
    readings = [signed(f"{number}.txt", dates[number], texts[number]) for number in range(6)]
    assert find_copies([readings[number] for number in order]) == find_copies(readings)


def test_copies_do_not_make_a_fact_surer_and_all_stay_cited() -> None:
    def told(*texts: str) -> list[Reading]:
        names = ("a.txt", "b.txt", "c.txt")
        return [
            replace(signed(name, "2019-06-27", text), events=(event(name),))
            for name, text in zip(names, texts, strict=False)
        ]

    alone = merge(told(STORY)).events[0].confidence
    facts = merge(told(STORY, EDITED))
    (fact,) = facts.events
    assert fact.confidence == alone
    assert [(source.article, source.copy_of) for source in fact.sources] == [("a.txt", ""), ("b.txt", "a.txt")]
    assert facts.copies == (("b.txt", "a.txt"),)
    assert merge(told(STORY, EDITED, OTHER)).events[0].confidence > alone


def test_ten_thousand_articles_take_seconds_however_alike() -> None:
    chance = np.random.default_rng(1)
    families = chance.integers(0, 2**32, (20, 128), dtype=np.uint32)
    rows = families[np.arange(10_000) % 20]
    changed = chance.random(rows.shape) < 0.2
    rows[changed] = chance.integers(0, 2**32, int(changed.sum()), dtype=np.uint32)
    days = [f"2019-{1 + number % 12:02}-{1 + number % 28:02}" for number in range(10_000)]
    readings = [Reading(article(str(n), days[n]), signature=rows[n].tobytes()) for n in range(10_000)]
    begin = time.process_time()
    assert find_copies(readings)
    assert time.process_time() - begin < 30
