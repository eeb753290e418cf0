from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from make_facts import axis, control, day, event, location, reading, source

from geo.facts.merge import merge
from geo.facts.same_event import merge_events
from geo.facts.timeline import merge_control
from geo.records import Actor, Base, Control, Event, Facts, Interval, Reading

X, NEAR_X, FAR = location("X"), location("X camp", 30.02, 15.0), location("Y", 32.0, 15.0)


def merged_events(*events: Event) -> tuple[Event, ...]:
    readings = [reading(fact.sources[0].article, fact.sources[0].published, events=(fact,)) for fact in events]
    return merge(readings).events


def merged_control(*spans: Control) -> list[tuple[str, str, dt.date | None, dt.date | None]]:
    by_article: dict[tuple[str, str], list[Control]] = {}
    for span in spans:
        by_article.setdefault((span.sources[0].article, span.sources[0].published), []).append(span)
    facts = merge([reading(*key, control=tuple(found)) for key, found in by_article.items()])
    return sorted(
        ((span.holder, span.status, span.valid.start, span.valid.end) for span in facts.control),
        key=lambda row: (row[2] or dt.date.min, row[0]),
    )


def test_one_event_of_two_articles_is_one_feature_with_both_sources() -> None:
    (fact,) = merged_events(event("a.txt"), event("b.txt", when=day("2019-06-27"), target="", fatalities=4))
    assert [source.article for source in fact.sources] == ["a.txt", "b.txt"]
    assert (fact.actor, fact.target, fact.fatalities) == ("A", "B", 4)
    assert fact.confidence > event().confidence


def test_a_party_that_one_article_tells_is_told() -> None:
    guess = event("a.txt", inferred=("actor", "target"), headline="A (inferred) in clash at X with B (inferred)")
    (fact,) = merged_events(guess, event("b.txt", target=""))
    assert (fact.actor, fact.target, fact.inferred) == ("A", "B", ("target",))
    assert fact.headline == "A in clash at X with B (inferred)"
    assert merged_events(guess, event("b.txt"))[0].inferred == ()
    assert merged_events(guess, event("b.txt", inferred=("actor", "target")))[0].inferred == ("actor", "target")


def test_two_events_are_not_one_because_they_share_a_town() -> None:
    others = [
        event("b.txt", when=day("2019-06-20")),
        event("b.txt", target="C", actor="D"),
        event("b.txt", subtype="Air/drone strike", type="Explosions/Remote violence"),
        event("b.txt", status="planned"),
        event("b.txt", fatalities=90),
        event("b.txt", location=FAR),
    ]
    for other in others:
        assert len(merged_events(event("a.txt", fatalities=3), other)) == 2


def test_parties_of_a_clash_may_be_named_in_either_order() -> None:
    assert len(merged_events(event("a.txt"), event("b.txt", actor="B", target="A"))) == 1
    strike = {"type": "Explosions/Remote violence", "subtype": "Air/drone strike"}
    assert len(merged_events(event("a.txt", **strike), event("b.txt", actor="B", target="A", **strike))) == 2


def test_reports_without_a_date_are_one_event_only_within_one_story() -> None:
    undated = event("a.txt", when=Interval())
    assert len(merged_events(undated, event("b.txt", "2019-06-28", when=Interval()))) == 1
    assert len(merged_events(undated, event("b.txt", "2019-07-28", when=Interval()))) == 2
    assert len(merged_events(undated, event("b.txt", "2019-06-28", when=Interval(), actor="", target=""))) == 2


def test_two_events_of_one_article_stay_two() -> None:
    facts = merge([reading(events=(event(start=0), event(start=60)))])
    assert len(facts.events) == 2
    assert len({fact.id for fact in facts.events}) == 2


def test_places_near_each_other_may_be_one() -> None:
    assert len(merged_events(event("a.txt", location=X), event("b.txt", location=NEAR_X))) == 1


