"""Data of others, from the theatre file to the layers: the whole command, and the examples of the manual."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

from rows_of_data import ACLED, join, write

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "data.md").read_text("utf-8")
ARTICLE = """---
title: Fighting at Gharyan
published: 2019-04-08
---
Fighters of the Libyan National Army clashed with government forces at Gharyan on Sunday, killing three people.
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)


def layer(out: Path, name: str) -> list[dict]:
    return [item["properties"] for item in json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]]


def test_rows_join_what_the_articles_say_and_the_page_is_drawn(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE, "utf-8")
    far = {"event_id_cnty": "LBY102", "location": "Sirte", "latitude": "31.209", "longitude": "16.589"}
    bad = {"event_id_cnty": "LBY103", "latitude": "nan"}
    write(folder / "acled.csv", [ACLED, ACLED | far, ACLED | bad])
    theatre = '[[data]]\nfile = "acled.csv"\nformat = "acled"\n'
    (folder / "theatre.toml").write_text(theatre, "utf-8")
    result = run("map", folder, "--out", out)
    assert result.returncode == 0, result.stderr
    assert "Data: acled.csv: 2 of 3 rows joined as events; 1 tell an event that was known; 1 left out" in result.stdout
    events = layer(out, "events")
    assert sorted(event["dataset"] for event in events) == ["acled", "articles acled"]
    both = next(event for event in events if event["dataset"] == "articles acled")
    assert [source["article"] for source in both["sources"]] == ["a.md", "acled.csv"]
    assert (both["sources"][1]["row"], both["sources"][1]["quote"]) == ("LBY101", ACLED["notes"])
    assert both["fatalities"] == 3
    assert (out / "map.html").stat().st_size > 0
    assert json.loads((out / "build.json").read_text())["data"] == [result.stdout.split("Data: ")[1].splitlines()[0]]

    write(folder / "acled.csv", [ACLED])
    assert run("map", folder, "--out", out).returncode == 0
    assert [event["dataset"] for event in layer(out, "events")] == ["articles acled"], "a changed file is read again"


def test_data_without_an_article_make_a_map_and_a_bad_file_is_one_line(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    write(folder / "acled.txt", [ACLED])
    (folder / "theatre.toml").write_text('[[data]]\nfile = "acled.txt"\nformat = "acled"\n', "utf-8")
    result = run("map", folder, "--out", out)
    assert result.returncode == 0, result.stderr
    assert json.loads((out / "layers" / "articles.json").read_text()) == []
    assert len(layer(out, "events")) == 1

    (folder / "acled.txt").write_text("one,two\n1,2\n", "utf-8")
    result = run("map", folder, "--out", out)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "needs 'event_id_cnty' or 'data_id' for 'id'" in result.stderr
    assert len(layer(out, "events")) == 1, "the earlier build stays"


def test_the_example_of_the_manual_works(tmp_path: Path) -> None:
    table = re.search(r"^```\n(nr;.*?)```", MANUAL, re.DOTALL | re.MULTILINE)
    blocks = re.findall(r"^```toml\n(.*?)```", MANUAL, re.DOTALL | re.MULTILINE)
    theatre = next(block for block in blocks if "log.csv" in block)
    assert table is not None
    (tmp_path / "log.csv").write_text(table[1], "utf-8")
    joined = join(tmp_path, theatre.removeprefix("[[data]]\n"))
    assert [event.subtype for event in joined.facts.events] == ["Air/drone strike", "Armed clash"]
    assert {event.actor for event in joined.facts.events} == {"LNA"}
    assert joined.datasets == (("log", "Our field log"),)


def test_the_manual_names_the_fields_and_limits_that_there_are(tmp_path: Path) -> None:
    row = {"subtype": "Attack", "date_start": "2019-04-07", "lat": "32.17", "lon": "13.02"}
    more = re.search(r"^\| `events`.*\|(.*)\|$", MANUAL, re.MULTILINE)
    assert more is not None
    fields = re.findall(r"`(\w+)`", more[1])
    usual = {"status": "claimed", "confidence": "0.5", "fatalities": "2", "radius_km": "7", "date_end": "2019-04-08"}
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([*row, *fields])
        writer.writerow([*row.values(), *(usual.get(name, "") for name in fields)])
    (event,) = join(tmp_path, 'file = "log.csv"').facts.events
    assert (event.status, event.confidence, event.fatalities, event.location.radius_km) == ("claimed", 0.5, 2, 7)
