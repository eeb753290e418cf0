"""JSON lines: one article a line, with `text` and any of the metadata fields."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from geo.articles.decode import UnreadableError
from geo.articles.draft import Draft, Metadata, named, printable, tidy, whole
from geo.articles.limits import MAX_ARTICLE_BYTES
from geo.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.articles.draft import SourceFile


def read_jsonl(file: SourceFile) -> Iterator[Draft | Failure]:
    """Read a file of JSON lines; a broken line is a failure that names it, the others go on.

    An article is called ``FILE#ID`` by its `id`, which stays when lines are added, else ``FILE#LINE``.

    Raises
    ------
    UnreadableError
        The file cannot be opened, or holds no line.
    """
    taken: set[str] = set()
    empty = True
    try:
        if not file.path.is_file():
            raise UnreadableError("is no regular file")
        with file.path.open("rb") as stream:
            number = 0
            while line := stream.readline(MAX_ARTICLE_BYTES + 1):
                number += 1
                if len(line) > MAX_ARTICLE_BYTES and not line.endswith(b"\n"):
                    yield Failure(f"{file.shown}:{number}", f"line is larger than {MAX_ARTICLE_BYTES / 1e6:g} MB")
                    _skip_line(stream)
                elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                    empty = False
                    yield _read_line(file, number, line, taken)
    except OSError as problem:
        raise UnreadableError(f"cannot be read: {problem.strerror or problem}") from problem
    if empty:
        raise UnreadableError("is empty")


def _skip_line(stream: Any) -> None:
    while (rest := stream.readline(MAX_ARTICLE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _read_line(file: SourceFile, number: int, line: bytes, taken: set[str]) -> Draft | Failure:
    where = f"{file.shown}:{number}"
    try:
        values = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        return Failure(where, "line is not UTF-8")
    except json.JSONDecodeError as problem:
        return Failure(where, f"line is not valid JSON: {problem.msg} (column {problem.colno})")
    except (ValueError, RecursionError):  # numbers of thousands of digits, nesting without end
        return Failure(where, "line is not valid JSON")
    if not isinstance(values, dict):
        return Failure(where, "line is no JSON object")
    text = named(values, "text")
    if not isinstance(text, str) or not text.strip():
        return Failure(where, "line has no `text`")
    return Draft(
        name=_name(file.name, number, tidy(named(values, "id")), taken),
        shown=where,
        text=whole(text).replace("\r\n", "\n").replace("\r", "\n"),
        sha256=hashlib.sha256(line.strip()).hexdigest(),
        own=Metadata.of(values, "line"),
    )


def _name(file: str, number: int, given: str, taken: set[str]) -> str:
    identity = printable(given).replace("/", "_").replace("\\", "_")[:100] or str(number)
    name = f"{file}#{identity}"
    if name in taken:
        name = f"{file}#{identity}~{number}"
    taken.add(name)
    return name