def test_a_capture_ends_the_span_that_an_earlier_article_left_open() -> None:
    found = merged_control(
        control("A", "2019-04-02", name="a.txt", published="2019-04-03"),
        control("B", "2019-06-26", name="b.txt", published="2019-06-27"),
    )
    assert found == [
        ("A", "held", dt.date(2019, 4, 2), dt.date(2019, 6, 26)),
        ("B", "held", dt.date(2019, 6, 26), None),
    ]


def test_an_undated_statement_ends_with_a_later_capture() -> None:
    found = merged_control(
        control("A", name="a.txt", published="2019-04-03"),
        control("B", "2019-06-26", name="b.txt", published="2019-06-27"),
    )
    assert found == [("A", "held", None, dt.date(2019, 6, 26)), ("B", "held", dt.date(2019, 6, 26), None)]


def test_an_undated_statement_supports_the_span_in_which_it_was_made() -> None:
    found = merged_control(
        control("A", "2019-04-02", name="a.txt", published="2019-04-03"),
        control("A", name="b.txt", published="2019-05-10", basis="stated"),
    )
    assert found == [("A", "held", dt.date(2019, 4, 2), None)]


def test_a_place_taken_back_is_held_twice() -> None:
    found = merged_control(
        control("A", "2019-04-02", name="a.txt", published="2019-04-03"),
        control("B", "2019-06-26", name="b.txt", published="2019-06-27"),
        control("A", "2019-08-01", name="c.txt", published="2019-08-02"),
    )
    assert found == [
        ("A", "held", dt.date(2019, 4, 2), dt.date(2019, 6, 26)),
        ("B", "held", dt.date(2019, 6, 26), dt.date(2019, 8, 1)),
        ("A", "held", dt.date(2019, 8, 1), None),
    ]


def test_statements_that_contradict_each_other_are_both_kept_as_contested() -> None:
    found = merged_control(
        control("B", "2019-06-26", name="b.txt", published="2019-06-27"),
        control("A", name="a.txt", published="2019-06-28", basis="stated"),
    )
    assert {(holder, status) for holder, status, _, _ in found} == {("A", "contested"), ("B", "contested")}


def test_a_claim_stands_beside_the_holder_and_ends_nothing() -> None:
    found = merged_control(
        control("A", "2019-04-02", name="a.txt", published="2019-04-03"),
        control("B", "2019-06-26", name="b.txt", published="2019-06-27", status="claimed", claimant="B"),
    )
    assert found == [
        ("A", "held", dt.date(2019, 4, 2), None),
        ("B", "claimed", dt.date(2019, 6, 26), None),
    ]


def test_a_movement_of_two_articles_is_one_axis() -> None:
    facts = merge([reading("a.txt", axes=(axis("a.txt"),)), reading("b.txt", axes=(axis("b.txt", origin=None),))])
    (found,) = facts.axes
    assert found.origin is not None
    assert len(found.sources) == 2


def test_a_base_lost_is_one_base_whose_fate_is_known() -> None:
    def base(name: str, kind: str, status: str) -> Base:
        return Base("", "X base", kind, "A", X, status, Interval(), 0.6, (source(name),))  # type: ignore[arg-type]

    facts = merge(
        [
            reading("a.txt", bases=(base("a.txt", "base", "active"),)),
            reading("b.txt", bases=(base("b.txt", "air base", "captured"),)),
        ]
    )
    (found,) = facts.bases
    assert (found.kind, found.status, len(found.sources)) == ("air base", "captured", 2)


def test_actors_of_all_articles_come_together_listed_ones_first() -> None:
    readings = [
        Reading(reading("a.txt").article, actors=(Actor("B", "B", aliases=("the Bs",), listed=False),)),
        Reading(reading("b.txt").article, actors=(Actor("B", "B", aliases=("Bees",), listed=False), Actor("C", "C"))),
    ]
    listed, found = merge(readings).actors
    assert listed.id == "C"
    assert set(found.aliases) == {"the Bs", "Bees"}


