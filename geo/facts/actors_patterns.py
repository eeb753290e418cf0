"""Names and nouns side by side: "Haftar's forces", "fighters from Misrata", "Turkish drones", "the 16th Division"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_fold import fold
from geo.facts.actors_tables import read_patterns
from geo.facts.actors_words import find_nouns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from geo.facts.actors_names import Hit
    from geo.facts.actors_words import Noun
    from geo.facts.roster import Roster
    from geo.records import Mention

_REACH = 70
_ARMED = frozenset({"noun.force", "noun.state", "noun.irregular", "noun.weapons", "noun.town"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may stand for a party.

    `actor` is its id, or empty when only the discourse can tell; `sort` then says what to look for: ``generic``,
    ``group``, ``unit``, ``force``, ``possessive``, ``speaker``, ``enemy``, ``they``, ``numbered``. `choices` are the
    parties it may be.
    """

    start: int
    end: int
    actor: str
    how: str
    sort: str = ""
    choices: tuple[str, ...] = ()
    name: str = ""


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
    countries: Mapping[str, str]


def find_candidates(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> list[Candidate]:
    """Give every stretch that names or may stand for a party; they may overlap."""
    context = _context(text, hits, mentions, roster, day)
    found: list[Candidate] = []
    for hit in hits:
        found += _from_name(context, hit)
    for noun in find_nouns(text):
        found += _from_noun(context, noun)
    found += _numbered(context)
    return found


def _context(
    text: str, hits: Sequence[Hit], mentions: Sequence[Mention], roster: Roster, day: dt.date | None
) -> Context:
    anchors = [Anchor(hit.start, hit.end, hit, None) for hit in hits]
    covered = {index for hit in hits for index in range(hit.start, hit.end)}
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
        countries={},
    )


# --- names by themselves ---------------------------------------------------------------------------


def _from_name(context: Context, hit: Hit) -> Iterator[Candidate]:
    entry = hit.entry
    if entry.how in {"name", "alias", "leader"}:
        if entry.party.kind == "state" and entry.party.state and _is_country(context, hit):
            return
        start = _with_titles(context.text, hit.start) if entry.how == "leader" else hit.start
        same = tuple(other.actor for other in hit.entries if other.how in {"name", "alias", "leader"})
        yield Candidate(start, hit.end, entry.actor, entry.how, choices=same if len(same) > 1 else ())
    elif entry.how == "people" and _after_the(context.text, hit.start):
        state = context.roster.state(entry.party.state, context.day)
        if state == entry.actor:
            yield Candidate(hit.start, hit.end, state, "alias")
    elif entry.how == "generic":
        choices = tuple(other.actor for other in hit.entries if other.how == "generic")
        if _stands_alone(context.text, hit):
            yield Candidate(hit.start, hit.end, "", "pattern", "generic", choices)


def _is_country(context: Context, hit: Hit) -> bool:
    """Whether a state's plain name is meant as ground: states speak and act through `actors_places` and patterns."""
    return hit.entry.how == "name" or hit.entry.spelling in hit.entry.party.aliases and hit.entry.spelling.istitle()


_THE = re.compile(r"\b[Tt]he\s+(?:[a-z]+\s+)?$")


def _after_the(text: str, start: int) -> bool:
    return bool(_THE.search(text, max(0, start - 24), start))


_DETERMINED = re.compile(
    r"(?:^|[.!?:;,\"“”(\n]\s*|\b(?:the|and|or|by|of|to|from|with|against|between|as|that|when|where|while|on|for|including|"
    r"into|but|local|foreign|federal|allied|loyal|armed|some|many|more|several|other|two|three|dozens of|say|says|said|"
    r"gives?|had|has|have|were|was|are|advancing|attacking|remaining|retreating|a|an|these|those|against|killed|all|"
    r"\d+)\s+)$",
    re.IGNORECASE,
)


def _stands_alone(text: str, hit: Hit) -> bool:
    """Whether a bare word stands for a party: determined by "the", or opening a phrase in the plural."""
    after = text[hit.end : hit.end + 14]
    if re.match(r"['’]s?\s+(?:own\s+)?(?:" + _own_nouns() + r")\b", after) and not _after_the(text, hit.start):
        return False
    before = text[max(0, hit.start - 24) : hit.start]
    word = fold(hit.entry.spelling)
    if word in {
        "government",
        "army",
        "military",
        "regime",
        "parliament",
        "congress",
        "council",
        "militia",
        "coalition",
    }:
        return bool(re.search(r"\b(?:the|The|THE)\s+(?:[a-z-]+\s+)?$", before)) or text[hit.start].isupper()
    return bool(_DETERMINED.search(before))


