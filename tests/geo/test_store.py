"""The store of readings: what comes out is what went in, and nothing stale or damaged comes out."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from geo.records import Article, Event, Interval, Location, Mention, Place, Reading, Source, Span
from geo.store import article_key, configuration_key, open_store, rules_version

PLACE = Place("gn:1", "Tripoli", 32.9, 13.2, names=("Tripoli", "طرابلس"))
LOCATION = Location(PLACE, 32.9, 13.2, 5.0)
DAY = Interval(dt.date(2019, 4, 5), None, "day")
ARTICLE = Article("a.txt", "Clashes in Tripoli.", "00", published=DAY, furniture=(Span(0, 1),))
READING = Reading(
    ARTICLE,
    mentions=(Mention("a.txt", 11, 18, "Tripoli", location=LOCATION, confidence=0.9),),
    events=(
        Event(
            "e1", "Battles", "Armed clash", "occurred", "A", "B", LOCATION, DAY, None, background=False,
            headline="Clash", confidence=0.7, sources=(Source("a.txt", "Clashes in Tripoli.", 0, 19),),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "readings.sqlite"


def test_a_reading_comes_back_as_it_was(path: Path) -> None:
    with open_store(path, "k") as store:
        assert store.get(ARTICLE) is None
        store.put([READING])
    with open_store(path, "k") as store:
        assert store.get(ARTICLE) == READING


@pytest.mark.parametrize(
    "other", [replace(ARTICLE, text="x"), replace(ARTICLE, published=Interval()), replace(ARTICLE, name="b")]
)
def test_an_article_that_differs_in_anything_is_read_again(path: Path, other: Article) -> None:
    assert article_key(other) != article_key(ARTICLE)
    with open_store(path, "k") as store:
        store.put([READING])
        assert store.get(other) is None


def test_another_configuration_sees_nothing_of_this_one(path: Path) -> None:
    assert configuration_key("rules", "gazetteer") != configuration_key("rules", "theatre")
    with open_store(path, "k") as store:
        store.put([READING])
    with open_store(path, "l") as store:
        assert store.get(ARTICLE) is None


def test_old_configurations_are_dropped_and_recent_ones_kept(path: Path) -> None:
    for number in range(12):
        with open_store(path, f"k{number}") as store:
            store.put([READING])
    with open_store(path, "k0") as store:
        assert store.get(ARTICLE) is None
    with open_store(path, "k11") as store:
        assert store.get(ARTICLE) == READING


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to look like one" * 100])
def test_a_damaged_store_is_begun_anew(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with open_store(path, "k") as store:
        assert store.get(ARTICLE) is None
        store.put([READING])
        assert store.get(ARTICLE) == READING


def test_a_store_with_an_overwritten_middle_never_gives_a_wrong_reading(path: Path) -> None:
    many = [replace(READING, article=replace(ARTICLE, name=f"{n}.txt")) for n in range(200)]
    with open_store(path, "k") as store:
        store.put(many)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    path.write_bytes(content)
    with open_store(path, "k") as store:
        for item in many:
            assert store.get(item.article) in (None, item)


def test_the_version_of_the_rules_is_a_hash_of_the_package() -> None:
    assert rules_version() == rules_version()
    assert len(rules_version()) == 64
