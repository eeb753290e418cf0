"""What a ``corrections.toml`` may say: names pinned and forbidden, features set, dropped, merged, split and added."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from geo.settings import Strict
from geo.theatre import Country, Latitude, Longitude

Layer = Literal["events", "control", "axes", "bases"]
LAYER_OF: dict[str, Layer] = {"event": "events", "control": "control", "axis": "axes", "base": "bases"}
_ID = re.compile(r"[a-z]+-[\w.-]{1,120}")
FILE_NAME = "corrections.toml"


def layer_of(feature: str) -> Layer:
    """Give the layer that an id such as ``event-3f2a...`` is of.

    Raises
    ------
    ValueError
        It is no id of a feature.
    """
    layer = LAYER_OF.get(feature.partition("-")[0])
    if layer is None or not _ID.fullmatch(feature):
        raise ValueError(f"{feature!r} is no feature's id: they begin with event-, control-, axis- or base-")
    return layer


def _feature_id(value: str) -> str:
    layer_of(value)
    return value


def _day_text(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


FeatureId = Annotated[str, BeforeValidator(lambda value: _feature_id(value) if isinstance(value, str) else value)]
Day = Annotated[
    str, BeforeValidator(_day_text), Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="ISO 8601, or empty")
]


class Description(Strict):
    """A feature in words that outlive its id, as ``build.py review`` writes them.

    `place` is the id of its place (of an axis its objective), `type` the subtype of an event, the holder of a control
    span, the actor of an axis, the kind of a base; `date` its first day; `article` one that tells it.
    """

    place: str = ""
    type: str = ""
    date: Day = ""
    article: str = ""

    @model_validator(mode="after")
    def _tells(self) -> Description:
        if not (self.place or self.article):
            raise ValueError("give at least the place or the article")
        return self


class Pin(Strict):
    """A name means this place: an id of the gazetteer, or a point of its own."""

    name: str = Field(min_length=1)
    place: str = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: Country | Literal[""] = ""
    radius_km: float = Field(default=5.0, gt=0, le=2000)
    article: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _somewhere(self) -> Pin:
        if (self.lat is None) != (self.lon is None) or (self.lat is None) == (not self.place):
            raise ValueError("give either `place`, an id such as 'gn:2210247', or `lat` and `lon`")
        return self


class Forbid(Strict):
    """A name does not mean this place; without a place it means none at all."""

    name: str = Field(min_length=1)
    place: str = ""
    article: str = ""
    note: str = ""


class _OnFeature(Strict):
    """A correction of one feature; `was` finds it when its id has changed because an article was re-worded."""

    id: FeatureId
    was: Description | None = None
    note: str = ""

    @property
    def layer(self) -> Layer:
        """The layer of the feature."""
        return layer_of(self.id)


class Set(_OnFeature):
    """Fields of a feature are these: every other key is a field of its layer (`geo.corrections.fields`)."""

    model_config = ConfigDict(extra="allow")

    @property
    def fields(self) -> dict[str, Any]:
        """The fields as the file gives them."""
        return self.model_extra or {}


class Drop(_OnFeature):
    """A feature is wrong."""


class Merge(Strict):
    """Features `ids` are the same as `id`, which stays."""

    id: FeatureId
    ids: tuple[FeatureId, ...] = Field(min_length=1)
    was: Description | None = None
    note: str = ""

    @model_validator(mode="after")
    def _of_one_layer(self) -> Merge:
        if {layer_of(item) for item in self.ids} != {layer_of(self.id)}:
            raise ValueError("ids: features of different layers cannot be one")
        if self.id in self.ids:
            raise ValueError(f"ids: {self.id!r} cannot be merged into itself")
        return self

    @property
    def layer(self) -> Layer:
        """The layer of the features."""
        return layer_of(self.id)


class Split(_OnFeature):
    """What these articles tell is another feature."""

    articles: tuple[str, ...] = Field(min_length=1)


class Add(Strict):
    """A feature that no article tells; `note` says who knows it, every other key is a field of its layer."""

    model_config = ConfigDict(extra="allow")

    layer: Layer
    note: str = Field(min_length=1)
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    published: Day = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The fields as the file gives them."""
        return self.model_extra or {}


class Corrections(Strict):
    """All corrections of a conflict; `name` is what the file is called."""

    _name: str = PrivateAttr(default=FILE_NAME)

    pin: tuple[Pin, ...] = ()
    forbid: tuple[Forbid, ...] = ()
    set: tuple[Set, ...] = ()
    drop: tuple[Drop, ...] = ()
    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    add: tuple[Add, ...] = ()

    @property
    def name(self) -> str:
        """What the file is called."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """A hash of all that they say; empty for none."""
        if self == Corrections():
            return ""
        return hashlib.sha256(f"{self.name}\0{self.model_dump_json()}".encode()).hexdigest()


TABLES: dict[str, type[Strict]] = {
    "pin": Pin, "forbid": Forbid, "set": Set, "drop": Drop, "merge": Merge, "split": Split, "add": Add,
}  # fmt: skip
