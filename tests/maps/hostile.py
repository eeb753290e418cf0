"""The sample with every text field of every layer replaced by text that tries to break out of its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sample

from geo.layers.schema import Layers

if TYPE_CHECKING:
    from geo.layers.schema import MapContext

# Each of these would set window.hacked if anything parsed or evaluated it.
ATTACKS = (
    "${window.hacked=1}`+window.hacked+`",
    "</script><script>window.hacked=1</script><!--",
    '"><img src=x onerror="window.hacked=1">',
    "'); window.hacked=1; ('",
    "javascript:window.hacked=1",
    "{{ this.get_name() }}{% raw %}",
    "\\u003cimg src=x onerror=window.hacked=1\\u003e \\",
    "a\u202eb\u2066c\u2028d\u2029e\u0000f",
    "طرابلس & <b>مصراتة</b>",
    "]]> <svg onload=window.hacked=1> &lt;script&gt;",
    "=cmd|' /C calc'!A0",
)
KEPT = {
    "id", "place_id", "origin_place_id", "objective_place_id", "article", "date_start", "date_end", "valid_from",
    "valid_to", "first_mention", "last_mention", "last_event", "published", "symbol", "area", "line", "role", "sha256",
    "feature_class", "holder", "actor", "target", "claimant", "controlled_by", "status", "basis", "date_precision",
    "type",
}  # fmt: skip
URLS = (
    "javascript:window.hacked=1",
    "data:text/html,<script>alert(1)</script>",
    'https://example.org/?q="><script>1</script>',
)


def attack(number: int) -> str:
    """Give an attack with its number, so that it can be found again on the page."""
    return f"{ATTACKS[number % len(ATTACKS)]} №{number}"


def layers() -> Layers:
    """Give the sample's layers with hostile texts."""
    clean = sample.layers()
    return Layers(**{name: _poisoned(getattr(clean, name)) for name in Layers.__dataclass_fields__})


def context() -> MapContext:
    """Give a hostile context: title, parties, towns, changes."""
    clean = sample.context()
    return replace(
        clean,
        title=attack(1),
        subtitle=attack(2),
        changes="# Changes\n\n## Added\n\n- " + attack(3),
        actors=tuple(replace(actor, name=attack(4 + n)) for n, actor in enumerate(clean.actors)),
        towns=tuple(replace(town, name=attack(n)) for n, town in enumerate(clean.towns)),
    )


def _poisoned(frame: Any) -> Any:
    frame = frame.copy()
    for column in frame.columns:
        if column in KEPT or column == "geometry" or not len(frame) or not isinstance(frame[column].iloc[0], str):
            continue
        frame[column] = [_value(column, value, row) for row, value in enumerate(frame[column])]
    return frame


def _value(column: str, value: str, row: int) -> str:
    if column == "url":
        return URLS[row % len(URLS)]
    if column == "sources":
        return json.dumps([_source(source, row + n) for n, source in enumerate(json.loads(value))], ensure_ascii=False)
    if value.startswith("["):
        return json.dumps([attack(row), attack(row + 1)], ensure_ascii=False)
    return attack(row)


def _source(source: dict[str, Any], number: int) -> dict[str, Any]:
    quote = attack(number)
    return source | {
        "quote": quote,
        "end": source["start"] + len(quote),
        "url": URLS[number % 3],
        "rule": attack(number),
    }
