"""The gazetteer commands, called in this process on a small index."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build import cli
from geo.gazetteer.compile import write_index
from geo.gazetteer.index import Index
from geo.records import Place


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    builtin = tmp_path / "builtin.sqlite"
    write_index(builtin, [Place("gn:1", "Tarhuna", 32.4, 13.6, "LY", names=("Tarhuna",), geocoder="geonames")])
    for module in ("gazetteer", "imports"):
        monkeypatch.setattr(f"geo.gazetteer.{module}.open_builtin", lambda _: Index(builtin))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, [*arguments, "--cache", str(tmp_path / "cache")])

    return call


def test_a_gazetteer_is_added_found_listed_and_removed(run, tmp_path: Path) -> None:
    table = tmp_path / "notes.csv"
    table.write_text("name,lat,lon\nCamp Nine,32.1,13.1\nLost,,\n")
    added = run("gazetteer", "add", str(table))
    assert (added.exit_code, added.stdout) == (0, "notes: 1 place (1 left out: no coordinates)\n")
    assert added.stderr == ""
    assert "Camp Nine  P.PPL" in run("where", "Camp Nine").stdout
    listed = run("gazetteer", "list").stdout.splitlines()
    assert len(listed) == 1
    assert listed[0].startswith("notes  1 place  ")
    assert run("gazetteer", "remove", "notes").stdout == "notes is removed\n"
    assert run("gazetteer", "list").stdout.startswith("No gazetteer was added")
    unknown = run("where", "Camp Nine")
    assert (unknown.exit_code, unknown.stderr) == (1, "sitmap: no gazetteer knows 'Camp Nine'\n")


def test_mistakes_are_one_line_and_exit_2(run) -> None:
    for arguments in (
        ("add", "no-such-file.csv"),
        ("remove", "LY"),
        ("add", "LY", "TD", "--name", "x"),
        ("add", "LY", "--country", "Libya"),
    ):
        result = run("gazetteer", *arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("sitmap: ")
        assert len(result.stderr.splitlines()) == 1


def test_without_a_network_the_line_says_so(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.gazetteer.download.Patience.__init__.__defaults__", (0.5, 0.5, 0, 0.0))
    monkeypatch.setenv("SITMAP_GEONAMES_URL", "http://127.0.0.1:9/dump")
    result = run("gazetteer", "add", "LY")
    assert result.exit_code == 1
    assert result.stderr == "sitmap: http://127.0.0.1:9/dump/LY.zip cannot be fetched: the connection is refused\n"
