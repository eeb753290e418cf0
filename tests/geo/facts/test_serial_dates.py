"""Each place of a list has the date that stands with it."""

import pytest
from told import tell


def days(sentence: str) -> dict[str, str]:
    frames = tell(sentence).frames
    return {frame.places[0].location.place.name: frame.when.iso for frame in frames if frame.sense != "hold"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "<The rebels=R> captured {Sorman} ~on 27 July=2023-07-27~ and {Hun} ~on 16 August=2023-08-16~.",
            {"Sorman": "2023-07-27", "Hun": "2023-08-16"},
        ),
        (
            "<The rebels=R> took {Sorman} and {Waddan} ~on 27 July=2023-07-27~ and {Hun} ~on 16 August=2023-08-16~.",
            {"Sorman": "2023-07-27", "Waddan": "2023-07-27", "Hun": "2023-08-16"},
        ),
        (
            "Air strikes hit {Sorman} (~26 March=2023-03-26~) and {Hun} (~27 March=2023-03-27~).",
            {"Sorman": "2023-03-26", "Hun": "2023-03-27"},
        ),
        (
            "<The rebels=R> captured {Sorman}, {Hun} and {Waddan} ~on 27 July=2023-07-27~.",
            {"Sorman": "2023-07-27", "Hun": "2023-07-27", "Waddan": "2023-07-27"},
        ),
    ],
)
def test_a_list_has_a_day_for_each_place(sentence: str, expected: dict[str, str]) -> None:
    assert days(sentence) == expected


def test_a_date_in_brackets_is_only_that_of_the_name_before_it() -> None:
    told = days("<The rebels=R> captured {Sorman} (~3 May=2023-05-03~), {Waddan} and {Hun} (~9 May=2023-05-09~).")
    assert told == {"Sorman": "2023-05-03", "Waddan": "", "Hun": "2023-05-09"}
