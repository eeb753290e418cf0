from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from make_facts import article, frame, location
from told import tell

from geo.facts.control import control_from
from geo.facts.observations import observe
from geo.facts.told import Told
from geo.records import Span

X = location("X")


def spans(*frames: object) -> list[tuple[str, str, dt.date | None, dt.date | None, str]]:
    found = control_from(Told(article(), frames))  # type: ignore[arg-type]
    return sorted(
        ((span.holder, span.status, span.valid.start, span.valid.end, span.basis) for span in found),
        key=lambda row: (row[2] or dt.date.min, row),
    )


def test_a_capture_opens_the_takers_span() -> None:
    assert spans(frame("capture", "A", object=X, when="2019-06-26")) == [
        ("A", "held", dt.date(2019, 6, 26), None, "inferred")
    ]


def test_a_later_capture_ends_the_earlier_holders_span_that_day() -> None:
    assert spans(
        frame("recapture", "B", object=X, when="2019-06-26"),
        frame("capture", "A", object=X, when="2019-04-02", at_char=50),
    ) == [
        ("A", "held", dt.date(2019, 4, 2), dt.date(2019, 6, 26), "inferred"),
        ("B", "held", dt.date(2019, 6, 26), None, "inferred"),
    ]


def test_a_statement_makes_the_span_of_a_capture_stated() -> None:
    found = spans(frame("capture", "A", object=X, when="2019-06-26"), frame("hold", "A", object=X, at_char=40))
    assert found == [("A", "held", dt.date(2019, 6, 26), None, "stated")]


def test_a_withdrawal_ends_a_span_and_opens_none() -> None:
    assert spans(
        frame("hold", "A", object=X),
        frame("withdraw", "A", from_=X, when="2019-06-26", at_char=30),
    ) == [("A", "held", None, dt.date(2019, 6, 26), "stated")]
    assert spans(frame("withdraw", "A", from_=X, when="2019-06-26")) == []


def test_a_claimed_capture_stands_beside_the_holder() -> None:
    found = spans(
        frame("hold", "B", object=X),
        frame("capture", "A", object=X, status="claimed", claimant="A", when="2019-06-26", at_char=40),
    )
    assert found == [
        ("B", "held", None, None, "stated"),
        ("A", "claimed", dt.date(2019, 6, 26), None, "inferred"),
    ]


def test_a_denied_capture_leaves_the_one_who_lost_it_as_claimed_holder() -> None:
    found = spans(
        frame("capture", "A", object=X, when="2019-06-26"),
        frame("capture", "A", "B", object=X, status="denied", claimant="B", at_char=40),
    )
    assert ("B", "claimed", None, None, "stated") in found
    assert ("A", "held", dt.date(2019, 6, 26), None, "inferred") in found


def test_those_besieged_hold_the_place() -> None:
    assert spans(frame("besiege", "A", "B", object=X, when="2019-05-01")) == [
        ("B", "besieged", dt.date(2019, 5, 1), None, "stated")
    ]


def test_those_told_to_leave_are_there() -> None:
    assert spans(frame("ultimatum", "A", "B", from_=X)) == [("B", "held", None, None, "inferred")]


def test_a_base_tells_a_holder_only_where_nothing_else_does() -> None:
    assert spans(frame("based", "A", at=X)) == [("A", "held", None, None, "inferred")]
    assert spans(frame("based", "A", at=X), frame("hold", "B", object=X, at_char=30)) == [
        ("B", "held", None, None, "stated")
    ]


@pytest.mark.parametrize("status", ["planned", "threatened"])
def test_what_is_only_meant_changes_no_holder(status: str) -> None:
    assert spans(frame("capture", "A", object=X, status=status)) == []


def test_a_hold_that_is_denied_is_no_hold() -> None:
    assert spans(frame("hold", "A", object=X, details=(("negated", "yes"),))) == []


def test_every_span_quotes_its_sentences() -> None:
    frames = [
        frame("capture", "A", object=X, text="A took X."),
        frame("hold", "A", object=X, text="A holds X.", at_char=20),
    ]
    (span,) = control_from(Told(article(), frames))
    assert [source.quote for source in span.sources] == ["A took X.", "A holds X."]
    assert {source.published for source in span.sources} == {"2019-06-27"}


def test_who_came_in_long_ago_does_not_hold_what_another_is_said_to_hold() -> None:
    came = replace(frame("enter", "B", object=X, when="2019-01-01", at_char=40), background=True)
    assert [span[0] for span in spans(frame("hold", "A", object=X), came)] == ["A"]


@pytest.mark.parametrize(
    ("sense", "text", "word"),
    [
        ("capture", "A stormed the market of Hilltown.", "stormed"),
        ("besiege", "There is no siege of Hilltown.", "siege"),
        ("besiege", "The embargo on Hilltown goes on.", "embargo"),
        ("hold", "A has men inside Hilltown.", "inside"),
    ],
)
def test_words_that_tell_of_no_hold(sense: str, text: str, word: str) -> None:
    told = frame(sense, "A", "B", object=location("Hilltown"), text=text)
    begin = text.index(word)
    assert [*observe([replace(told, trigger=Span(begin, begin + len(word)))])] == []


@pytest.mark.parametrize(
    "text",
    [
        "<Militia=A> captured two checkpoints in {Dera}.",
        "<Militia=A> captured three small villages, just west of {Dera}.",
        "<Militia=A> stormed the old army base in {Dera}.",
        "<Militia=A> overran parts of {Dera}.",
        "<Militia=A> is in control of several villages near {Dera}.",
        "The governor's office in {Dera} is still under the control of <Militia=A>.",
    ],
)
def test_who_has_some_of_a_place_has_not_the_place(text: str) -> None:
    told = tell(text)
    assert told.frames
    assert not control_from(Told(told.article, told.frames))


@pytest.mark.parametrize(
    "text",
    [
        "<Militia=A> captured the town of {Dera}.",
        "<Militia=A> captured two villages: {Dera} and {Kobo}.",
        "<Militia=A> overran most of {Dera}.",
        "<Militia=A> captured {Dera} and villages near {Kobo}.",
    ],
)
def test_who_has_the_place_has_it(text: str) -> None:
    told = tell(text)
    assert "Dera" in {span.location.place.name for span in control_from(Told(told.article, told.frames))}


def test_villages_taken_around_a_town_leave_it_as_it_was() -> None:
    around = location("X", relation="near", radius_km=15.0)
    assert not spans(frame("capture", "A", object=around, text="A retook small villages around X", trigger=2))
