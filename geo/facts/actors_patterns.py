"""Names and nouns read as parties: "Haftar's forces", "Misrata militia", "Turkish drones", "the 16th Division"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_anchors import Pair, left_pair, right_pair, with_titles
from geo.facts.actors_bare import bare, lone_word
from geo.facts.actors_candidate import Candidate
from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.facts.actors_words import ARMED, Noun, find_nouns
from geo.facts.spellings import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_anchors import Anchor, Context
    from geo.facts.actors_names import Hit
    from geo.records import Place, Sentence

_OF_A_UNIT = frozenset({"noun.force", "noun.town"})
_LED = re.compile(r"[-‑]led\b")
_JOINT = re.compile(r"(?:,|,? and| or) $")
_JOINT_REACH = 6


def find_candidates(context: Context, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> list[Candidate]:
    """Give every stretch that names or may stand for a party; they may overlap."""
    starts = [sentence.start for sentence in sentences]
    found: list[Candidate] = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        heads = at >= 0 and sentences[at].heading and hit.start < sentences[at].end
        found += _from_name(context, hit, heads=heads)
    named = {
        index
        for hit in hits
        if hit.entry.how in NAMING and not hit.entry.spelling.islower()
        for index in range(hit.start, hit.end)
    }
    for noun in find_nouns(context.text):
        if noun.start not in named:
            found += _from_noun(context, noun)
    found += _numbered(context)
    return found


# --- names by themselves ---------------------------------------------------------------------------


_THE = re.compile(r"\b[Tt]he\s+(?:[a-z]+\s+)?$")


def _from_name(context: Context, hit: Hit, *, heads: bool) -> Iterator[Candidate]:
    entry = hit.entry
    if entry.how in NAMING:
        if fold(entry.spelling) in context.roster.lands:
            return  # a country is ground unless it speaks or acts: `actors_states` tells
        start = with_titles(context.text, hit.start) if entry.how == "leader" else hit.start
        successor = _successor(context, hit)
        choices = () if successor else _several(_meant(hit, NAMING))
        yield Candidate(start, hit.end, successor or entry.actor, entry.how, choices=choices)
    elif entry.how == "people" and _THE.search(context.text, max(0, hit.start - 24), hit.start):
        state = context.roster.state(entry.party.state, context.day)
        if state == entry.actor:  # where parties fight over a state, its people are none of them
            yield Candidate(hit.start, hit.end, state, "alias")
    elif entry.how == "generic" and lone_word(context.text, hit, heads=heads):
        yield _generic(hit, hit.start, hit.end)


def _successor(context: Context, hit: Hit) -> str:
    """Give whose a state's forces are on the day where their name tells no more than the state: "Ruritanian troops"."""
    party, spelling, roster = hit.entry.party, hit.entry.spelling, context.roster
    if not party.state or party.active(context.day):
        return ""
    noun = spelling.rsplit(" ", 1)[-1]
    people = next(iter(roster.entries.get(fold(spelling[: -len(noun)].strip()), ())), None)
    plain = noun.islower() and people is not None and people.how == "demonym" and people.party.state == party.state
    return roster.state(party.state, context.day) if plain else ""


def _meant(hit: Hit, hows: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.actor for entry in hit.entries if entry.how in hows))


def _several(choices: Sequence[str]) -> tuple[str, ...]:
    """Give the choices where there is one to make."""
    return tuple(choices) if len(choices) > 1 else ()


def _generic(hit: Hit, start: int, end: int) -> Candidate:
    choices = _meant(hit, frozenset({"generic"}))
    return Candidate(start, end, "", "pattern", "generic", choices, fold(hit.entry.spelling))


# --- nouns beside names ----------------------------------------------------------------------------


def _from_noun(context: Context, noun: Noun) -> Iterator[Candidate]:
    for find in (left_pair, right_pair):
        pair = find(context, noun)
        found = (_led(context, pair) or _combine(context, pair)) if pair else None
        if pair is not None and found is not None:
            yield found
            yield from _beside(context, pair)
            return
    yield from bare(context.text, noun)


def _beside(context: Context, pair: Pair) -> Iterator[Candidate]:
    """Read names that share a noun with the next: "Brazilian and Argentine troops", "Zawiya and Misrata militias"."""
    at = pair.anchor.start
    while (joint := _JOINT.search(context.text, max(0, at - _JOINT_REACH), at)) is not None:
        owner = context.ends.get(joint.start())
        if owner is None or not (_demonym(owner) if owner.hit else pair.anchor.place):
            return
        found = _combine(context, Pair(pair.noun, owner))
        if found is not None:
            yield replace(found, start=owner.start, end=owner.end)
        at = owner.start


def _demonym(anchor: Anchor) -> bool:
    return anchor.hit is not None and anchor.hit.entry.how == "demonym"


def _combine(context: Context, pair: Pair) -> Candidate | None:
    """Read a name and a noun as one party; ``None`` when they do not make one."""
    hit, classes = pair.anchor.hit, pair.noun.classes
    if hit is None:
        return _town(context, pair)
    entry = hit.entry
    country = _country(context, hit)
    if country:
        return _state(context, pair, country)
    if entry.how == "generic":
        return _generic(hit, pair.start, pair.end if classes & ARMED else hit.end)
    if entry.how in {"seat", "home"}:
        return _seat(pair, hit)
    if not classes & ARMED:
        return None
    start = with_titles(context.text, pair.start) if entry.how == "leader" else pair.start
    return Candidate(start, pair.end, entry.actor, entry.how, choices=_several(_meant(hit, NAMING)))