def _own_nouns() -> str:
    return "house|houses"


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
    yield from _bare(context, noun)


@cache
def _left() -> re.Pattern[str]:
    adjectives = "|".join(
        re.escape(fold(word)) for word in sorted(read_patterns()["adjectives"], key=len, reverse=True)
    )
    suffix = "|".join(read_patterns()["hyphen"]["leads"])
    return re.compile(rf"(?P<mark>'s?|[ ](?:{suffix}))?\s+(?P<adjectives>(?:(?:{adjectives})\s+)*)$")


def _left_anchor(context: Context, noun: Noun) -> Anchor | None:
    begin = max(0, noun.start - _REACH)
    folded = fold(context.text[begin : noun.start])
    found = _left().search(folded)
    if found is None:
        return None
    # The adjectives may be part of the name ("Special Deterrence Force units"): try every cut.
    cuts = [found.start(), *(begin_of.start() for begin_of in re.finditer(r"\s", folded[found.start() :]))]
    del cuts[1:]
    for match in re.finditer(
        r"(?=('s?|[ ](?:" + "|".join(read_patterns()["hyphen"]["leads"]) + r"))?(\s|$))", folded[found.start() :]
    ):
        anchor = context.ends.get(begin + found.start() + match.start())
        if anchor is not None:
            return anchor
    return None


@cache
def _right() -> re.Pattern[str]:
    table = read_patterns()
    links = "|".join(re.escape(word) for word in sorted(table["links"], key=len, reverse=True))
    titles = "|".join(re.escape(word) for word in sorted(table["titles"], key=len, reverse=True))
    return re.compile(
        rf"\s+(?:that\s+(?:are|were|is)\s+|who\s+(?:are|were)\s+)?(?P<link>{links})\s+(?:the\s+|so[- ]called\s+)?"
        rf"(?:(?:{titles})\s+)*"
    )


def _right_anchor(context: Context, noun: Noun) -> Anchor | None:
    if not noun.classes & _ARMED:
        return None
    folded = fold(context.text[noun.end : noun.end + _REACH])
    found = _right().match(folded)
    if found is None:
        return None
    anchor = context.starts.get(noun.end + found.end())
    if anchor is None or (anchor.place is not None and found["link"] not in {"from", "of", "with origins in"}):
        return None
    if anchor.place is not None and found["link"] == "of" and "noun.town" not in noun.classes:
        return None
    return anchor


def _combine(context: Context, noun: Noun, anchor: Anchor, start: int, end: int) -> Candidate | None:
    """Read a name and a noun as one party; ``None`` when they do not make one."""
    if anchor.hit is None:
        return _town(context, noun, anchor.place, start, end)
    entry = anchor.hit.entry
    by_how = {other.how: other for other in reversed(anchor.hit.entries)}
    if entry.how in {"name", "alias", "leader", "people"}:
        if entry.party.kind == "state" and entry.party.state:
            return _state(context, noun, entry.party.state, start, end, anchor)
        if noun.classes & {"noun.action"} and not noun.classes & _ARMED:
            return None
        if noun.classes & _ARMED:
            start = _with_titles(context.text, start) if entry.how == "leader" else start
            return Candidate(start, end, entry.actor, entry.how)
        return None
    if "demonym" in by_how:
        return _state(context, noun, by_how["demonym"].party.state, start, end, anchor)
    if "seat" in by_how or "home" in by_how:
        return _seat(context, noun, anchor.hit, start, end)
    if entry.how == "generic" and noun.classes & _ARMED:
        choices = tuple(other.actor for other in anchor.hit.entries if other.how == "generic")
        return Candidate(start, end, "", "pattern", "generic", choices)
    return None


def _state(context: Context, noun: Noun, country: str, start: int, end: int, anchor: Anchor) -> Candidate | None:
    """Read "Turkish drones", "Syria's army", "Libyan rebels": a state, or a people's irregulars."""
    actor = context.roster.state(country, context.day)
    if not actor:
        return None
    if noun.classes & {"noun.irregular"} and "noun.state" not in noun.classes:
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
    homes = tuple(entry.actor for entry in hit.entries if entry.how == "home")
    seats = tuple(entry.actor for entry in hit.entries if entry.how == "seat")
    if homes and noun.classes & {"noun.town", "noun.irregular"}:
        return Candidate(start, end, homes[0], "pattern", choices=homes if len(homes) > 1 else ())
    if seats and noun.classes & {"noun.state"}:
        return Candidate(start, end, seats[0], "pattern", choices=seats if len(seats) > 1 else ())
    return None


