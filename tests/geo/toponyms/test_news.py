"""Whole news texts of our own: how many places are found, how many stand right, against ``tests/floors.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.gazetteer.distance import haversine_km

HERE = Path(__file__).parent
FLOORS = HERE.parents[1] / "floors.toml"
MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")
RIGHT_KM = 10.0


@dataclass(frozen=True)
class Gold:
    """An annotated location: its span, its point and how far from it is right."""

    start: int
    end: int
    lat: float
    lon: float
    km: float


def unmark(marked: str) -> tuple[str, list[Gold]]:
    """Give the plain text and its locations."""
    text, gold, last = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        start, text, last = len(text), text + mark[1], mark.end()
        if mark[2] != "-":
            lat, lon, *km = map(float, mark[2].split())
            gold.append(Gold(start, len(text), lat, lon, *(km or [RIGHT_KM])))
    return text + marked[last:], gold


@dataclass(frozen=True)
class Score:
    """Counts over all texts."""

    gold: int
    found: int
    same: int
    right: int

    @property
    def f1(self) -> float:
        """Exact spans of literal mentions."""
        return 2 * self.same / (self.gold + self.found)

    @property
    def share_right(self) -> float:
        """Of the spans found, the share that stands where it should."""
        return self.right / self.same


@pytest.fixture(scope="module")
def texts():
    rows = tomllib.loads((HERE / "news.toml").read_text("utf-8"))["text"]
    return {row["id"]: unmark(" ".join(row["text"].split())) for row in rows}


def score(texts, read) -> Score:
    gold_count = found_count = same = right = 0
    for name, (text, gold) in texts.items():
        found = {(m.start, m.end): m for m in read(text) if m.role == "literal"}
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        for mark in gold:
            mention = found.pop((mark.start, mark.end), None)
            same += mention is not None
            place = mention and mention.location and mention.location.place
            well = bool(place) and haversine_km(place.lat, place.lon, mark.lat, mark.lon) <= mark.km
            right += well
            if not well:
                print(f"{name}: {text[mark.start : mark.end]}: {place.id if place else mention and 'nowhere'}")
        for start, end in found:
            print(f"{name}: {text[start:end]} is no location here")
    return Score(gold_count, found_count, same, right)


def test_marks_are_read():
    assert unmark("In {Gao|16 -1}, {Rome|-} and {Mali|17 -4 250}.") == (
        "In Gao, Rome and Mali.",
        [Gold(3, 6, 16, -1, RIGHT_KM), Gold(17, 21, 17, -4, 250)],
    )


def test_the_floors_are_reached(texts, read):
    floors = tomllib.loads(FLOORS.read_text("utf-8"))["toponyms"]
    reached = score(texts, read)
    print(f"F1 {reached.f1:.3f}, right {reached.share_right:.3f} of {reached.gold} places")
    assert reached.f1 >= floors["f1"]
    assert reached.share_right >= floors["right"]


def test_a_score_falls_with_what_is_missed_invented_and_misplaced(texts, read):
    as_read = score(texts, read)
    nothing = score({"a": ("Shots were heard in Benghazi.", [])}, read)
    misplaced = score({"a": ("Shots were heard in Benghazi.", [Gold(20, 28, 0, 0, RIGHT_KM)])}, read)
    assert nothing.f1 == 0
    assert misplaced.share_right == 0
    assert as_read.f1 > nothing.f1
