"""Roles judged again: names in parties' names are no places."""

import pytest

from geo.facts.rejudge import judge_by_actors
from geo.records import ActorMention, Mention


def judged(text: str, place: str, party: str, how: str) -> str:
    start, begin = text.index(place), text.index(party)
    mention = Mention("a.txt", start, start + len(place), place)
    actor = ActorMention(begin, begin + len(party), party, "X", how)
    return judge_by_actors([mention], [actor])[0].role


@pytest.mark.parametrize(
    ("text", "place", "party", "how", "role"),
    [
        ("The Misrata militia left.", "Misrata", "Misrata militia", "alias", "in_name"),
        ("Fayez al-Sarraj spoke.", "al-Sarraj", "Fayez al-Sarraj", "leader", "in_name"),
        ("Sarraj spoke.", "Sarraj", "Sarraj", "leader", "in_name"),
        ("The forces from Misrata left.", "Misrata", "forces from Misrata", "pattern", "literal"),
        ("Clashes in Misrata. The army left.", "Misrata", "The army", "name", "literal"),
        ("Ankara agreed.", "Ankara", "Ankara", "name", "literal"),
    ],
)
def test_a_name_in_a_name_is_no_place(text: str, place: str, party: str, how: str, role: str) -> None:
    assert judged(text, place, party, how) == role
