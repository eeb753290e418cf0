"""The gazetteer that the toponym tests share."""

from __future__ import annotations

import pytest

from geo.gazetteer import Gazetteer, open_gazetteer
from geo.records import Article, Mention, Place, Sentence
from geo.toponyms import find_mentions

CAMP = Place("th:camp-z", "Zarzibal", 31.5, 15.5, country="LY", geocoder="theatre", names=("Zarzibal",))


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory):
    return open_gazetteer(tmp_path_factory.getbasetemp().parent / "toponyms-gazetteer", (CAMP,))


@pytest.fixture
def read(gazetteer: Gazetteer):
    """Give a function from text to mentions; each line of the text is a sentence."""

    def find(text: str, countries: tuple[str, ...] = ()) -> tuple[Mention, ...]:
        sentences, start = [], 0
        for number, line in enumerate(text.split("\n")):
            if line:
                sentences.append(Sentence(start, start + len(line), line, number))
            start += len(line) + 1
        return find_mentions(Article("a.txt", text, ""), sentences, gazetteer, countries)

    return find


@pytest.fixture
def only(read):
    """Give a function from text and phrase to the one mention of the phrase."""

    def find(text: str, phrase: str, countries: tuple[str, ...] = ()) -> Mention:
        return next(mention for mention in read(text, countries) if mention.phrase == phrase)

    return find
