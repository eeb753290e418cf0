"""ACLED and UCDP rows: what they become, what is left out and why."""

import datetime as dt
import gzip
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows_of_data import ACLED, UCDP, join, write

from geo.errors import ConfigError

UCDP_FILE = 'file = "ged.csv"\nformat = "ucdp"'
ACLED_FILE = 'file = "acled.csv"\nformat = "acled"'


def test_a_ucdp_row_is_an_event_with_its_row_as_source(tmp_path: Path) -> None:
    write(tmp_path / "ged.csv", [UCDP])
    joined = join(tmp_path, UCDP_FILE, head='countries = ["LY"]')
    (event,) = joined.facts.events
    assert event.id == "event-ucdp-5001"
    assert (event.type, event.subtype, event.status) == ("Battles", "Armed clash", "occurred")
    assert event.location.place.id == "t:gharyan"
    assert event.location.radius_km == 2
    assert event.when.start == dt.date(2019, 4, 7)
    assert event.fatalities == 4
    (source,) = event.sources
    assert (source.article, source.dataset, source.row) == ("ged.csv", "ucdp", "5001")
    assert source.quote == UCDP["source_headline"]
    assert joined.datasets == (("ucdp", "UCDP GED"),)


def test_names_of_parties_are_the_rosters_where_it_knows_them(tmp_path: Path) -> None:
    write(tmp_path / "acled.csv", [ACLED])
    head = 'countries = ["LY"]\n[[actors]]\nid = "LNA"\nname = "Libyan National Army"\ncolour = "#b8322a"\n'
    joined = join(tmp_path, ACLED_FILE, head=head)
    (event,) = joined.facts.events
    assert event.target == "LNA"
    assert event.actor in {actor.id for actor in joined.facts.actors}
    assert event.sources[0].quote == ACLED["notes"]


def test_the_theatre_says_who_a_name_is_and_new_names_stay_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "ged.csv", [UCDP | {"side_a": "Band of Ten", "side_b": "Band of Twelve"}])
    joined = join(tmp_path, UCDP_FILE + '\nactors = { "Band of Ten" = "The Ten" }')
    (event,) = joined.facts.events
    assert (event.actor, event.target) == ("The Ten", "Band of Twelve")
    assert {actor.id: actor.listed for actor in joined.facts.actors} == {"The Ten": False, "Band of Twelve": False}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"latitude": "nan"}, "no usable coordinates"),
        ({"longitude": ""}, "no usable coordinates"),
        ({"latitude": "north"}, "no usable coordinates"),
        ({"latitude": "91"}, "coordinates out of range"),
        ({"longitude": "1e9"}, "coordinates out of range"),
        ({"latitude": "0", "longitude": "0"}, "at 0, 0"),
        ({"date_start": "2019-02-30"}, "a date that cannot be read"),
        ({"date_start": ""}, "no date"),
        ({"date_start": "2031-01-01", "date_end": "2031-01-01"}, "in the future"),
        ({"date_start": "0019-04-07", "date_end": "0019-04-07"}, "before 1800"),
        ({"date_end": "2019-04-01"}, "ends before it begins"),
        ({"type_of_violence": "9"}, "of a kind that is not known"),
        ({"where_prec": "12"}, "of a precision that is not known"),
        ({"best": "many"}, "fatalities that are no number"),
        ({"best": "-3"}, "fatalities that are no number"),
        ({"id": "5001"}, "an id that another row has"),
        ({"country": "Chad", "latitude": "13", "longitude": "18"}, ""),
    ],
)
def test_a_row_that_cannot_be_is_left_out_and_counted(change: dict[str, str], reason: str, tmp_path: Path) -> None:
    write(tmp_path / "ged.csv", [UCDP, UCDP | {"id": "5002"} | change])
    joined = join(tmp_path, UCDP_FILE)
    assert len(joined.facts.events) == (1 if reason else 2)
    (note,) = joined.notes
    assert "\n" not in note
    assert (f"1 left out: 1 {reason}" in note) == bool(reason)


def test_rows_outside_the_theatre_or_the_period_are_left_out(tmp_path: Path) -> None:
    rows = [
        UCDP,
        UCDP | {"id": "2", "latitude": "50"},
        UCDP | {"id": "3", "date_start": "2018-01-01", "date_end": "2018-01-01"},
    ]
    write(tmp_path / "ged.csv", rows)
    joined = join(tmp_path, UCDP_FILE + "\nperiod = [2019-01-01, 2019-12-31]", head="bbox = [9.0, 19.0, 26.0, 34.0]")
    assert len(joined.facts.events) == 1
    assert "1 outside the theatre" in joined.notes[0]
    assert "1 outside the period" in joined.notes[0]