def _led(context: Context, pair: Pair) -> Candidate | None:
    """Read "US-led airstrikes", "Saudi-led troops": those of a listed coalition that is called so."""
    text, anchor, noun = context.text, pair.anchor, pair.noun
    found = _LED.match(text, anchor.end)
    entries = context.roster.entries.get(fold(f"{text[anchor.start : anchor.end]}-led coalition"), ()) if found else ()
    coalition = next((entry.actor for entry in entries if entry.how in NAMING), "")
    if found is None or not coalition or not noun.classes & (ARMED | {"noun.action"}):
        return None
    return Candidate(anchor.start, noun.end if noun.classes & ARMED else found.end(), coalition, "pattern")


def _country(context: Context, hit: Hit) -> str:
    """Give the code of the country that a name or demonym is of."""
    if hit.entry.how in NAMING and (code := context.roster.lands.get(fold(hit.entry.spelling))):
        return code
    return next((entry.party.state for entry in hit.entries if entry.how == "demonym"), "")


def _state(context: Context, pair: Pair, country: str) -> Candidate | None:
    """Read "Turkish drones", "Syria's army", "Libyan rebels": a state, or a people's irregulars."""
    noun, anchor, roster = pair.noun, pair.anchor, context.roster
    actor = roster.state(country, context.day)
    if not actor:
        return None
    civil_war = fold(actor) not in roster.lands
    loose = "noun.irregular" in noun.classes or (civil_war and noun.word in {"fighters", "fighter"})
    if loose and "noun.state" not in noun.classes:
        own = roster.generic(noun.word, context.day) if country in roster.countries[:1] else ()
        if own:
            return Candidate(pair.start, pair.end, own[0], "pattern", choices=_several(own))
        label = f"{context.text[anchor.start : anchor.end]} {context.text[noun.start : noun.end].lower()}"
        return Candidate(pair.start, pair.end, label, "pattern", name=label)
    if noun.classes & {"noun.state", "noun.weapons", "noun.force"}:
        return Candidate(pair.start, pair.end, actor, "pattern")
    if "noun.action" in noun.classes:
        return Candidate(anchor.start, anchor.end, actor, "pattern")
    return None


def _seat(pair: Pair, hit: Hit) -> Candidate | None:
    """Read "Misrata militia", "the Tripoli government": a town that a listed party is named after or sits in."""
    homes, seats = _meant(hit, frozenset({"home"})), _meant(hit, frozenset({"seat"}))
    if homes and pair.noun.classes & {"noun.town", "noun.irregular", "noun.force"}:
        return Candidate(pair.start, pair.end, homes[0], "pattern", choices=_several(homes))
    if seats and "noun.state" in pair.noun.classes:
        return Candidate(pair.start, pair.end, seats[0], "pattern", choices=_several(seats))
    return None


def _town(context: Context, pair: Pair) -> Candidate | None:
    """Read a town's name and a noun of armed men as a party; one that nobody lists is named after the town."""
    mention, noun, roster = pair.anchor.place, pair.noun, context.roster
    if mention is None or "noun.town" not in noun.classes:
        return None
    place = mention.location.place if mention.location else None
    if place is not None and _is_country(place):
        return None
    name = place.name if place else mention.phrase
    for spelling in (name, mention.phrase):
        named = roster.homes.get(fold(spelling), ())
        homes = [party.id for party in named if party.active(context.day) or noun.word not in read_patterns()["rising"]]
        if homes:
            return Candidate(pair.start, pair.end, homes[0], "pattern", choices=_several(homes))
    own = roster.generic("rebels" if noun.word == "fighters" else noun.word, context.day)
    if place is not None and own and place.country in roster.countries[:1]:
        return Candidate(pair.start, pair.end, own[0], "pattern", choices=_several(own))
    kind = "militia" if noun.word.startswith("militia") else "police" if noun.word == "police" else "forces"
    return Candidate(pair.start, pair.end, f"{name} {kind}", "pattern", name=f"{name} {kind}")


def _is_country(place: Place) -> bool:
    return place.feature_class == "A" and place.feature_code.startswith("PCL")


# --- units with numbers ------------------------------------------------------------------------------


@cache
def _unit() -> re.Pattern[str]:
    table = read_patterns()
    bodies, ordinals, arms = ("|".join(table[name]) for name in ("numbered_bodies", "ordinals", "arms"))
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th)?|{ordinals})"
    return re.compile(
        rf"\b(?:{number}\s+(?:(?:{arms})\s+){{0,2}}(?:[\"“]\w+[\"”]\s+)?(?:{bodies})\b|(?:Brigade|Division)\s+\d{{1,3}}\b)"
    )


def _numbered(context: Context) -> Iterator[Candidate]:
    """Read "16th Division" as the army's whose units bear numbers, "Misrata's 604th battalion" as the town's."""
    owners = context.roster.numbered(context.day)
    for found in _unit().finditer(context.text):
        pair = left_pair(context, Noun(found.start(), found.end(), "brigade", _OF_A_UNIT))
        owned = _combine(context, pair) if pair else None
        label = " ".join(found[0].split())
        yield owned or Candidate(found.start(), found.end(), "", "pattern", "numbered", owners, name=label)
