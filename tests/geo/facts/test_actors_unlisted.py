"""Parties that nobody lists: introduced by the article, then known by name, initials, short name and leader."""

import datetime as dt

import pytest

from geo.facts.actors import find_actors
from geo.facts.roster import load_roster
from geo.language import split_sentences
from geo.records import Article, Interval

DAY = dt.date(2019, 6, 1)


def told(text: str, country: str = "BO") -> dict[str, str]:
    article = Article("a.txt", text, "", published=Interval(DAY, DAY, "day"))
    found, _ = find_actors(article, split_sentences(article), (), load_roster((), [country]))
    return {mention.phrase: mention.actor for mention in found}


@pytest.mark.parametrize(
    ("text", "phrase", "party"),
    [
        ("The Umoja militiamen burned Uvinza. Umoja denied it.", "Umoja militiamen", "Umoja"),
        ("They feared the Umoja militiamen of Uvinza.", "Umoja militiamen", "Umoja militiamen"),
        ("Rebels from the Bau Confederacy seized the port.", "Rebels from the Bau Confederacy", "Bau Confederacy"),
        ("The Lake Coalition, an alliance of armed groups, left. The Lake Coalition returned.", "Lake Coalition",
         "Lake Coalition"),
        ("The separatist Steppe Republic said so.", "Steppe Republic", "Steppe Republic"),
        ("Guerrillas of the Front for National Dignity left. The FND returned.", "FND", "Front for National Dignity"),
        ("The Salto Liberation Army (ELS in its Spanish acronym) attacked. The ELS left.", "ELS",
         "Salto Liberation Army"),
        ("The Free Highland Front (FHF) attacked. The Front left.", "Front", "Free Highland Front"),
        ("The Free Highland Front, led by former colonel Hugo Vaca, attacked. Colonel Vaca's men left.",
         "Colonel Vaca's men", "Free Highland Front"),
        ("Elio Mamani, a commander of the Umoja militia, was seen. Forces loyal to Mamani left. Umoja did not.",
         "Forces loyal to Mamani", "Umoja"),
        ("Forces of General Chanda Mumba took the town. Mumba loyalists left.", "Mumba loyalists",
         "Chanda Mumba's forces"),
        ("Brazilian and Argentine troops closed the border.", "Brazilian", "Brazil"),
        ("Papua New Guinean police landed.", "Papua New Guinean police", "Papua New Guinea"),
    ],
)  # fmt: skip
def test_a_party_is_what_the_article_introduces(text: str, phrase: str, party: str) -> None:
    assert told(text).get(phrase) == party


@pytest.mark.parametrize(
    "text",
    [
        "On Monday rebels left.",
        "A witness told Reuters gunmen had left.",
        "Masked gunmen left.",
        "Fighters from the Nuba Mountains left.",
        "Islamist militants left.",
        "Iran-backed militias left.",
        "The Defence Ministry, the head of a coalition, left.",
    ],
)
def test_words_with_a_capital_are_not_yet_a_party(text: str) -> None:
    assert set(told(text).values()) <= {"Bolivia"}


def test_a_listed_party_stays_what_it_is_and_its_leader_is_learned() -> None:
    found = told("LNA commander Nobody Knownish spoke. Fighters loyal to Knownish left.", "LY")
    assert found["Fighters loyal to Knownish"] == "LNA"