@pytest.mark.parametrize(
    ("precision", "radius", "relation", "shape"),
    [("1", 2, "", "point"), ("2", 25, "near", "point"), ("4", 80, "", "area"), ("6", 750, "", "area")],
)
def test_precision_of_place_is_the_radius(
    precision: str, radius: float, relation: str, shape: str, tmp_path: Path
) -> None:
    write(tmp_path / "ged.csv", [UCDP | {"where_prec": precision}])
    location = join(tmp_path, UCDP_FILE).facts.events[0].location
    assert (location.radius_km, location.relation, location.shape) == (radius, relation, shape)


def test_a_week_of_acled_reaches_to_both_sides_of_its_day(tmp_path: Path) -> None:
    write(tmp_path / "acled.csv", [ACLED | {"time_precision": "2"}])
    when = join(tmp_path, ACLED_FILE).facts.events[0].when
    assert (when.start, when.end, when.precision) == (dt.date(2019, 4, 4), dt.date(2019, 4, 10), "week")


def test_older_dates_of_acled_and_floats_for_codes_are_read(tmp_path: Path) -> None:
    write(tmp_path / "acled.csv", [ACLED | {"event_date": "07 April 2019", "geo_precision": "1.0"}])
    write(
        tmp_path / "ged.csv", [UCDP | {"id": "7.0", "date_start": "2019-04-07 00:00:00.000", "type_of_violence": "3.0"}]
    )
    assert join(tmp_path, ACLED_FILE).facts.events[0].when.start == dt.date(2019, 4, 7)
    event = join(tmp_path, UCDP_FILE).facts.events[0]
    assert (event.id, event.type) == ("event-ucdp-7", "Violence against civilians")


def test_a_day_of_publication_that_cannot_be_is_no_day(tmp_path: Path) -> None:
    write(
        tmp_path / "ged.csv",
        [
            UCDP | {"id": str(at), "source_date": day}
            for at, day in enumerate(("2919-04-08", "2012-01-01", "2019-04-09"))
        ],
    )
    joined = join(tmp_path, UCDP_FILE)
    assert [event.sources[0].published for event in joined.facts.events] == ["", "", "2019-04-09"]


def test_wrong_columns_are_told_before_any_row_is_read(tmp_path: Path) -> None:
    line = "a,b,c\n"
    (tmp_path / "ged.csv").write_text("one,two,three\n" + line * 1_000_000, "utf-8")
    begin = time.perf_counter()
    with pytest.raises(ConfigError) as told:
        join(tmp_path, UCDP_FILE)
    assert time.perf_counter() - begin < 2
    assert "\n" not in str(told.value)
    assert "UCDP GED needs 'id' for 'id', and the file has only one, two, three" in str(told.value)


def test_no_row_that_can_be_used_is_an_error_of_one_line(tmp_path: Path) -> None:
    write(tmp_path / "ged.csv", [UCDP | {"latitude": "200"}])
    with pytest.raises(ConfigError, match="no row can be used: 0 of 1 rows joined as events; 1 left out"):
        join(tmp_path, UCDP_FILE)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"id\n", b"\xff\xfe"])
def test_what_is_no_table_is_an_error_of_one_line(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_bytes(content)
    with pytest.raises(ConfigError) as told:
        join(tmp_path, UCDP_FILE)
    assert "\n" not in str(told.value)


def test_packed_semicolons_and_other_encodings_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "plain.csv", [UCDP | {"side_b": "Armée d'été"}])
    text = path.read_text("utf-8").replace(",", ";")
    with gzip.open(tmp_path / "ged.csv.gz", "wb") as packed:
        packed.write(text.encode("cp1252"))
    event = join(tmp_path, 'file = "ged.csv.gz"\nformat = "ucdp"').facts.events[0]
    assert event.target == "Armée d'été"


def test_a_file_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.imports.files.MAX_BYTES", 100_000)
    path = write(tmp_path / "plain.csv", [UCDP | {"id": str(number)} for number in range(2000)])
    with path.open("rb") as plain, gzip.open(tmp_path / "ged.csv.gz", "wb") as packed:
        shutil.copyfileobj(plain, packed)
    with pytest.raises(ConfigError, match="unpacks to more than"):
        join(tmp_path, 'file = "ged.csv.gz"\nformat = "ucdp"')


def test_more_rows_than_can_be_drawn_are_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.imports.rows.MAX_ROWS", 3)
    write(tmp_path / "ged.csv", [UCDP | {"id": str(number)} for number in range(4)])
    with pytest.raises(ConfigError, match="4 rows are in the theatre, at most 3 are drawn: narrow it with `period`"):
        join(tmp_path, UCDP_FILE)


@given(
    cells=st.dictionaries(
        st.sampled_from(sorted(UCDP)), st.text(st.characters(exclude_categories=("Cs",)), max_size=20), max_size=6
    )
)
def test_no_cell_breaks_the_import(cells: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rows")
    write(folder / "ged.csv", [UCDP, UCDP | {"id": "2"} | cells])
    joined = join(folder, UCDP_FILE)
    assert 1 <= len(joined.facts.events) <= 2
    assert len({event.id for event in joined.facts.events}) == len(joined.facts.events)
    assert all(event.location.radius_km > 0 for event in joined.facts.events)
