from __future__ import annotations

import pytest
from make_facts import location

from geo.facts.items import itemise
from geo.facts.journey_memory import Telling
from geo.facts.journey_spots import spots_in
from geo.facts.journey_words import head_of, heads, usage_of
from geo.facts.words import read_table
from geo.records import ActorMention, Mention, Sentence

NAMES = ("Hilltown", "Port", "Lakeside")


def telling(text: str) -> Telling:
    """Cut a sentence of Alpha with the towns it names."""
    mentions = sorted(
        (
            Mention("a.txt", text.index(name), text.index(name) + len(name), name, "literal", location(name), 0.9)
            for name in NAMES
            if name in text
        ),
        key=lambda one: one.start,
    )
    actors = [ActorMention(text.index("Alpha"), text.index("Alpha") + 5, "Alpha", "A")] if "Alpha" in text else []
    sentence = Sentence(0, len(text), text, 0)
    return Telling(0, sentence, itemise(sentence, mentions, actors, ()), (), mentions)


def uses(text: str) -> list[str]:
    """Give how a sentence names each of its towns, in text order."""
    items = telling(text).items
    return [usage_of(items, index).how for index, item in enumerate(items) if item.kind == "place"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha went from Hilltown to Port.", ["from", "to"]),
        ("Alpha came out of Hilltown and made for Port.", ["from", "for"]),
        ("A column from the direction of Hilltown, Port and Lakeside moved.", ["from", "from", "from"]),
        ("Alpha left Hilltown in the direction of Port.", ["leaves", "toward"]),
        ("Alpha drove as far as the outskirts of Hilltown by way of Port.", ["to", "via"]),
        ("Alpha came up the Hilltown highway.", ["road"]),
        ("Alpha opened the road from Hilltown to Port.", ["roadfrom", "roadto"]),
        ("Alpha sits 30 km from Hilltown.", ["apart"]),
        ("Alpha reached Hilltown and sat in Port.", ["takes", "at"]),
    ],
)
def test_how_a_sentence_names_its_places(text: str, expected: list[str]) -> None:
    assert uses(text) == expected


def test_a_place_goes_with_the_movement_before_it() -> None:
    items = telling("Alpha marched from Hilltown and stormed Port.").items
    places = [index for index, item in enumerate(items) if item.kind == "place"]
    assert [items[head_of(items, index)].low for index in places] == ["marched", "stormed"]
    assert items[head_of(items, places[0], after=True)].low == "stormed"


def test_a_movement_in_another_sentence_part_is_none_of_it() -> None:
    items = telling("Alpha marched; Hilltown slept.").items
    assert head_of(items, next(index for index, item in enumerate(items) if item.kind == "place")) == -1


def test_an_unnamed_origin_is_a_spot() -> None:
    (spot,) = spots_in(telling("Alpha attacked from the south."))
    assert (spot.how, spot.side) == ("side", "south")


def test_no_word_of_movement_is_of_two_kinds() -> None:
    listed = [word for words in read_table("journeys.toml")["heads"].values() for word in words]
    assert len(listed) == len(set(listed)) == len(heads())
