"""The gazetteers a user has imported: listed, opened, removed; each is one SQLite file that describes itself."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import GazetteerError, UsageError
from geo.gazetteer.index import Index
from geo.gazetteer.names import fuzzy_keys, index_keys, name_key
from geo.gazetteer.tables import SCHEMA_VERSION, data_folder, fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER = "gazetteers"
_PROBES = (
    "Tarhūnah", "Tarhouna", "Al-‘Azīzīyah", "el-Fasher", "Ash Sharqiyah", "Şabrātah", "St. Petersburg", "Mt Kenya",
    "Łódź", "Köln", "Ñuñoa", "Донецьк", "Київ", "الوطية", "طرابلس", "ירושלים", "Αθήνα", "Deir ez-Zor", "N'Djamena",
    "O’Fallon", "Kharkiv", "Zaporizhzhya", "Qal‘eh-ye Now", "A", "Saint-Denis-sur-Seine", "Bi’r al Ghanam", "Æbeltoft",
)  # fmt: skip
_AGAIN = "`python build.py gazetteer add` imports it again, `gazetteer remove` takes it away"


@dataclass(frozen=True)
class Manifest:
    """What an imported gazetteer tells of itself.

    `source` is the file or address it came from, `date` the day of the import (ISO 8601), `rows` the places it holds,
    `skipped` the rows left out by reason, `content` the hash of what it was made from, `keys` the version of the
    spelling rules that its names are stored by.
    """

    name: str
    source: str
    date: str
    rows: int
    skipped: dict[str, int]
    content: str
    keys: str

    def to_meta(self) -> dict[str, str]:
        """Give it as the index stores it."""
        own = vars(self) | {"rows": str(self.rows), "skipped": json.dumps(self.skipped, ensure_ascii=False)}
        return {key: str(value) for key, value in own.items()}

    @classmethod
    def from_meta(cls, meta: Mapping[str, str]) -> Manifest:
        """Read it back.

        Raises
        ------
        KeyError, ValueError
            If it is not whole.
        """
        texts = {key: meta[key] for key in ("name", "source", "date", "content", "keys")}
        return cls(rows=int(meta["rows"]), skipped=json.loads(meta["skipped"]), **texts)


def folder_of(cache_dir: Path) -> Path:
    """Give the folder of the imported gazetteers."""
    return cache_dir / _FOLDER


def path_of(cache_dir: Path, name: str) -> Path:
    """Give the file of an imported gazetteer."""
    return folder_of(cache_dir) / f"{name}.sqlite"


@cache
def keys_version() -> str:
    """Hash the rules by which names are stored and what they make of some names: under other rules nothing is found.

    Not the code itself, as storing a world of places anew takes many minutes.
    """
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    digest.update((data_folder() / "spelling.toml").read_bytes())
    for name in _PROBES:
        keys = {key for country in ("LY", "FR") for key in index_keys(name, country)}
        digest.update(repr((name, sorted(keys), sorted(fuzzy_keys(name_key(name))))).encode())
    return digest.hexdigest()[:16]


def installed(cache_dir: Path) -> tuple[Manifest, ...]:
    """List the imported gazetteers by name.

    Raises
    ------
    GazetteerError
        If one is damaged.
    """
    return tuple(manifest for manifest, _ in _open_all(cache_dir))


def open_installed(cache_dir: Path) -> tuple[Index, ...]:
    """Open the imported gazetteers, by name; one that was stored by older spelling rules is stored anew first.

    Raises
    ------
    GazetteerError
        If one is damaged: places that silently are missing would change the map.
    """
    return tuple(
        index if manifest.keys == keys_version() else _store_anew(index, manifest)
        for manifest, index in _open_all(cache_dir)
    )


def remove(name: str, cache_dir: Path) -> None:
    """Remove an imported gazetteer.

    Raises
    ------
    UsageError
        If there is none of this name, with those there are.
    """
    path = path_of(cache_dir, name)
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in folder_of(cache_dir).glob("*.sqlite"))) or "none"
        raise UsageError(f"no gazetteer {name!r} was added; there are: {there}")
    path.unlink()


def gazetteer_version(cache_dir: Path) -> str:
    """Give the version of all that names are looked up in: the built-in gazetteer and the imported ones."""
    added = [f"{manifest.name} {manifest.content}" for manifest in installed(cache_dir)]
    return "+".join((fingerprint(), *([hashlib.sha256("\n".join(added).encode()).hexdigest()[:16]] if added else [])))


def _open_all(cache_dir: Path) -> list[tuple[Manifest, Index]]:
    found = []
    for path in sorted(folder_of(cache_dir).glob("*.sqlite")):
        try:
            index = Index(path, disposable=False)
            found.append((Manifest.from_meta(index.meta()), index))
        except (GazetteerError, KeyError, ValueError) as problem:
            raise GazetteerError(
                f"the gazetteer {path.stem} ({path}) is damaged or of another version: {_AGAIN}"
            ) from problem
    return found


def _store_anew(index: Index, manifest: Manifest) -> Index:
    from geo.gazetteer.compile import continents, write_index  # noqa: PLC0415 - opening must not wait for it

    current = Manifest(**(vars(manifest) | {"keys": keys_version()}))
    try:
        write_index(index.path, index.places(), (), continents(), describe=current.to_meta)
    except OSError as problem:
        raise GazetteerError(f"{index.path} cannot be written: {problem}") from problem
    with suppress(GazetteerError):
        index.close()
    return Index(index.path, disposable=False)
