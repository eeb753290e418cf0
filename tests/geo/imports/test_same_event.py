"""A row that tells what an article tells: one event with both as its sources."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from rows_of_data import ACLED, UCDP, join, told, write

from geo.records import Event, Facts, Interval, Location

UCDP_FILE = 'file = "ged.csv"\nformat = "ucdp"'


def joined(folder: Path, event: Event, *rows: dict[str, str]) -> tuple[Event, ...]:
    write(folder / "ged.csv", rows or [UCDP])
    return join(folder, UCDP_FILE, head='countries = ["LY"]', facts=Facts((), events=(event,))).facts.events


def test_the_event_of_an_article_gains_the_row_and_keeps_its_id(tmp_path: Path) -> None:
    (event,) = joined(tmp_path, told())
    assert event.id == told().id
    assert [source.dataset for source in event.sources] == ["", "ucdp"]
    assert event.fatalities == 4
    assert event.confidence > told().confidence
    assert event.actor
    assert event.headline != told().headline


def test_what_the_article_says_stands(tmp_path: Path) -> None:
    (event,) = joined(tmp_path, told(fatalities=6, actor="Forces of Haftar"))
    assert (event.fatalities, event.actor) == (6, "Forces of Haftar")


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Strategic developments", "subtype": "Withdrawal"},
        {"actor": "Somebody else"},
        {"fatalities": 60},
        {"status": "planned"},
        {"when": Interval(dt.date(2019, 4, 10), dt.date(2019, 4, 10), "day")},
        {"when": Interval(dt.date(2019, 1, 1), dt.date(2019, 12, 31), "year")},
        {"when": Interval()},
        {"location": Location(told().location.place, 32.6, 13.02, 5.0)},
        {"location": Location(told().location.place, 32.172, 13.02, 200.0)},
    ],
)
def test_another_kind_party_toll_time_or_place_is_another_event(change: dict[str, Any], tmp_path: Path) -> None:
    assert len(joined(tmp_path, told(**change))) == 2


def test_only_the_likest_row_of_a_data_set_is_the_event(tmp_path: Path) -> None:
    rows = [UCDP | {"id": "1", "date_start": "2019-04-08", "date_end": "2019-04-08"}, UCDP | {"id": "2"}]
    events = {event.id: event for event in joined(tmp_path, told(), *rows)}
    assert set(events) == {told().id, "event-ucdp-1"}
    assert [source.row for source in events[told().id].sources] == ["", "2"]


def test_two_data_sets_and_an_article_may_be_one_event(tmp_path: Path) -> None:
    write(tmp_path / "ged.csv", [UCDP])
    write(tmp_path / "acled.csv", [ACLED | {"actor2": "Forces of Haftar"}])
    data = f'{UCDP_FILE}\n[[data]]\nfile = "acled.csv"\nformat = "acled"'
    found = join(tmp_path, data, head='countries = ["LY"]', facts=Facts((), events=(told(),)))
    (event,) = found.facts.events
    assert [source.dataset for source in event.sources] == ["", "ucdp", "acled"]
    assert "1 tell an event that was known" in found.notes[1]


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [UCDP | {"id": str(number), "best": str(number)} for number in range(8)]
    assert joined(tmp_path, told(fatalities=5), *rows) == joined(tmp_path, told(fatalities=5), *reversed(rows))
