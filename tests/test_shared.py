"""Scores on the annotated articles beside the repository: they may rise, they must not fall."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
DATES = {"000_242a1f389d6da275.txt": "2018-12-28", "003_ffc8bc45c7d5a65b.txt": "2019-12-21"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there: no annotated articles to score against"),
]


def test_the_facts_reach_their_floors(tmp_path: Path) -> None:
    told = tmp_path / "scores.json"
    command = [sys.executable, str(ROOT / "benchmarks" / "facts.py"), "facts", "--json", str(told)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    scores = json.loads(told.read_text())
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text("utf-8"))["facts"]
    assert floors
    assert {row: scores[row]["f1"] for row in floors if scores[row]["f1"] < floors[row]} == {}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the two real articles, their dates given in an articles.csv."""
    folder = tmp_path_factory.mktemp("real")
    for name in DATES:
        shutil.copy(SHARED / "seeds" / name, folder)
    rows = "".join(f"{name},{date}\n" for name, date in DATES.items())
    (folder / "articles.csv").write_text("article,published\n" + rows)
    shutil.copy(ROOT / "seeds" / "theatre.toml", folder)
    command = [sys.executable, str(ROOT / "build.py"), "map", str(folder), "--out", str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / "out"


def layer(out: Path, name: str) -> list[dict]:
    return [item["properties"] for item in json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]]


def test_the_real_articles_give_their_axes(real: Path) -> None:
    planned = [axis for axis in layer(real, "axes") if (axis["actor"], axis["status"]) == ("LNA", "planned")]
    origins = {
        axis["origin_name"] or axis["origin_relation"] for axis in planned if axis["objective_name"] == "Tripoli"
    }
    assert any(origin == "Tarhuna" or "east" in origin for origin in origins)
    assert any("west" in origin for origin in origins)
    assert any((axis["objective_name"], axis["objective_relation"]) == ("Misrata", "south of") for axis in planned)


def test_the_real_articles_give_their_bases(real: Path) -> None:
    bases = {(base["actor"], base["kind"], base["place_name"]) for base in layer(real, "bases")}
    assert ("Seventh Brigade", "headquarters", "Tarhuna") in bases
    places = {place for actor, _, place in bases if actor == "LNA"}
    assert {"Gharyan", "al-Aziziya", "al-Watiya"} <= places
    assert any((actor, kind) == ("LNA", "operations room") for actor, kind, _ in bases)


def test_the_real_articles_give_their_control(real: Path) -> None:
    control = {(span["holder"], span["place_name"]) for span in layer(real, "control")}
    assert {("GNA", "Tripoli"), ("Seventh Brigade", "Tarhuna"), ("Misratan forces", "Sirte")} <= control


def test_what_is_no_place_of_the_story_is_not_on_the_map(real: Path) -> None:
    literal = {mention["phrase"] for mention in layer(real, "mentions") if mention["role"] == "literal"}
    assert "Versailles" not in literal
    quotes = " ".join(source["quote"] for event in layer(real, "events") for source in event["sources"])
    assert "Subscribe now" not in quotes
    assert "Abdullah DOMA" not in quotes
