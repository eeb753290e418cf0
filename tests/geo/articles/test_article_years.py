"""The year of a dateline without one: told by the report, or left open."""

import pytest

from geo.articles.dates import find_written
from geo.articles.years import year_of


@pytest.mark.parametrize(
    ("dateline", "text", "year"),
    [
        ("March 27", "He landed on Wednesday, the first time in two years. War began on April 15, 2023.", 2025),
        ("January 22", "They left on Thursday. The airport was rebuilt for the 2012 championship.", 2015),
        ("March 27", "He landed on Wednesday.", None),
        ("March 27", "War began on April 15, 2023, and goes on.", None),
        ("June 3", "The town fell on Monday to 2013 fighters of the brigade.", None),
    ],
)
def test_years_are_told_or_left_open(dateline: str, text: str, year: int | None) -> None:
    """The weekday of the news and the years told fix a year; one of them alone does not."""
    assert year_of(find_written(dateline)[0], text) == year
