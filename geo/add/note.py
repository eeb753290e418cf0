"""An article as a file of our own: Markdown with front matter, under a name that no other file has."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from geo.articles.draft import FIELDS, tidy
from geo.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.add.take import Taken

_NO_WORD = re.compile(r"[^\w]+|_+")
_LONGEST_NAME = 80  # bytes, of the slug: the longest that file systems take is 255
_MOST_NAMESAKES = 10_000


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that the user gives; empty where the article's own counts."""

    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""


def metadata_of(taken: Taken, given: Given) -> dict[str, str]:
    """Put together the front matter: what the user gives, else what the article tells."""
    article = taken.article
    told = {field: getattr(article, field) for field in FIELDS} | {"published": article.published.iso}
    values = {field: tidy(getattr(given, field)) or tidy(told[field]) for field in FIELDS}
    return {field: value for field, value in values.items() if value}


def file_name(metadata: dict[str, str], content: str) -> str:
    """Make a file name of date and title, of letters, digits and hyphens in any script only; `content` is its hash."""
    date = metadata.get("published", "")
    date = date if re.fullmatch(r"\d{4}(-\d\d){0,2}", date) else "undated"
    title = unicodedata.normalize("NFC", metadata.get("title", "").casefold())
    slug = _NO_WORD.sub("-", title).strip("-")
    slug = slug.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").strip("-")
    return f"{date}-{slug or content[:12]}"


def write_article(taken: Taken, given: Given, folder: Path) -> Path:
    """Write an article into a folder, which is created; nothing that is there is ever written over.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    metadata = metadata_of(taken, given)
    block = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=float("inf"))
    data = f"---\n{block}---\n\n{taken.text}\n".encode("utf-8", "replace")
    name = file_name(metadata, taken.article.sha256)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{os.getpid()}.{taken.article.sha256[:12]}.part"  # hidden: no build takes it for an article
        try:
            part.write_bytes(data)
            return _put(part, folder, name)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        raise OutputError(f"{folder}: cannot be written to: {problem.strerror or problem}") from problem


def _put(part: Path, folder: Path, name: str) -> Path:
    """Give a finished file its name, or the next that is free: a link fails where there is one already."""
    for number in range(1, _MOST_NAMESAKES):
        path = folder / (f"{name}.md" if number == 1 else f"{name}-{number}.md")
        try:
            path.hardlink_to(part)
        except FileExistsError:
            continue
        except (PermissionError, NotImplementedError):  # a file system without links
            try:
                with path.open("xb") as stream:
                    stream.write(part.read_bytes())
            except FileExistsError:
                continue
        return path
    raise OutputError(f"{folder}: holds too many articles called {name}")
