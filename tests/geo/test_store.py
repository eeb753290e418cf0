"""The store of readings: what comes out is what went in, and nothing stale or damaged comes out."""

import sqlite3
from pathlib import Path

import pytest

from geo.errors import OutputError
from geo.store import Store, configuration_key, open_store, package_version, rules_version


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "units.sqlite"


def kept(store: Store, *units: str) -> dict[str, bytes]:
    return dict(store.get(units))


def test_what_was_kept_comes_back(path: Path) -> None:
    with open_store(path, "k") as store:
        assert kept(store, "a") == {}
        store.put({"a": b"one", "b": b"two"})
    with open_store(path, "k") as store:
        assert kept(store, "a", "b", "c") == {"a": b"one", "b": b"two"}


def test_many_units_are_asked_for_at_once(path: Path) -> None:
    many = {f"{number}": b"%d" % number for number in range(1200)}
    with open_store(path, "k") as store:
        store.put(many)
        assert kept(store, *many) == many


def test_another_configuration_sees_nothing_of_this_one(path: Path) -> None:
    assert configuration_key("rules", "gazetteer") != configuration_key("rules", "theatre")
    with open_store(path, "k") as store:
        store.put({"a": b"one"})
    with open_store(path, "l") as store:
        assert kept(store, "a") == {}


def test_old_configurations_are_dropped_and_recent_ones_kept(path: Path) -> None:
    for number in range(12):
        with open_store(path, f"k{number}") as store:
            store.put({"a": b"one"})
    with open_store(path, "k0") as store:
        assert kept(store, "a") == {}
    with open_store(path, "k11") as store:
        assert kept(store, "a") == {"a": b"one"}


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to look like one" * 100])
def test_a_damaged_store_is_begun_anew(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with open_store(path, "k") as store:
        assert kept(store, "a") == {}
        store.put({"a": b"one"})
        assert kept(store, "a") == {"a": b"one"}


def test_a_store_of_other_columns_is_begun_anew(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reading (key TEXT, something TEXT)")
    connection.close()
    with open_store(path, "k") as store:
        assert kept(store, "a") == {}
    with open_store(path, "k") as store:
        store.put({"a": b"one"})
        assert kept(store, "a") == {"a": b"one"}


def test_a_store_with_an_overwritten_middle_never_gives_a_wrong_reading(path: Path) -> None:
    many = {f"{number}": bytes([number]) * 900 for number in range(200)}
    with open_store(path, "k") as store:
        store.put(many)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    path.write_bytes(content)
    with open_store(path, "k") as store:
        assert kept(store, *many).items() <= many.items()


def test_a_store_that_another_build_holds_is_told_and_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.store._WAIT_SECONDS", 0.1)
    with open_store(path, "k") as store:
        store.put({"a": b"one"})
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        store.put({"b": b"two"})
        assert "locked" in store.warnings[0]
        with pytest.raises(OutputError, match="locked"), open_store(path, "l"):
            pass
        other.execute("ROLLBACK")
        other.close()
    with open_store(path, "k") as store:
        assert kept(store, "a", "b") == {"a": b"one"}


def test_the_version_of_a_package_is_a_hash_of_its_code_and_tables(tmp_path: Path) -> None:
    assert rules_version() == rules_version()
    (tmp_path / "rules.toml").write_text("a = 1", "utf-8")
    before = package_version(tmp_path)
    (tmp_path / "notes.log").write_text("no rule", "utf-8")
    assert package_version(tmp_path) == before
    (tmp_path / "rules.toml").write_text("a = 2", "utf-8")
    assert package_version(tmp_path) != before
