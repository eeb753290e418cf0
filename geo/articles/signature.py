"""MinHash signatures: by two of them, how alike two texts are, without either text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.records import Article

HASHES = 128
"""Values of a signature; the error of a likeness is at most ``0.5 / sqrt(HASHES)``, 4 %."""

_SHINGLE = 3  # words
_WORD = re.compile(r"\w+")
_AT_ONCE = 4096  # shingles hashed at a time: bounds memory, and stays in the processor's cache
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def sign(article: Article) -> bytes:
    """Sign an article's own text: its furniture, case, accents, punctuation and spacing do not count.

    The method is MinHash (Broder 1997) over shingles of three words, with multiply-shift hashing.

    Returns
    -------
    bytes
        ``HASHES`` little-endian 32-bit values; empty for an article without a word.
    """
    parts, at = [], 0
    for span in article.furniture:
        parts.append(article.text[at : span.start])
        at = max(at, span.end)
    parts.append(article.text[at:])
    return sign_text(" ".join(parts))


def sign_text(text: str) -> bytes:
    """Sign a text, like `sign`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    # marks are dropped after decomposing, which leaves the letters of Arabic and Cyrillic as they are
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain)
    if not words:
        return b""
    hashed: dict[str, int] = {word: zlib.crc32(word.encode("utf-8", "replace")) for word in set(words)}
    shingles = np.unique(_shingles(np.array([hashed[word] for word in words], dtype=np.uint64)))
    factors, terms = _hashes()
    least = np.full(HASHES, np.iinfo(np.uint32).max, dtype=np.uint64)
    for begin in range(0, len(shingles), _AT_ONCE):
        some = shingles[None, begin : begin + _AT_ONCE] * factors + terms  # wraps at 64 bits, as it shall
        np.minimum(least, (some >> np.uint64(32)).min(axis=1), out=least)
    return least.astype("<u4").tobytes()


def values(signatures: list[bytes]) -> npt.NDArray[np.uint32]:
    """Give signatures as rows of an array."""
    return np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(signatures), HASHES)


def likeness(one: bytes, other: bytes) -> float:
    """Estimate the share of shingles that two texts have in common (Jaccard), 0 to 1; 0 where one has no word."""
    if not one or not other:
        return 0.0
    first, second = values([one, other])
    return float((first == second).mean())


def _shingles(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    size = min(_SHINGLE, len(words))
    rows: Any = np.lib.stride_tricks.sliding_window_view(words, size)
    mixed = np.zeros(len(rows), dtype=np.uint64)
    for column in range(size):
        mixed = (mixed ^ rows[:, column]) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed


@cache
def _hashes() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Give odd factors and terms, each a column: the same on every machine, whatever its numpy."""
    drawn = np.frombuffer(hashlib.shake_256(b"sitmap minhash").digest(2 * HASHES * 8), dtype="<u8").astype(np.uint64)
    return (drawn[:HASHES] | np.uint64(1))[:, None], drawn[HASHES:][:, None]
