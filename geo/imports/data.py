"""The files of the theatre's own data: which they are, and a hash of what is in them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geo.theatre import Theatre


def data_files(theatre: Theatre) -> frozenset[Path]:
    """Give the files that a theatre's data stand in: none of them is an article."""
    return frozenset((theatre.folder / data.file).resolve() for data in theatre.data)


def fingerprint(theatre: Theatre) -> str:
    """Hash the theatre's data files: a build depends on what is in them; a missing file is told when it is read."""
    digest = hashlib.blake2b(digest_size=16)
    for data in theatre.data:
        with suppress(OSError), (theatre.folder / data.file).open("rb") as raw:
            digest.update(hashlib.file_digest(raw, "blake2b").digest())
    return digest.hexdigest()
