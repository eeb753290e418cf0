"""When a trigger was: its own date, the story's, the day of the news; nothing for plans, denials and flashbacks."""

import datetime as dt

import pytest
from told import Told, tell

from geo.facts.chronology import news_day
from geo.language import find_dates, split_sentences
from geo.records import Article, Interval

_DAY = dt.date(2023, 5, 4)


@pytest.mark.parametrize(
    ("second", "when"),
    [
        ("<The rebels=R> captured {Sorman} from <the army=A>.", _DAY),
        ("<The rebels=R> had captured {Sorman} from <the army=A>.", None),
        ("<The rebels=R> had captured {Sorman} from <the army=A> overnight.", _DAY),
        ("<The rebels=R> had also helped to free {Sorman} from <the army=A>.", None),
        ("<The army=A> had to withdraw from {Sorman}.", _DAY),
        ("<The rebels=R> will attack <the army=A> in {Sorman}.", None),
        ("<The rebels=R> captured {Sorman} from <the army=A> ~on 6 May=2023-05-06~.", dt.date(2023, 5, 6)),
    ],
)
def test_a_paragraph_goes_on_with_its_date(second: str, when: dt.date | None) -> None:
    """What is told next stands at the date told last, unless the verb leaves the story."""
    told = tell("<The army=A> took {Zliten} ~on 4 May=2023-05-04~.", second)
    assert [frame.when.start for frame in told.frames if frame.places[0].location.place.name == "Sorman"] == [when]


def test_a_day_above_is_that_of_what_stands_under_it() -> None:
    """A heading that is a day dates what follows; one that runs into its paragraph dates only that."""
    lines = ("~Thursday 4 May=2023-05-04~{mark}", "<The rebels=R> storm {{Sorman}}.", "<The army=A> shells {{Zliten}}.")
    above = tell(*(line.format(mark="") for line in lines), headings=(0,), paragraphs=(0, 1, 2))
    assert _days(above) == {"Sorman": {_DAY}, "Zliten": {_DAY}}
    run_in = tell(*(line.format(mark=".") for line in lines), headings=(0,), paragraphs=(0, 0, 1))
    assert _days(run_in) == {"Sorman": {_DAY}, "Zliten": {None}}


def _days(told: Told) -> dict[str, set[dt.date | None]]:
    days: dict[str, set[dt.date | None]] = {}
    for frame in told.frames:
        days.setdefault(frame.places[0].location.place.name, set()).add(frame.when.start)
    return days


def test_a_date_after_a_coordinator_belongs_to_what_follows() -> None:
    """Each of two verbs keeps the date that opens its clause."""
    told = tell(
        "~On 4 May=2023-05-04~ <the rebels=R> captured {Sorman}, "
        "and ~on 6 May=2023-05-06~ <the army=A> captured {Zliten}."
    )
    dates = {frame.places[0].location.place.name: frame.when.start for frame in told.frames}
    assert dates == {"Sorman": _DAY, "Zliten": dt.date(2023, 5, 6)}


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("The shelling of {Sorman}, which began ~on 4 May=2023-05-04~, goes on.", _DAY),
        ("<The rebels=R> shelled {Sorman}, killing three people ~on Thursday=2023-05-04~.", _DAY),
        ("<The rebels=R> shelled and captured {Sorman} ~on 4 May=2023-05-04~.", _DAY),
        ("Rockets that fell ~on 4 May=2023-05-04~ on {Sorman} killed a nurse.", _DAY),
        ("<The rebels=R>, who lost <Zintan=Z> ~in 2011=2011-01-01~, captured {Sorman} ~on 4 May=2023-05-04~.", _DAY),
        ("<The rebels=R> entered {Sorman} before dawn ~on Thursday=2023-05-04~ from two sides.", _DAY),
        ("<He=R> ordered <his men=R> to capture {Sorman}.", None),
    ],
)
def test_a_date_goes_with_its_own_verb(sentence: str, when: dt.date | None) -> None:
    """A relative clause, a participle and a list share the date of their trigger; what was ordered has none."""
    assert {frame.when.start for frame in tell(sentence).frames} == {when}


def test_what_had_been_is_not_of_the_day() -> None:
    """A relative clause in the past perfect goes behind the date of the sentence."""
    told = tell("~On 4 May=2023-05-04~ <the rebels=R> left {Sorman}, from which they had shelled {Zliten}.")
    assert {frame.sense: frame.when.start for frame in told.frames} == {"withdraw": _DAY, "shelling": None}


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        (
            "Rebels take Sorman",
            "Rebels took the town on Wednesday, residents said. Shells fell again.",
            dt.date(2023, 5, 3),
        ),
        ("The week in brief", "Rebels took the town on Wednesday, residents said.", None),
        ("A town remembers", "The town was built in 1932. It fell in March 2011.", None),
    ],
)
def test_only_a_report_of_the_day_has_a_day_of_news(title: str, text: str, day: dt.date | None) -> None:
    """The last day told in the opening dates what has no date; digests and histories have none."""
    article = Article("a.txt", text, "", title=title, published=Interval(_DAY, _DAY, "day"))
    sentences = split_sentences(article)
    assert news_day(article, sentences, find_dates(article, sentences)).start == day


def test_without_a_publication_date_no_day_is_made_up() -> None:
    """An article that nobody can date gives no day of news."""
    article = Article("a.txt", "Rebels took the town on Wednesday, residents said.", "")
    sentences = split_sentences(article)
    assert news_day(article, sentences, find_dates(article, sentences)).start is None


def test_a_span_in_which_a_deed_is_counted_is_no_date_of_it() -> None:
    told = tell(
        "<The rebels=R> shelled {Kobo} ~on Thursday=2023-05-04~.",
        "<The army=A> captured {Sorman} in its latest advance ~this year=2023-01-01~.",
        paragraphs=(0, 0),
    )
    assert {one.when.start for one in told.frames if one.sense == "capture"} == {_DAY}
