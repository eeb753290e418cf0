"""Reads ``corrections.toml`` and says with file and line what in it cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import ValidationError

from geo.articles.dates import parse_date
from geo.corrections.fields import FIELDS, NEEDED
from geo.corrections.model import TABLES, Corrections, Layer
from geo.errors import ConfigError
from geo.settings import explain, line_of, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.corrections.fields import Fields
    from geo.settings import Where

_DAYS = ("date_start", "date_end", "valid_from", "valid_to")


def load_corrections(path: Path) -> Corrections:
    """Read and validate corrections.

    Parameters
    ----------
    path
        A ``corrections.toml``, UTF-8.

    Raises
    ------
    ConfigError
        With file and line, what is wrong and what is allowed; also for two corrections that contradict each other.
    """
    corrections, text = load_settings(path, Corrections, TABLES)
    corrections._name = path.name  # noqa: SLF001 - the model is frozen; its name is no key of the file
    for table in ("set", "add"):
        for number, item in enumerate(getattr(corrections, table)):
            _check_fields(path, text, item.layer, item.fields, (table, number))
    for number, item in enumerate(corrections.add):
        for group in NEEDED[item.layer]:
            if not any(getattr(fields_of(item.layer, item.fields), name, None) for name in group):
                raise ConfigError(str(path), line_of(text, ("add", number)), f"add.{number}: give `{group[0]}`")
    _check_conflicts(path, text, corrections)
    return corrections


def fields_of(layer: Layer, fields: dict[str, object]) -> Fields:
    """Give the checked fields of a correction."""
    return FIELDS[layer].model_validate(fields)


def _check_fields(path: Path, text: str, layer: Layer, fields: dict[str, object], within: tuple[str, int]) -> None:
    if not fields:
        raise ConfigError(
            str(path), line_of(text, within), f"{within[0]}.{within[1]}: names no field; allowed for {layer}: "
            + ", ".join(sorted(FIELDS[layer].model_fields)),
        )  # fmt: skip
    try:
        checked = fields_of(layer, fields)
    except ValidationError as problem:
        raise explain(path, text, problem, FIELDS[layer], within) from problem
    for name in _DAYS:
        day = getattr(checked, name, None)
        if day and parse_date(day) is None:
            raise ConfigError(str(path), line_of(text, (*within, name)), f"{name}: {day!r} is no day of the calendar")


def _check_conflicts(path: Path, text: str, corrections: Corrections) -> None:
    """Refuse what would make the order of the corrections matter."""
    found = (_set_twice, _set_and_dropped, _merged_wrongly, _pinned_twice)
    for where, problem in (item for check in found for item in check(corrections)):
        raise ConfigError(str(path), line_of(text, where), problem)
    told = Counter((item.id, name) for item in corrections.split for name in item.articles)
    for (feature, article), number in told.items():
        if number > 1:
            raise ConfigError(str(path), line_of(text, ("split", 0)), f"{feature}: {article!r} is split off twice")


def _set_twice(corrections: Corrections) -> Iterator[tuple[Where, str]]:
    given: dict[tuple[str, str], object] = {}
    for number, item in enumerate(corrections.set):
        for name, value in item.fields.items():
            if given.setdefault((item.id, name), value) != value:
                yield ("set", number, name), f"{item.id}: {name} is set twice, differently"


def _set_and_dropped(corrections: Corrections) -> Iterator[tuple[Where, str]]:
    """Find both halves of what a review offers for one feature, pasted together."""
    kept = {item.id for item in corrections.set}
    for number, item in enumerate(corrections.drop):
        if item.id in kept:
            yield ("drop", number), f"{item.id} is both set and dropped: keep [[set]] if it is right, else [[drop]]"


def _merged_wrongly(corrections: Corrections) -> Iterator[tuple[Where, str]]:
    targets: dict[str, str] = {}
    for number, item in enumerate(corrections.merge):
        for other in item.ids:
            if targets.setdefault(other, item.id) != item.id:
                yield ("merge", number), f"{other} is merged into two features"
    for number, item in enumerate(corrections.merge):
        seen, at = set[str](), item.id
        while at in targets and at not in seen:
            seen.add(at)
            at = targets[at]
        if at in seen:
            yield ("merge", number), f"{item.id} is merged into itself"


def _pinned_twice(corrections: Corrections) -> Iterator[tuple[Where, str]]:
    pins: dict[tuple[str, str], object] = {}
    for number, pin in enumerate(corrections.pin):
        where = (pin.place, pin.lat, pin.lon)
        if pins.setdefault((pin.name.casefold(), pin.article), where) != where:
            yield ("pin", number), f"{pin.name!r} is pinned to two places"
