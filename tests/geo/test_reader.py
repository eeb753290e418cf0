"""Articles read whole: what a dateline or a caption names is on the map, and no fact comes from it."""

import pytest

from geo.gazetteer import open_gazetteer
from geo.reader import Reader, Understanding
from geo.records import Article, Span
from geo.theatre import Theatre

DATELINE = "BENGHAZI, Libya, 3 May 2016 -"
CAPTION = "Photo: Government forces captured Sirte on Monday. Handout"
TEXT = f"Shelling in Tripoli\n\n{DATELINE} Shells killed two people in Tripoli on Monday, medics said.\n\n{CAPTION}\n"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(open_gazetteer(tmp_path_factory.mktemp("gazetteer")), Theatre())


@pytest.fixture(scope="module")
def article() -> Article:
    spans = tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in (DATELINE, CAPTION))
    return Article("a.txt", TEXT, "", furniture=spans)


@pytest.fixture(scope="module")
def known(reader: Reader, article: Article) -> Understanding:
    return reader.understand(article)


def test_places_of_datelines_and_captions_are_mentions(reader: Reader, article: Article) -> None:
    mentions = reader.read(article).mentions
    literal = [mention.phrase for mention in mentions if mention.role == "literal" and mention.location]
    assert literal == ["Tripoli", "BENGHAZI", "Libya", "Tripoli", "Sirte"]
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)


def test_no_fact_comes_from_furniture(reader: Reader, article: Article) -> None:
    reading = reader.read(article)
    facts = [*reading.events, *reading.control, *reading.axes, *reading.bases]
    assert facts
    sources = [source for fact in facts for source in fact.sources]
    assert not any(
        source.start < span.end and span.start < source.end for source in sources for span in article.furniture
    )
    assert not reading.control  # the caption alone says that anything was captured


def test_mentions_of_furniture_stand_apart(known: Understanding) -> None:
    assert [mention.phrase for mention in known.aside] == ["BENGHAZI", "Libya", "Sirte"]
    assert [mention.phrase for mention in known.mentions] == ["Tripoli", "Tripoli"]
