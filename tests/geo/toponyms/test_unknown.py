from __future__ import annotations

from geo.records import Place
from geo.toponyms.resolve import Choice, Group
from geo.toponyms.unknown import CHANCE, locate_unknown

TRIPOLI = Place("gn:2", "Tripoli", 32.9, 13.2, "LY", names=("Tripoli",))
NINE = Place("osm:node/9", "Bi'r Nine", 31.5, 13.2, "LY", geocoder="nominatim", names=("Bi'r Nine", "Bir Nine"))
GROUPS = [Group("Tripoli", "", {0}, 1), Group("Bir Nine", "", {0}, 1)]
CHOICES = [Choice(TRIPOLI, 0.9, ((TRIPOLI, 0.9),), sure=True), Choice(None, 0.0, ())]


class Online:
    def __init__(self, *places: Place) -> None:
        self.places, self.asked = places, []

    def ask(self, name: str, countries: object) -> tuple[Place, ...]:
        self.asked.append((name, countries))
        return self.places


def test_only_what_has_no_candidate_is_asked_for_in_the_articles_country() -> None:
    online = Online(NINE)
    known, found = locate_unknown(GROUPS, CHOICES, {0, 1}, online)
    assert known == CHOICES[0]
    assert (found.place, found.chance, found.sure) == (NINE, CHANCE, False)
    assert online.asked == [("Bir Nine", ("LY",))]


def test_what_is_not_literal_or_has_no_country_is_not_asked_for() -> None:
    online = Online(NINE)
    assert locate_unknown(GROUPS, CHOICES, {0}, online) == CHOICES
    assert locate_unknown(GROUPS[1:], CHOICES[1:], {0}, online) == CHOICES[1:]
    assert online.asked == []
    locate_unknown(GROUPS[1:], CHOICES[1:], {0}, online, ["TD"])
    assert online.asked == [("Bir Nine", ("TD",))]


def test_an_answer_of_another_name_counts_for_nothing() -> None:
    other = Place("osm:node/1", "Nine Mile Street", 31.5, 13.2, "LY", names=("Nine Mile Street",))
    assert locate_unknown(GROUPS, CHOICES, {1}, Online(other)) == CHOICES


def test_two_places_far_apart_are_left_open_and_told() -> None:
    far = Place("osm:node/10", "Bir Nine", 27.0, 20.0, "LY", names=("Bir Nine",))
    _, left = locate_unknown(GROUPS, CHOICES, {1}, Online(NINE, far))
    assert left.place is None
    assert [place for place, _ in left.ranked] == [NINE, far]
