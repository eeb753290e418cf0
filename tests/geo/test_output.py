"""The output folder: whole or absent, never mixed, never somebody else's files."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from geo import output
from geo.errors import OutputError, UsageError
from geo.output import output_folder


def put(folder: Path, text: str) -> None:
    (folder / "build.json").write_text(text)
    (folder / "map.html").write_text(text)


def build(out: Path, cache: Path, text: str) -> None:
    with output_folder(out, cache) as folder:
        put(folder, text)


def beside(out: Path) -> list[str]:
    return sorted(entry.name for entry in out.parent.iterdir() if entry.name.startswith(f".{out.name}."))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.mark.parametrize("atomic", [True, False])
def test_a_build_replaces_the_one_before_whole(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, *, atomic: bool
) -> None:
    if not atomic:
        monkeypatch.setattr(output, "_exchange", lambda *_: False)
    out = tmp_path / "deep" / "out"
    build(out, cache, "one")
    (out / "notes.txt").write_text("the analyst's own")
    build(out, cache, "two")
    assert (out / "map.html").read_text() == "two"
    assert (out / "notes.txt").read_text() == "the analyst's own"
    assert beside(out) == []


def test_a_build_that_fails_leaves_the_one_before(tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "out"
    build(out, cache, "one")

    def fail() -> None:
        with output_folder(out, cache) as folder:
            (folder / "map.html").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "map.html").read_text() == "one"
    assert beside(out) == []


def test_a_full_disk_is_one_line_and_the_old_map_stays(tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "out"
    build(out, cache, "one")

    def fill() -> None:
        with output_folder(out, cache):
            raise OSError(28, os.strerror(28))

    with pytest.raises(OutputError, match="No space left on device; what stood there stays"):
        fill()
    assert (out / "map.html").read_text() == "one"


def test_foreign_files_are_never_replaced(tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "thesis.doc").write_text("precious")
    with pytest.raises(UsageError, match="holds other files"):
        build(out, cache, "one")
    assert (out / "thesis.doc").read_text() == "precious"
    with pytest.raises(UsageError, match="is a file"):
        build(out / "thesis.doc", cache, "one")


def test_what_a_killed_build_left_is_cleared_and_an_earlier_build_brought_back(tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / ".out.new-dead").mkdir()
    old = tmp_path / ".out.old-dead"
    old.mkdir()
    put(old, "before the kill")
    with output_folder(out, cache) as folder:
        assert (out / "map.html").read_text() == "before the kill"
        put(folder, "after")
    assert (out / "map.html").read_text() == "after"
    assert beside(out) == []


def test_two_builds_at_once_do_not_mix(tmp_path: Path, cache: Path) -> None:
    out = tmp_path / "out"
    with output_folder(out, cache) as folder:
        lock = next(cache.glob("out-*.lock"))
        with pytest.raises(OutputError, match="another build is writing"):
            build(out, cache, "second")
        put(folder, "first")
    assert (out / "map.html").read_text() == "first"
    with FileLock(lock, timeout=0):
        pass  # released


def test_an_unwritable_place_is_one_line(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        build(tmp_path / "file" / "out", cache, "one")
