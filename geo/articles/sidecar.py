"""``articles.csv``: metadata of the articles in its folder, one row an article."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.decode import UnreadableError, decode, read_bytes
from geo.articles.draft import Metadata, named, printable, tidy
from geo.articles.limits import MAX_SIDECAR_BYTES
from geo.articles.tables import load_table
from geo.articles.walk import SIDECAR
from geo.records import Failure

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class Sidecars:
    """The ``articles.csv`` of each folder, read with its first article; `failures` gathers what was wrong in them."""

    failures: list[Failure] = field(default_factory=list)
    _folders: dict[Path, dict[str, Metadata]] = field(default_factory=dict)

    def find(self, path: Path, name: str) -> Metadata:
        """Give the row of an article: of its own folder's file, by file name (``file.jsonl#id`` for one of many)."""
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = self._read(folder / SIDECAR)
        inside = path.name + (name[name.rindex("#") :] if "#" in name and "#" not in path.name else "")
        rows = self._folders[folder]
        return rows.get(inside, Metadata())

    def _read(self, path: Path) -> dict[str, Metadata]:
        if not path.is_file():
            return {}
        shown = printable(str(path))
        try:
            return self._rows(decode(read_bytes(path, MAX_SIDECAR_BYTES)), shown)
        except UnreadableError as problem:
            self.failures.append(Failure(shown, f"{problem}; the metadata in it are not used"))
            return {}

    def _rows(self, text: str, shown: str) -> dict[str, Metadata]:
        text = text.removeprefix("\ufeff")
        header = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=header.count)
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey="", strict=True)
        names = load_table("metadata")["fields"]["article"]
        if not {_key(name) for name in reader.fieldnames or ()} & set(names):
            self.failures.append(
                Failure(
                    f"{shown}:1", f"no column names the article; one of {', '.join(names)} is needed. It is not used"
                )
            )
            return {}
        rows: dict[str, Metadata] = {}
        try:
            for row in reader:
                self._take(row, f"{shown}:{reader.line_num}", rows)
        except csv.Error as problem:
            self.failures.append(
                Failure(f"{shown}:{reader.line_num}", f"is no valid CSV: {problem}; the rows below are not used")
            )
        return rows

    def _take(self, row: dict[str, str | list[str]], where: str, rows: dict[str, Metadata]) -> None:
        article = tidy(named(row, "article"))
        if row.get(""):
            self.failures.append(Failure(where, "row has more cells than the header; quote cells that hold a comma"))
        elif not article:
            self.failures.append(Failure(where, "row names no article"))
        elif article in rows:
            self.failures.append(Failure(where, f"{article!r} has a row already; the first one is used"))
        else:
            # Names are compared as file names: a row cannot reach out of its folder.
            rows[article.replace("\\", "/").rsplit("/", 1)[-1]] = Metadata.of(row, where)


def _key(name: str | None) -> str:
    return (name or "").strip().casefold().replace(" ", "_").replace("-", "_")
