"""Which encoding a table is written in: UTF-8, or what its bytes look like."""

from __future__ import annotations


def encoding_of(head: bytes) -> str:
    """Tell the encoding of a file by its first bytes; a byte order mark is swallowed by the UTF-8 that is named."""
    try:
        # The cut may fall inside a character.
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - only for what is not UTF-8

        best = from_bytes(head).best()
        return best.encoding if best else "utf-8-sig"
    return "utf-8-sig"
