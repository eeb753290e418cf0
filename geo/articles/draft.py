"""What passes between the parts of this stage: a file to read, its metadata as written, an article half made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.articles.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.records import Span

FIELDS = ("title", "published", "source", "author", "url", "language")
_LONGEST_VALUE = 500
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `name` is the article's name, `shown` the path as the user may be told it.

    `data` are its bytes where they have been read already, on another machine.
    """

    path: Path
    name: str
    data: bytes | None = None

    @property
    def shown(self) -> str:
        """The path for a message, one line whatever the file is called."""
        return printable(str(self.path))


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata of one origin, as written; empty where it says nothing. `origin` names it in messages."""

    origin: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""

    @classmethod
    def of(cls, values: Mapping[str, object], origin: str) -> Metadata:
        """Read metadata from names and values, under any of the names of ``metadata.toml``.

        Only text and numbers count; of a list the texts are joined. Nothing nested is looked into.
        """
        known = {_key(name): value for name, value in values.items() if isinstance(name, str)}
        names: dict[str, list[str]] = load_table("metadata")["fields"]
        return cls(origin, **{field: _first(known, names[field]) for field in FIELDS})


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format gives it, before date, title, language and furniture are found.

    `own` is what the article says of itself (front matter, fields of a jsonl line), `page` what the page around it
    says (HTML meta tags); between them stands ``articles.csv``. `furniture` are stretches the format knows to bear
    no facts, `problems` what could not be used.
    """

    name: str
    shown: str
    text: str
    sha256: str
    own: Metadata = Metadata()
    page: Metadata = Metadata()
    furniture: tuple[Span, ...] = ()
    problems: tuple[str, ...] = field(default=())


def printable(text: str) -> str:
    """Escape what would break a line or turn its direction: newlines, controls, right-to-left marks, surrogates."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def whole(text: str) -> str:
    """Replace lone surrogates, which no file can hold, one for one."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def tidy(value: object) -> str:
    """Make one clean line of a metadata value; lists of texts are joined, everything else gives an empty text."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (tidy(item) for item in value[:20] if isinstance(item, str))))
    if not isinstance(value, str):
        return ""
    return " ".join(_UNPRINTABLE.sub(" ", value[: 4 * _LONGEST_VALUE]).split())[:_LONGEST_VALUE]


def named(values: Mapping[str, object], what: str) -> object:
    """Give the value of one of the names that `metadata.toml` lists for `what`, or ``None``."""
    known = {_key(name): value for name, value in values.items() if isinstance(name, str)}
    names: list[str] = load_table("metadata")["fields"][what]
    return next((known[name] for name in names if known.get(name) not in (None, "")), None)


def _key(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def _first(known: Mapping[str, object], names: list[str]) -> str:
    return next((value for name in names if (value := tidy(known.get(name)))), "")