def _town(context: Context, noun: Noun, place: Mention | None, start: int, end: int) -> Candidate | None:
    """Read a town's name and a noun of armed men as a party; nobody lists it, so it is named after the town."""
    if place is None or "noun.town" not in noun.classes:
        return None
    name = place.location.place.name if place.location else place.phrase
    if (
        place.location
        and place.location.place.feature_class == "A"
        and place.location.place.feature_code.startswith("PCL")
    ):
        return None
    for spelling in (name, place.phrase):
        homes = context.roster.homes.get(fold(spelling))
        if homes:
            return Candidate(start, end, homes[0], "pattern", choices=homes if len(homes) > 1 else ())
    label = f"{name} {_kind_of(noun.word)}"
    return Candidate(start, end, label, "pattern", name=label)


def _kind_of(word: str) -> str:
    return "militia" if word.startswith("militia") else "police" if word == "police" else "forces"


# --- bare nouns: left to the discourse ---------------------------------------------------------------


_POSSESSED = re.compile(r"\b(?P<who>his|her|its|their|our|my)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?P<the>the|this|that|those|these)\s+(?:(?:islamist|jihadist|armed|rebel|paramilitary|mercenary|same|al-qaeda|extremist|militant|insurgent)\s+)*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands|"
    r"several|many|some|more|at least|unarmed)(?:\s+of)?)\s+(?:[a-z-]+\s+)?$",
    re.IGNORECASE,
)


def _bare(context: Context, noun: Noun) -> Iterator[Candidate]:
    text, classes = context.text, noun.classes
    before = text[max(0, noun.start - 40) : noun.start]
    if "they" in classes or "we" in classes:
        yield Candidate(noun.start, noun.end, "", "pronoun", "they" if "they" in classes else "speaker")
        return
    if "civilians" in classes or ("counted" in classes and _COUNTED.search(before)):
        yield Candidate(noun.start, noun.end, "civilians", "pattern")
        return
    owned = _POSSESSED.search(before)
    if owned is not None and classes & (_ARMED | {"speaker", "anaphor.group"}):
        sort = "speaker" if owned["who"].lower() in read_patterns()["speakers"] else "possessive"
        if sort == "possessive" or classes & {"speaker", "noun.force", "noun.state"}:
            yield Candidate(noun.start - len(before) + owned.start(), noun.end, "", "pronoun", sort)
        return
    definite = _DEFINITE.search(before)
    if definite is None:
        return
    for name in ("group", "unit", "force"):
        if f"anaphor.{name}" in classes:
            yield Candidate(noun.start, noun.end, "", "pronoun", name)
            return
    if "enemy" in classes:
        yield Candidate(noun.start, noun.end, "", "pronoun", "enemy")


@cache
def _unit() -> re.Pattern[str]:
    bodies = "|".join(read_patterns()["numbered_bodies"])
    ordinal = r"(?:\d{1,3}(?:st|nd|rd|th)|\d{1,3}|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth)"
    kinds = r"(?:(?:Infantry|Armou?red|Mechani[sz]ed|Airborne|Motor(?:ised)?|Mountain|Assault|Tank|Marine|Border Guards?|Task Force|airborne|infantry|mechanised|separate|assault|motorised)\s+){0,2}"
    return re.compile(
        rf"\b(?:{ordinal}\s+{kinds}(?:[\"“]\w+[\"”]\s+)?(?:{bodies})\b|(?:Brigade|Division)\s+\d{{1,3}}\b)"
    )


def _numbered(context: Context) -> Iterator[Candidate]:
    owners = context.roster.numbered(context.day)
    for found in _unit().finditer(context.text):
        label = " ".join(found[0].split())
        yield Candidate(found.start(), found.end(), "", "pattern", "numbered", owners, name=label)


@cache
def _titles() -> re.Pattern[str]:
    titles = "|".join(re.escape(fold(word)) for word in sorted(read_patterns()["titles"], key=len, reverse=True))
    return re.compile(rf"(?:\b(?:{titles})\s+)+$")


def _with_titles(text: str, start: int) -> int:
    """Move the start of a person's name back over the titles before it."""
    begin = max(0, start - 40)
    found = _titles().search(fold(text[begin:start]))
    return begin + found.start() if found else start
