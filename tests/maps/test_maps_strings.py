"""The words of the interface: complete in three languages, the same values in each, every key in use."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

from maps.strings import direction, load_strings
from maps.style import read_table

ASSETS = files("maps") / "assets"


def test_every_phrase_stands_in_each_language_with_the_same_values() -> None:
    assert read_table("strings.toml")
    for key, words in read_table("strings.toml").items():
        assert set(words) == {"en", "fr", "ar"}, key
        values = {frozenset(re.findall(r"\{(\w+)\}", text)) for text in words.values()}
        assert len(values) == 1, key


def test_scripts_use_only_words_that_are_there() -> None:
    known = set(load_strings("en"))
    scripts = {path.name: path.read_text("utf-8") for path in ASSETS.iterdir() if path.name.endswith(".js")}
    used = [(name, key) for name, script in scripts.items() for key in re.findall(r'\bt\("([a-z_]+)"', script)]
    assert used
    assert [(name, key) for name, key in used if key not in known] == []


def test_every_subtype_and_status_has_its_word() -> None:
    known = set(load_strings("en"))
    text = (files("geo") / "data" / "facts" / "taxonomy.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    for subtype in {row["subtype"] for row in rows} - {""}:
        assert f"event_{re.sub('[^a-z]+', '_', subtype.lower()).rstrip('_')}" in known
    for status in ("occurred", "ongoing", "claimed", "planned", "threatened", "denied"):
        assert f"status_{status}" in known


def test_an_unknown_language_is_english() -> None:
    assert load_strings("xx") == load_strings("en")
    assert (direction("ar"), direction("ar-LY"), direction("fr")) == ("rtl", "rtl", "ltr")
