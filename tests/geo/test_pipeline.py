"""The order of the stages: what was read is kept, only what is new is read, and one bad article loses no other."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from geo import workers
from geo.articles import Unit, find_units
from geo.inputs import gather
from geo.intake import Problem, UnitReading, pack, unpack
from geo.reader import Reader
from geo.readings import read_all
from geo.records import Article
from geo.shared import Shared
from geo.sheet import slim
from geo.store import open_store
from geo.theatre import Theatre
from geo.workers import Setup, read_units

TODAY = dt.date(2026, 1, 1)


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(tmp_path / "cache", Theatre().model_dump_json(), TODAY)


def units(folder: Path, **texts: str) -> list[Unit]:
    for name, text in texts.items():
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [unit for unit in find_units([folder]) if isinstance(unit, Unit)]


def test_only_what_is_new_is_read_again(tmp_path: Path, setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = Reader.read
    monkeypatch.setattr(Reader, "read", lambda self, article: read.append(article.name) or whole(self, article))
    with open_store(tmp_path / "store", "k") as store:
        first = read_all(units(tmp_path / "in", a="Clashes in Paris.", b="Rain in Rome."), store, setup)
    with open_store(tmp_path / "store", "k") as store:
        second = read_all(units(tmp_path / "in", c="Snow in Oslo."), store, setup)
    assert read == ["a.txt", "b.txt", "c.txt"]
    assert second[:2] == first


def test_an_article_that_breaks_a_stage_loses_no_other(
    tmp_path: Path, setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Reader.read

    def breaks(self: Reader, article: Article) -> object:
        if article.name == "bad.txt":
            raise ZeroDivisionError("a rule divided by nothing")
        return whole(self, article)

    monkeypatch.setattr(Reader, "read", breaks)
    found = units(tmp_path / "in", a="Clashes in Paris.", bad="Rain in Rome.", z="Snow in Oslo.")
    with open_store(tmp_path / "store", "k") as store:
        readings = read_all(found, store, setup)
    assert [item.reading is not None for item in readings] == [True, False, True]
    assert "a rule divided by nothing" in readings[1].problems[0].text
    assert readings[1].failures(found[1])[0].file.endswith("bad.txt")


def test_a_reading_comes_back_from_bytes_as_it_was(tmp_path: Path, setup: Setup) -> None:
    (unit,) = units(tmp_path / "in", a="---\npublished: 2019-04-05\n---\nLNA forces took Gharyan, south of Tripoli.")
    ((_, content),) = read_units([unit], setup)
    found = unpack(content, Shared())
    assert found.reading is not None
    assert found.reading.mentions
    assert unpack(pack(found), Shared()) == found
    assert unpack(content, Shared(), whole=False) == replace(found, reading=slim(found.reading))
    with pytest.raises(ValueError, match="truncated"):
        unpack(content[:-9], Shared())


def test_equal_places_are_one_object(tmp_path: Path, setup: Setup) -> None:
    found = units(tmp_path / "in", a="Clashes in Benghazi.", b="Clashes in Benghazi again.")
    shared = Shared()
    readings = [unpack(content, shared).reading for _, content in read_units(found, setup)]
    one, other = (reading.mentions[0].location for reading in readings if reading is not None)
    assert one is not None
    assert other is not None
    assert one.place is other.place


def test_slim_readings_share_actors_and_names(tmp_path: Path, setup: Setup) -> None:
    found = units(tmp_path / "in", a="LNA forces took Benghazi.", b="LNA forces held Benghazi.")
    shared = Shared()
    one, other = (unpack(content, shared, whole=False).reading for _, content in read_units(found, setup))
    assert one is not None
    assert other is not None
    assert one.actors
    assert all(mine is theirs for mine, theirs in zip(one.actors, other.actors, strict=True))
    assert one.sheet is not None
    assert other.sheet is not None
    assert one.sheet.phrase
    assert one.sheet.phrase[0] is other.sheet.phrase[0]


def test_processes_read_what_one_reads(tmp_path: Path, setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"n{number}": f"LNA forces took Gharyan on {number + 1} May 2019." for number in range(20)}
    found = units(tmp_path / "in", **texts)
    alone = {unit.key: content for unit, content in read_units(found, setup)}
    monkeypatch.setattr(workers, "FEW", 4)
    assert {unit.key: content for unit, content in read_units(found, setup, workers=2)} == alone


def test_a_date_in_the_future_is_read_again_on_another_day(tmp_path: Path, setup: Setup) -> None:
    (unit,) = units(tmp_path / "in", a="---\npublished: 2031-04-05\n---\nClashes in Benghazi.")
    ((_, content),) = read_units([unit], setup)
    assert not unpack(content, Shared()).settled


def test_a_file_that_changes_between_hash_and_reading_is_not_kept(tmp_path: Path, setup: Setup) -> None:
    (unit,) = units(tmp_path / "in", a="Clashes in Benghazi.")
    (tmp_path / "in" / "a.txt").write_text("Quiet in Benghazi.", "utf-8")
    ((_, content),) = read_units([unit], setup)
    found = unpack(content, Shared())
    assert (found.reading, found.settled) == (None, False)
    assert found.problems == (Problem("changed while it was read; build again"),)
    assert found == UnitReading(None, found.problems, settled=False)


def test_the_key_of_the_inputs_tells_what_facts_depend_on(tmp_path: Path) -> None:
    def key(**theatre: object) -> str:
        return gather([tmp_path / "in"], Theatre(**theatre), cache_dir=tmp_path / "cache", today=TODAY).key

    units(tmp_path / "in", a="Clashes in Benghazi.")
    before = key()
    assert key() == before
    assert key(title="Another title") == before
    assert key(countries=("LY",)) != before
    units(tmp_path / "in", a="Clashes in Benghazi again.")
    assert key() != before
