"""What an import read and left out, and how it tells its progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

# Called with the step ("download LY.zip"), what is done of it and its whole, both in bytes or rows; 0 when unknown.
Progress = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell no progress."""


@dataclass(slots=True)
class Tally:
    """Rows read and rows left out, by reason; filled while an import runs."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str) -> None:
        """Count a row that is left out."""
        self.skipped[reason] += 1
