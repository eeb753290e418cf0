"""A feature that no article tells, before and after the analyst's fields are set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.facts.headline import headline
from geo.facts.identity import identify
from geo.records import UNKNOWN, Axis, Base, Control, Event, Location, Place

if TYPE_CHECKING:
    from geo.corrections.model import Layer

_CONFIDENCE = 1.0
_NOWHERE = Location(Place("", "", 0.0, 0.0), 0.0, 0.0, 0.0)
_BLANK: dict[str, Any] = {
    "events": Event(
        id="", type="", subtype="", status="occurred", actor="", target="", location=_NOWHERE, when=UNKNOWN,
        fatalities=None, background=False, headline="", confidence=_CONFIDENCE, sources=(),
    ),
    "control": Control(
        id="", holder="", status="held", location=_NOWHERE, valid=UNKNOWN, basis="stated", confidence=_CONFIDENCE,
        sources=(),
    ),
    "axes": Axis(
        id="", actor="", status="occurred", origin=None, via=(), objective=_NOWHERE, origin_relation="",
        objective_relation="", when=UNKNOWN, confidence=_CONFIDENCE, sources=(),
    ),
    "bases": Base(
        id="", name="", kind="", actor="", location=_NOWHERE, status="active", valid=UNKNOWN, confidence=_CONFIDENCE,
        sources=(),
    ),
}  # fmt: skip


def new_fact(layer: Layer, edited: Any = None) -> Any:
    """Give the blank feature of a layer; of one that the analyst has filled in the finished feature with its id."""
    if edited is None:
        return _BLANK[layer]
    if isinstance(edited, Event) and not edited.headline:
        edited = replace(edited, headline=headline(edited))
    if isinstance(edited, Base) and not edited.name:
        edited = replace(edited, name=f"{edited.location.place.name} {edited.kind}")
    return identify(edited)
