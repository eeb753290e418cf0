"""The forms in which news prose tells tolls, compiled from the words of ``casualties.toml``."""

from __future__ import annotations

import re
from functools import cache

from geo.language.dategrammar import any_of
from geo.language.numbers import number_pattern
from geo.language.tables import table

_WORD = r"[^\s.;:!?()\"“”]+"


def phrases() -> dict[str, list[str]]:
    """Give the words of ``casualties.toml``."""
    words: dict[str, list[str]] = table("casualties")["phrases"]
    return words


@cache
def persons() -> str:
    """Give the pattern of a word for people, one or more."""
    words = phrases()
    return rf"(?:{any_of(words['persons'])}s?|{any_of(words['people'])})\b"


@cache
def hedge() -> str:
    """Give the pattern of words before a number that leave it what it is: "at least", "some"."""
    return rf"(?:(?:{any_of(phrases()['hedges'])})\s+)*"


@cache
def toll_patterns() -> tuple[re.Pattern[str], ...]:
    """Give the ways to tell a toll: "five people were killed", "killed five people", "left five dead"."""
    words = phrases()
    names = ("killing", "killed", "died", "nouns", "leaving", "tolls", "losing", "lives", "cost", "deaths")
    killing, killed, died, nouns, leaving, tolls, losing, lives, cost, deaths = (any_of(words[name]) for name in names)
    number, hedged = rf"(?P<number>{number_pattern()})", hedge()
    gap = rf"(?P<victims>(?:\s+{_WORD}){{0,5}}?)"
    few = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?)"
    of_them = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()}(?:\s+{_WORD}){{0,8}}?)"
    after = rf"(?P<victims>(?:\s+{_WORD}){{0,3}})"
    who = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()})"
    aside = r"(?:,[^.;:!?]{3,80}?,)?"
    be = rf"(?:{any_of(words['be'])}\s+){{0,3}}"
    single = rf"(?P<number>an?)(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{any_of(words['persons'])})\b"
    pair = rf"(?P<pair>\s+and\s+(?:her|his|their|a|an)\s+(?:[\w-]+\s+)?{any_of(words['persons'])}\b)?"
    stands = r"(?:stood|stands|rose|risen|climbed|reached|put|was)"
    forms = (
        rf"{number}{of_them}{aside}\s+{be}{died}\b",
        rf"{number}{gap}{aside}\s+{be}{died}\b",
        rf"{number}{few}\s+(?-i:{nouns})\b(?!\s+of\b)",
        rf"\b{killing}\s+{hedged}{number}{after}",
        rf"\b{killing}\s+(?:its|the|their)\s+(?:entire\s+)?(?:crew|garrison|team)\s+of\s+{hedged}{number}(?P<victims>)",
        rf"\b{leaving}\s+{hedged}{number}{after}?\s+(?:dead|killed)\b",
        rf"\b{tolls}\s+{hedged}{number}(?P<victims>)",
        rf"\btoll(?:\s+{_WORD}){{1,6}}?\s+{stands}\s+(?:at\s+|to\s+)?{hedged}{number}(?P<victims>)",
        rf"\b{deaths}\s+of\s+{hedged}{number}{after}",
        rf"\badmit(?:s|ted)?\s+to\s+{hedged}{number}(?P<victims>)(?=\s*(?:[.;,]|$))",
        rf"\b{losing}\s+(?:there\s+)?{hedged}{number}{who}",
        rf"\b{lives}\s+(?:[\w’']+\s+)?{hedged}{number}(?P<victims>(?:\s+{_WORD}){{0,2}}?\s+lives\b)",
        rf"\b{cost}\s+(?:[\w’']+\s+){{0,2}}?{hedged}{number}{who}",
        rf"\b{killing}\s+(?:[\w’']+ly\s+)?{single}",
        rf"\b(?:{deaths})\s+of\s+{single}",
        rf"(?<!\w){single}{pair}(?:\s+aged\s+\d+)?{aside}(?:\s+who\s+{_WORD}(?:\s+{_WORD}){{0,4}})?\s+{be}{killed}\b",
        rf"(?<!\w){single}{pair}{aside}\s+(?:died|dies|perished|is\s+dead|was\s+dead|lost\s+(?:his|her)\s+life)\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def none_killed() -> re.Pattern[str]:
    """Give the pattern of words that say nobody was hurt."""
    return re.compile(rf"\b{any_of(phrases()['none'])}\b", re.IGNORECASE)


@cache
def any_death() -> re.Pattern[str]:
    """Give the pattern of words that tell of a death at all."""
    return re.compile(rf"\b{any_of(phrases()['any_death'])}", re.IGNORECASE)


@cache
def only_wounded() -> re.Pattern[str]:
    """Give the pattern of a count of wounded."""
    number, people = number_pattern(), rf"(?:\s+{_WORD}){{0,5}}?"
    hurt = any_of(phrases()["hurt"])
    return re.compile(
        rf"\b(?:wounding|injuring|wounded|injured)\s+{hedge()}{number}\b"
        rf"|{number}{people}\s+(?:were|was|are|is)\s+(?:\w+\s+)?{hurt}\b",
        re.IGNORECASE,
    )


@cache
def named_victim() -> re.Pattern[str]:
    """Give the pattern of one or two people called by name, whom somebody killed."""
    words = phrases()
    name = r"(?-i:[A-Z][\w'’-]+)"
    once = rf"(?:was|is|has\s+been|had\s+been)\s+(?:\w+\s+and\s+)?(?:later\s+)?{any_of(words['killed'])}\b"
    title = r"(?:(?:the|its|their|his|a|an)\s+)?(?:[\w’'-]+\s+){0,2}?"
    end = r"(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|on|near|outside|and|as|when|while|with|during|by|after|last|this|who)\b)"
    rest = (
        rf"(?P<rest>(?:,[^.;:!?]{{3,80}}?,)?\s+and\s+{hedge()}(?P<number>{number_pattern()})\s+(?:others?|more|of)\b)?"
    )
    return re.compile(
        rf"\b{any_of(words['killing'])}\s+{title}(?P<object>{name}\s+{name}(?:\s+{name})?){end}{rest}"
        rf"|(?P<two>{name}\s+and\s+(?:{name}\s+){{1,3}})(?:were|are|have\s+been)\s+{any_of(words['killed'])}\b"
        rf"|(?P<one>{name})(?:,[^.;:!?]{{3,80}}?,|,)?\s+{once}",
        re.IGNORECASE,
    )
