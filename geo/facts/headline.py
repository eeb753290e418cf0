"""One line that says what an event is, built from its fields."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.inferred import PARTIES
from geo.facts.words import read_table

if TYPE_CHECKING:
    from geo.records import Event, Location


@cache
def _templates() -> dict[str, dict[str, Any]]:
    return read_table("headlines.toml")


def headline(event: Event) -> str:
    """Write the popup line of an event, from the templates of its subtype and status."""
    templates = _templates()
    template = templates[event.subtype]
    mark = templates["parties"]["inferred"]
    who = {name: getattr(event, name) + (mark if name in event.inferred else "") for name in PARTIES}
    fields = {**who, "place": _where(event.location)}
    line: str = template["named" if event.actor else "unnamed"] + (template["target"] if event.target else "")
    if _leads(event.location.relation):
        line = line.replace("at {place}", "{place}").replace("on {place}", "{place}")
    said: str = templates["status"].get(event.status, "") + line.format(**fields)
    return said[0].upper() + said[1:]


def _leads(relation: str) -> bool:
    """Whether a relation stands by itself: "clash near X", "clash south of X", not "clash at near X"."""
    return relation.endswith(" of") or relation in _templates()["relations"]["leading"]


def _where(location: Location) -> str:
    """Write a place with its relation: "south of X", "between X and Y", "western X"."""
    name = location.place.name
    if location.other is not None:
        name = f"{name} and {location.other.name}"
    return f"{location.relation} {name}".strip()
