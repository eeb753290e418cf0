"""Corrections applied: the same whatever their order, twice as once, each reported that fits nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_facts import axis, control, day, event, location, reading, source

from geo.corrections.apply import Corrected, apply_corrections
from geo.corrections.load import fields_of
from geo.corrections.model import Corrections
from geo.facts import load_roster
from geo.facts.identity import identify
from geo.gazetteer import Gazetteer
from geo.records import Actor, Base, Facts, Interval, Place
from geo.toponyms.relate import place_location

GHARYAN = Place("gn:1", "Gharyan", 32.17, 13.02, "LY")
FAR = Place("gn:2", "Gharyan", 20.0, 40.0, "SA")
SIRTE = Place("gn:3", "Sirte", 31.2, 16.6, "LY")
GAZETTEER = Gazetteer((), [GHARYAN, FAR, SIRTE])
ROSTER = load_roster([Actor("LNA", "Libyan National Army", ("Haftar's forces",))], ())


def at(place: Place) -> Any:
    return location(place.name, place.lat, place.lon)


def base(**given: Any) -> Base:
    fields = {
        "id": "", "name": "Camp X", "kind": "camp", "actor": "A", "location": location("X"), "status": "active",
        "valid": Interval(), "confidence": 0.5, "sources": (source(),),
    }  # fmt: skip
    return Base(**(fields | given))


def facts(**layers: Any) -> Facts:
    told = {name: tuple(sorted(map(identify, items), key=lambda fact: fact.id)) for name, items in layers.items()}
    return Facts((), (Actor("A", "A"), Actor("B", "B")), **told)


def correct(told: Facts, **tables: Any) -> Corrected:
    return apply_corrections(told, Corrections.model_validate(tables), GAZETTEER, ROSTER)


EVENTS = facts(
    events=[event(actor="A"), event(actor="C", subtype="Siege"), event(actor="D", name="b.txt")],
    control=[control("A", "2019-04-04"), control("B", "2019-06-26", name="b.txt")],
    axes=[axis()],
    bases=[base()],
)
EVENT, SIEGE, THIRD = (next(item.id for item in EVENTS.events if item.actor == actor) for actor in ("A", "C", "D"))
AXIS, BASE = EVENTS.axes[0].id, EVENTS.bases[0].id
HELD = next(span.id for span in EVENTS.control if span.holder == "A")


def one(corrected: Corrected, key: str) -> Any:
    told = corrected.facts
    return next(fact for fact in (*told.events, *told.control, *told.axes, *told.bases) if fact.id == key)


def test_no_corrections_change_nothing() -> None:
    assert correct(EVENTS).facts is EVENTS


def test_fields_are_set_and_the_feature_says_so() -> None:
    fields = {
        "actor": "Haftar's forces",
        "fatalities": 3,
        "date_start": "2019-05",
        "subtype": "Shelling/artillery/missile attack",
    }
    found = correct(EVENTS, set=[{"id": EVENT, "note": "a call", **fields}])
    fact = one(found, EVENT)
    assert (fact.actor, fact.fatalities, fact.type) == ("LNA", 3, "Explosions/Remote violence")
    assert fact.when == Interval(dt.date(2019, 5, 1), dt.date(2019, 5, 31), "month")
    assert "LNA" in fact.headline
    said = fact.sources[-1]
    assert (said.article, said.rule, said.dataset) == ("corrections.toml", "correction", "analyst")
    assert "actor: A \u2192 LNA" in said.quote
    assert said.quote.endswith("(a call)")
    assert [actor.id for actor in found.facts.actors] == ["A", "B", "LNA"]
    assert found.datasets
    assert not found.warnings


def test_a_party_that_the_analyst_confirms_is_told() -> None:
    told = facts(events=[event(inferred=("actor", "target"), headline="A (inferred) in clash at X with B (inferred)")])
    (key,) = (item.id for item in told.events)
    fact = one(correct(told, set=[{"id": key, "target": "B"}]), key)
    assert (fact.inferred, fact.headline) == (("actor",), "A (inferred) in clash at X with B")
    assert fact.sources[-1].quote == "inferred: actor, target \u2192 actor"
    other = event(actor="B", target="A", start=90)
    both = facts(events=[*told.events, other])
    one_id, other_id = (item.id for item in sorted(both.events, key=lambda item: not item.inferred))
    assert one(correct(both, merge=[{"id": one_id, "ids": [other_id]}]), one_id).inferred == ()


def test_a_place_is_found_by_id_by_name_or_by_point() -> None:
    told = facts(events=[event(location=at(SIRTE))])
    (key,) = (item.id for item in told.events)

    def moved(**fields: Any) -> Any:
        return one(correct(told, set=[{"id": key, **fields}]), key).location

    assert moved(place="gn:2").place is FAR
    assert moved(place="Gharyan").place is GHARYAN, "of two the nearer"
    assert moved(place="Gharyan", lat=20.01, lon=40.0).place is FAR
    point = moved(place="Hill 5", lat=31.0, lon=16.0)
    assert (point.place.name, point.lat, point.place.geocoder) == ("Hill 5", 31.0, "analyst")
    assert moved(lat=31.0, lon=16.0, radius_km=2).radius_km == 2
    unknown = correct(told, set=[{"id": key, "place": "Nowhere"}])
    assert "no gazetteer knows the place 'Nowhere'" in unknown.warnings[0]
    assert unknown.facts.events == told.events


def test_axes_bases_and_spans_are_set() -> None:
    found = correct(
        EVENTS,
        set=[
            {"id": AXIS, "origin": "Sirte", "objective": "gn:1", "via": ["Sirte"], "status": "planned"},
            {"id": BASE, "kind": "headquarters", "valid_from": "2019", "valid_to": ""},
            {"id": HELD, "status": "claimed", "claimant": "A", "valid_to": "2019-05-01"},
        ],
    )
    assert (one(found, AXIS).origin.place, one(found, AXIS).objective.place) == (SIRTE, GHARYAN)
    assert (one(found, BASE).kind, one(found, BASE).valid.start) == ("headquarters", dt.date(2019, 1, 1))
    assert (one(found, HELD).valid.end, one(found, HELD).claimant) == (dt.date(2019, 5, 1), "A")
    wrong = correct(EVENTS, set=[{"id": HELD, "valid_to": "2018-01-01"}])
    assert "it would end on 2018-01-01 before it begins on 2019-04-04" in wrong.warnings[0]


def test_dropped_merged_and_split() -> None:
    assert EVENT not in {fact.id for fact in correct(EVENTS, drop=[{"id": EVENT}]).facts.events}
    merged = correct(EVENTS, merge=[{"id": EVENT, "ids": [THIRD], "note": "one clash"}])
    assert {source.article for source in one(merged, EVENT).sources} == {"a.txt", "b.txt", "corrections.toml"}
    assert THIRD not in {fact.id for fact in merged.facts.events}
    both = event(sources=(source("a.txt"), source("b.txt")))
    readings = [reading("a.txt", events=(event(),)), reading("b.txt", events=(event("b.txt", fatalities=9),))]
    told = Facts(tuple(readings), events=(identify(both),))
    parted = correct(told, split=[{"id": told.events[0].id, "articles": ["b.txt"]}])
    kept, new = sorted(parted.facts.events, key=lambda fact: fact.id != told.events[0].id)
    assert [item.article for item in kept.sources] == ["a.txt"]
    assert [item.article for item in new.sources] == ["b.txt", "corrections.toml"]
    assert (kept.fatalities, new.fatalities) == (None, 9)


def test_merges_follow_each_other() -> None:
    chain = [{"id": EVENT, "ids": [SIEGE]}, {"id": SIEGE, "ids": [THIRD]}]
    found = correct(EVENTS, merge=chain)
    assert [fact.id for fact in found.facts.events] == [EVENT]


def test_an_added_feature_names_its_source_and_ends_the_other_hold() -> None:
    told = facts(control=[control("A", "2019-04-04", location=place_location(GHARYAN))])
    span = {"layer": "control", "holder": "B", "place": "Gharyan", "valid_from": "2019-06-26", "note": "our man there"}
    siege = {"layer": "events", "subtype": "Siege", "place": "Hill 5", "lat": 30.0, "lon": 15.0, "note": "n"}
    found = correct(told, add=[{**span, "place": "gn:1"}, siege])
    old, new = sorted(found.facts.control, key=lambda span: span.holder)
    assert [(item.quote, item.dataset) for item in new.sources] == [("our man there", "analyst")]
    assert old.valid.end == new.valid.start == dt.date(2019, 6, 26)
    (event,) = found.facts.events
    assert (event.type, event.location.place.name, event.confidence) == ("Battles", "Hill 5", 1.0)
    assert "Hill 5" in event.headline


def test_a_fact_that_articles_tell_too_gets_the_analyst_as_a_source() -> None:
    told = facts(control=[control("A", "2019-04-04", location=place_location(GHARYAN))])
    same = {"layer": "control", "holder": "A", "place": "gn:1", "valid_from": "2019-04-04", "note": "seen"}
    (span,) = correct(told, add=[same]).facts.control
    assert [item.article for item in span.sources] == ["a.txt", "corrections.toml"]


def test_a_hold_ends_when_the_analyst_gives_the_ground_to_another() -> None:
    there = location("X")
    told = facts(control=[control("A", "2019-04-04", location=there), control("C", "2019-07-01", location=there)])
    keys = {span.holder: span.id for span in told.control}
    found = correct(told, set=[{"id": keys["C"], "holder": "B", "valid_from": "2019-06-26"}])
    assert one(found, keys["A"]).valid.end == dt.date(2019, 6, 26)
    assert one(found, keys["A"]).sources[-1].quote == "held until 2019-06-26, when B took over"
    assert one(found, keys["C"]).valid.end is None


def test_a_feature_with_a_new_id_is_found_by_what_it_was() -> None:
    was = {"place": "p:X", "type": "Armed clash", "date": "2019-06-26", "article": "b.txt"}
    found = correct(EVENTS, drop=[{"id": "event-gone", "was": was}])
    assert THIRD not in {fact.id for fact in found.facts.events}
    assert f"event-gone (Armed clash, p:X, 2019-06-26, b.txt) is {THIRD} now" in found.warnings[0]
    many = correct(EVENTS, drop=[{"id": "event-gone", "was": {"place": "p:X"}}])
    assert many.facts.events == EVENTS.events
    assert "3 features fit its description" in many.warnings[0]


@pytest.mark.parametrize(
    ("table", "item"),
    [
        ("drop", {"id": "event-gone"}),
        ("drop", {"id": "event-gone", "was": {"place": "p:Z"}}),
        ("set", {"id": "base-gone", "kind": "camp"}),
        ("merge", {"id": EVENT, "ids": ["event-gone"]}),
        ("merge", {"id": "event-gone", "ids": [EVENT]}),
        ("split", {"id": EVENT, "articles": ["z.txt"]}),
        ("split", {"id": "event-gone", "articles": ["a.txt"]}),
        ("add", {"layer": "events", "subtype": "Siege", "place": "Nowhere", "note": "n"}),
    ],
)
def test_what_fits_nothing_is_reported_and_changes_nothing(table: str, item: dict[str, Any]) -> None:
    found = correct(EVENTS, **{table: [item]})
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith(f"corrections.toml: {table}: ")
    assert (found.facts.events, found.facts.bases) == (EVENTS.events, EVENTS.bases)


KEYS = [EVENT, SIEGE, THIRD]
SETS = st.builds(
    lambda key, fields: {"id": key, **fields},
    st.sampled_from(KEYS),
    st.fixed_dictionaries(
        {"confidence": st.sampled_from([0.1, 1.0])},
        optional={
            "fatalities": st.integers(0, 9),
            "place": st.sampled_from(["Sirte", "gn:1", "Nowhere"]),
            "date_start": st.sampled_from(["2019-06", "2019-06-27", ""]),
            "actor": st.sampled_from(["B", "LNA", ""]),
        },
    ),
)
SPANS = st.builds(
    lambda holder, day: {"layer": "control", "holder": holder, "valid_from": day, "place": "Gharyan", "note": "n"},
    st.sampled_from("ABC"),
    st.sampled_from(["2019-04-04", "2019-05-01", "2019-06-26", ""]),
)
TABLES = st.fixed_dictionaries(
    {
        "set": st.lists(SETS, max_size=3, unique_by=lambda item: item["id"]),
        "drop": st.lists(st.builds(lambda key: {"id": key}, st.sampled_from([*KEYS, "event-gone"])), max_size=2),
        "merge": st.lists(st.just({"id": EVENT, "ids": [SIEGE]}), max_size=1),
        "split": st.lists(st.just({"id": THIRD, "articles": ["b.txt"]}), max_size=1),
        "add": st.lists(SPANS, max_size=3),
    }
)


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_corrections_does_not_matter(tables: dict[str, Any], chance: Any) -> None:
    shuffled = {name: chance.sample(items, len(items)) for name, items in tables.items()}
    assert correct(EVENTS, **tables) == correct(EVENTS, **shuffled)


@given(TABLES)
def test_corrections_applied_twice_are_corrections_applied_once(tables: dict[str, Any]) -> None:
    once = correct(EVENTS, **tables).facts
    assert correct(once, **tables).facts == once


@given(TABLES)
def test_every_feature_keeps_a_source(tables: dict[str, Any]) -> None:
    told = correct(EVENTS, **tables).facts
    assert all(fact.sources for fact in (*told.events, *told.control))


def test_fields_may_carry_the_names_of_the_layers() -> None:
    assert fields_of("events", {"place_id": "gn:1"}) == fields_of("events", {"place": "gn:1"})
    assert day("2019-06-26").start == EVENTS.events[0].when.start
