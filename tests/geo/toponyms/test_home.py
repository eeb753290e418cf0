from __future__ import annotations

from geo.records import Place
from geo.toponyms.home import at_home
from geo.toponyms.resolve import Choice, Group

HERE = [
    Place(f"t:{n}", n, 15.0 + k / 10, 45.0, "YE", population=9_000)
    for k, n in enumerate(("Alef", "Bet", "Gimel", "Dahr"))
]


def placed(phrase: str, *candidates: Place, others: int = 3) -> str:
    """Give the id of the place of a name in an article that names `others` places of one country."""
    known = HERE[:others]
    groups = [Group(place.name, "", {k}, 1) for k, place in enumerate(known)]
    choices = [Choice(place, 0.9, ((place, 0.9),), sure=True) for place in known]
    groups.append(Group(phrase, "", {9}, 1))
    choices.append(Choice(candidates[0], 0.6, tuple((place, 0.5) for place in candidates), sure=True))
    place = at_home(groups, choices, {})[-1].place
    return place.id if place else ""


def test_a_town_abroad_gives_way_to_its_namesake_beside_the_others() -> None:
    abroad = Place("t:abroad", "Dahr", 36.0, 41.0, "IQ", population=40_000)
    assert placed("Dahr", abroad, HERE[3]) == "t:Dahr"


def test_a_namesake_far_from_the_others_does_not_win() -> None:
    abroad = Place("t:abroad", "Dahr", 36.0, 41.0, "IQ", population=40_000)
    assert placed("Dahr", abroad, Place("t:far", "Dahr", 20.0, 52.0, "YE")) == "t:abroad"


def test_what_only_resembles_a_place_abroad_is_none() -> None:
    variant = Place("t:variant", "Granvilla", 37.0, -3.0, "ES", population=230_000, names=("Granvilla", "Grana"))
    assert placed("Grana", variant) == ""
    assert placed("Granvilla", variant) == "t:variant"


def test_a_metropolis_is_known_by_its_names_but_no_village_with_the_article_is_it() -> None:
    metropolis = Place("t:city", "Tsairo", 30.0, 31.0, "EG", population=9_000_000, names=("Tsairo", "Al Qahra", "Kair"))
    assert placed("Kair", metropolis) == "t:city"
    assert placed("al-Qahra", metropolis) == ""


def test_a_country_that_the_article_speaks_of_otherwise_is_no_stranger() -> None:
    variant = Place("t:variant", "Bayt Dahr", 16.5, 45.5, "YE", population=900, names=("Bayt Dahr", "Bedar"))
    assert placed("Bedar", variant) == "t:variant"


def test_without_a_home_nothing_changes() -> None:
    variant = Place("t:variant", "Granvilla", 37.0, -3.0, "ES", population=230_000, names=("Granvilla", "Grana"))
    assert placed("Grana", variant, others=1) == "t:variant"


def test_a_hamlet_in_a_far_country_that_nothing_else_speaks_of_is_another() -> None:
    hamlet = Place("t:hamlet", "Zikra", 36.0, 70.0, "AF", population=400)
    assert placed("Zikra", hamlet) == ""
    assert placed("Zikra", Place("t:town", "Zikra", 36.0, 70.0, "AF", population=90_000)) == "t:town"
