"""What has been read already: readings kept in SQLite, keyed by the unit and by all that its reading depends on."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PACKAGE = Path(__file__).parent
_FORMAT = 3
_AT_ONCE = 500
_WAIT_SECONDS = 30.0
_KEPT_CONFIGURATIONS = 4
_DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)  # a message about garbage may quote it
_SCHEMA = """
CREATE TABLE IF NOT EXISTS configuration (key TEXT PRIMARY KEY, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS reading (
  key TEXT NOT NULL, unit TEXT NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (key, unit)
);
"""


def rules_version() -> str:
    """Give the version of the rules: a reading holds for exactly one."""
    return package_version(_PACKAGE)


def package_version(package: Path) -> str:
    """Hash every file of a package, code and tables."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml", ".csv", ".npz", ".js", ".css", ".html"} and "node_modules" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def configuration_key(*parts: str) -> str:
    """Hash what every reading of a build depends on: rules, gazetteer, theatre."""
    return hashlib.sha256("\0".join((str(_FORMAT), *parts)).encode()).hexdigest()


class Store:
    """Readings of one configuration, as bytes; a damaged row or file counts as nothing kept.

    Parameters
    ----------
    connection
        An open database with the store's tables.
    key
        The configuration, from `configuration_key`.
    """

    def __init__(self, connection: sqlite3.Connection, key: str) -> None:
        self._connection, self._key = connection, key
        self.damaged = False
        self.warnings: tuple[str, ...] = ()

    def get(self, units: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Give what is kept of units, by their keys; what cannot be used is left out."""
        try:
            for begin in range(0, len(units), _AT_ONCE):
                some = units[begin : begin + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT unit, digest, content FROM reading WHERE key = ? AND unit IN ({marks})"
                for unit, digest, content in self._connection.execute(query, (self._key, *some)):
                    if _digest(content) == digest:
                        yield unit, content
        except _DAMAGED as problem:
            self._tell(problem)

    def known(self, units: Sequence[str]) -> set[str]:
        """Tell of which units something is kept; whether it can be used only `get` tells."""
        found: set[str] = set()
        try:
            for begin in range(0, len(units), _AT_ONCE):
                some = units[begin : begin + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT unit FROM reading WHERE key = ? AND unit IN ({marks})"
                found.update(unit for (unit,) in self._connection.execute(query, (self._key, *some)))
        except _DAMAGED as problem:
            self._tell(problem)
        return found

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Keep what was read, all or nothing of it; a store that is damaged keeps nothing."""
        rows = [(self._key, unit, _digest(content), content) for unit, content in contents.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", rows)
        except _DAMAGED as problem:
            self._tell(problem)

    def _tell(self, problem: Exception) -> None:
        """Remember that the file is damaged, or that it could not be used just now: locked, or no room on the disk."""
        if _hindered(problem):
            self.warnings = (f"what was read could not all be kept for the next build: {problem}",)
        else:
            self.damaged = True


@contextmanager
def open_store(path: Path, key: str) -> Iterator[Store]:
    """Open the store of one configuration; a file that is damaged is begun anew, now or at the next opening.

    Parameters
    ----------
    path
        The SQLite file; its folder is created.
    key
        From `configuration_key`. The readings of the last few configurations are kept, older ones dropped.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = _prepared(path, key)
    except _DAMAGED as problem:
        if _hindered(problem):
            raise OutputError(f"{path}: what was read before cannot be opened: {problem}") from problem
        _remove(path)
        connection = _prepared(path, key)
    with closing(connection):
        store = Store(connection, key)
        yield store
    if store.damaged:
        _remove(path)


def _hindered(problem: Exception) -> bool:
    """Tell a file that cannot be used just now (locked, no room, read-only) from one that is damaged."""
    damage = ("malformed", "no such column", "no such table", "has no column")
    return isinstance(problem, sqlite3.OperationalError) and not any(word in str(problem) for word in damage)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _prepared(path: Path, key: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
        with connection:
            latest = "(SELECT COALESCE(MAX(used), 0) + 1 FROM configuration)"
            connection.execute(f"INSERT OR REPLACE INTO configuration VALUES (?, {latest})", (key,))
            kept = f"(SELECT key FROM configuration ORDER BY used DESC LIMIT {_KEPT_CONFIGURATIONS})"
            connection.execute(f"DELETE FROM reading WHERE key NOT IN {kept}")
            connection.execute(f"DELETE FROM configuration WHERE key NOT IN {kept}")
    except BaseException:
        connection.close()
        raise
    return connection
