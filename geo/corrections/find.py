"""Where the ``corrections.toml`` of a build stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.corrections.model import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def find_corrections(inputs: Sequence[Path], theatre: Path | None = None) -> Path | None:
    """Find the ``corrections.toml`` of a build: beside its theatre file, in an input folder or beside an input file."""
    folders = [theatre.parent] if theatre else []
    folders += [item if item.is_dir() else item.parent for item in inputs]
    return next((path for folder in folders if (path := folder / FILE_NAME).is_file()), None)
