"""What the columns of a format mean: the tables under ``geo/data/imports``, and the theatre's own mapping."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from geo.errors import ConfigError
from geo.tables import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.theatre import TheatreData

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "imports"
# What a theatre may call the fields: the names of the contract's layers.
_FIELDS = {
    "date_start": "start",
    "valid_from": "start",
    "date_end": "end",
    "valid_to": "end",
    "type": "kind",
    "subtype": "kind",
    "place_name": "place",
}
_NEEDED = {
    "events": ("kind", "start"),
    "control": ("holder",),
    "bases": ("kind",),
    "areas": ("name",),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A code of a kind of event: our type and subtype, and which of ours may tell of the same event."""

    type: str
    subtype: str
    same: frozenset[str]
    title: str


@dataclass(frozen=True)
class Format:
    """How a file is read: `columns` are the file's columns for each field, the best first; `own` the theatre's."""

    name: str
    title: str
    confidence: float
    columns: Mapping[str, tuple[str, ...]]
    own: frozenset[str]
    fixed: Mapping[str, str]
    needed: tuple[str, ...]
    kinds: Mapping[str, Kind]
    codes: Mapping[str, Any]

    def wanted(self, columns: tuple[str, ...], file: str) -> dict[str, str]:
        """Choose the columns to read: what each is called from then on, and its name in the file.

        Of several columns for one field each is read, as ``field``, ``field/1``, ``field/2`` ... A column that the
        theatre names for a field stands for no other by its mere name.

        Raises
        ------
        ConfigError
            A column that the format needs, or the theatre names, is not there.
        """
        by_name = {name.strip().casefold(): name for name in columns}
        taken = {self.columns[field][0].casefold() for field in self.own if field in self.columns}
        found: dict[str, str] = {}
        for field, candidates in self.columns.items():
            allowed = candidates if field in self.own else [c for c in candidates if c.casefold() not in taken]
            here = [by_name[name.casefold()] for name in allowed if name.casefold() in by_name]
            if not here and field in self.needed:
                raise ConfigError(file, None, self._lacking(field, candidates, columns))
            found |= {f"{field}/{number}" if number else field: name for number, name in enumerate(here)}
        lacking = next((field for field in self.needed if field not in found and field not in self.fixed), None)
        if lacking:
            raise ConfigError(file, None, self._lacking(lacking, self.columns.get(lacking, ()), columns))
        return found

    def _lacking(self, field: str, candidates: tuple[str, ...], columns: tuple[str, ...]) -> str:
        there = ", ".join(columns[:12]) + (" ..." if len(columns) > 12 else "")  # noqa: PLR2004 - a line's length
        wanted = " or ".join(repr(name) for name in candidates) or "a column"
        return f"{self.title or self.name} needs {wanted} for {field!r}, and the file has only {there}"


def format_of(data: TheatreData) -> Format:
    """Give the format of a theatre's data: the table's columns, and over them the theatre's own."""
    table = read_toml(f"imports/{data.format}.toml")
    own = {_field(data, name): (column,) for name, column in data.columns.items()}
    fixed = {_field(data, name): value for name, value in data.fixed.items()}
    columns = {field: tuple(names) for field, names in table["columns"].items()} | own
    needed = dict.fromkeys((*table["needed"], *own, *(_NEEDED[data.layer] if data.format == "table" else ())))
    return Format(
        name=data.slug,
        title=data.title or table["title"] or data.slug,
        confidence=table["confidence"],
        columns={field: names for field, names in columns.items() if field not in fixed},
        own=frozenset(own),
        fixed=fixed,
        needed=tuple(needed),
        kinds=_kinds(table["kinds"]),
        codes=table,
    )


def _field(data: TheatreData, name: str) -> str:
    field = _FIELDS.get(name, name)
    allowed = (
        read_toml("imports/table.toml")["columns"].keys() | read_toml(f"imports/{data.format}.toml")["columns"].keys()
    )
    if field not in allowed:
        known = ", ".join(sorted(allowed | _FIELDS.keys()))
        raise ConfigError(data.file, None, f"columns: there is no field {name!r}; known are {known}")
    return field


@cache
def _kinds(table: str) -> Mapping[str, Kind]:
    lines = (_FOLDER / table).read_text("utf-8").splitlines()
    return {
        row["code"].casefold(): Kind(row["type"], row["subtype"], frozenset(row["same"].split(";")), row["title"])
        for row in csv.DictReader(line for line in lines if not line.startswith("#"))
    }


@dataclass(frozen=True, slots=True)
class Extent:
    """How well a place is known: radius, the contract's relation, and whether it is a point, an area or a country."""

    radius_km: float
    relation: str = ""
    shape: Literal["point", "area", "country"] = "point"


def extents(known: Format) -> dict[str, Extent]:
    """Give what the codes of the column `where` mean."""
    return {
        code: Extent(item["radius_km"], item.get("relation", ""), cast("Any", item.get("shape", "point")))
        for code, item in known.codes["where"].items()
    }
