"""Take a stream in pieces, so that a database or an array is asked once for many."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give the items in lists of `size`, the last one shorter (`itertools.batched` of Python 3.12)."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
