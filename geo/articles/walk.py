"""Inputs to files: folders walked in a fixed order, what is no article left out, each file once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.articles.draft import SourceFile, printable
from geo.articles.limits import MAX_FOLDER_DEPTH
from geo.errors import UsageError
from geo.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".pdf": "pdf",
}
SIDECAR = "articles.csv"
_NO_ARTICLES = frozenset(
    ["readme", "license", "licence", "changelog", "contributing", "notice", "authors", "robots", "requirements"]
)
# Documents somebody may believe to be read: leaving them out in silence would lose articles.
_OTHER_DOCUMENTS = frozenset(
    [".doc", ".docx", ".odt", ".rtf", ".epub", ".eml", ".msg", ".mht", ".mhtml", ".pages", ".warc", ".zip", ".gz"]
)


def format_of(path: Path) -> str:
    """Tell the format by the suffix; a file named directly with any other suffix is read as text."""
    return SUFFIXES.get(path.suffix.lower(), "text")


def find_files(inputs: Sequence[Path]) -> tuple[list[SourceFile], list[Failure]]:
    """Find the article files of the inputs.

    Parameters
    ----------
    inputs
        Files (read whatever they are called) and folders (walked whole; hidden files, project files and files of other
        formats are left out, links are followed but no folder is entered twice).

    Returns
    -------
    files
        In the order of the inputs, within a folder by path; each file once, under a name no other has.
    failures
        Folders that cannot be read, documents of formats that are not.

    Raises
    ------
    UsageError
        An input does not exist.
    """
    files: list[SourceFile] = []
    failures: list[Failure] = []
    seen: set[str] = set()
    for item in inputs:
        if not item.exists():
            raise UsageError(f"{printable(str(item))} does not exist")
        found = _walk(item, set(), failures, 0) if item.is_dir() else iter([(item, os.path.realpath(item))])
        for path, real in found:
            if real not in seen:
                seen.add(real)
                name = path.relative_to(item).as_posix() if path != item else path.name
                files.append(SourceFile(path, name))
    return _distinct(files), failures


def _walk(folder: Path, entered: set[str], failures: list[Failure], depth: int) -> Iterator[tuple[Path, str]]:
    """Give the files of a folder, each with its real path."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    if depth > MAX_FOLDER_DEPTH:
        failures.append(Failure(printable(str(folder)), f"lies more than {MAX_FOLDER_DEPTH} folders deep"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        failures.append(Failure(printable(str(folder)), f"folder cannot be read: {problem.strerror or problem}"))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith((".", "~$")):
            continue
        if _is_folder(entry):
            yield from _walk(path, entered, failures, depth + 1)
        elif path.suffix.lower() in SUFFIXES:
            if path.stem.lower() not in _NO_ARTICLES:
                yield (
                    path,
                    os.path.realpath(path) if entry.is_symlink() else f"{real.rstrip(os.sep)}{os.sep}{entry.name}",
                )
        elif path.suffix.lower() in _OTHER_DOCUMENTS:
            formats = "txt, md, html, pdf and jsonl"
            failures.append(Failure(printable(str(path)), f"{path.suffix} is not read; save it as one of {formats}"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _distinct(files: list[SourceFile]) -> list[SourceFile]:
    """Give files of the same name in different inputs distinct names, by the folders above them."""
    taken: dict[str, SourceFile] = {}
    for file in files:
        name = file.name
        above = _folders_above(file) if name in taken else []
        while name in taken and len(above) > 1:
            name = f"{above.pop()}/{name}"
        number = 2
        while name in taken:
            name, number = f"{file.name}~{number}", number + 1
        taken[name] = SourceFile(file.path, name)
    return list(taken.values())


def _folders_above(file: SourceFile) -> list[str]:
    parts = file.path.absolute().parts
    return list(parts[: len(parts) - len(Path(file.name).parts)])
