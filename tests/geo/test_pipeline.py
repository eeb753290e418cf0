"""The order of the stages: one article that breaks loses no other, and what was read is kept."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geo.pipeline import read_all
from geo.records import Article, Reading
from geo.store import open_store

if TYPE_CHECKING:
    from geo.reader import Reader


@dataclass
class Stub:
    """Reads all but the article named bad.txt, and counts."""

    read_articles: list[str] = field(default_factory=list)
    online: None = None

    def read(self, article: Article) -> Reading:
        if article.name == "bad.txt":
            raise ZeroDivisionError("a rule divided by nothing")
        self.read_articles.append(article.name)
        return Reading(article)


def articles(*names: str) -> list[Article]:
    return [Article(name, f"The text of {name}.", name) for name in names]


def test_an_article_that_breaks_a_stage_loses_no_other() -> None:
    readings, failures = read_all(articles("a.txt", "bad.txt", "z.txt"), cast("Reader", Stub()))
    assert [reading.article.name for reading in readings] == ["a.txt", "z.txt"]
    assert [failure.file for failure in failures] == ["bad.txt"]
    assert "a rule divided by nothing" in failures[0].problem


def test_only_what_is_new_is_read_again(tmp_path: Path) -> None:
    first, second = Stub(), Stub()
    with open_store(tmp_path / "store", "k") as store:
        read_all(articles("a.txt", "b.txt"), cast("Reader", first), store)
    with open_store(tmp_path / "store", "k") as store:
        readings, _ = read_all(articles("a.txt", "b.txt", "c.txt"), cast("Reader", second), store)
    assert first.read_articles == ["a.txt", "b.txt"]
    assert second.read_articles == ["c.txt"]
    assert [reading.article for reading in readings] == articles("a.txt", "b.txt", "c.txt")
