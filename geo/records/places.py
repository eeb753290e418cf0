"""Where something is: places of the gazetteer, points moved from them, and their names in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.records.texts import Span

Role = Literal["literal", "associative", "in_name"]
Shape = Literal["point", "sector", "area", "corridor"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `lat`, `lon` are degrees EPSG:4326; `radius_km` is the place's own extent or uncertainty;
    `geocoder` names the gazetteer or service that knew it.
    """

    id: str
    name: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    feature_class: str = "P"
    feature_code: str = "PPL"
    population: int = 0
    radius_km: float = 5.0
    geonameid: int | None = None
    geocoder: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is: a place, or a point moved from it as the text says.

    `relation` is empty for the place itself, else the text's relation in the contract's words
    (``south of``, ``near``, ``between``, ``southern outskirts``, ``western`` ...). `bearing_deg` (clockwise from
    north) and `distance_km` describe a sector; `other` is the second anchor of ``between``.
    """

    place: Place
    lat: float
    lon: float
    radius_km: float
    relation: str = ""
    shape: Shape = "point"
    bearing_deg: float | None = None
    distance_km: float | None = None
    other: Place | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in an article. `location` is ``None`` when it could not be placed; `why` then says so."""

    article: str
    start: int
    end: int
    phrase: str
    role: Role = "literal"
    location: Location | None = None
    confidence: float = 0.0
    why: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The mention's place in the article."""
        return Span(self.start, self.end)
