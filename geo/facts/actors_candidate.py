"""A stretch of text that may stand for a party, before the discourse decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that names a party or may stand for one.

    `actor` is its id, or empty when only the discourse can tell; `sort` then says what to look for: ``generic``,
    ``numbered``, ``group``, ``unit``, ``force``, ``possessive``, ``speaker``, ``we``, ``enemy``, ``they``. `choices`
    are the parties it may be, the likeliest first; `name` what one that nobody lists is called, or the bare noun.
    """

    start: int
    end: int
    actor: str
    how: str
    sort: str = ""
    choices: tuple[str, ...] = ()
    name: str = ""
