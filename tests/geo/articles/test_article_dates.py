"""Dates as written: partial ones keep their precision, impossible and relative ones are none."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles.dates import find_written, parse_date


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2018-12-28", "2018-12-28", "2018-12-28", "day"),
        ("2018-12", "2018-12-01", "2018-12-31", "month"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018-12-28T23:30:00+02:00", "2018-12-28", "2018-12-28", "day"),
        ("2018-12-28 10:20", "2018-12-28", "2018-12-28", "day"),
        ("20181228", "2018-12-28", "2018-12-28", "day"),
        ("28 December 2018", "2018-12-28", "2018-12-28", "day"),
        ("Fri, 28 Dec 2018 10:20:00 GMT", "2018-12-28", "2018-12-28", "day"),
        ("December 2018", "2018-12-01", "2018-12-31", "month"),
        ("28 décembre 2018", "2018-12-28", "2018-12-28", "day"),
        ("28 декабря 2018", "2018-12-28", "2018-12-28", "day"),
        ("28 ديسمبر 2018", "2018-12-28", "2018-12-28", "day"),
    ],
)
def test_values_that_are_dates(value, first, last, precision):
    when = parse_date(value)
    assert when is not None
    assert (str(when.start), str(when.end), when.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2018-13",
        "2019-02-31",
        "2019-12-32",
        "0000",
        "9999-01-01",
        "yesterday",
        "last Friday",
        "hier",
        "in 2018",
        "12",
        "TBD",
    ],
)
def test_values_that_are_none(value):
    assert parse_date(value) is None


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_day_written_out_is_found(day, form):
    (date,) = find_written(f"Oldport, {day.strftime(form)} - news")
    assert date.day_of() == day


@settings(deadline=None)  # dateparser loads its languages in the first example that needs them
@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    parse_date(text)
    for date in find_written(text):
        assert 0 <= date.start < date.end <= len(text)
