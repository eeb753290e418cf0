"""Headlines, bylines and the day of publication: what is printed over an article counts, what it tells does not."""

import datetime as dt

import pytest

from geo.articles.headers import read_header
from geo.articles.lines import lines_of

PROSE = (
    "The army entered the hill town on Monday morning and the militia withdrew from it towards the coast, "
    "where it had held the harbour since 3 May 2011 and the airfield since the ceasefire of 12 June 2012, "
    "officials of both sides said."
)


def published(*lines: str) -> str | None:
    day = read_header(lines_of("\n\n".join(lines))).published
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Friday 5 April 2019 - newest entries first", "2019-04-05"),
        ("Posted Dec 21, 2019 by Jo Doe", "2019-12-21"),
        ("18 August 2024, 10:20 GMT", "2024-08-18"),
        ("(Oldport, 5 June 2017)", "2017-06-05"),
        ("sent Monday 12 February 2024", "2024-02-12"),
        ("By Ann B. | Jun 19 2015", "2015-06-19"),
        ("Published: 06/07/2020 11:42", "2020-07-06"),
        ("OLDPORT, Friday 22.06.2018", "2018-06-22"),
        ("Thursday 5/10/2017", "2017-10-05"),
        ("Wednesday 5/10/2017", "2017-05-10"),  # 5 October was a Thursday: month first
        ("Report of 25-31 May (issued 2 June 2017)", "2017-06-02"),
        ("15 to 21 November 2013 (issued Nov. 22)", "2013-11-22"),
        ("27 to 31 December 2013 (issued Jan. 2)", "2014-01-02"),
        ("Updated: May 23, 2023 | Published: May 22, 2023, 6:14 a.m. GMT", "2023-05-22"),
        ("First published 17-05-2022 07:41 | Last change 18-05-2022 19:05", "2022-05-17"),
        ("By staff reporters | Published 5:31 PM EST, Thu February 25, 2016", "2016-02-25"),
        ("Last updated: Sunday 16 April 2023, 21:40", "2023-04-16"),
        ("OLDPORT, Feb 18 (2024)", "2024-02-18"),
        ("27-28 August 2022", "2022-08-28"),
        ("2019-12-21 10:00", "2019-12-21"),
        ("Statement by the council, Oldport, 6 September 2011", "2011-09-06"),
        ("31 February 2019", None),
        ("A clerk remembers the four days of 15 February 2011", None),
        ("The town on 3 May 2011", None),
    ],
)
def test_a_line_above_the_article(line, expected):
    assert published("Army takes the hill town", line, PROSE) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("OLDPORT, June 27, 2019 (Agency) - ", "2019-06-27"),
        ("OLD PORT/NEWTOWN (22 November 2020) - ", "2020-11-22"),
        ("OLDPORT, Libya (Press Service) 27 August, 2017 — ", "2017-08-27"),
        ("Tuesday, 13 September 2016, 14:55 UTC. ", "2016-09-13"),
        ("OLDPORT (Press Service) - Sunday, April 21, 2019. ", "2019-04-21"),
        ("30 June 2022 - ", "2022-06-30"),
        ("On 3 May 2011 ", None),
        ("In the autumn of 2012 - ", None),
    ],
)
def test_a_dateline(start, expected):
    assert published("Army takes the hill town", start + PROSE) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Daily note: the coast, 28 October 2025", "2025-10-28"),
        ("Coast this week (28 June - 5 July 2024)", "2024-07-05"),
        ("Situation as of 16 April 2020", "2020-04-16"),
        ("COAST BRIEF | 28 MARCH 2025 | Prepared 18:00 at Oldport by the desk", "2025-03-28"),
        ("Coast watch No. 41 - week ending Sunday 7 September 2025", "2025-09-07"),
        (
            "Radio of the coast, evening bulletin, Monday 24 February 2025. Read in Arabic; this is our translation.",
            "2025-02-24",
        ),
        ("What the attack of 11 September 2012 changed", None),
        ("Remembering 15 June 2011", None),
    ],
)
def test_a_date_in_the_headline(title, expected):
    assert published(title, PROSE) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("J. Doe reported from Oldport. 24 March 2019", "2019-03-24"),
        ("Issued 2 June 2017, Oldport", "2017-06-02"),
        ("(Last updated 20 April 2025)", "2025-04-20"),
        ("The agreement was signed in Oldport on 23 June 2015.", None),
        ("25 December 2018 - A car explodes in Oldport.", None),
    ],
)
def test_a_date_under_the_article(last, expected):
    assert published("Army takes the hill town", PROSE, last) == expected


def test_a_timeline_gives_no_date():
    entries = (
        "13 May 2015 - Fighters storm the oasis.",
        "21 May 2015 - The oasis falls.",
        "2 March 2017 - It is retaken.",
    )
    assert published("Timeline: the conquests of the oasis", *entries) is None
    header = read_header(lines_of("\n".join(("Timeline of the oasis", *entries))))
    assert header.furniture == ()


def test_the_copyright_line_gives_a_dateline_its_year():
    assert published("Army takes the hill town", "OLDPORT, Dec 19 - " + PROSE, "(c) 2023 Paper") == "2023-12-19"


def test_kicker_headline_and_author():
    text = f"OPINION\nThe wrong hill\n\n5 August 2021 - By Ann S.\n\n{PROSE}\n"
    header = read_header(lines_of(text))
    assert (header.title, header.author, header.published) == ("The wrong hill", "Ann S.", dt.date(2021, 8, 5))
    assert [text[span.start : span.end] for span in header.furniture] == ["OPINION", "5 August 2021 - By Ann S."]


def test_a_dateline_is_furniture_and_its_sentence_is_not():
    text = f"Army takes the hill town\n\nOLDPORT, June 27, 2019 - {PROSE}"
    (span,) = read_header(lines_of(text)).furniture
    assert text[span.start : span.end] == "OLDPORT, June 27, 2019 - "


@pytest.mark.parametrize(
    "line", ["By our correspondent in Oldport", "By staff and agencies", "By a special correspondent"]
)
def test_a_byline_without_a_name_names_nobody(line):
    header = read_header(lines_of(f"Army takes the hill town\n{line}\n\n{PROSE}"))
    assert header.author == ""
    assert len(header.furniture) == 1


def test_prose_alone_has_no_headline():
    assert read_header(lines_of(PROSE)).title == ""
    assert read_header(lines_of("The town fell on Monday.")).title == ""


@pytest.mark.parametrize("start", ["OLDPORT: ", "OLDPORT ", "Oldport - ", "OLDPORT, Libya (AP) -- "])
def test_a_place_alone_before_the_first_sentence_is_furniture(start):
    story = "The army took the hill town after two days of fighting, a spokesman said on Monday."
    (span,) = read_header(lines_of(f"Army takes the hill town\n\n{start}{story}\n\n{PROSE}")).furniture
    assert f"Army takes the hill town\n\n{start}"[span.start : span.end].strip() == start.strip()


def test_places_before_every_paragraph_tell_where_it_is():
    story = "The army took the hill town after two days of fighting, a spokesman said on Monday."
    text = f"The week at the front\n\nOLDPORT: {story}\n\nNEWTOWN: {story}"
    assert not read_header(lines_of(text)).furniture


def test_a_first_sentence_behind_a_lone_place_is_no_headline():
    text = (
        f"OLDPORT: Troops took the hill town on Monday after a week of fighting, a spokesman of theirs said.\n\n{PROSE}"
    )
    header = read_header(lines_of(text))
    assert header.title == ""
    assert [text[span.start : span.end] for span in header.furniture] == ["OLDPORT: "]
