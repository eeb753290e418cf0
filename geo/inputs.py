"""What a build starts from: the units of its inputs, and the keys of all that their readings depend on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles import Unit, find_units
from geo.corrections import Corrections, rulings_of
from geo.gazetteer import gazetteer_version
from geo.gazetteer.wanted import fetch_wanted
from geo.imports import data_files, fingerprint
from geo.records import Failure
from geo.store import configuration_key, rules_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from geo.gazetteer.online import OnlineGeocoder
    from geo.theatre import Theatre
    from geo.toponyms.rulings import Ruling

READ_WITH = {"countries", "bbox", "actors", "places"}
"""What of the theatre a reading depends on."""


@dataclass(frozen=True)
class Inputs:
    """What a build starts from: the units of its inputs, and what else their readings depend on.

    `configuration` is the key of that; `data` of the theatre's own data; `warnings` tell what of it could not be had;
    `made_with` are hashes of what else the facts depend on, by name.
    """

    sources: tuple[Path, ...]
    units: tuple[Unit, ...]
    failures: tuple[Failure, ...]
    configuration: str
    warnings: tuple[str, ...]
    data: str = ""
    corrections: Corrections = field(default_factory=Corrections)
    made_with: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """A hash of all that the facts of the build depend on."""
        told = (f"{failure.file}\0{failure.problem}" for failure in self.failures)
        return configuration_key(
            self.configuration, self.data, self.corrections.fingerprint, *(unit.key for unit in self.units), *told
        )


def gather(
    sources: Sequence[Path],
    theatre: Theatre,
    *,
    cache_dir: Path,
    today: dt.date,
    online: OnlineGeocoder | None = None,
    corrections: Corrections | None = None,
) -> Inputs:
    """Find the units of the inputs, and fetch the gazetteers that the theatre wants.

    What the analyst says of names is part of what readings depend on; the other corrections are not.

    Raises
    ------
    UsageError
        An input does not exist.
    """
    own = data_files(theatre)
    found = [item for item in find_units(sources) if not own or _file_of(item) not in own]
    missing = fetch_wanted(theatre.gazetteers, cache_dir, today=today)
    corrections = corrections or Corrections()
    rulings = rulings_of(corrections)
    read_with = {
        "rules": rules_version(),
        "gazetteer": configuration_key(gazetteer_version(cache_dir), *([online.service] if online else [])),
        "theatre": theatre.model_dump_json(include=READ_WITH),
        "names": "\n".join(repr(ruling) for ruling in rulings if not ruling.article),
    }
    files = {item.file: fingerprint(theatre.model_copy(update={"data": (item,)})) for item in theatre.data}
    made_with = read_with | {
        "theatre": configuration_key(theatre.model_dump_json(exclude={"map", "title", "gazetteers"})),
        "names": configuration_key(*map(repr, rulings)) if rulings else "",
        "corrections": corrections.fingerprint,
        **{f"data {name}": digest for name, digest in files.items()},
    }
    return Inputs(
        tuple(sources),
        tuple(_ruled(item, rulings) for item in found if isinstance(item, Unit)),
        tuple(item for item in found if isinstance(item, Failure)),
        configuration_key(*read_with.values()),
        tuple(missing),
        configuration_key(*files.values()),
        corrections,
        made_with,
    )


def _ruled(unit: Unit, rulings: Sequence[Ruling]) -> Unit:
    """Key a unit by what the analyst says of names in this article alone, too: no other is read again for it."""
    own = [repr(ruling) for ruling in rulings if ruling.article and ruling.article == unit.name]
    return replace(unit, key=configuration_key(unit.key, *own)) if own else unit


def _file_of(item: Unit | Failure) -> Path:
    """Give the file of a unit, or of a failure that is about one."""
    path = Path(item.file) if isinstance(item, Failure) else getattr(item.source, "path", Path())
    return path.resolve()
