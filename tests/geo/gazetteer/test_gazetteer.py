from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from geo.errors import GazetteerError
from geo.gazetteer import gazetteer as module
from geo.gazetteer.compile import write_index
from geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from geo.gazetteer.index import Index
from geo.records import Place

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["Tarhuna", "tarhuna", "TARHUNAH", "Tarhouna", "Qasr Tarhunah", "ترهونة"])
def test_a_town_is_found_in_every_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].country == "LY"
    assert gazetteer.lookup(name)[0].geonameid == 1


@pytest.mark.parametrize("name", ["al-Watiya", "Wattiya", "Okba Ibn Nafa", "Al Watiyah", "el-Watiya", "الوطية"])
def test_an_air_base_is_found_under_all_its_names(gazetteer: Gazetteer, name: str) -> None:
    place = gazetteer.lookup(name)[0]
    assert (place.id, place.feature_code) == ("sm:ly-al-watiya", "AIRB")
    assert (place.lat, place.lon) == pytest.approx((32.474, 11.897), abs=0.01)


def test_homonyms_come_all_the_largest_first(gazetteer: Gazetteer) -> None:
    assert [place.country for place in gazetteer.lookup("Tripoli") if place.population] == ["LY", "LB"]


def test_the_supplement_wins_and_keeps_what_the_town_knew(gazetteer: Gazetteer) -> None:
    (place,) = gazetteer.lookup("Qasr Tarhunah")
    assert (place.id, place.geocoder) == ("sm:ly-tarhuna", "supplement")
    assert (place.geonameid, place.population) == (1, 52_420)
    assert gazetteer.get("gn:1") == gazetteer.get("sm:ly-tarhuna") == place


def test_an_article_outside_arabic_countries_is_part_of_the_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("El Paso")[0].country == "US"
    assert not gazetteer.has("Paso")
    assert not gazetteer.has("al-Suva")


def test_weak_spellings_only_when_asked(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Raqqah-", fuzzy=False)
    assert gazetteer.lookup("Tarhouuna")
    assert not gazetteer.lookup("Tarhouuna", fuzzy=False)


@pytest.mark.parametrize("name", ["", " ", "'", "no such place at all", "%", "؟"])
def test_what_is_no_name_finds_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_known_keys_agrees_with_lookup(gazetteer: Gazetteer) -> None:
    names = ["Tripoli", "al-Watiya", "nothing here", "Tarhouuna", "Suva", "", "El Paso"]
    assert gazetteer.known_keys(names) == {name for name in names if gazetteer.has(name)}
    assert gazetteer.known_keys(names, fuzzy=True) == {name for name in names if gazetteer.has(name, fuzzy=True)}
    assert gazetteer.lookup_many(names).keys() == gazetteer.known_keys(names, fuzzy=True)


def test_the_analysts_place_wins(index_file: Path) -> None:
    own = Place("th:tripoli", "Tripoli", 10.0, 10.0, population=0, geocoder="theatre", names=("Tripoli", "Tarabelus"))
    gazetteer = Gazetteer((Index(index_file),), (own,))
    assert gazetteer.lookup("Tripoli")[0] == own
    assert gazetteer.lookup("Tarabelus") == (own,)
    assert gazetteer.get("th:tripoli") == own
    assert gazetteer.nearest(10, 10)[0] == own


def test_countries_and_divisions_by_code(gazetteer: Gazetteer) -> None:
    libya = gazetteer.country("LY")
    assert libya is not None
    assert (libya.lat, libya.lon) == (28, 17)
    assert gazetteer.country("ZZ") is None
    assert gazetteer.admin1_name("LY", "77") == "Tripoli"
    assert gazetteer.admin1_name("LY", "??") == ""


def test_towns_in_a_box(gazetteer: Gazetteer) -> None:
    found = gazetteer.towns((10, 30, 15, 34), 50_000)
    assert found[0].country == "LY"
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert all(place.population >= 50_000 and place.feature_class == "P" for place in found)
    assert [place.name for place in gazetteer.towns((170, -20, -170, -10), 1)] == ["Suva"]


def test_nearest_is_sorted_and_crosses_the_antimeridian(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest(32.43, 13.63, 2)[0].geonameid == 1
    assert gazetteer.nearest(-18.0, -179.5)[0].name == "Suva"
    assert len(gazetteer.nearest(0, 0, 5)) == 5


@pytest.mark.parametrize("damage", ["truncated", "text", "empty"])
def test_a_damaged_index_is_rebuilt(
    tmp_path: Path, index_file: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    whole = index_file.read_bytes()
    path = tmp_path / "gazetteer-abc.sqlite"
    path.write_bytes({"truncated": whole[: len(whole) // 2], "text": b"not a database" * 99, "empty": b""}[damage])
    monkeypatch.setattr(module, "fingerprint", lambda: "abc")
    monkeypatch.setattr("geo.gazetteer.compile.compile_index", lambda target: target.write_bytes(whole))
    assert open_gazetteer(tmp_path).has("Tarhuna")
    assert path.read_bytes() == whole


def test_an_index_is_compiled_once_for_many_openers(
    tmp_path: Path, index_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []

    def compile_slowly(target: Path) -> None:
        built.append(target)
        target.write_bytes(index_file.read_bytes())

    monkeypatch.setattr(module, "fingerprint", lambda: "abc")
    monkeypatch.setattr("geo.gazetteer.compile.compile_index", compile_slowly)
    threads = [threading.Thread(target=open_gazetteer, args=(tmp_path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1


def test_old_indexes_do_not_pile_up(tmp_path: Path, index_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "geo.gazetteer.compile.compile_index", lambda target: target.write_bytes(index_file.read_bytes())
    )
    for number in range(6):
        monkeypatch.setattr(module, "fingerprint", lambda number=number: f"v{number}")
        open_gazetteer(tmp_path)
        os.utime(tmp_path / f"gazetteer-v{number}.sqlite", (number, number))
    assert sorted(file.stem for file in tmp_path.glob("*.sqlite")) == ["gazetteer-v3", "gazetteer-v4", "gazetteer-v5"]


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path) -> None:
    def places() -> object:
        yield Place("gn:1", "Here", 1, 1, names=("Here",))
        raise ValueError("broken source")

    with pytest.raises(ValueError, match="broken source"):
        write_index(tmp_path / "index.sqlite", places())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_cache_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="cannot be written"):
        open_gazetteer(tmp_path / "file")


def test_a_page_damaged_inside_is_reported_and_removed(tmp_path: Path, index_file: Path) -> None:
    path = tmp_path / "index.sqlite"
    content = bytearray(index_file.read_bytes())
    content[4096 * 2 :] = b"\xff" * len(content[4096 * 2 :])
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="run again"):
        Gazetteer((Index(path),)).lookup("Tarhuna")
    assert not path.exists()
