"""What a folder of articles says of its conflict: countries, region, parties, their names and who fights whom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.war import CIVILIANS, War
from geo.tables import read_toml

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from geo.reader import Understanding
    from geo.records import Actor, ActorMention, Mention

_NAMED = frozenset({"name", "alias"})
_DECIMALS = 1


@dataclass(slots=True)
class Party:
    """A party as the articles have it: how often it is named, in which words, whom it fights and who is its ally."""

    record: Actor
    mentions: int = 0
    articles: int = 0
    deeds: int = 0
    aliases: Counter[str] = field(default_factory=Counter)
    leaders: Counter[str] = field(default_factory=Counter)
    foes: Counter[str] = field(default_factory=Counter)
    allies: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Survey:
    """What the articles say, added up.

    `countries` are ISO codes by how many places lie in them, `points` (lat, lon, country) of the places named,
    `unplaced` names that no gazetteer knows, `days` when the articles came out.
    """

    articles: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    points: list[tuple[float, float, str]] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    days: list[dt.date] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)

    def add(self, known: Understanding) -> None:
        """Add what was understood of one article."""
        self.articles += 1
        published = known.article.published
        self.days += [day for day in (published.start, published.end) if day is not None]
        for mention in known.mentions:
            self._add_place(mention)
        for actor in known.actors:
            if actor.id != CIVILIANS:
                self.parties.setdefault(actor.id, Party(actor)).articles += 1
        places = frozenset(mention.phrase for mention in known.mentions)
        for named in known.actor_mentions:
            if named.actor in self.parties:
                _add_name(self.parties[named.actor], named, places)
        self._add_deeds(known)

    def _add_place(self, mention: Mention) -> None:
        if mention.role != "literal":
            return
        if mention.location is None:
            self.unplaced[" ".join(mention.phrase.split())] += 1
            return
        place = mention.location.place
        if place.country:
            self.countries[place.country] += 1
            if not place.feature_code.startswith("PCL"):
                self.points.append((mention.location.lat, mention.location.lon, place.country))

    def _add_deeds(self, known: Understanding) -> None:
        war = War(known.frames, known.actor_mentions, known.roster)
        for one, other in war.allies:
            if one in self.parties and other in self.parties:
                self.parties[one].allies[other] += 1
        for frame in known.frames:
            for one, other in ((frame.agent, frame.patient), (frame.patient, frame.agent)):
                if one in self.parties and war.fights(one):
                    self.parties[one].deeds += 1
                    if war.fights(other) and other in self.parties:
                        self.parties[one].foes[other] += 1


def _add_name(party: Party, mention: ActorMention, places: frozenset[str]) -> None:
    """Count a mention, and the words in which it names the party or its leader.

    A town that speaks for a government is no name of it: in a theatre file it would be one wherever it stands.
    """
    party.mentions += 1
    phrase = " ".join(mention.phrase.split())
    if mention.how == "leader":
        led = max((name for name in party.record.leaders if name in phrase), key=len, default="")
        party.leaders[led or phrase] += 1
    elif mention.how in _NAMED and mention.phrase not in places and _is_name(phrase, party.record):
        party.aliases[phrase] += 1


def _is_name(phrase: str, record: Actor) -> bool:
    """Whether a phrase is a name of its own, not one with common words ("LNA fighters")."""
    if not re.search(r"[A-Z]", phrase):
        return False
    known = sorted((record.id, record.name, *record.aliases, *record.leaders), key=len, reverse=True)
    rest = next((phrase.replace(name, " ") for name in known if name in phrase and name != phrase), None)
    return phrase not in {record.id, record.name} and (rest is None or re.search(r"[A-Z]", rest) is not None)


def settings() -> dict[str, object]:
    """Give the table of the command."""
    return read_toml("theatre/init.toml")


def countries_of(survey: Survey, share: float, most: int) -> tuple[str, ...]:
    """Give the countries that have a share of the places named, the most spoken of first; always one if any."""
    total = survey.countries.total()
    ranked = sorted(survey.countries.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(code for number, (code, count) in enumerate(ranked[:most]) if not number or count >= share * total)


def bbox_of(
    survey: Survey, countries: Iterable[str], quantiles: Sequence[float], margin: float
) -> tuple[float, float, float, float] | None:
    """Give west, south, east, north of nearly all places named in some countries, degrees EPSG:4326."""
    wanted = frozenset(countries)
    points = [(lat, lon) for lat, lon, country in survey.points if country in wanted]
    if not points:
        return None
    south, north = _between(sorted(lat for lat, _ in points), quantiles)
    west, east = _between(sorted(lon for _, lon in points), quantiles)
    return (
        round(max(-180.0, west - margin), _DECIMALS),
        round(max(-90.0, south - margin), _DECIMALS),
        round(min(180.0, east + margin), _DECIMALS),
        round(min(90.0, north + margin), _DECIMALS),
    )


def _between(ordered: Sequence[float], quantiles: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[round(last * quantiles[0])], ordered[round(last * quantiles[1])]


def parties_of(survey: Survey, least: int, most: int) -> list[Party]:
    """Give the parties worth a place in the file, the most spoken of first."""
    kept = [party for party in survey.parties.values() if party.mentions >= least and _belongs(party)]
    return sorted(kept, key=lambda party: (-party.mentions - party.deeds, party.record.id))[:most]


def _belongs(party: Party) -> bool:
    """Whether a party is one of the conflict: a state only where it does something."""
    return party.record.kind == "armed" or party.deeds > 0


def side_of(party: Party, listed: Iterable[Party]) -> tuple[str, str]:
    """Suggest a party's side and say why: the lists', that of an ally in the text, or its own."""
    by_id = {other.record.id: other for other in listed}
    if party.record.side and party.record.side != party.record.id:
        return party.record.side, "as in the built-in lists"
    ally = next((name for name, _ in party.allies.most_common() if name in by_id and name not in party.foes), "")
    if ally and not party.record.listed:
        count = party.allies[ally]
        told = "once" if count == 1 else f"{count} times"
        return by_id[ally].record.side or ally, f"told {told} to fight beside {ally}"
    return party.record.id, ""
