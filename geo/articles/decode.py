"""Bytes to text: byte order marks, UTF-8, then a guess among the encodings news is written in."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from geo.articles.limits import MAX_ARTICLE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Guessing among every encoding Python knows takes Latin text for EBCDIC: only what news sites and agencies used.
_LIKELY = [
    "cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "cp1255", "cp1253", "koi8_r", "koi8_u", "iso8859_6",
    "gb18030", "big5", "shift_jis", "euc_kr",
]  # fmt: skip
_GUESS_FROM = 100_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})", re.IGNORECASE)


class UnreadableError(ValueError):
    """Bytes that are no article; the message says why in a few words."""


def read_bytes(path: Path, limit: int = MAX_ARTICLE_BYTES) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises
    ------
    UnreadableError
        The file is empty, too large, no regular file, or the system refuses it.
    """
    try:
        if not path.is_file():
            raise UnreadableError("is no regular file" if path.exists() else "does not exist any more")
        size = path.stat().st_size
        if size > limit:
            raise UnreadableError(
                f"is too large for an article: {size / 1e6:.1f} MB, at most {limit / 1e6:g} MB are read"
            )
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as problem:
        raise UnreadableError(f"cannot be read: {problem.strerror or problem}") from problem
    if len(data) > limit:
        raise UnreadableError(f"grew while it was read: over {limit / 1e6:g} MB")
    if not data.strip():
        raise UnreadableError("is empty")
    return data


def decode(data: bytes) -> str:
    """Decode an article's bytes, newlines as ``open()`` gives them.

    Raises
    ------
    UnreadableError
        The bytes are no text, or in no encoding that can be told.
    """
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableError("is a binary file, not text")
    if not text.replace("\ufeff", "").strip():
        raise UnreadableError("is empty")
    return text


def decode_html(data: bytes) -> str:
    """Decode a page: byte order mark, its own ``charset``, then as any text."""
    if not data.startswith(tuple(mark for mark, _ in _MARKS)):
        declared = _XML_ENCODING.search(data, 0, 1024) or _META_CHARSET.search(data, 0, 4096)
        encoding = declared[1].decode("ascii") if declared else ""
        # ISO-8859-1 means Windows-1252 on the web (WHATWG Encoding Standard).
        encoding = "cp1252" if encoding.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii"} else encoding
        try:
            if encoding and codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001 - no other way to refuse "hex", "zlib"
                return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(data)


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as problem:
                raise UnreadableError(f"is broken {encoding.upper()}: {problem.reason}") from problem
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    return _without_mark(data) if "\x00" in text else text


def _without_mark(data: bytes) -> str:
    """Decode UTF-16 that lost its byte order mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.6 * len(zeros):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnreadableError("is a binary file, not text")


def _guess(data: bytes) -> str:
    """Decode what is not UTF-8: UTF-8 with a few broken bytes, else the likeliest old encoding."""
    if b"\x00" in data:
        return _without_mark(data)
    patched = data.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(data)) > 4 * patched.count("\N{REPLACEMENT CHARACTER}"):
        return patched
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import and rarely needed

    best = from_bytes(data[:_GUESS_FROM], cp_isolation=_LIKELY, steps=10).best()
    if best is None:
        raise UnreadableError("is in no known encoding; save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as problem:
        raise UnreadableError("is in no known encoding; save it as UTF-8") from problem
