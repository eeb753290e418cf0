"""Parties that nobody listed, by how an article introduces them; they are then names like the listed ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.actors_bodies import find_bodies
from geo.facts.actors_introduced import NAME, Introduced, heads, occurrences, table
from geo.facts.actors_leaders import learn_leaders
from geo.tables import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.actors_names import Hit
    from geo.records import Mention, Sentence

_SHORT = re.compile(
    r"\s?\(\s?(?:the )?(?P<bracketed>[A-Z][A-Z-]{1,7})(?:\s(?:in|by|from) [^()]{4,40})?\s?\)"
    r"|,?\s(?:also )?known (?:by|as|under) (?:its |their )?(?:[A-Za-z]+ )?(?:initials |acronym |abbreviation )?"
    r"(?:the )?(?P<known>[A-Z]{2,7})\b"
    r"|,? or (?:the )?(?P<or>[A-Z]{2,7}),"
)
_CAPITALS = re.compile(r"\b[A-Z]{3,6}\b(?!-)")
_LEAST_INITIALS = 3
_MOST = 150  # names of one article; each is looked for in all of it


def find_unlisted(
    text: str, sentences: Sequence[Sentence], hits: Sequence[Hit], mentions: Sequence[Mention]
) -> tuple[Hit, ...]:
    """Find the names of parties and leaders that an article itself introduces.

    Parameters
    ----------
    text, sentences
        The article's; headings introduce nobody, but are searched for those introduced elsewhere.
    hits
        The listed names in it: they stay what they are, and their leaders are learned.
    mentions
        Its toponyms: a place is no party's name.

    Returns
    -------
    tuple of Hit
        Every place where such a name stands, in order, without overlap and outside of the listed names.
    """
    listed = sorted((hit.start, hit.end) for hit in hits if hit.entry.how != "generic")
    known = Introduced(text, sorted([*listed, *((mention.start, mention.end) for mention in mentions)]))
    for body in find_bodies(text):
        if body.how == "pattern" and not known.is_taken(body.start, body.end):
            known.parties.setdefault(text[body.start : body.end], body.actor)
    headings = [(sentence.start, sentence.end) for sentence in sentences if sentence.heading]
    for start, end in _introductions(text):
        name = "" if _within(start, headings) else known.name(start, end)
        if name and len(known.parties) < _MOST:
            known.parties.setdefault(name, name)
    _qualify(known)
    _explain(known)
    _abbreviate(known)
    _shorten(known)
    named = occurrences(text, known.parties, "alias", listed)
    learn_leaders(known, sorted([*hits, *named], key=lambda hit: hit.start))
    return _longest([*named, *occurrences(text, known.people, "leader", listed)])


def _introductions(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_after(), _before(), _said_to_be()):
        for found in pattern.finditer(text):
            yield found.span("name")


@cache
def _after() -> re.Pattern[str]:
    """Compile what follows a name: "Umoja militiamen"."""
    return re.compile(rf"(?P<name>\b{NAME})\s(?:rebel\s|armed\s|militia\s)?(?:{any_of(table()['kinds'])})\b")


@cache
def _before() -> re.Pattern[str]:
    """Compile what leads to a name: "gunmen of the X", "the separatist X"."""
    members, told = any_of(table()["members"]), any_of(table()["told_of"])
    belonging = r"(?:of|from|belonging\sto|loyal\sto)"
    return re.compile(
        rf"\b(?:(?i:{members})\s{belonging}\sthe\s(?:so-called\s)?|(?:{told})\s(?:the\s)?)(?P<name>{NAME})"
    )


@cache
def _said_to_be() -> re.Pattern[str]:
    """Compile "the Lake Coalition, an alliance of armed groups"."""
    return re.compile(
        rf"\b[Tt]he\s(?P<name>{NAME})(?:\s\([^()]{{2,40}}\))?,\s(?:an?|the|another|one\sof\sthe|its)\s"
        rf"(?:[\w’'-]+\s){{0,4}}?(?:{any_of(table()['groups'])})\b"
    )


def _within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right([start for start, _ in spans], position) - 1
    return at >= 0 and position < spans[at][1]


def _qualify(known: Introduced) -> None:
    """Call a party with what it is where its name never stands alone: a people's militia is not the people."""
    for name in [name for name, party in known.parties.items() if name == party]:
        kinds = re.compile(rf"\b{re.escape(name)}(?P<kind>(?:\s(?:{any_of(table()['kinds'])}))?)\b(?![-‑])")
        said = [found["kind"] for found in kinds.finditer(known.text)]
        if said and all(said) and not name.isupper():
            known.parties[name] = name + said[0]


def _explain(known: Introduced) -> None:
    """Learn abbreviations that are told: "(ELS in its Spanish acronym)", "known by its initials TJT"."""
    for name, party in list(known.parties.items()):
        for found in re.finditer(re.escape(name), known.text):
            short = _SHORT.match(known.text, found.end())
            if short:
                known.also(next(word for word in short.groups() if word), party)


def _abbreviate(known: Introduced) -> None:
    """Learn abbreviations that are the initials of a name in the text."""
    initials: dict[str, str] = {}
    for name, party in known.parties.items():
        words = re.split(r"[\s-]+", name)
        for short in ("".join(word[0] for word in words if word[0].isupper()), "".join(word[0] for word in words)):
            if len(short) >= _LEAST_INITIALS:
                initials.setdefault(short.upper(), party)
    for found in _CAPITALS.finditer(known.text):
        if found[0] in initials and not known.is_taken(*found.span()):
            known.also(found[0], initials[found[0]])


def _shorten(known: Introduced) -> None:
    """Learn what a body is called for short ("the Front"), where only one party's name ends so."""
    owners: dict[str, set[str]] = {}
    for name, party in known.parties.items():
        head = re.split(r"\s(?:of|for)\s", name)[0].split()[-1]
        if " " in name and head in heads():
            owners.setdefault(head, set()).add(party)
    for head, parties in owners.items():
        if len(parties) == 1:
            known.parties.setdefault(head, next(iter(parties)))


def _longest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return tuple(chosen)
