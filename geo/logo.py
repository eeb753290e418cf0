"""A picture file as a ``data:`` URI: the logo that the map carries within itself."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 200_000
# Ending to media type and how such a file begins; an SVG begins as it likes. Shown as an image, none of them can run.
_KINDS = {
    ".png": ("image/png", b"\x89PNG\r\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".webp": ("image/webp", b"RIFF"),
    ".svg": ("image/svg+xml", b""),
}


def read_logo(path: Path) -> str:
    """Read a PNG, JPEG, WebP or SVG.

    Raises
    ------
    ValueError
        It cannot be read, is of another kind, or larger than `MOST_BYTES`.
    """
    media, start = _KINDS.get(path.suffix.lower(), ("", b""))
    if not media:
        raise ValueError(f"{path.name} is none of {', '.join(sorted(_KINDS))}")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise ValueError(f"{path} cannot be read: {problem.strerror or problem}") from problem
    if len(data) > MOST_BYTES:
        raise ValueError(f"{path.name} has {len(data):,} bytes; at most {MOST_BYTES:,} go into every map")
    if not data.startswith(start) or (media == "image/svg+xml" and b"<svg" not in data):
        raise ValueError(f"{path.name} is not what its ending says")
    return f"data:{media};base64,{base64.b64encode(data).decode()}"
