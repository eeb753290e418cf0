"""Dates: each form of the grammar, and no date where there is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import find_dates, split_sentences
from geo.records import UNKNOWN, Article, Interval

PUBLISHED = dt.date(2019, 12, 21)  # a Saturday


def dates(text: str, published: dt.date | None = PUBLISHED) -> list[tuple[str, Interval, str]]:
    when = Interval(published, published, "day") if published else UNKNOWN
    article = Article("a.txt", text, "", published=when)
    found = find_dates(article, split_sentences(article))
    return [(text[item.start : item.end], item.when, item.kind) for item in found]


def told(text: str, published: dt.date | None = PUBLISHED) -> list[str]:
    return [
        f"{when.start or ''}/{'' if when.start == when.end else when.end or ''}/{when.precision}"
        for _, when, _ in dates(text, published)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on 5 April 2019.", ["2019-04-05//day"]),
        ("It fell on April 5, 2019.", ["2019-04-05//day"]),
        ("It fell on the 5th of April 2019.", ["2019-04-05//day"]),
        ("It fell on 2019-04-05.", ["2019-04-05//day"]),
        ("They fought on 8-10 June 2019.", ["2019-06-08/2019-06-10/day"]),
        ("They fought between 28 May and 3 June 2019.", ["2019-05-28/2019-06-03/day"]),
        ("They fought on June 8-10, 2019.", ["2019-06-08/2019-06-10/day"]),
        ("It fell in April 2016.", ["2016-04-01/2016-04-30/month"]),
        ("It fell in early April 2016.", ["2016-04-01/2016-04-10/week"]),
        ("It fell in 2016.", ["2016-01-01/2016-12-31/year"]),
        ("It fell in summer 2018.", ["2018-06-01/2018-08-31/season"]),
        ("It fell on Friday.", ["2019-12-20//day"]),
        ("It fell on Saturday.", ["2019-12-21//day"]),
        ("It fell last Saturday.", ["2019-12-14//day"]),
        ("It falls next Monday.", ["2019-12-23//day"]),
        ("It fell on Thursday the 19th.", ["2019-12-19//day"]),
        ("It fell on Friday 6 December.", ["2019-12-06//day"]),
        ("It fell in August.", ["2019-08-01/2019-08-31/month"]),
        ("It fell on 27 December.", ["2018-12-27//day"]),
        ("It will fall on 27 December.", ["2019-12-27//day"]),
        ("It fell yesterday.", ["2019-12-20//day"]),
        ("It fell overnight.", ["2019-12-20/2019-12-21/day"]),
        ("It fell last week.", ["2019-12-09/2019-12-15/week"]),
        ("It fell earlier this month.", ["2019-12-01/2019-12-21/month"]),
        ("It fell last month.", ["2019-11-01/2019-11-30/month"]),
        ("It fell three days ago.", ["2019-12-18//day"]),
        ("It fell two years ago.", ["2017-01-01/2017-12-31/year"]),
        ("It fell last summer.", ["2019-06-01/2019-08-31/season"]),
        ("It fell on 5 April. Two days later it was retaken.", ["2019-04-05//day", "2019-04-07//day"]),
        ("It fell on 5 April. The next day it was retaken.", ["2019-04-05//day", "2019-04-06//day"]),
        ("It fell in May 2017. The next year X fell.", ["2017-05-01/2017-05-31/month", "2018-01-01/2018-12-31/year"]),
        ("It is to be held in the next month.", ["2020-01-01/2020-01-31/month"]),
        ("In May 2018 it fell. On Monday all was quiet.", ["2018-05-01/2018-05-31/month", "2019-12-16//day"]),
        ("It fell in the first days of October.", ["2019-10-01/2019-10-05/week"]),
        ("It fell in the second half of March.", ["2019-03-16/2019-03-31/month"]),
        ("It fell on the fifteenth of this month.", ["2019-12-15//day"]),
        ("It fell in the last days of last month.", ["2019-11-25/2019-11-30/week"]),
        ("It fell in June last year.", ["2018-06-01/2018-06-30/month"]),
        ("It fell on 6 August this year.", ["2019-08-06//day"]),
        ("It fell on 14 January 2014. In May of that year it was retaken.",
         ["2014-01-14//day", "2014-05-01/2014-05-31/month"]),
        ("It fell on 3 March 2018. Two days earlier they left.", ["2018-03-03//day", "2018-03-01//day"]),
        ("It was besieged since August 2016. On 7 May he came.", ["2016-08-01/2016-08-31/month", "2019-05-07//day"]),
        ("Since the protests of 2011 much changed. On 7 May he came.",
         ["2011-01-01/2011-12-31/year", "2019-05-07//day"]),
        ("On 23 November 2015 they came. It was over in January.",
         ["2015-11-23//day", "2016-01-01/2016-01-31/month"]),
        ("On 23 August 2014 it began. Last autumn it ended.",
         ["2014-08-23//day", "2019-09-01/2019-11-30/season"]),
        ("It was not until Feb. 8 that it fell.", ["2019-02-08//day"]),
        ("The truce will last until 1 March.", ["2020-03-01//day"]),
        ("On 7 May 2018 it fell. On Friday it was retaken.", ["2018-05-07//day", "2018-05-11//day"]),
        ("It fell on Friday 11 October. On the Sunday they raised a flag.", ["2019-10-11//day", "2019-10-13//day"]),
        ("It fell on Friday 11 October, X the next day. Y burnt on the same Friday.",
         ["2019-10-11//day", "2019-10-12//day", "2019-10-11//day"]),
        ("It fell in December 2018. The following month they had it.",
         ["2018-12-01/2018-12-31/month", "2019-01-01/2019-01-31/month"]),
        ("A week ago tanks drove in.", ["2019-12-11/2019-12-17/week"]),
        ("It fell in mid-May 2016.", ["2016-05-11/2016-05-20/week"]),
        ("9th: two woodcutters abducted.", ["2019-12-09//day"]),
    ],
)  # fmt: skip
def test_each_form_is_resolved(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The march began, and the fall of the town followed.",
        "Some 2000 people fled over 12 km.",
        "The 7th Brigade and the 604th Battalion fought at Gate 27.",
        "On 5 April they met the 2nd battalion of the 3rd division."[15:],
        "The February 17 Martyrs Brigade and the 17 February camp stood there.",
        "He is 32 and was born by the sea.",
        "The ratio was 3 to 4; the 15 vehicles burned.",
        "The sun may shine; to march is to win.",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert dates(text) == []


def test_without_a_publication_date_nothing_is_made_up() -> None:
    assert told("On Friday, yesterday and last week they fought; in August too.", None) == ["//unknown"] * 4
    assert told("They fought on 5 April 2019.", None) == ["2019-04-05//day"]


def test_a_year_in_the_heading_or_paragraph_is_that_of_its_days() -> None:
    assert told("Chronology of 2014\n\n13 July: the airport is attacked.")[-1] == "2014-07-13//day"
    assert told("On 13 July 2014 it began. On 23 August it fell.")[-1] == "2014-08-23//day"


def test_a_time_stamp_says_the_day_of_the_blog() -> None:
    assert told("21:40\nThe airport has fallen.") == ["2019-12-21//day"]


def test_a_day_over_the_entries_of_a_live_blog_is_theirs() -> None:
    text = (
        "As it happened\n\nTHURSDAY 19 DECEMBER\n17:45\nIt fell this morning.\n\n"
        "TUESDAY 17 DECEMBER\n09:00\nIt began yesterday."
    )
    assert [day.removesuffix("//day") for day in told(text)] == [
        "2019-12-19", "2019-12-19", "2019-12-19", "2019-12-17", "2019-12-17", "2019-12-16",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("since Friday", "since"),
        ("until May 2020", "until"),
        ("by Monday", "before"),
        ("on Friday", "at"),
        ("after 5 April", "after"),
    ],
)
def test_the_word_before_tells_the_kind(text: str, kind: str) -> None:
    assert dates(f"They hold it {text}.")[0][2] == kind


@given(st.text(max_size=200), st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_any_text_gives_ordered_intervals_inside_it(text: str, published: dt.date) -> None:
    for phrase, when, _ in dates(text, published):
        assert phrase
        assert when.start is None or when.end is None or when.start <= when.end
