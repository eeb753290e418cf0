"""A build as its output folder tells it: the facts of its layers, and what it was made with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.changes.features import Features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Properties = dict[str, Any]
COMPARED = ("control", "axes", "bases", "events")
CORRECTION = "correction"  # the rule of a source that is a correction


@dataclass(frozen=True)
class Told:
    """A build.

    `facts` are the properties of features by layer and id; `articles` the hash of each article by name; `made_with`
    hashes of what else the facts depend on, by name; `corrections` what was corrected, `unmatched` what could not.
    """

    facts: Mapping[str, Mapping[str, Properties]]
    articles: Mapping[str, str] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()

    @cached_property
    def holders(self) -> dict[tuple[str, str], set[str]]:
        """Who holds a ground (place and relation) at the end of the story."""
        found: dict[tuple[str, str], set[str]] = {}
        for span in self.facts["control"].values():
            if not span.get("valid_to") and span.get("status") != "claimed":
                found.setdefault(ground_of(span), set()).add(str(span.get("holder")))
        return found


def read_build(folder: Path, summary: dict[str, Any] | None = None) -> Told | None:
    """Read a build, or ``None`` where none can be read; `summary` is its build.json if that is at hand."""
    try:
        summary = summary if summary is not None else json.loads((folder / "build.json").read_text("utf-8"))
        facts: dict[str, Mapping[str, Properties]] = {}
        for layer in COMPARED:
            facts[layer] = _features(folder / "layers" / f"{layer}.geojson")
        return Told(
            facts,
            {str(item["article"]): str(item["sha256"]) for item in summary["inputs"]},
            {str(name): str(value) for name, value in summary.get("made_with", {}).items()},
            tuple(map(str, summary.get("corrections", ()))),
            tuple(map(str, summary.get("unmatched", ()))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _features(path: Path) -> Mapping[str, Properties]:
    """Read a layer; one that somebody has laid out otherwise is read whole."""
    try:
        return Features(path)
    except ValueError:
        return {
            item["properties"]["id"]: item["properties"] for item in json.loads(path.read_text("utf-8"))["features"]
        }


def sources_of(fact: Properties) -> list[dict[str, Any]]:
    """Give the sources of a fact."""
    return [source for source in fact.get("sources") or () if isinstance(source, dict)]


def articles_of(fact: Properties) -> set[str]:
    """Give the articles and data files that tell a fact."""
    return {str(source.get("article", "")) for source in sources_of(fact) if source.get("rule") != CORRECTION}


def corrections_of(fact: Properties) -> set[str]:
    """Give what was corrected in a fact, in words."""
    return {str(source.get("quote", "")) for source in sources_of(fact) if source.get("rule") == CORRECTION}


def ground_of(span: Properties) -> tuple[str, str]:
    """Give the place and relation that a span of control is about."""
    return place_of(span), str(span.get("relation") or "")


def place_of(fact: Properties) -> str:
    """Give the id of a fact's place; of an axis that of its objective."""
    return str(fact.get("place_id") or fact.get("objective_place_id") or "")


def at_place(layer: Mapping[str, Properties], place: str) -> Iterable[Properties]:
    """Give the facts of a layer at a place; axes stand at their objective."""
    return layer.at(place) if isinstance(layer, Features) else (f for f in layer.values() if place_of(f) == place)
