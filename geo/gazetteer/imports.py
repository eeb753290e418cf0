"""Add gazetteers: GeoNames dumps, fetched or from a file, and a user's own tables; each becomes an index of its own."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from geo.errors import GazetteerError, UsageError
from geo.gazetteer.compile import continents, entries_of, write_index
from geo.gazetteer.download import MissingError, Patience, download
from geo.gazetteer.files import open_text, read_file
from geo.gazetteer.gazetteer import open_builtin
from geo.gazetteer.geonames import AlternateNames, is_dump_line
from geo.gazetteer.installed import Manifest, folder_of, keys_version, path_of
from geo.gazetteer.join import Joiner
from geo.gazetteer.tables import data_folder
from geo.gazetteer.tally import Progress, Tally, silent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from geo.gazetteer.compile import Entry
    from geo.gazetteer.index import Index

GEONAMES_URL = "https://download.geonames.org/export/dump"
URL_VARIABLE = "SITMAP_GEONAMES_URL"
# What GeoNames offers beside the countries, by the code in lower case.
_WORLD = {"allcountries": "allCountries", "cities500": "cities500", "cities1000": "cities1000"}
_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,59}", re.ASCII)
# Names by which other parts of the program are told where a place comes from.
_RESERVED = frozenset({
    "theatre", "supplement", "text", "countries", "admin1", "airportsdata", "nominatim", "photon", "geonames", "gn",
    "sm", "ap", "ad", "co", "th", "tx", "osm",
})  # fmt: skip


@dataclass(frozen=True)
class _Material:
    """What an import is made from: files, where they came from, and whose word stands where the index knows a place."""

    file: Path
    alternates: Path | None
    source: str
    own_wins: bool


def add(
    what: str,
    cache_dir: Path,
    *,
    today: dt.date,
    name: str = "",
    country: str = "",
    url: str = "",
    progress: Progress = silent,
    patience: Patience | None = None,
    builtin: Index | None = None,
) -> Manifest:
    """Add a gazetteer; an earlier one of the same name is replaced, and stays if this import fails.

    Parameters
    ----------
    what
        A file (GeoNames dump, zip of one, CSV with a header, GeoJSON) or the code of a GeoNames country dump ("LY").
    cache_dir
        The user's cache folder.
    today
        The day of the import.
    name
        What to call it; by default the file's or the country's.
    country
        ISO 3166-1 alpha-2 code of the rows that tell none; by default that of the nearest known town.
    url
        Where GeoNames dumps are fetched from; by default the variable ``SITMAP_GEONAMES_URL``, else GeoNames.
    progress
        Told of every step.
    patience
        Time-outs and retries of a download.
    builtin
        The built-in index, if it is open already.

    Raises
    ------
    UsageError
        If `what` or `name` cannot be meant.
    GazetteerError
        In one line, if it cannot be fetched, read or written.
    """
    is_file = Path(what).is_file()
    called = name or (Path(what).stem if is_file else what.upper() if _is_country(what) else what)
    called = name or re.sub(r"[^\w-]+", "_", called, flags=re.ASCII).strip("_")
    if not _NAME.fullmatch(called) or called.casefold() in _RESERVED:
        raise UsageError(f"{called!r} cannot be the name of a gazetteer: give another with --name")
    if not is_file and not _is_country(what) and what.casefold() not in _WORLD:
        raise UsageError(f"{what!r} is neither a file nor the code of a GeoNames dump such as LY or allCountries")
    if country and not _is_country(country):
        raise UsageError(f"--country {country}: a code of two letters (ISO 3166-1) is needed, such as LY")
    folder = folder_of(cache_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{called}.lock"), ExitStack() as stack:
            if is_file:
                material = _Material(Path(what), None, str(Path(what).resolve()), own_wins=not _is_dump(Path(what)))
            else:
                base = (url or os.environ.get(URL_VARIABLE) or GEONAMES_URL).rstrip("/")
                material = _fetch(what, base, folder / ".downloads", progress, patience)
                stack.callback(_discard, material)
            return _import(material, called, country, cache_dir, today, progress, builtin or open_builtin(cache_dir))
    except OSError as problem:
        raise GazetteerError(f"the gazetteer {called} cannot be written to {folder}: {problem}") from problem


def _is_country(what: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{2}", what))


def _is_dump(file: Path) -> bool:
    with suppress(GazetteerError, OSError, UnicodeDecodeError), open_text(file) as (stream, _):
        return is_dump_line(stream.readline())
    return False


def _fetch(code: str, base: str, folder: Path, progress: Progress, patience: Patience | None) -> _Material:
    dump = code.upper() if _is_country(code) else _WORLD[code.casefold()]
    file, alternates = folder / f"{dump}.zip", folder / f"{dump}-names.zip"
    try:
        if not file.exists():
            download(f"{base}/{dump}.zip", file, progress=progress, patience=patience)
    except MissingError as problem:
        raise GazetteerError(f"GeoNames has no dump {dump!r} ({base}/{dump}.zip)") from problem
    if not _is_country(code):
        # The names of the whole world would double the import; the dump's own column holds them without language.
        return _Material(file, None, f"{base}/{dump}.zip", own_wins=False)
    try:
        if not alternates.exists():
            download(f"{base}/alternatenames/{dump}.zip", alternates, progress=progress, patience=patience)
    except MissingError:
        return _Material(file, None, f"{base}/{dump}.zip", own_wins=False)
    return _Material(file, alternates, f"{base}/{dump}.zip", own_wins=False)


def _discard(material: _Material) -> None:
    for file in (material.file, material.alternates):
        if file:
            file.unlink(missing_ok=True)


def _import(  # noqa: PLR0917 - one call
    material: _Material,
    name: str,
    country: str,
    cache_dir: Path,
    today: dt.date,
    progress: Progress,
    builtin: Index,
) -> Manifest:
    tally = Tally()
    kept = 0
    scratch = folder_of(cache_dir) / f".{name}.names"
    made: list[Manifest] = []

    def entries() -> Iterator[Entry]:
        nonlocal kept
        found = read_file(material.file, name, tally, progress, _alternates(material, scratch, progress))
        joined = Joiner(builtin, own_wins=material.own_wins, country=country).join(found)
        for entry in entries_of(joined, continents()):
            kept += 1
            yield entry
        if not kept:
            reasons = ", ".join(f"{number} x {reason}" for reason, number in tally.skipped.most_common()) or "no row"
            raise GazetteerError(f"{material.source}: no row of it can be used ({reasons})")

    def describe() -> dict[str, str]:
        content = _hash(material, name, country)
        made.append(
            Manifest(name, material.source, today.isoformat(), kept, dict(tally.skipped), content, keys_version())
        )
        return made[0].to_meta()

    scratch.unlink(missing_ok=True)
    # A million places make no circles: looking for them takes a tenth of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        write_index(path_of(cache_dir, name), (), entries=entries(), describe=describe, progress=progress)
    finally:
        if collects:
            gc.enable()
        scratch.unlink(missing_ok=True)
    return made[0]


def _alternates(material: _Material, scratch: Path, progress: Progress) -> AlternateNames | None:
    if material.alternates is None:
        return None
    progress("read alternate names", 0, 0)
    names = AlternateNames(scratch)
    with open_text(material.alternates) as (stream, _):
        names.fill(stream)
    return names


def _hash(material: _Material, name: str, country: str) -> str:
    digest = hashlib.sha256(f"{name}\0{country}\0".encode())
    digest.update((data_folder() / "imports" / "columns.toml").read_bytes())
    for file in (material.file, material.alternates):
        if file:
            with file.open("rb") as raw:
                digest.update(hashlib.file_digest(raw, "sha256").digest())
    return digest.hexdigest()
