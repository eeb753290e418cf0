"""Names and nouns side by side: "Haftar's forces", "fighters from Misrata", "Turkish drones", "the 16th Division"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_bare import bare, lone_word
from geo.facts.actors_candidate import Candidate
from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.facts.actors_words import ARMED, Noun, find_nouns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.roster import Roster
    from geo.records import Mention

_REACH = 70
_WORDS_BETWEEN = 3
_OF_A_UNIT = frozenset({"noun.force", "noun.town"})
_NAMING = frozenset({"name", "alias", "leader"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name that a noun can lean on: a party's, a demonym or a town."""

    start: int
    end: int
    hit: Hit | None
    place: Mention | None


@dataclass(frozen=True)
class Context:
    """What the patterns look up: the text, its names by where they begin and end, the roster and the day."""

    text: str
    roster: Roster
    day: dt.date | None
    starts: Mapping[int, Anchor]
    ends: Mapping[int, Anchor]


def find_candidates(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> list[Candidate]:
    """Give every stretch that names or may stand for a party; they may overlap."""
    context = _context(text, hits, mentions, roster, day)
    found: list[Candidate] = []
    for hit in hits:
        found += _from_name(context, hit)
    named = {index for hit in hits if hit.entry.how in _NAMING for index in (*range(hit.start, hit.end),)}
    for noun in find_nouns(text):
        if noun.start not in named:
            found += _from_noun(context, noun)
    found += _numbered(context)
    return found


def _context(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> Context:
    covered = {index for hit in hits for index in (*range(hit.start, hit.end),)}
    anchors = [Anchor(hit.start, hit.end, hit, None) for hit in hits]
    anchors += [
        Anchor(mention.start, mention.end, None, mention)
        for mention in mentions
        if mention.start not in covered and mention.end - 1 not in covered
    ]
    return Context(
        text=text,
        roster=roster,
        day=day,
        starts={anchor.start: anchor for anchor in anchors},
        ends={anchor.end: anchor for anchor in anchors},
    )


# --- names by themselves ---------------------------------------------------------------------------


_THE = re.compile(r"\b[Tt]he\s+(?:[a-z]+\s+)?$")


def _from_name(context: Context, hit: Hit) -> Iterator[Candidate]:
    entry = hit.entry
    if entry.how in _NAMING:
        if fold(entry.spelling) in context.roster.lands:
            return  # a country is ground unless it speaks or acts: `actors_states` tells
        start = with_titles(context.text, hit.start) if entry.how == "leader" else hit.start
        same = tuple(dict.fromkeys(other.actor for other in hit.entries if other.how in _NAMING))
        yield Candidate(start, hit.end, entry.actor, entry.how, choices=same if len(same) > 1 else ())
    elif entry.how == "people" and _THE.search(context.text, max(0, hit.start - 24), hit.start):
        state = context.roster.state(entry.party.state, context.day)
        if state == entry.actor:  # where parties fight over a state, its people are none of them
            yield Candidate(hit.start, hit.end, state, "alias")
    elif entry.how == "generic" and lone_word(context.text, hit):
        yield Candidate(hit.start, hit.end, "", "pattern", "generic", _all_of(hit, "generic"), fold(entry.spelling))


def _all_of(hit: Hit, how: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.actor for entry in hit.entries if entry.how == how))


# --- nouns beside names ----------------------------------------------------------------------------


def _from_noun(context: Context, noun: Noun) -> Iterator[Candidate]:
    left = _left_anchor(context, noun)
    if left is not None and (found := _combine(context, noun, left, left.start, noun.end)):
        yield found
        return
    right = _right_anchor(context, noun)
    if right is not None and (found := _combine(context, noun, right, noun.start, right.end)):
        yield found
        return
    yield from bare(context.text, noun)


def _left_anchor(context: Context, noun: Noun) -> Anchor | None:
    """Find the name before a noun: "LNA fighters", "Haftar's own men", "Misrata-led force"."""
    text, ends = context.text, context.ends
    between = _between()
    at = noun.start
    for _ in range(_WORDS_BETWEEN + 1):
        end = at
        while end and text[end - 1] in " \n\u00a0":
            end -= 1
        if end == at or not end:
            return None
        for cut in (end, end - 2 if text[end - 2 : end] in {"'s", "’s"} else end - 1 if text[end - 1] in "'’" else end):
            if cut in ends:
                return ends[cut]
        begin = end
        while begin and (text[begin - 1].isalnum() or text[begin - 1] in "-‑."):
            begin -= 1
        word = text[begin:end].lower()
        name, hyphen, suffix = word.rpartition("-")
        if hyphen and suffix in between["leads"]:
            return ends.get(begin + len(name))
        if word not in between["adjectives"]:
            return None
        at = begin
    return None


@cache
def _between() -> dict[str, frozenset[str]]:
    table = read_patterns()
    return {"adjectives": frozenset(table["adjectives"]), "leads": frozenset(table["hyphen"]["leads"])}


@cache
def _right() -> re.Pattern[str]:
    table = read_patterns()
    links = "|".join(re.escape(word) for word in sorted(table["links"], key=len, reverse=True))
    return re.compile(
        rf"\s+(?:that\s+(?:are|were|is)\s+|who\s+(?:are|were)\s+)?(?P<link>{links})\s+(?:the\s+|so[- ]called\s+)?"
        rf"(?:(?:{_any_title()})\s+)*"
    )


def _right_anchor(context: Context, noun: Noun) -> Anchor | None:
    """Find the name after a noun: "forces loyal to Haftar", "fighters from Misrata"."""
    if not noun.classes & ARMED:
        return None
    found = _right().match(fold(context.text[noun.end : noun.end + _REACH]))
    if found is None:
        return None
    anchor = context.starts.get(noun.end + found.end())
    if anchor is None:
        return None
    town = anchor.place is not None or anchor.hit is None or anchor.hit.entry.how in {"home", "seat"}
    if town and found["link"] not in {"from", "of", "with origins in"}:
        return None
    listed = anchor.hit is not None and any(entry.how == "home" for entry in anchor.hit.entries)
    if town and not listed and noun.word in _comers():
        return None  # "a column from Berdiansk" says where it came from, not whose it is
    return anchor


@cache
def _comers() -> frozenset[str]:
    return frozenset(read_patterns()["comers"])


def _combine(context: Context, noun: Noun, anchor: Anchor, start: int, end: int) -> Candidate | None:
    """Read a name and a noun as one party; ``None`` when they do not make one."""
    if anchor.hit is None:
        return _town(context, noun, anchor.place, start, end)
    entry = anchor.hit.entry
    land = context.roster.lands.get(fold(entry.spelling)) if entry.how in _NAMING else None
    demonym = next((other for other in anchor.hit.entries if other.how == "demonym"), None)
    if land or demonym:
        return _state(context, noun, land or demonym.party.state, start, end, anchor)
    if entry.how in _NAMING or entry.how == "people":
        if not noun.classes & ARMED:
            return None
        start = with_titles(context.text, start) if entry.how == "leader" else start
        same = tuple(dict.fromkeys(other.actor for other in anchor.hit.entries if other.how in _NAMING))
        return Candidate(start, end, entry.actor, entry.how, choices=same if len(same) > 1 else ())
    if entry.how in {"seat", "home"}:
        return _seat(context, noun, anchor.hit, start, end)
    if entry.how == "generic":
        end = end if noun.classes & ARMED else anchor.end
        return Candidate(start, end, "", "pattern", "generic", _all_of(anchor.hit, "generic"), fold(entry.spelling))
    return None


def _state(context: Context, noun: Noun, country: str, start: int, end: int, anchor: Anchor) -> Candidate | None:
    """Read "Turkish drones", "Syria's army", "Libyan rebels": a state, or a people's irregulars."""
    actor = context.roster.state(country, context.day)
    if not actor:
        return None
    civil_war = context.roster.get(actor) is not None and fold(actor) not in context.roster.lands
    loose = "noun.irregular" in noun.classes or (civil_war and noun.word in {"fighters", "fighter"})
    if loose and "noun.state" not in noun.classes:
        own = context.roster.generic(noun.word, context.day) if country in context.roster.countries[:1] else ()
        if own:
            return Candidate(start, end, own[0], "pattern", choices=own if len(own) > 1 else ())
        label = f"{context.text[anchor.start : anchor.end]} {context.text[noun.start : noun.end].lower()}"
        return Candidate(start, end, label, "pattern", name=label)
    if noun.classes & {"noun.state", "noun.weapons", "noun.force"}:
        return Candidate(start, end, actor, "pattern")
    if "noun.action" in noun.classes:
        return Candidate(anchor.start, anchor.end, actor, "pattern")
    return None


def _seat(context: Context, noun: Noun, hit: Hit, start: int, end: int) -> Candidate | None:
    """Read "Misrata militia", "the Tripoli government": a town that a listed party is named after or sits in."""
    homes, seats = _all_of(hit, "home"), _all_of(hit, "seat")
    if homes and noun.classes & {"noun.town", "noun.irregular", "noun.force"}:
        return Candidate(start, end, homes[0], "pattern", choices=homes if len(homes) > 1 else ())
    if seats and noun.classes & {"noun.state"}:
        return Candidate(start, end, seats[0], "pattern", choices=seats if len(seats) > 1 else ())
    return None


def _town(context: Context, noun: Noun, place: Mention | None, start: int, end: int) -> Candidate | None:
    """Read a town's name and a noun of armed men as a party; one that nobody lists is named after the town."""
    if place is None or "noun.town" not in noun.classes:
        return None
    found = place.location.place if place.location else None
    if found is not None and found.feature_class == "A" and found.feature_code.startswith("PCL"):
        return None
    name = found.name if found else place.phrase
    for spelling in (name, place.phrase):
        homes = [party.id for party in context.roster.homes.get(fold(spelling), ()) if party.active(context.day)]
        if homes:
            return Candidate(start, end, homes[0], "pattern", choices=tuple(homes) if len(homes) > 1 else ())
    own = context.roster.generic("rebels" if noun.word == "fighters" else noun.word, context.day)
    if found is not None and own and found.country in context.roster.countries[:1]:
        return Candidate(start, end, own[0], "pattern", choices=own if len(own) > 1 else ())
    kind = "militia" if noun.word.startswith("militia") else "police" if noun.word == "police" else "forces"
    return Candidate(start, end, f"{name} {kind}", "pattern", name=f"{name} {kind}")


# --- units with numbers, titles ----------------------------------------------------------------------


@cache
def _unit() -> re.Pattern[str]:
    table = read_patterns()
    bodies, ordinals, arms = ("|".join(table[name]) for name in ("numbered_bodies", "ordinals", "arms"))
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th)?|{ordinals})"
    return re.compile(
        rf"\b(?:{number}\s+(?:(?:{arms})\s+){{0,2}}(?:[\"“]\w+[\"”]\s+)?(?:{bodies})\b|(?:Brigade|Division)\s+\d{{1,3}}\b)"
    )


def _numbered(context: Context) -> Iterator[Candidate]:
    owners = context.roster.numbered(context.day)
    for found in _unit().finditer(context.text):
        noun = Noun(found.start(), found.end(), "brigade", _OF_A_UNIT)
        left = _left_anchor(context, noun)
        if left is not None and (owned := _combine(context, noun, left, left.start, noun.end)):
            yield owned
            continue
        label = " ".join(found[0].split())
        yield Candidate(found.start(), found.end(), "", "pattern", "numbered", owners, name=label)


@cache
def _any_title() -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(read_patterns()["titles"], key=len, reverse=True))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{_any_title()})\s+)+$")


def with_titles(text: str, start: int) -> int:
    """Move the start of a person's name back over the titles before it."""
    begin = max(0, start - 40)
    found = _titles().search(fold(text[begin:start]))
    return begin + found.start() if found else start
