"""What a sentence tells of the whole country, or of another one, did not happen where the text was before."""

from __future__ import annotations

import dataclasses

import pytest
from told import tell

from geo.facts.items import itemise
from geo.facts.scope import WIDE, is_wider
from geo.records import Location, Mention, Place, Sentence

REDS, BLUES = "<the Reds=Reds>", "<the Blues=Blues>"
HERE = Place("t:here", "Zawa", 20.0, 30.0, "LY")
ABROAD = Place("t:abroad", "Nordland", 50.0, 30.0, "XN", feature_class="A", feature_code="PCLI")


def placed(place: Place, start: int) -> Mention:
    return Mention("a", start, start + len(place.name), place.name, "literal", Location(place, 0, 0, 5), 1.0)


def wider(text: str, *countries: Place) -> bool:
    sentence = Sentence(0, len(text), text, 0)
    mentions = [placed(country, text.index(country.name)) for country in countries]
    return is_wider(sentence, itemise(sentence, mentions, (), ()), placed(HERE, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A string of attacks killed 74 people in three separate provinces.", True),
        ("The attacks killed twelve people across the country.", True),
        ("The attacks killed twelve people in two districts.", True),
        ("The attack killed twelve people in the province.", False),
    ],
)
def test_several_provinces_are_no_one_place(text: str, expected: bool) -> None:
    assert wider(text) is expected


def test_another_country_is_elsewhere() -> None:
    assert wider("In Nordland on Monday, three fighters were killed in an attack.", ABROAD)
    assert not wider("In Nordland on Monday, three fighters were killed.", dataclasses.replace(ABROAD, country="LY"))
    assert not wider("Nordland condemned the attack that killed three fighters.", ABROAD)


def test_a_total_is_not_drawn_where_the_text_was() -> None:
    told = tell(f"{REDS} attacked {{Zawa}} on Monday.", f"{BLUES} and {REDS} clashed in four provinces last week.")
    assert len(told.frames) == 1
    assert WIDE in {one.why for one in told.left}
