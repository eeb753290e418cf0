"""What has been read already: readings kept in SQLite, keyed by the article and by all that its reading depends on."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from geo.records import Article, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = Path(__file__).parent
_FORMAT = 1
_KEPT_CONFIGURATIONS = 8
_SCHEMA = """
CREATE TABLE IF NOT EXISTS configuration (key TEXT PRIMARY KEY, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS reading (
  key TEXT NOT NULL, article TEXT NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (key, article)
);
"""


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


@cache
def _article_adapter() -> TypeAdapter[Article]:
    return TypeAdapter(Article)


def rules_version() -> str:
    """Hash every file of the package, code and tables: a reading holds for exactly one version of the rules."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".toml", ".csv", ".npz"}:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def configuration_key(*parts: str) -> str:
    """Hash what every reading of a build depends on: rules, gazetteer, theatre."""
    return hashlib.sha256("\0".join((str(_FORMAT), *parts)).encode()).hexdigest()


def article_key(article: Article) -> str:
    """Hash one article's text and all its metadata."""
    return hashlib.sha256(_article_adapter().dump_json(article)).hexdigest()


class Store:
    """Readings of one configuration; a damaged row or file counts as nothing kept.

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

    def get(self, article: Article) -> Reading | None:
        """Give the kept reading of an article, or ``None`` where there is none that can be used."""
        query = "SELECT digest, content FROM reading WHERE key = ? AND article = ?"
        try:
            row = self._connection.execute(query, (self._key, article_key(article))).fetchone()
            if row is None or _digest(row[1]) != row[0]:
                return None
            return replace(_adapter().validate_json(row[1]), article=article)
        except ValidationError:
            return None
        except sqlite3.DatabaseError:
            self.damaged = True
            return None

    def put(self, readings: Iterable[Reading]) -> None:
        """Keep readings, all or none of them; a store that is damaged keeps none."""
        stub = Article(name="", text="", sha256="")  # the text stands in the article's own file
        contents = ((item, _adapter().dump_json(replace(item, article=stub))) for item in readings)
        rows = [(self._key, article_key(item.article), _digest(content), content) for item, content in contents]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError:
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
    except sqlite3.DatabaseError:
        _remove(path)
        connection = _prepared(path, key)
    with closing(connection):
        store = Store(connection, key)
        yield store
    if store.damaged:
        _remove(path)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _prepared(path: Path, key: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
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
