"""The corrections file: what it may say, and file and line of what it may not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.corrections import Corrections, find_corrections, load_corrections, rulings_of
from geo.errors import ConfigError

GOOD = """
[[pin]]
name = "Zawiya"
place = "gn:2210247"

[[forbid]]
name = "Zawiya"
place = "gn:1"
article = "a.txt"

[[set]]
id = "event-0123456789ab"
was = { place = "gn:1", type = "Siege", date = 2019-04-04, article = "a.txt" }
actor = "LNA"
date_start = 2019-04-05
fatalities = ""

[[merge]]
id = "base-1"
ids = ["base-2"]

[[split]]
id = "axis-1"
articles = ["b.txt"]

[[drop]]
id = "control-1"
note = "a rumour"

[[add]]
layer = "bases"
kind = "camp"
place = "Gharyan"
note = "our correspondent"
url = "https://example.org/1"
"""


def load(tmp_path: Path, text: str) -> Corrections:
    path = tmp_path / "corrections.toml"
    path.write_text(text, "utf-8")
    return load_corrections(path)


def test_every_table_is_read(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    assert found.set[0].fields == {"actor": "LNA", "date_start": found.set[0].fields["date_start"], "fatalities": ""}
    assert found.set[0].layer == "events"
    assert found.drop[0].note == "a rumour"
    assert found.name == "corrections.toml"
    assert len(rulings_of(found)) == 2
    assert found.fingerprint != load(tmp_path, GOOD.replace("LNA", "GNA")).fingerprint
    assert Corrections().fingerprint == ""


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[[drop]]\nid = "event-1"\n[[drop]]\nid = "camp-1"\n', 4, "is no feature's id"),
        ('[[drop]]\nid = "event-1"\nwhy = "x"\n', 3, "unknown key; allowed here: id, note, was"),
        ('[[drop]]\nid = "event-1"\nwas = { date = "2019" }\n', 3, "give at least the place or the article"),
        ('[[set]]\nid = "event-1"\n', 1, "names no field; allowed for events: actor"),
        ('[[set]]\nid = "event-1"\nholder = "A"\n', 3, "unknown key; allowed here: actor"),
        ('[[set]]\nid = "event-1"\nsubtype = "Brawl"\n', 3, "'Brawl' is no subtype; allowed: Abduction"),
        ('[[set]]\nid = "event-1"\nstatus = "perhaps"\n', 3, "set.0.status"),
        ('[[set]]\nid = "event-1"\ndate_start = "yesterday"\n', 3, "set.0.date_start"),
        ('[[set]]\nid = "event-1"\ndate_start = "2019-02-30"\n', 3, "is no day of the calendar"),
        ('[[set]]\nid = "event-1"\nlat = nan\nlon = 1.0\n', 3, "finite"),
        ('[[set]]\nid = "event-1"\nlat = 1.0\n', 1, "give both `lat` and `lon`"),
        ('[[set]]\nid = "event-1"\nfatalities = -1\n', 3, "a whole number from 0 to"),
        ('[[set]]\nid = "base-1"\nkind = "pub"\n', 3, "'pub' is no kind of base; allowed: headquarters"),
        ('[[set]]\nid = "event-1"\nactor = "A"\n[[set]]\nid = "event-1"\nactor = "B"\n', 6, "actor is set twice"),
        ('[[set]]\nid = "event-1"\nactor = "A"\n[[drop]]\nid = "event-1"\n', 4, "both set and dropped"),
        ('[[pin]]\nname = "X"\n', 1, "give either `place`"),
        ('[[pin]]\nname = "X"\nplace = "gn:1"\nlat = 1.0\nlon = 1.0\n', 1, "give either `place`"),
        ('[[pin]]\nname = "X"\nplace = "gn:1"\n[[pin]]\nname = "x"\nplace = "gn:2"\n', 4, "pinned to two places"),
        ('[[merge]]\nid = "event-1"\nids = ["base-1"]\n', 1, "features of different layers"),
        ('[[merge]]\nid = "event-1"\nids = ["event-1"]\n', 1, "cannot be merged into itself"),
        (
            '[[merge]]\nid = "event-1"\nids = ["event-2"]\n[[merge]]\nid = "event-2"\nids = ["event-1"]\n',
            1,
            "merged into itself",
        ),
        (
            '[[merge]]\nid = "event-1"\nids = ["event-3"]\n[[merge]]\nid = "event-2"\nids = ["event-3"]\n',
            4,
            "merged into two features",
        ),
        ('[[split]]\nid = "event-1"\narticles = ["a", "a"]\n', 1, "split off twice"),
        ('[[add]]\nlayer = "events"\nnote = "n"\nplace = "X"\n', 1, "give `subtype`"),
        ('[[add]]\nlayer = "events"\nsubtype = "Siege"\nplace = "X"\n', 1, "add.0.note"),
        ('[[add]]\nlayer = "places"\nnote = "n"\n', 2, "add.0.layer"),
        (
            '[[add]]\nlayer = "events"\nsubtype = "Siege"\nplace = "X"\nnote = "n"\nurl = "javascript:x"\n',
            6,
            "add.0.url",
        ),
        ("[[drop]\n", 1, "not valid TOML"),
        ("[[delete]]\nid = 1\n", 1, "unknown key; allowed here: add, drop"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(ConfigError) as told:
        load(tmp_path, text)
    assert problem in str(told.value)
    assert told.value.line == line
    assert "\n" not in str(told.value)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_corrections(tmp_path)


def test_corrections_stand_with_the_theatre_or_the_inputs(tmp_path: Path) -> None:
    theatre, inputs = tmp_path / "t", tmp_path / "in"
    for folder in (theatre, inputs):
        folder.mkdir()
    assert find_corrections([inputs], theatre / "theatre.toml") is None
    (inputs / "corrections.toml").write_text("")
    assert find_corrections([inputs]) == inputs / "corrections.toml"
    assert find_corrections([inputs / "a.txt"]) == inputs / "corrections.toml"
    (theatre / "corrections.toml").write_text("")
    assert find_corrections([inputs], theatre / "theatre.toml") == theatre / "corrections.toml"


VALUES = st.one_of(
    st.text(max_size=5),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["place", "date", "x"]), st.text(max_size=3), max_size=2),
    st.sampled_from(["event-1", "base-1", "control-1", "axis-1", "events", "gn:1", "Siege", "2019-04", "held"]),
)
KEYS = ["id", "ids", "was", "note", "name", "place", "lat", "lon", "article", "articles", "layer", "subtype", "holder"]
KEYS += ["date_start", "valid_to", "fatalities", "confidence", "kind", "via", "origin", "status", "url", "published"]
ITEMS = st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5), min_size=1, max_size=2)
FILES = st.dictionaries(st.sampled_from(["pin", "forbid", "set", "drop", "merge", "split", "add"]), ITEMS, max_size=3)


def toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value).replace("\x7f", "\\u007f")
        case dict():
            return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case _:
            return str(value)


@given(FILES)
def test_whatever_a_file_says_it_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[dict[str, object]]]
) -> None:
    text = "\n".join(f"{name} = {toml(items)}" for name, items in tables.items())
    told = ""
    try:
        rulings_of(load(tmp_path_factory.getbasetemp(), text))
    except ConfigError as problem:
        told = str(problem)
    assert len(told.splitlines()) <= 1


def test_a_file_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nested too deeply|not valid TOML"):
        load(tmp_path, "drop = " + "[" * 100_000)
