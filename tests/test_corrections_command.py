"""Corrections as an analyst uses them: review, correct, build, compare; and the examples of the manual."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.corrections import load_corrections

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "corrections.md").read_text("utf-8")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)


def layer(out: Path, name: str) -> dict[str, dict]:
    features = json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]
    return {item["properties"]["id"]: item["properties"] for item in features}


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL))
def test_the_examples_of_the_manual_are_valid(tmp_path: Path, example: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(example, "utf-8")
    found = load_corrections(path)
    assert found.set


def test_review_correct_build_and_compare(tmp_path: Path) -> None:
    folder, before, after = tmp_path / "in", tmp_path / "before", tmp_path / "after"
    shutil.copytree(ROOT / "seeds", folder)
    assert run("map", folder, "--layers-only", "--out", before).returncode == 0
    (key, base), *_ = layer(before, "bases").items()
    review = run("review", folder, "--limit", "5")
    assert review.returncode == 0, review.stderr
    assert review.stdout.count("[[set]]  #") == 5
    correction = f'[[set]]\nid = "{key}"\nactor = "GNA"\nnote = "seen"\n\n[[drop]]\nid = "event-000000000000"\n'
    (folder / "corrections.toml").write_text(correction, "utf-8")
    built = run("map", folder, "--out", after)
    assert built.returncode == 0
    assert "warning: corrections.toml: drop: event-000000000000 is not on the map any more" in built.stderr
    assert "Corrections: 1 applied" in built.stdout
    corrected = layer(after, "bases")[key]
    assert (corrected["actor"], corrected["dataset"]) == ("GNA", "articles analyst")
    assert corrected["sources"][-1]["quote"] == f"actor: {base['actor']} \u2192 GNA (seen)"
    assert "Analyst's corrections" in (after / "map.html").read_text("utf-8")
    summary = json.loads((after / "build.json").read_text("utf-8"))
    assert summary["corrections"] == [f"set {key}: actor: {base['actor']} \u2192 GNA (seen)"]
    assert len(summary["unmatched"]) == 1
    told = run("diff", before, after)
    assert told.returncode == 0
    assert (
        f"actor now GNA (was {base['actor']}) \u2014 corrected: actor: {base['actor']} \u2192 GNA (seen)" in told.stdout
    )
    assert "## Corrections to look at" in told.stdout
    assert "Nothing new" in run("map", folder, "--out", after).stdout
    (folder / "corrections.toml").unlink()
    assert run("map", folder, "--layers-only", "--out", after).returncode == 0
    assert "correction withdrawn: actor" in (after / "changes.md").read_text("utf-8")
    assert layer(after, "bases") == layer(before, "bases")


def test_a_figure_keeps_to_the_corrections(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(ROOT / "seeds", folder)
    assert run("map", folder, "--layers-only", "--out", tmp_path / "out").returncode == 0
    bases = layer(tmp_path / "out", "bases")
    drops = "\n".join(f'[[drop]]\nid = "{key}"' for key in bases)
    before, after = tmp_path / "before.svg", tmp_path / "after.svg"
    assert run("figure", folder, "--out", before).returncode == 0
    (folder / "corrections.toml").write_text(drops, "utf-8")
    assert run("figure", folder, "--out", after).returncode == 0
    (folder / "corrections.toml").rename(tmp_path / "given.toml")
    given = tmp_path / "given.svg"
    assert run("figure", folder, "--corrections", tmp_path / "given.toml", "--out", given).returncode == 0
    assert "Training camp" in before.read_text("utf-8")
    assert "Training camp" not in after.read_text("utf-8")
    assert given.read_bytes() == after.read_bytes()


def test_bad_corrections_and_folders_are_one_line_and_exit_2(tmp_path: Path) -> None:
    bad = tmp_path / "c.toml"
    bad.write_text('[[set]]\nid = "event-1"\nfoo = 1\n')
    for result in (
        run("map", "--corrections", bad, "--out", tmp_path / "out"),
        run("review", "--corrections", bad),
        run("diff", tmp_path, tmp_path),
    ):
        assert result.returncode == 2
        assert len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()
