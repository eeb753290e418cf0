"""Grouping reports: sparing comparisons by blocks never changes which reports are of one fact."""

import datetime as dt
import random
import time
from dataclasses import replace

import pytest

from geo.facts.clusters import Blocks, by_source, cluster
from geo.facts.same_event import _alike, _blocks, _look, same_event
from geo.records import Event, Interval, Location, Place, Source

SUBTYPES = ("Armed clash", "Offensive", "Territory captured", "Shelling/artillery/missile attack")


def random_event(chance: random.Random, number: int) -> Event:
    """Give an event of few kinds, days and places, so that many are alike: across cells, months and wide areas."""
    start = dt.date(2019, 1, 25) + dt.timedelta(days=chance.randrange(12)) if chance.random() < 0.8 else None
    length = chance.choice([0, 0, 0, 3, 40, 700])
    end = start + dt.timedelta(days=length) if start and length else None
    town = chance.randrange(4)
    lat, lon = 31.99 + 0.02 * town + chance.choice([0, 0.03]), chance.choice([-0.01, 0.01, 13.24, 13.26])
    radius = chance.choice([5.0, 5.0, 40.0, 300.0])
    place = Location(Place(f"p{town}", f"P{town}", lat, lon), lat, lon, radius, chance.choice(["", "", "south of"]))
    published = chance.choice(["2019-02-01", "2019-02-03", "2019-02-08", "2019-02", ""])
    copied = chance.choice(["", "a1.txt"])
    return Event(
        f"e{number}", "Battles", chance.choice(SUBTYPES), chance.choice(["occurred", "claimed", "planned", "denied"]),
        chance.choice(["", "A", "B"]), chance.choice(["", "A", "B"]), place, Interval(start, end, "day"),
        chance.choice([None, 3, 30]), chance.random() < 0.1, "headline", 0.5,
        (Source(f"a{chance.randrange(60)}.txt", "x", number, number + 1, published, copy_of=copied),),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_blocks_of_events_let_every_pair_through_that_is_the_same(seed: int) -> None:
    chance = random.Random(seed)
    events = [random_event(chance, number) for number in range(150)]
    with_blocks = cluster(events, same_event, _blocks, lambda event: event.id)
    assert with_blocks == cluster(events, same_event, lambda _: Blocks.by("all"), lambda event: event.id)
    assert any(len(group) > 1 for group in with_blocks)


@pytest.mark.parametrize("seed", range(12))
def test_comparing_only_reports_that_look_different_changes_no_group(seed: int) -> None:
    chance = random.Random(seed)
    events = [random_event(chance, number) for number in range(200)]
    told_apart = cluster(events, same_event, _blocks, lambda event: event.id)
    assert cluster(events, _alike, _blocks, _look, one_each=True) == told_apart


def test_thousands_of_retellings_take_seconds() -> None:
    event = random_event(random.Random(3), 0)
    told = [replace(event, sources=(replace(event.sources[0], article=f"a{number}.txt"),)) for number in range(5000)]
    begin = time.process_time()
    assert len(cluster(told, _alike, _blocks, _look, one_each=True)) == 1
    assert time.process_time() - begin < 5


def test_reports_are_taken_in_one_order_whatever_order_they_come_in() -> None:
    chance = random.Random(1)
    events = [random_event(chance, number // 2) for number in range(40)]
    shuffled = chance.sample(events, len(events))
    assert list(by_source(shuffled)) == list(by_source(events))


def test_a_report_of_another_story_is_not_hidden_behind_one_that_looks_like_it() -> None:
    told = replace(random_event(random.Random(3), 0), when=Interval(), actor="A", background=False)
    told = replace(told, sources=(Source("a.txt", "x", 0, 1, "2019-02-01"),))
    again = replace(told, sources=(Source("b.txt", "x", 0, 1, "2019-02-01"),))  # of the same party, on the same day
    copy = replace(told, actor="", sources=(Source("c.txt", "x", 0, 1, "2019-02-01", copy_of="a.txt"),))
    assert _alike(told, again)
    assert _alike(told, copy)
    assert not _alike(again, copy)
    groups = cluster([told, again, copy], _alike, _blocks, _look, one_each=True)
    assert [len(group) for group in groups] == [2, 1]