# --- Invariants over any set of articles ----------------------------------------------------------------------------

DATES = st.integers(1, 28).map(lambda number: f"2019-06-{number:02d}")
HOLDERS = st.sampled_from("ABC")


@st.composite
def articles(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        name, published = f"{number}.txt", draw(DATES)
        events = [
            event(
                name,
                published,
                start=60 * position,
                actor=draw(HOLDERS),
                target=draw(st.sampled_from(["", "D"])),
                when=day(draw(st.none() | DATES)),
                location=draw(st.sampled_from([X, NEAR_X, FAR])),
            )
            for position in range(draw(st.integers(0, 3)))
        ]
        spans = [
            control(
                draw(HOLDERS),
                draw(st.none() | DATES),
                name=name,
                published=published,
                status=draw(st.sampled_from(["held", "held", "claimed", "besieged"])),
                location=draw(st.sampled_from([X, FAR])),
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        axes = [axis(name, published, actor=draw(HOLDERS), origin=draw(st.sampled_from([None, FAR])))]
        found.append(reading(name, published, events=tuple(events), control=tuple(spans), axes=tuple(axes)))
    return found


def content(facts: Facts) -> tuple[object, ...]:
    return (facts.actors, facts.events, facts.control, facts.axes, facts.bases)


@settings(max_examples=60, deadline=None)
@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(readings: list[Reading], random: object) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert content(merge(shuffled)) == content(merge(readings))


@settings(max_examples=60, deadline=None)
@given(articles())
def test_nothing_told_is_lost_and_ids_are_unique(readings: list[Reading]) -> None:
    facts = merge(readings)
    for layer in ("events", "control", "axes", "bases"):
        features = getattr(facts, layer)
        told = {source for one in readings for fact in getattr(one, layer) for source in fact.sources}
        assert {source for fact in features for source in fact.sources} == told
        assert len({fact.id for fact in features}) == len(features)
        assert [fact.id for fact in features] == sorted(fact.id for fact in features)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_an_id_stays_when_a_later_article_comes(readings: list[Reading]) -> None:
    last = max(readings, key=lambda one: (one.article.published.start or dt.date.min, one.article.name))
    earlier = [one for one in readings if one is not last]
    before, after = merge(earlier), merge(readings)
    assert {fact.id for fact in before.events} <= {fact.id for fact in after.events}
    assert {fact.id for fact in before.axes} <= {fact.id for fact in after.axes}


@settings(max_examples=100, deadline=None)
@given(articles())
def test_a_place_has_one_holder_at_a_time_unless_they_are_contested_or_claimed(readings: list[Reading]) -> None:
    held = [span for span in merge(readings).control if span.status in {"held", "besieged"} and span.valid.start]
    for one in held:
        for other in held:
            if one.location == other.location and one.holder != other.holder:
                first, second = sorted((one, other), key=lambda span: span.valid.start or dt.date.min)
                assert first.valid.end is not None
                assert second.valid.start is not None
                assert first.valid.end <= second.valid.start


def test_an_ally_neither_ends_nor_contests_a_span() -> None:
    spans = [control("A", name="a.txt", published="2020-01-01"), control("B", name="b.txt", published="2020-01-03")]
    assert {span.status for span in merge_control(spans, {"A": "S", "B": "S"})} == {"held"}
    assert {span.status for span in merge_control(spans)} == {"contested"}


def test_copies_of_an_undated_story_tell_each_event_once() -> None:
    told = event("a.txt", when=Interval(), actor="")
    copy = replace(told, sources=(replace(told.sources[0], article="b.txt", copy_of="a.txt"),))
    assert len(merge_events([told, copy])) == 1
    other = replace(told, sources=(replace(told.sources[0], article="b.txt"),))
    assert len(merge_events([told, other])) == 2
