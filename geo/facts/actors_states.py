"""States and governments that speak or act through the name of a country or a seat of government."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_patterns import Candidate
from geo.facts.actors_tables import read_patterns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.roster import Roster
    from geo.records import Mention

# A country is the doer when no preposition leads to it and a verb follows.
_GROUND = re.compile(
    r"\b(?:in|from|to|of|near|across|into|inside|over|through|at|around|throughout|within|outside|towards?|via|on|"
    r"northern|southern|eastern|western|central|north|south|east|west|neighbouring|leave|left|entered|reached|the)\s+$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:by|between|with|against|accuses?|accused|blames?|blamed|told|urged|asked|and|says|said|that)\s+$"
)
_VERB = re.compile(
    r"(?:,\s+(?:which|whose|who)\b|\s+(?:has|have|had|is|was|will|would|does|did|also|and\s+[A-Z]\w+\s+(?:have|had)|[a-z]+(?:ed|s|es))\b"
    r"|\s+(?:took|sent|held|lost|won|gave|struck|hit|withdrew|began|shot|fought|built|drove|broke|fired|made|went|put|let|"
    r"cut|kept|left|met|paid|ran|rose|sank|sold|bought|brought|said|told|wants?)\b)"
)
_NOT_VERB = frozenset(
    {
        "towards",
        "besides",
        "as",
        "borders",
        "forces",
        "troops",
        "needs",
        "plus",
        "hundreds",
        "thousands",
        "times",
        "years",
    }
)


def speaking_states(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> Iterator[Candidate]:
    """Give the countries and seats of government that are parties where they stand."""
    associative = {mention.start for mention in mentions if mention.role == "associative"}
    literal = {mention.start for mention in mentions if mention.role == "literal"}
    for hit in hits:
        country = next((entry for entry in hit.entries if _names_state(entry)), None)
        seat = next((entry for entry in hit.entries if entry.how == "seat" and entry.active(day)), None)
        if country is None and seat is None:
            continue
        speaks = hit.start in associative or bool(_speech().match(text, hit.end))
        if country is not None:
            actor = roster.state(country.party.state, day)
            if speaks or (_acts(text, hit) and (hit.start not in literal or country.actor == actor)):
                yield Candidate(hit.start, hit.end, actor, "name")
        elif seat is not None and speaks:
            actor = roster.state(seat.party.state, day) if seat.party.state else seat.actor
            yield Candidate(hit.start, hit.end, actor or seat.actor, "alias")


def _names_state(entry: object) -> bool:
    return entry.how in {"name", "alias"} and entry.party.kind == "state" and bool(entry.party.state)


def _acts(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - 16) : hit.start]
    if _GROUND.search(before):
        return False
    if _AGENT.search(before) and re.search(r"\b(?:by|against|between)\s+$", before):
        return True
    found = _VERB.match(text, hit.end)
    return found is not None and found[0].split()[-1] not in _NOT_VERB


@cache
def _speech() -> re.Pattern[str]:
    verbs = "|".join(re.escape(word) for word in sorted(read_patterns()["speech"], key=len, reverse=True))
    return re.compile(rf"\s+(?:also\s+|again\s+)?(?:{verbs})\b")
