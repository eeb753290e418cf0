"""Parties of a data set: the roster's, where it knows the name, else new ones as the data name them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.facts.actors_fold import fold
from geo.facts.spellings import NAMING
from geo.records import Actor
from geo.tables import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from geo.facts.roster import Roster


class Parties:
    """Finds the party that a data set names; `named` gathers those that were found.

    Parameters
    ----------
    roster
        The parties known.
    own
        The theatre's word on names of the data: what stands there wins.
    """

    def __init__(self, roster: Roster, own: Mapping[str, str]) -> None:
        self._roster = roster
        self._own = {name.casefold(): actor for name, actor in own.items()}
        self.named: dict[str, Actor] = {}
        self.find = cache(self._find)

    def _find(self, name: str, day: dt.date | None) -> str:
        """Give the id of a party; empty for an empty name.

        A list of allies ("Ahrar al-Sham, HTS") is one party of theirs where the roster knows all of them as one, else
        one of its own under that name.
        """
        if not name:
            return ""
        actor = self._known(name, day)
        if not actor and "," in name:
            members = [self._known(part.strip(), day) for part in name.split(",")]
            actor = members[0] if members[0] and len(set(members)) == 1 else ""
        actor = actor or name
        if actor not in self.named:
            self.named[actor] = self._roster.get(actor) or self._new(name, actor, day)
        return actor

    def side(self, actor: str) -> str:
        """Give the side of a party."""
        known = self.named.get(actor) or self._roster.get(actor)
        return (known.side or known.id) if known else actor

    def is_civilian(self, actor: str) -> bool:
        """Whether a party is unarmed people."""
        known = self.named.get(actor) or self._roster.get(actor)
        return known is not None and known.kind == "civilian"

    def _new(self, name: str, actor: str, day: dt.date | None) -> Actor:
        """Make a party that no list knows; allies whose sides are known to be one are of that side."""
        sides = {self._roster.side(known) for part in name.split(",") if (known := self._known(part.strip(), day))}
        return Actor(id=actor, name=actor, side=sides.pop() if len(sides) == 1 else actor, listed=False)

    def _known(self, name: str, day: dt.date | None) -> str:
        if name.casefold() in self._own:
            return self._own[name.casefold()]
        for spelling in _spellings(name):
            entries = self._roster.entries.get(fold(spelling), ())
            found = next((entry.actor for entry in entries if entry.how in NAMING), "")
            if found:
                return found
        return self._state(name, day) or self._civilians(name)

    def _state(self, name: str, day: dt.date | None) -> str:
        for pattern in _patterns()["state"]:
            found = pattern.match(name)
            land = self._roster.lands.get(fold(found["land"].strip())) if found else None
            if land:
                return self._roster.state(land, day)
        return ""

    def _civilians(self, name: str) -> str:
        actor = str(_table()["civilians_are"])
        return actor if any(pattern.match(name) for pattern in _patterns()["civilians"]) else ""


def _spellings(name: str) -> Iterator[str]:
    """Give a name as it stands, without years and units, and on either side of a colon ("M23: March 23 Movement")."""
    yield name
    bare = name
    for pattern in _patterns()["trim"]:
        bare = pattern.sub("", bare)
    yield bare
    plain = bare.split("(")[0].strip()
    yield plain
    yield from (part.strip() for part in plain.split(":") if ":" in plain)


def _table() -> dict[str, Any]:
    return dict(read_toml("imports/names.toml")["parties"])


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    return {
        key: [re.compile(pattern, re.IGNORECASE) for pattern in _table()[key]] for key in ("trim", "state", "civilians")
    }
