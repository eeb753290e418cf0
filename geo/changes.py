"""What a build added, changed and dropped since the one before, as Markdown an editor can paste."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Properties = dict[str, Any]
Snapshot = dict[str, dict[str, Properties]]
COMPARED = ("events", "control", "axes", "bases")
# What may differ without the fact itself having changed: joined counts, the rule's sureness.
_IGNORED = frozenset({"confidence", "sources", "area", "line", "radius_km"})


@dataclass(frozen=True)
class Changes:
    """Ids of facts per layer that a build added, changed or dropped."""

    added: dict[str, list[str]]
    changed: dict[str, dict[str, list[str]]]
    dropped: dict[str, list[str]]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not any(any(part.values()) for part in (self.added, self.changed, self.dropped))


def read_snapshot(folder: Path) -> Snapshot | None:
    """Read the fact layers of an earlier build, or ``None`` where there is none that can be read."""
    snapshot: Snapshot = {}
    for layer in COMPARED:
        path = folder / "layers" / f"{layer}.geojson"
        try:
            features = json.loads(path.read_text("utf-8"))["features"]
            snapshot[layer] = {feature["properties"]["id"]: feature["properties"] for feature in features}
        except (OSError, ValueError, KeyError, TypeError):
            return None
    return snapshot


def write_changes(folder: Path, previous: Path, inputs: list[str]) -> str:
    """Write ``changes.md`` into the new build's folder and give its text.

    A rebuild of the very same articles with the very same facts keeps the earlier text, so that the same
    inputs give the same bytes.

    Parameters
    ----------
    folder
        The new build, its layers already written.
    previous
        Where the build before stands, if any.
    inputs
        SHA-256 of every article of the new build.
    """
    old, new = read_snapshot(previous), read_snapshot(folder)
    text = as_markdown(old, new or {})
    if old is not None and compare(old, new or {}).empty and _same_inputs(previous, inputs):
        with contextlib.suppress(OSError):
            text = (previous / "changes.md").read_text("utf-8")
    (folder / "changes.md").write_text(text, "utf-8")
    return text


def _same_inputs(previous: Path, inputs: list[str]) -> bool:
    try:
        told = json.loads((previous / "build.json").read_text("utf-8"))["inputs"]
        return sorted(item["sha256"] for item in told) == sorted(inputs)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def compare(old: Snapshot, new: Snapshot) -> Changes:
    """Compare two builds feature by feature, by id."""
    added, dropped = {}, {}
    changed: dict[str, dict[str, list[str]]] = {}
    for layer in COMPARED:
        before, after = old.get(layer, {}), new.get(layer, {})
        added[layer] = sorted(set(after) - set(before))
        dropped[layer] = sorted(set(before) - set(after))
        fields = {key: _differing(before[key], after[key]) for key in sorted(set(before) & set(after))}
        changed[layer] = {key: names for key, names in fields.items() if names}
    return Changes(added, changed, dropped)


def _differing(before: Properties, after: Properties) -> list[str]:
    names = [name for name in after if name not in _IGNORED and before.get(name) != after[name]]
    if len(_articles(before)) != len(_articles(after)):
        names.append("sources")
    return names


def _articles(properties: Properties) -> set[str]:
    return {str(source.get("article", "")) for source in properties.get("sources") or ()}


def as_markdown(old: Snapshot | None, new: Snapshot) -> str:
    """Write the changes as Markdown.

    Parameters
    ----------
    old
        The build before, or ``None`` for a first build.
    new
        This build.
    """
    if old is None:
        counts = ", ".join(f"{len(new.get(layer, {}))} {layer}" for layer in COMPARED)
        return f"# Changes\n\nFirst build: {counts}.\n"
    changes = compare(old, new)
    if changes.empty:
        return "# Changes\n\nNothing changed.\n"
    parts = ["# Changes\n"]
    parts += _section("Added", new, changes.added)
    parts += _section("Changed", new, changes.changed)
    parts += _section("Dropped", old, changes.dropped)
    return "\n".join(parts)


def _section(title: str, snapshot: Snapshot, ids: Mapping[str, list[str] | dict[str, list[str]]]) -> list[str]:
    lines = []
    for layer, keys in ids.items():
        for key in keys:
            tail = f" ({', '.join(keys[key])})" if isinstance(keys, dict) else ""
            lines.append(f"- {layer}: {describe(layer, snapshot[layer][key])}{tail}")
    return [f"## {title}\n", *lines, ""] if lines else []


def describe(layer: str, properties: Properties) -> str:
    """Put one fact into a line: what, where, when, and the articles that say so."""
    place = properties.get("place_name") or properties.get("objective_name") or ""
    if layer == "events":
        text = properties.get("headline") or f"{properties.get('subtype')}, {place}"
    elif layer == "control":
        text = f"{place}: {properties.get('holder')} ({properties.get('status')})"
    elif layer == "axes":
        origin = properties.get("origin_name") or properties.get("origin_relation") or "unnamed origin"
        text = f"{properties.get('actor') or 'unnamed actor'}, {origin} to {place} ({properties.get('status')})"
    else:
        text = f"{properties.get('name') or properties.get('kind')}, {place} ({properties.get('status')})"
    when = properties.get("date_start") or properties.get("valid_from") or ""
    told = ", ".join(sorted(_articles(properties)))
    return " ".join(
        part for part in (_plain(str(text)), f"[{when}]" if when else "", f"- {told}" if told else "") if part
    )


def _plain(text: str) -> str:
    """Keep article text from being read as Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in " ".join(text.split()))
