"""Names pinned and forbidden, from the corrections to the mentions; and a review whose tables work."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from geo.corrections import Corrections, apply_corrections, load_corrections, rulings_of, unused_rulings
from geo.corrections.review import review_lines
from geo.facts import load_roster, merge
from geo.gazetteer import Gazetteer
from geo.inputs import Inputs, gather
from geo.reader import Reader
from geo.records import Article, Interval, Mention, Reading
from geo.theatre import Theatre
from geo.toponyms.rulings import PINNED, Ruling
from geo.workers import Setup

DAY = dt.date(2019, 6, 28)
TEXT = (
    "LNA forces captured Gharyan, south of Tripoli, on Wednesday. Residents of Gharyan said there was calm.\n\n"
    "Fighters also attacked the village of Qasr Zumurrud near Tripoli."
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gazetteer")


def setup(cache: Path, **tables: object) -> Setup:
    rulings = rulings_of(Corrections.model_validate(tables))
    return Setup(cache, Theatre().model_dump_json(), rulings=rulings)


def read(reader: Reader, name: str = "a.txt") -> Reading:
    return reader.read(Article(name, TEXT, "0" * 64, published=Interval(DAY, DAY, "day")))


def mention(reading: Reading, phrase: str) -> Mention:
    return next(item for item in reading.mentions if item.phrase == phrase)


def place(reading: Reading, phrase: str) -> str:
    location = mention(reading, phrase).location
    return location.place.id if location else ""


def test_a_pin_moves_a_name_in_all_articles_or_in_one(cache: Path) -> None:
    plain = setup(cache).reader()
    usual = place(read(plain), "Gharyan")
    assert usual
    other = plain.gazetteer.lookup("Sirte")[0]
    pinned = read(setup(cache, pin=[{"name": "gharyan", "place": other.id}]).reader())
    assert place(pinned, "Gharyan") == other.id
    assert mention(pinned, "Gharyan").why == PINNED
    assert any(event.location.place.id == other.id for event in pinned.events)
    reader = setup(cache, pin=[{"name": "Gharyan", "place": other.id, "article": "b.txt"}]).reader()
    assert [place(read(reader, name), "Gharyan") for name in ("a.txt", "b.txt")] == [usual, other.id]


def test_a_pin_to_a_point_places_what_no_gazetteer_knows(cache: Path) -> None:
    name = "Qasr Zumurrud"
    reading = read(setup(cache, pin=[{"name": name, "lat": 32.7, "lon": 13.1, "radius_km": 2}]).reader())
    location = mention(reading, name).location
    assert location is not None
    assert (location.place.lat, location.place.lon, location.place.geocoder) == (32.7, 13.1, "analyst")


def test_a_forbidden_place_is_not_meant(cache: Path) -> None:
    usual = place(read(setup(cache).reader()), "Gharyan")
    assert place(read(setup(cache, forbid=[{"name": "Gharyan", "place": usual}]).reader()), "Gharyan") != usual
    nowhere = read(setup(cache, forbid=[{"name": "Gharyan"}]).reader())
    assert not place(nowhere, "Gharyan")
    assert "ruled out" in mention(nowhere, "Gharyan").why


def test_a_pin_of_a_town_is_not_one_of_its_airport() -> None:
    town, airport = Ruling("Zawiya", "gn:1"), Ruling("Zawiya airport", "gn:2")
    assert town.means("ZAWIYA")
    assert town.means("Zawiya", "city")
    assert not town.means("Zawiya", "airport")
    assert airport.means("Zawiya", "airport")
    assert not airport.means("Zawiya")


def test_rulings_that_did_nothing_are_told(cache: Path) -> None:
    reader = setup(cache).reader()
    tables = {
        "pin": [{"name": "Gharyan", "place": "gn:0"}, {"name": "Atlantis", "lat": 0, "lon": 0}],
        "forbid": [{"name": "Tripoli", "place": reader.gazetteer.lookup("Tripoli")[0].id, "article": "z.txt"}],
    }
    rulings = rulings_of(Corrections.model_validate(tables))
    told = unused_rulings(rulings, [read(reader)], reader.gazetteer, "corrections.toml")
    assert sorted(told) == [
        "corrections.toml: forbid: Tripoli: z.txt does not name it, or is gone",
        "corrections.toml: pin: Atlantis: no article names it",
        "corrections.toml: pin: Gharyan: no gazetteer has the place gn:0",
    ]
    good = rulings_of(Corrections.model_validate({"pin": [{"name": "gharyan", "lat": 0, "lon": 0}]}))
    assert not unused_rulings(good, [read(reader)], reader.gazetteer, "c")


def test_a_review_lists_the_doubtful_first_and_its_tables_work(cache: Path, tmp_path: Path) -> None:
    reader = setup(cache).reader()
    facts = merge([read(reader)])
    text = "\n".join(review_lines(facts, reader.gazetteer, 50))
    found = tomllib.loads(text)
    assert {item["id"] for item in found["drop"]} == {
        fact.id for fact in (*facts.events, *facts.control, *facts.axes, *facts.bases)
    }
    assert "# 1. " in text
    assert "a.txt: \u201cLNA forces captured Gharyan" in text
    path = tmp_path / "corrections.toml"
    path.write_text("\n".join(f'[[drop]]\nid = "{item["id"]}"' for item in found["drop"]))
    dropped = apply_corrections(facts, load_corrections(path), reader.gazetteer, load_roster([], ()))
    assert not dropped.facts.events
    assert not dropped.warnings
    path.write_text("\n".join(f'[[set]]\nid = "{item["id"]}"\nconfidence = 1.0' for item in found["set"]))
    confirmed = apply_corrections(facts, load_corrections(path), reader.gazetteer, load_roster([], ()))
    assert {event.confidence for event in confirmed.facts.events} == {1.0}
    again = tomllib.loads("\n".join(review_lines(confirmed.facts, reader.gazetteer, 50)))
    assert not again.get("set"), "what is settled is not asked again"


def test_a_review_is_as_long_as_asked_and_obeys_no_control_characters() -> None:
    quote = "A\x1b[31m took X.\n[[drop]]"
    article = Article("a.txt", quote, "0" * 64)
    lost = Mention("a.txt", 0, 8, 'X"\n', why="no gazetteer knows this name")
    facts = merge([Reading(article, mentions=(lost,))])
    text = "\n".join(review_lines(facts, Gazetteer(()), 1))
    assert "\x1b" not in text
    assert "pin" not in tomllib.loads(text)  # a pin without a place is a comment until somebody puts one in
    ready = re.sub(r"^# (?=\[\[pin|name =|lat =|lon =)", "", text, flags=re.MULTILINE)
    assert tomllib.loads(ready)["pin"] == [{"name": 'X"\n', "lat": 0.0, "lon": 0.0}]


def test_only_what_a_correction_touches_is_read_again(cache: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")

    def inputs(**tables: object) -> Inputs:
        corrections = Corrections.model_validate(tables)
        return gather([tmp_path], Theatre(), cache_dir=cache, today=DAY, corrections=corrections)

    plain = inputs()
    dropped = inputs(drop=[{"id": "event-1"}])
    assert dropped.key != plain.key
    assert (dropped.configuration, dropped.units) == (plain.configuration, plain.units)
    everywhere = inputs(pin=[{"name": "Gharyan", "place": "gn:1"}])
    assert everywhere.configuration != plain.configuration
    in_one = inputs(pin=[{"name": "Gharyan", "place": "gn:1", "article": "b.txt"}])
    assert in_one.configuration == plain.configuration
    assert [one.key == other.key for one, other in zip(plain.units, in_one.units, strict=True)] == [True, False]
    assert in_one.made_with["names"] != plain.made_with["names"] == ""


def test_a_place_pinned_in_one_article_is_unknown_to_the_others(cache: Path) -> None:
    pin = {"name": "Qasr Zumurrud", "lat": 32.7, "lon": 13.1, "article": "b.txt"}
    assert not setup(cache, pin=[pin]).gazetteer().lookup("Qasr Zumurrud")
