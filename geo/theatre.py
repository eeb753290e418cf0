"""The theatre file: one conflict's title, countries, actors, places, data of others and map settings, validated."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path, PurePath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from geo.errors import ConfigError
from geo.logo import read_logo
from geo.records import Actor, Place
from geo.settings import Strict, line_of, load_settings

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", code):
        raise ValueError(f"{code!r} is no ISO 3166-1 alpha-2 code such as 'LY'")
    return code


def _colour(value: str) -> str:
    if value and not _HEX.fullmatch(value):
        raise ValueError(f"{value!r} is no colour such as '#b8322a'")
    return value.lower()


def _tiles(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc):
        raise ValueError(f"{url!r} is no address of tiles: give https, a plain host, and {{z}}, {{x}}, {{y}}")
    if not all(mark in parts.path + parts.query for mark in ("{z}", "{x}", "{y}")):
        raise ValueError(f"{url!r} lacks {{z}}, {{x}} or {{y}}")
    return url


Country = Annotated[str, AfterValidator(_country)]
Colour = Annotated[str, AfterValidator(_colour)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class TheatreActor(Strict):
    """A party as the analyst lists it; `side` groups allies, `home` is a town it is named after."""

    id: str = Field(min_length=1)
    name: str = ""
    aliases: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    side: str = ""
    colour: Colour = ""
    kind: Literal["state", "armed", "civilian", "international", "person"] = "armed"
    home: str = ""

    def to_record(self) -> Actor:
        """Give the actor as the stages use it."""
        return Actor(
            id=self.id,
            name=self.name or self.id,
            aliases=self.aliases,
            leaders=self.leaders,
            side=self.side or self.id,
            colour=self.colour,
            kind=self.kind,
            home=self.home,
        )


class TheatrePlace(Strict):
    """A place the gazetteer lacks or has wrongly; it wins over every other gazetteer."""

    name: str = Field(min_length=1)
    lat: Latitude
    lon: Longitude
    names: tuple[str, ...] = ()
    country: Country | Literal[""] = ""
    feature_class: str = "P"
    feature_code: str = "PPL"
    population: int = Field(default=0, ge=0)
    radius_km: float = Field(default=5.0, gt=0, le=2000)

    def to_record(self) -> Place:
        """Give the place as the gazetteer stores it."""
        slug = re.sub(r"\W+", "-", self.name.casefold()).strip("-")
        return Place(
            id=f"th:{slug}",
            name=self.name,
            lat=self.lat,
            lon=self.lon,
            country=self.country,
            feature_class=self.feature_class,
            feature_code=self.feature_code,
            population=self.population,
            radius_km=self.radius_km,
            geocoder="theatre",
            names=(self.name, *self.names),
        )


class TheatreData(Strict):
    """A file of event, control, base or boundary data to join.

    `file` stands in the theatre's folder; `name` is what the `dataset` field of its facts says, `title` what the legend
    says. `columns` names the file's column of each field, `values` translates the values of a field, `actors` the
    names of parties, `fixed` gives a field the same value in every row. `table` is the layer of a GeoPackage, `crs` the
    coordinate system of a file that does not tell it; rows outside `period` are left out.
    """

    file: str = Field(min_length=1)
    format: Literal["acled", "ucdp", "table"] = "table"
    layer: Literal["events", "control", "bases", "areas"] = "events"
    name: str = ""
    title: str = ""
    columns: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    actors: dict[str, str] = Field(default_factory=dict)
    fixed: dict[str, str] = Field(default_factory=dict)
    table: str = ""
    crs: str = ""
    date_format: str = ""
    period: tuple[dt.date, dt.date] | None = None

    @model_validator(mode="after")
    def _sound(self) -> TheatreData:
        path = PurePath(self.file)
        if path.is_absolute() or ".." in path.parts or "://" in self.file:
            raise ValueError(
                f"file: {self.file!r} must stand in the folder of the theatre file, and be named from there"
            )
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", self.slug) or self.slug == "articles":
            raise ValueError(
                f"name: {self.slug!r} cannot name data: lower-case letters, digits, - and _; not 'articles'"
            )
        if self.format != "table" and self.layer != "events":
            raise ValueError(f"layer: {self.format} data are events")
        return self

    @property
    def slug(self) -> str:
        """What the `dataset` field of its facts says: `name`, else the format's, else the file's."""
        if self.name or self.format != "table":
            return self.name or self.format
        return re.sub(r"[^a-z0-9]+", "-", PurePath(self.file).name.split(".")[0].lower()).strip("-")


class TileSettings(Strict):
    """Online tiles that a reader may pick; the page asks for none before."""

    name: str = Field(min_length=1)
    url: Annotated[str, AfterValidator(_tiles)]
    attribution: str = Field(min_length=1)
    max_zoom: int = Field(default=18, ge=1, le=22)


class MapSettings(Strict):
    """How the map opens: `view` is (latitude, longitude, zoom), `period` the first and last day shown.

    `logo` is a picture file beside the theatre file (once loaded, its ``data:`` URI).
    """

    subtitle: str = ""
    view: tuple[Latitude, Longitude, Annotated[float, Field(ge=1, le=18)]] | None = None
    period: tuple[dt.date, dt.date] | None = None
    language: Literal["en", "fr", "ar"] = "en"
    contested_colour: Colour = ""
    logo: str = ""
    tiles: tuple[TileSettings, ...] = ()


class Theatre(Strict):
    """One conflict. Everything is optional: an empty theatre infers countries and actors from the text.

    `gazetteers` are the GeoNames country dumps it wants, fetched on first use; `folder` is where its file stands, and
    the files of `data` with it.
    """

    _folder: Path = PrivateAttr(default_factory=Path)

    title: str = ""
    countries: tuple[Country, ...] = ()
    bbox: tuple[Longitude, Latitude, Longitude, Latitude] | None = None
    actors: tuple[TheatreActor, ...] = ()
    places: tuple[TheatrePlace, ...] = ()
    gazetteers: tuple[Country, ...] = ()
    data: tuple[TheatreData, ...] = ()
    map: MapSettings = MapSettings()

    @property
    def folder(self) -> Path:
        """Where the theatre file stands."""
        return self._folder

    @model_validator(mode="after")
    def _unique(self) -> Theatre:
        seen: set[str] = set()
        for actor in self.actors:
            if actor.id in seen:
                raise ValueError(f"actors: the id {actor.id!r} stands twice")
            seen.add(actor.id)
        names = [item.slug for item in self.data]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"data: the name {twice!r} stands twice; give each its own `name`")
        if self.bbox and (self.bbox[0] >= self.bbox[2] or self.bbox[1] >= self.bbox[3]):
            raise ValueError("bbox: give west, south, east, north, with west < east and south < north")
        return self


_TABLES: dict[str, type[Strict]] = {
    "actors": TheatreActor,
    "places": TheatrePlace,
    "map": MapSettings,
    "data": TheatreData,
}


def load_theatre(path: Path) -> Theatre:
    """Read and validate a theatre file.

    Parameters
    ----------
    path
        A ``theatre.toml``, UTF-8.

    Raises
    ------
    ConfigError
        With file and line, what is wrong and what is allowed.
    """
    theatre, text = load_settings(path, Theatre, _TABLES)
    theatre._folder = path.parent  # noqa: SLF001 - the model is frozen; where it stands is no key of the file
    if not theatre.map.logo:
        return theatre
    try:
        logo = read_logo(path.parent / theatre.map.logo)
    except ValueError as problem:
        raise ConfigError(str(path), line_of(text, ("map", "logo")), f"map.logo: {problem}") from problem
    return theatre.model_copy(update={"map": theatre.map.model_copy(update={"logo": logo})})


def find_theatre(inputs: tuple[Path, ...]) -> Path | None:
    """Find the ``theatre.toml`` that belongs to the inputs: in an input folder, or beside an input file."""
    for item in inputs:
        candidate = (item if item.is_dir() else item.parent) / "theatre.toml"
        if candidate.is_file():
            return candidate
    return None
