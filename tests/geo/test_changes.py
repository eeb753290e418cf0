"""The change report: what came, what changed, what went, and the same bytes when nothing did."""

import json
from pathlib import Path
from typing import Any

from geo.changes import as_markdown, compare, read_snapshot, write_changes


def event(key: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": key,
        "headline": f"Clash {key}",
        "status": "occurred",
        "confidence": 0.5,
        "sources": [{"article": "a.txt"}],
    } | fields


def snapshot(*events: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"events": {item["id"]: item for item in events}, "control": {}, "axes": {}, "bases": {}}


def test_facts_are_compared_by_id() -> None:
    old = snapshot(event("1"), event("2"), event("3"))
    new = snapshot(event("2", status="denied"), event("3", confidence=0.9), event("4"))
    changes = compare(old, new)
    assert changes.added["events"] == ["4"]
    assert changes.dropped["events"] == ["1"]
    assert changes.changed["events"] == {"2": ["status"]}


def test_a_further_article_is_a_change_of_sources() -> None:
    more = event("1", sources=[{"article": "a.txt"}, {"article": "b.txt"}])
    assert compare(snapshot(event("1")), snapshot(more)).changed["events"] == {"1": ["sources"]}


def test_markdown_tells_each_and_escapes_article_text() -> None:
    text = as_markdown(snapshot(), snapshot(event("1", headline="<b>*x*\n# y", date_start="2019-04-05")))
    assert "- events: \\<b\\>\\*x\\* \\# y [2019-04-05] - a.txt" in text
    assert as_markdown(snapshot(), snapshot()) == "# Changes\n\nNothing changed.\n"
    assert "First build: 1 events" in as_markdown(None, snapshot(event("1")))


def write(folder: Path, layers: dict[str, dict[str, Any]], inputs: list[str]) -> str:
    (folder / "layers").mkdir(parents=True)
    for name, features in layers.items():
        content = {"features": [{"properties": item} for item in features.values()]}
        (folder / "layers" / f"{name}.geojson").write_text(json.dumps(content))
    (folder / "build.json").write_text(json.dumps({"inputs": [{"sha256": item} for item in inputs]}))
    return ""


def test_a_rebuild_of_the_same_keeps_the_text(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    write(one, snapshot(event("1")), ["a"])
    first = write_changes(one, tmp_path / "none", ["a"])
    write(two, snapshot(event("1")), ["a"])
    assert write_changes(two, one, ["a"]) == first
    write(three, snapshot(event("1")), ["a", "b"])
    assert write_changes(three, two, ["a", "b"]) == "# Changes\n\nNothing changed.\n"


def test_a_damaged_earlier_build_counts_as_none(tmp_path: Path) -> None:
    write(tmp_path / "one", snapshot(event("1")), ["a"])
    (tmp_path / "one" / "layers" / "axes.geojson").write_text("{")
    assert read_snapshot(tmp_path / "one") is None
