from __future__ import annotations

from geo.records import Place
from geo.toponyms.recognise import Found
from geo.toponyms.resolve import Choice
from geo.toponyms.strays import without_strays

HERE = [Place(f"t:{n}", n, 15.0 + k / 10, 45.0, "YE") for k, n in enumerate(("Alef", "Bet", "Gimel", "He"))]
FAR = Place("t:far", "Dalet", 38.0, 106.0, "CN")


def kept(text: str, *places: Place, doubtful: str = "") -> list[str]:
    """Give the places that stay where they were put, of names that stand in a text of one line."""
    names, choices = [], []
    for place in places:
        start = text.index(place.name)
        names.append(Found(0, 0, 1, start, start + len(place.name), place.name, "literal", 0.9))
        chance = 0.5 if place.name == doubtful else 0.9
        choices.append(Choice(place, chance, ((place, chance),)))
    names.sort(key=lambda name: name.start)
    order = sorted(range(len(places)), key=lambda k: text.index(places[k].name))
    found = without_strays(names, order, choices, text)
    return [choice.place.name for choice in found if choice.place is not None]


def test_a_town_a_world_apart_from_its_list_is_another() -> None:
    assert kept("Clashes in Alef, Dalet, Bet and Gimel.", *HERE[:3], FAR) == ["Alef", "Bet", "Gimel"]


def test_a_town_that_is_not_listed_with_them_stays() -> None:
    assert "Dalet" in kept("Envoys met in Dalet over Alef, Bet and Gimel.", *HERE[:3], FAR)


def test_a_renowned_town_stays() -> None:
    famed = Place("t:famed", "Dalet", 38.0, 106.0, "CN", population=3_000_000)
    assert "Dalet" in kept("Clashes in Alef, Dalet, Bet and Gimel.", *HERE[:3], famed)


def test_one_neighbour_is_no_company() -> None:
    assert "Dalet" in kept("Clashes in Alef and Dalet.", HERE[0], FAR)


def test_a_doubtful_town_alone_in_the_world_is_another() -> None:
    text = "Fighting reached Dalet. It began in Alef; Bet fell, then Gimel and He."
    assert "Dalet" not in kept(text, *HERE, FAR, doubtful="Dalet")
    assert "Dalet" in kept(text, *HERE, FAR)


def test_a_place_of_the_analysts_stays() -> None:
    told = Place("theatre:far", "Dalet", 38.0, 106.0, "CN", geocoder="theatre")
    assert "Dalet" in kept("Clashes in Alef, Dalet, Bet and Gimel.", *HERE[:3], told)
