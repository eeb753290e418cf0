"""The lists of known parties under ``geo/data/actors``: one file per conflict, states as a table, patterns."""

from __future__ import annotations

import csv
import datetime as dt  # noqa: TC003 - pydantic resolves the field types at run time
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from geo.theatre import TheatreActor

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "actors"
_NO_CONFLICT = frozenset({"patterns"})


class Party(TheatreActor):
    """A party of a built-in list: what a theatre can say of it, and what only a list needs.

    `countries` are where it acts (none: everywhere); `generic` the bare words that mean it there ("the army"); `seats`
    towns that speak for it; `state` the country whose government or army it is; `numbered` whether "the 16th Division"
    is its; `foes` the parties and sides it fights there (``*``: all);
    `conflict` the countries of its list; `since`, `until` bound `generic`, `seats` and `state` in time, not
    the names.
    """

    countries: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    state: str = ""
    numbered: bool = False
    foes: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    def active(self, day: dt.date | None) -> bool:
        """Whether the party was there on a day; an unknown day excludes nothing."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


class _Conflict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    countries: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()


class State(BaseModel):
    """A state as a party: its names, demonyms ("Turkish"), people ("Turks") and seats of government ("Ankara")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    iso2: str
    party: Party
    demonyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@cache
def read_patterns() -> dict[str, Any]:
    """Read ``patterns.toml``; do not change what it gives."""
    return tomllib.loads((_FOLDER / "patterns.toml").read_text("utf-8"))


def read_parties(countries: tuple[str, ...] = ()) -> tuple[Party, ...]:
    """Read the lists that concern some countries, or all of them; a party takes its file's countries.

    The files come in the order of their names. Only those are parsed that name one of the countries, or none at all.
    """
    wanted = frozenset(countries)
    return tuple(
        party
        for path, concerned in _lists()
        if not wanted or not concerned or wanted & concerned
        for party in _read_list(path)
        if not wanted or not party.countries or wanted & set(party.countries)
    )


@cache
def list_parties() -> tuple[tuple[Party, frozenset[str]], ...]:
    """Read all lists: each party with every country that its list names, none for the list of the world."""
    return tuple((party, concerned) for path, concerned in _lists() for party in _read_list(path))


@cache
def _lists() -> tuple[tuple[Path, frozenset[str]], ...]:
    """Give the conflict lists with every country they name."""
    found = []
    for path in sorted(_FOLDER.glob("*.toml")):
        if path.stem not in _NO_CONFLICT:
            lines = re.findall(r"^countries\s*=\s*\[(.*)\]", path.read_text("utf-8"), re.MULTILINE)
            found.append(
                (path, frozenset(re.findall(r"[A-Z]{2}", " ".join(lines))) if path.stem != "world" else frozenset())
            )
    return tuple(found)


@cache
def _read_list(path: Path) -> tuple[Party, ...]:
    conflict = _Conflict.model_validate(tomllib.loads(path.read_text("utf-8")))
    return tuple(
        party.model_copy(update={"countries": party.countries or conflict.countries, "conflict": conflict.countries})
        for party in conflict.actors
    )


@cache
def read_allies() -> tuple[tuple[str, str, str], ...]:
    """Read ``allies.csv``: country, and two parties or sides that do not fight each other there."""
    with (_FOLDER / "allies.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return tuple((row["country"], row["one"], row["other"]) for row in rows)


@cache
def read_states() -> tuple[State, ...]:
    """Read ``states.csv``."""
    with (_FOLDER / "states.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return tuple(_state(row) for row in rows)


def _state(row: dict[str, str]) -> State:
    def split(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (row[name] or "").split(";") if part.strip())

    return State(
        iso2=row["iso2"],
        party=Party(
            id=row["id"],
            name=row["name"] or row["id"],
            aliases=split("aliases"),
            leaders=split("leaders"),
            seats=split("seats"),
            state=row["iso2"],
            kind="state",
        ),
        demonyms=split("demonyms"),
        people=split("people"),
    )
