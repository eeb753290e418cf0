"""TOML files that analysts write: read, validated, and what is wrong told with file and line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from geo.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Strict(BaseModel):
    """A table of such a file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Model = TypeVar("Model", bound=BaseModel)
Where = tuple[int | str, ...]


def load_settings(path: Path, model: type[Model], tables: Mapping[str, type[BaseModel]]) -> tuple[Model, str]:
    """Read and validate a file.

    Parameters
    ----------
    path
        TOML, UTF-8.
    model
        What the whole file is.
    tables
        What its tables are, by name: tells the keys that are allowed there.

    Returns
    -------
    Model, str
        The content, and the text of the file.

    Raises
    ------
    ConfigError
        With file and line, what is wrong and what is allowed.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as problem:
        raise ConfigError(str(path), None, f"cannot be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(str(path), None, f"cannot be read: not UTF-8 at byte {problem.start + 1}") from problem
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        last = max(len(text.splitlines()), 1)  # tomllib says "at end of document" there
        raise ConfigError(str(path), int(line[1]) if line else last, f"not valid TOML: {problem}") from problem
    except RecursionError as problem:
        raise ConfigError(str(path), None, "nested too deeply") from problem
    try:
        return model.model_validate(raw), text
    except ValidationError as problem:
        where = problem.errors()[0]["loc"]
        table = tables.get(str(where[0])) if len(where) > 1 else None
        raise explain(path, text, problem, table or model) from problem


def explain(path: Path, text: str, problem: ValidationError, model: type[BaseModel], within: Where = ()) -> ConfigError:
    """Put the first of a model's complaints into one line; `within` is where in the file the model stands."""
    first = problem.errors()[0]
    where = (*within, *first["loc"])
    named = ".".join(str(part) for part in where) or "file"
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = f"unknown key; allowed here: {', '.join(sorted(model.model_fields))}"
    more = problem.error_count() - 1
    tail = f" (and {more} more)" if more else ""
    return ConfigError(str(path), line_of(text, where), f"{named}: {message}{tail}")


def line_of(text: str, where: Where) -> int | None:
    """Find the 1-based line of a TOML key path such as ``('actors', 2, 'colour')``; best effort."""
    names = [part for part in where if isinstance(part, str)]
    if not names:
        return None
    lines = text.splitlines()
    begin = 0
    index = next((part for part in where if isinstance(part, int)), 0)
    headers = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[?\s*{re.escape(names[0])}\s*\]", line)]
    if headers and index < len(headers):
        begin = headers[index]
    for number in range(begin, len(lines)):
        if re.match(rf"\s*{re.escape(names[-1])}\s*=", lines[number]):
            return number + 1
        if number > begin and lines[number].lstrip().startswith("[") and headers:
            break
    return begin + 1 if headers else None
