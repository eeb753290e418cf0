"""The change report: Markdown for ``changes.md``, the page's Changes tab and ``build.py diff``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.changes.builds import COMPARED, Told, read_build
from geo.changes.causes import Causes
from geo.changes.compare import compare
from geo.changes.words import sentence
from geo.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_MOST_ON_PAGE = 300  # lines of a section in the page; the file has all
_MARKS = r"[\\`*\[\]<>|]"
_SECTIONS = {"added": "Added", "changed": "Changed", "dropped": "Dropped"}


def write_changes(folder: Path, previous: Path, summary: dict[str, Any]) -> str:
    """Write ``changes.md`` into the new build's folder and give its text, shortened for the page.

    A rebuild of the very same inputs with the very same facts keeps the earlier text, so that the same inputs give
    the same bytes.

    Parameters
    ----------
    folder
        The new build, its layers already written.
    previous
        Where the build before stands, if any.
    summary
        What the new build's build.json will say.
    """
    new = read_build(folder, summary) or Told({layer: {} for layer in COMPARED})
    try:
        old = read_build(previous)
        text = _kept(previous, old, new) or as_markdown(old, new)
    except (OSError, ValueError):  # a line of the earlier build is damaged, or gone
        text = as_markdown(None, new)
    (folder / "changes.md").write_text(text, "utf-8")
    return _shortened(text)


def diff_text(old: Path, new: Path) -> str:
    """Tell what differs between two finished builds.

    Raises
    ------
    UsageError
        A folder holds no build.
    """
    told = []
    for folder in (old, new):
        build = read_build(folder)
        if build is None:
            raise UsageError(f"{folder}: holds no finished build that can be read")
        told.append(build)
    try:
        return as_markdown(*told)
    except ValueError as problem:
        raise UsageError(f"{old} or {new}: holds a layer that cannot be read: {problem}") from problem


def _kept(previous: Path, old: Told | None, new: Told) -> str:
    """Give the earlier text where neither the inputs nor the facts differ."""
    if old is None:
        return ""
    same = (old.articles, old.made_with, old.unmatched) == (new.articles, new.made_with, new.unmatched)
    try:
        return (previous / "changes.md").read_text("utf-8") if same and not compare(old, new) else ""
    except (OSError, UnicodeDecodeError):
        return ""


def as_markdown(old: Told | None, new: Told) -> str:
    """Write the changes as Markdown.

    Parameters
    ----------
    old
        The build before, or ``None`` for a first build.
    new
        This build.
    """
    parts = ["# Changes\n"]
    if old is None:
        counts = ", ".join(f"{len(new.facts.get(layer, {}))} {layer}" for layer in sorted(COMPARED))
        parts.append(f"First build: {counts}.\n")
    else:
        sections = _sections(old, new)
        parts += sections or ["Nothing changed.\n"]
    if new.unmatched:
        lines = [f"- {_plain(line)}" for line in new.unmatched]
        parts += ["## Corrections to look at\n", *lines, ""]
    return "\n".join(parts)


def _sections(old: Told, new: Told) -> list[str]:
    causes, changes = Causes(old, new), compare(old, new)
    lines: dict[str, list[str]] = {kind: [] for kind in _SECTIONS}
    for layer in COMPARED:
        told = [(change.kind, f"{sentence(change, old)} \u2014 {causes.of(change)}") for change in changes
                if change.layer == layer]  # fmt: skip
        for kind, text in sorted(told):
            lines[kind].append(f"- {_plain(text)}")
    return [part for kind, found in lines.items() if found for part in (f"## {_SECTIONS[kind]}\n", *found, "")]


def _shortened(text: str) -> str:
    """Cut long sections, and take the escapes off: the page shows plain text."""
    kept, number = [], 0
    for line in text.split("\n"):
        number = number + 1 if line.startswith("- ") else 0
        if number == _MOST_ON_PAGE + 1:
            kept.append("- More: changes.md lists all.")
        elif number <= _MOST_ON_PAGE:
            kept.append(line)
    return re.sub(rf"\\({_MARKS}|_)", r"\1", "\n".join(kept))


def _plain(text: str) -> str:
    """Keep article text from being read as Markdown or HTML; an underscore within a word is none."""
    line = " ".join(text.split())
    return re.sub(rf"{_MARKS}|(?<!\w)_|_(?!\w)", lambda mark: f"\\{mark[0]}", line)
