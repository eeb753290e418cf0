"""Text of others in one line of ours."""

from __future__ import annotations


def plain(text: str) -> str:
    """Put text into one line, without characters that a terminal obeys."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
