"""What the map of the README must show: control, axes and bases of our two briefs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict]]:
    out = tmp_path_factory.mktemp("seeds")
    command = [sys.executable, str(ROOT / "build.py"), "map", str(ROOT / "seeds"), "--out", str(out), "--layers-only"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {
        name: [item["properties"] for item in json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]]
        for name in ("control", "axes", "bases")
    }


def test_each_party_holds_its_town(layers: dict[str, list[dict]]) -> None:
    assert {(span["holder"], span["place_name"]) for span in layers["control"]} == {
        ("GNA", "Tripoli"),
        ("Seventh Brigade", "Tarhuna"),
        ("Misratan forces", "Sirte"),
        ("Misratan forces", "Misrata"),
    }


def test_what_is_planned_is_drawn_as_planned(layers: dict[str, list[dict]]) -> None:
    planned = {
        (axis["origin_name"] or "", axis["origin_relation"], axis["objective_relation"], axis["objective_name"])
        for axis in layers["axes"]
        if (axis["actor"], axis["status"]) == ("LNA", "planned")
    }
    assert planned == {("Tarhuna", "east", "", "Tripoli"), ("", "west", "", "Tripoli"), ("", "", "south of", "Misrata")}


def test_sites_are_those_of_the_party_that_sets_them_up(layers: dict[str, list[dict]]) -> None:
    bases = {(base["actor"], base["kind"], base["status"], base["place_name"]) for base in layers["bases"]}
    assert bases == {
        ("Seventh Brigade", "headquarters", "active", "Tarhuna"),
        ("LNA", "headquarters", "planned", "Tarhuna"),
        ("LNA", "operations room", "planned", "Tripoli"),
        ("LNA", "training camp", "active", "Gharyan"),
        ("LNA", "training camp", "active", "al-Aziziya"),
        ("LNA", "training camp", "active", "al-Watiya"),
    }
