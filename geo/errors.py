"""The one tree of errors: each is a line for the user and carries the exit code of the command."""

from __future__ import annotations


class SitmapError(Exception):
    """Something a user can act on; the message is one clear line. Exit code 1: nothing could be built."""

    exit_code = 1


class UsageError(SitmapError):
    """The command or one of its files was given wrongly. Exit code 2."""

    exit_code = 2


class ConfigError(UsageError):
    """A theatre or corrections file that cannot be used.

    Parameters
    ----------
    file
        The file as the user named it.
    line
        1-based line, or ``None`` where it is not known.
    problem
        What is wrong and what is allowed.
    """

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file, self.line, self.problem = file, line, problem
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}")


class GazetteerError(SitmapError):
    """The gazetteer index or one of its sources cannot be used."""


class OutputError(SitmapError):
    """The output folder cannot be written."""


class AssetError(SitmapError):
    """A file that the page is built from (Leaflet, the basemap source) is missing or damaged."""


class SchemaError(SitmapError):
    """A layer does not fit the data contract.

    Parameters
    ----------
    layer, column
        Which layer and which of its columns.
    problem
        What is wrong with it.
    """

    def __init__(self, layer: str, column: str, problem: str) -> None:
        self.layer, self.column, self.problem = layer, column, problem
        super().__init__(f"layer {layer!r}, column {column!r}: {problem}")
