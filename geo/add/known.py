"""The stories a folder holds already, by their signatures, which are kept from one run to the next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.articles.sandbox import Sandbox
from geo.articles.signature import HASHES, sign, values
from geo.articles.units import Unit, find_units, read_unit
from geo.facts.stories import ALIKE, DAYS
from geo.records import Article
from geo.store import configuration_key, open_store, package_version

if TYPE_CHECKING:
    from collections.abc import Callable

_SAME_WORDS = 0.95  # from here on a story is the same whenever it came out
_SIZE = 4 * HASHES
_ARTICLES = Path(__file__).resolve().parents[1] / "articles"


class Same(NamedTuple):
    """The most alike of the known stories: its article's name and how alike it is, 0 to 1."""

    name: str
    likeness: float


class KnownStories:
    """Stories by name, with their signatures and days."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._signatures: list[bytes] = []
        self._days: list[dt.date | None] = []

    def add(self, name: str, signature: bytes, day: dt.date | None) -> None:
        """Get to know a story; one without a word is none."""
        if signature:
            self._names.append(name)
            self._signatures.append(signature)
            self._days.append(day)

    def same(self, signature: bytes, day: dt.date | None) -> Same | None:
        """Find the story that has this signature, or nearly: within days of it, or in the very same words."""
        if not signature or not self._names:
            return None
        alike = (values(self._signatures) == values([signature])).mean(axis=1)
        for at in np.argsort(-alike, kind="stable"):
            if alike[at] < ALIKE:
                return None
            if alike[at] >= _SAME_WORDS or _near(day, self._days[at]):
                return Same(self._names[at], float(alike[at]))
        return None

    @classmethod
    def of_folder(
        cls, folder: Path, cache_dir: Path, *, report: Callable[[str, int, int], None] = lambda *_: None
    ) -> KnownStories:
        """Sign the articles of a folder; what was signed before is not read again."""
        known = cls()
        if not folder.is_dir():
            return known
        units = [unit for unit in find_units([folder]) if isinstance(unit, Unit)]
        key = configuration_key("signatures", package_version(_ARTICLES))
        with Sandbox() as sandbox, open_store(cache_dir / "signatures.sqlite", key) as store:
            kept = dict(store.get([unit.key for unit in units]))
            left = [unit for unit in units if unit.key not in kept]
            fresh: dict[str, bytes] = {}
            for number, unit in enumerate(left, 1):
                fresh[unit.key] = _signed(unit, sandbox)
                report("comparing articles", number, len(left))
            if fresh:
                store.put(fresh)
        for unit in units:
            content = kept.get(unit.key) or fresh.get(unit.key, b"")
            day = content[_SIZE:].decode()
            known.add(unit.name, content[:_SIZE], dt.date.fromisoformat(day) if day else None)
        return known


def day_of(article: Article) -> dt.date | None:
    """Give an article's day of publication, where the very day is known."""
    return article.published.start if article.published.precision == "day" else None


def _signed(unit: Unit, sandbox: Sandbox) -> bytes:
    for item in read_unit(unit, sandbox):
        if isinstance(item, Article) and (signature := sign(item)):
            day = day_of(item)
            return signature + (day.isoformat().encode() if day else b"")
    return b""


def _near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= DAYS
