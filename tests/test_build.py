"""The command, as a user types it: what it writes, prints and returns, for good input and bad."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from geo import __version__

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
LAYERS = ("places", "mentions", "events", "control", "axes", "bases")


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, timeout=120)


def layer(out: Path, name: str) -> list[dict]:
    return [item["properties"] for item in json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]]


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "out"
    result = run("map", "--out", folder)
    assert result.returncode == 0, result.stderr
    assert str(folder / "map.html") in result.stdout
    return folder


def test_the_seeds_give_every_output_of_the_contract(out: Path) -> None:
    for name in ("map.html", "embed.html", "layers.gpkg", "build.json", "changes.md"):
        assert (out / name).stat().st_size > 0
    for name in LAYERS:
        features = json.loads((out / "layers" / f"{name}.geojson").read_text())["features"]
        ids = [item["properties"]["id"] for item in features]
        assert ids, name
        assert ids == sorted(set(ids))
        assert all(item["properties"]["sources"] for item in features)
    with sqlite3.connect(out / "layers.gpkg") as package:
        tables = {row[0] for row in package.execute("SELECT table_name FROM gpkg_contents")}
    package.close()
    assert tables >= {*LAYERS, "not_mapped", "articles"}
    assert (out / "map.html").stat().st_size < 1_000_000


def test_every_quote_stands_in_its_article_where_it_says(out: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in SEEDS.glob("*.md")}
    sources = [source for name in LAYERS for feature in layer(out, name) for source in feature["sources"]]
    assert len(sources) > 50
    for source in sources:
        assert texts[source["article"]][source["start"] : source["end"]] == source["quote"]


def test_the_seeds_give_the_axes_bases_and_control_that_they_state(out: Path) -> None:
    places = {item["id"]: item["name"] for item in layer(out, "places")}
    axes = {
        (axis["actor"], axis["status"], axis["origin_name"], axis["origin_relation"], axis["objective_name"])
        for axis in layer(out, "axes")
    }
    lna_planned = {item[2:] for item in axes if item[:2] == ("LNA", "planned")}
    assert any(origin == "Tarhuna" and objective == "Tripoli" for origin, _, objective in lna_planned)
    assert any("west" in relation and objective == "Tripoli" for _, relation, objective in lna_planned)
    assert any(objective == "Misrata" for _, _, objective in lna_planned)
    bases = {(base["actor"], base["kind"], places[base["place_id"]]) for base in layer(out, "bases")}
    assert ("Seventh Brigade", "headquarters", "Tarhuna") in bases
    assert {place for actor, kind, place in bases if (actor, kind) == ("LNA", "training camp")} == {
        "Gharyan",
        "al-Aziziya",
        "al-Watiya",
    }
    assert any(kind == "operations room" for _, kind, _ in bases)
    control = {(span["holder"], places[span["place_id"]]) for span in layer(out, "control")}
    assert {("GNA", "Tripoli"), ("Seventh Brigade", "Tarhuna"), ("Misratan forces", "Sirte")} <= control


def test_names_in_names_and_metonyms_are_not_on_the_map(out: Path) -> None:
    events = {event["place_name"] for event in layer(out, "events")}
    assert not events & {"Versailles"}
    roles = {(mention["phrase"], mention["role"]) for mention in layer(out, "mentions")}
    assert ("Versailles", "literal") not in roles


def test_a_rebuild_in_another_place_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    assert run("map", "--out", tmp_path / "again").returncode == 0
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != "build.json":  # it holds the timings
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(out)).read_bytes(), path.name


def test_layers_only_draws_nothing(tmp_path: Path) -> None:
    assert run("map", "--layers-only", "--out", tmp_path / "out").returncode == 0
    assert not (tmp_path / "out" / "map.html").exists()
    assert (tmp_path / "out" / "layers" / "articles.json").exists()


def test_a_bad_article_never_loses_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (folder / "torn.jsonl").write_text('{"text": "x"\n')
    (folder / "nowhere.txt").write_text("A quiet day.\n\nNothing happened anywhere, they said.\n")
    result = run("map", folder, "--layers-only", "--out", tmp_path / "out")
    assert result.returncode == 0
    assert "Traceback" not in result.stderr
    failed = json.loads((tmp_path / "out" / "build.json").read_text())["failures"]
    assert {Path(item["file"]).name.split("#")[0].split(":")[0] for item in failed} == {
        "empty.txt",
        "binary.txt",
        "torn.pdf",
        "torn.jsonl",
    }
    assert len(result.stderr.strip().splitlines()) == len(failed)
    told = json.loads((tmp_path / "out" / "layers" / "articles.json").read_text())
    assert "nowhere.txt" in {item["article"] for item in told}
    assert layer(tmp_path / "out", "axes")


def test_no_article_at_all_is_one_line_and_the_old_map_stays(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    assert run("map", tmp_path / "articles", "--layers-only", "--out", tmp_path / "out").returncode == 0
    before = (tmp_path / "out" / "layers.gpkg").read_bytes()
    (tmp_path / "none").mkdir()
    result = run("map", tmp_path / "none", "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "no article" in one_line(result)
    assert (tmp_path / "out" / "layers.gpkg").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map", "no-such-folder"], "no-such-folder"),
        (["map", "--theatre", "no-such.toml"], "no-such.toml"),
        (["map", str(SEEDS), "--geonames-user", "someone"], "--geocoder geonames"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments, "--out", tmp_path / "out", cwd=tmp_path)
    assert result.returncode == 2
    assert said in one_line(result)
    assert not (tmp_path / "out").exists()


def test_a_broken_theatre_names_file_line_and_remedy(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    with (tmp_path / "articles" / "theatre.toml").open("a") as file:
        file.write('\n[[actors]]\nid = "X"\ncolor = "red"\n')
    number = len((tmp_path / "articles" / "theatre.toml").read_text().splitlines())
    result = run("map", tmp_path / "articles", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert f"theatre.toml:{number}: actors.7.color: unknown key; allowed here: aliases, colour" in one_line(result)


def test_foreign_files_in_the_output_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("precious")
    result = run("map", "--layers-only", "--out", tmp_path)
    assert result.returncode == 2
    assert "holds other files" in one_line(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_output_folder_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run("map", "--layers-only", "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "cannot be written" in one_line(result)


def test_without_a_theatre_countries_and_actors_are_inferred(tmp_path: Path) -> None:
    for path in SEEDS.glob("*.md"):
        shutil.copy(path, tmp_path)
    assert run("map", tmp_path, "--layers-only", "--out", tmp_path / "out").returncode == 0
    assert {"LNA", "GNA"} <= {event["actor"] for event in layer(tmp_path / "out", "events")}


def test_help_answers_for_the_group_and_the_command() -> None:
    for arguments in (["-h"], ["map", "--help"]):
        result = run(*arguments)
        assert result.returncode == 0
        assert "Usage" in result.stdout
    assert "\n  python build.py map articles/ --out report\n" in run("map", "--help").stdout
    assert run("--version").stdout.strip() == __version__


def test_a_figure_of_a_day_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "tripoli.svg"
    result = run("figure", "--at", "2018-12-28", "--bbox", "11", "31", "16", "33.5", "--out", path)
    assert result.returncode == 0, result.stderr
    assert "Tarhuna" in path.read_text("utf-8")
    assert run("figure", "--out", tmp_path / "map.bmp").returncode == 2
    result = run("figure", "--out", path / "within" / "map.png")
    assert (result.returncode, len(result.stderr.splitlines())) == (1, 1), result.stderr


def test_watching_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for options in ([tmp_path / "none"], [SEEDS, "--theatre", tmp_path / "none.toml"]):
        result = run("watch", *options, "--out", tmp_path / "out", "--port", "0")
        assert result.returncode == 2
        assert result.stderr.endswith("does not exist\n")


def test_a_time_lapse_writes_a_frame_a_step_and_one_animation(tmp_path: Path) -> None:
    path = tmp_path / "slides" / "map.png"
    result = run("figure", "--every", "year", "--animate", "gif", "--dpi", "40", "--size", "5", "4", "--out", path)
    assert result.returncode == 0, result.stderr
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "map-1-2018-12-31.png",
        "map-2-2019-12-21.png",
        "map.gif",
    ]


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "2019-01-01"],
        ["--every", "month", "--at", "2019-01-01"],
        ["--every", "day", "--from", "1900-01-01"],
        ["--every", "year", "--animate", "gif", "--format", "svg"],
        ["--at", "2019-13-01"],
    ],
)
def test_a_time_lapse_that_cannot_be_is_refused(options: list[str], tmp_path: Path) -> None:
    result = run("figure", *options, *([] if "--format" in options else ["--out", tmp_path / "map.png"]))
    assert result.returncode == 2
    assert not list(tmp_path.iterdir())


def test_the_embed_snippet_is_printed_for_an_address() -> None:
    result = run("embed", "https://example.org/map.html", "--title", "A & B")
    assert 'src="https://example.org/map.html#embed"' in result.stdout
    assert 'title="A &amp; B"' in result.stdout
    assert run("embed", "javascript:alert(1)").returncode == 2


def test_explain_tells_each_sentence_with_its_rule() -> None:
    result = run("explain", SEEDS / "2019-12-21-ultimatum-to-misrata.md")
    assert result.returncode == 0
    assert "actor  Misrata militia: Misratan forces" in result.stdout
    assert "[ultimatum.verb/" in result.stdout
