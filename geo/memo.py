"""What earlier builds worked out, by all that it was worked out from: what did not change is taken as it was."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import msgspec

from geo.errors import OutputError
from geo.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_ALL = "all"


class Memo:
    """Results by what they were made of; those that a build did not ask for are let go with it.

    Parameters
    ----------
    kept
        Of the build before, by key.
    """

    def __init__(self, kept: Mapping[bytes, bytes] | None = None) -> None:
        self.kept = kept or {}
        self.asked: dict[bytes, bytes] = {}

    def of(self, what: str, inputs: Any, make: Callable[[], bytes]) -> bytes:
        """Give what `make` gives, without asking it again for the same inputs.

        Parameters
        ----------
        what
            Names the work.
        inputs
            All that the result depends on: records, numbers, texts, lists of them.
        make
            Does the work.
        """
        key = self._key(what, inputs)
        if key not in self.asked:
            self.asked[key] = self.kept[key] if key in self.kept else make()
        return self.asked[key]

    def lacks(self, what: str, inputs: Any) -> bool:
        """Tell whether `of` would have to ask `make`."""
        key = self._key(what, inputs)
        return key not in self.asked and key not in self.kept

    @staticmethod
    def _key(what: str, inputs: Any) -> bytes:
        return hashlib.blake2b(msgspec.msgpack.encode((what, inputs)), digest_size=16).digest()


@contextmanager
def open_memo(path: Path, key: str) -> Iterator[Memo]:
    """Open what was worked out under a key, and keep what this build asked for when it is done.

    Parameters
    ----------
    path
        A store of its own (`geo.store`): one that is damaged or cannot be opened counts as empty, for a build can do
        without; the last few keys are kept.
    key
        All that every result depends on beside its inputs: rules, gazetteer, versions of libraries.
    """
    memo = Memo()
    with suppress(OutputError), open_store(path, key) as store:
        memo = Memo(_unpacked(dict(store.get([_ALL])).get(_ALL)))
    yield memo
    if memo.asked.keys() != memo.kept.keys():
        with suppress(OutputError), open_store(path, key) as store:
            store.put({_ALL: msgspec.msgpack.encode(memo.asked)})


def _unpacked(content: bytes | None) -> dict[bytes, bytes]:
    try:
        return {} if content is None else msgspec.msgpack.decode(content, type=dict[bytes, bytes])
    except msgspec.MsgspecError:
        return {}
