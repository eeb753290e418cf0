"""The fields of each layer that an analyst may set, checked when the file is read."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, model_validator

from geo.corrections.model import Day, Layer
from geo.facts.events import taxonomy
from geo.records import AxisStatus, BaseStatus, ControlStatus, EventStatus
from geo.settings import Strict
from geo.tables import read_toml
from geo.theatre import Latitude, Longitude

_MOST_DEAD = 10_000_000


def types_of_subtypes() -> dict[str, frozenset[str]]:
    """Give the types that each subtype of the taxonomy stands under."""
    found: dict[str, set[str]] = {}
    for kind, subtype in taxonomy().values():
        found.setdefault(subtype, set()).add(kind)
    return {subtype: frozenset(kinds) for subtype, kinds in found.items()}


def _subtype(value: str) -> str:
    if value not in types_of_subtypes():
        raise ValueError(f"{value!r} is no subtype; allowed: {', '.join(sorted(types_of_subtypes()))}")
    return value


def _base_kind(value: str) -> str:
    kinds = read_toml("imports/names.toml")["bases"]["kinds"]
    if value not in kinds:
        raise ValueError(f"{value!r} is no kind of base; allowed: {', '.join(kinds)}")
    return value


def _toll(value: object) -> object:
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_DEAD
    if not known and value is not None and value != "":
        raise ValueError(f"give a whole number from 0 to {_MOST_DEAD:,}, or an empty text for unknown")
    return value


Subtype = Annotated[str, AfterValidator(_subtype)]
BaseKind = Annotated[str, AfterValidator(_base_kind)]
PlaceName = Annotated[str, Field(min_length=1)]
Toll = Annotated[int | str | None, BeforeValidator(_toll)]
Share = Annotated[float, Field(ge=0, le=1)]
Radius = Annotated[float, Field(gt=0, le=2000)]


class _Fields(Strict):
    """Fields that every layer has; ``None`` leaves a field as it is."""

    confidence: Share | None = None


class _AtPlace(_Fields):
    """Fields of a feature at one place: `place` is an id or name of the gazetteer, or a name for `lat`, `lon`."""

    place: PlaceName | None = Field(default=None, validation_alias=AliasChoices("place", "place_id"))
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: Radius | None = None

    @model_validator(mode="after")
    def _whole_point(self) -> _AtPlace:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("give both `lat` and `lon`")
        return self


class EventFields(_AtPlace):
    """Fields of an event."""

    type: str | None = None
    subtype: Subtype | None = None
    status: EventStatus | None = None
    actor: str | None = None
    target: str | None = None
    date_start: Day | None = None
    date_end: Day | None = None
    fatalities: Toll = None
    background: bool | None = None
    headline: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> EventFields:
        if self.type is not None and self.type not in types_of_subtypes().get(self.subtype or "", ()):
            raise ValueError("type: give it together with a `subtype` that stands under it, or the subtype alone")
        return self


class ControlFields(_AtPlace):
    """Fields of a span of control."""

    holder: PlaceName | None = None
    status: ControlStatus | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    claimant: str | None = None


class AxisFields(_Fields):
    """Fields of an axis of advance; its places are ids or names of the gazetteer, an empty origin is unnamed."""

    actor: str | None = None
    status: AxisStatus | None = None
    origin: str | None = Field(default=None, validation_alias=AliasChoices("origin", "origin_place_id", "origin_name"))
    via: tuple[PlaceName, ...] | None = None
    objective: PlaceName | None = Field(
        default=None, validation_alias=AliasChoices("objective", "objective_place_id", "objective_name")
    )
    origin_relation: str | None = None
    objective_relation: str | None = None
    date_start: Day | None = None
    date_end: Day | None = None


class BaseFields(_AtPlace):
    """Fields of a base."""

    name: str | None = None
    kind: BaseKind | None = None
    actor: str | None = None
    status: BaseStatus | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


Fields = EventFields | ControlFields | AxisFields | BaseFields
FIELDS: dict[Layer, type[EventFields | ControlFields | AxisFields | BaseFields]] = {
    "events": EventFields, "control": ControlFields, "axes": AxisFields, "bases": BaseFields,
}  # fmt: skip
# What a new feature must tell: of each group one.
NEEDED: dict[Layer, tuple[tuple[str, ...], ...]] = {
    "events": (("subtype",), ("place", "lat")),
    "control": (("holder",), ("place", "lat")),
    "axes": (("actor",), ("objective",)),
    "bases": (("kind",), ("place", "lat")),
}
