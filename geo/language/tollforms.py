"""The forms in which news prose tells tolls, compiled from the words of ``casualties.toml``."""

from __future__ import annotations

import re
from functools import cache

from geo.language.numbers import number_pattern
from geo.language.tables import table
from geo.tables import any_of

_WORD = r"(?:U\.[SNK]\.|[^\s.;:!?()\"“”]+)"
# What stands behind somebody who was killed, so that "the terrorist cell" is nobody.
_END = r"(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|on|near|outside|and|as|when|while|with|during|by|after|last|this|who|of)\b)"


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


def toll_patterns(text: str) -> tuple[re.Pattern[str], ...]:
    """Give the ways in which a sentence may tell a toll: those with a number only where it has one."""
    return (*_counting(), *_single()) if _number().search(text) else _single()


@cache
def _number() -> re.Pattern[str]:
    return re.compile(number_pattern(), re.IGNORECASE)


@cache
def _counting() -> tuple[re.Pattern[str], ...]:
    """Compile "five people were killed", "killed five people", "left five dead"."""
    return tuple(re.compile(form, re.IGNORECASE) for form in (*_number_first(), *_verb_first()))


@cache
def _single() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in _of_one())


_FEW = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?)"
_AFTER = rf"(?P<victims>(?:\s+{_WORD}){{0,3}})"
_DIED = r"(?:died|dies|perished|is\s+dead|was\s+dead|lost\s+(?:his|her)\s+life|did\s+not\s+survive)"
_ASIDE = r"(?:,[^.;:!?]{3,80}?,)?"


def _some() -> str:
    """Give the pattern of the number that a toll tells."""
    return rf"(?P<number>{number_pattern()})"


def _done(verbs: str) -> str:
    """Give the pattern of what was done to somebody: "were killed", but not "killed two", "were shot in the leg"."""
    be, verb = any_of(phrases()["be"]), any_of(phrases()[verbs])
    limb = rf"(?!\s+in\s+the\s+{any_of(phrases()['limbs'])})"
    return rf"(?:(?:{be}\s+){{1,3}}{verb}\b|{verb}\b(?!\s+{_object()})){limb}"


def _number_first() -> tuple[str, ...]:
    """Give the forms with the number before the word of dying."""
    number, died = _some(), _done("died")
    gap = rf"(?P<victims>(?:\s+{_WORD}){{0,5}}?)"
    of_them = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()}(?:\s+{_WORD}){{0,8}}?)"
    return (
        rf"{number}{of_them}{_ASIDE}\s+{died}",
        rf"{number}{gap}{_ASIDE}\s+{died}",
        rf"\bfamily\s+of\s+{number}(?P<victims>)\s+{died}",
        *_gone(number),
        rf"{number}{_FEW}\s+(?-i:{any_of(phrases()['nouns'])})\b(?!\s+of\b)",
    )


def _gone(number: str) -> tuple[str, ...]:
    """Give the forms that tell of a death only where people are spoken of: "30 of its men did not come home"."""
    gone, alive, bury = (any_of(phrases()[name]) for name in ("gone", "alive", "burying"))
    people = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()}(?:\s+[\w’'-]+){{0,3}}?)"
    rubble = r"(?!\s+(?:under|beneath|in)\s+(?:the\s+)?(?:rubble|debris|ruins|snow|mud))"
    return (
        rf"{number}{people}{_ASIDE}\s+(?:\w+ly\s+)?{gone}\b(?!\s+{alive}\b)",
        rf"{number}{people}\s+(?:were|was|are|is|have\s+been)\s+buried\b{rubble}",
        rf"{number}(?P<victims>)\s+(?:were|was|are)\s+buried\s+(?:on|in|at|that|the)\b{rubble}",
        rf"{number}(?P<victims>)\s+(?:fallen|gone)(?=\s*[,.;)])",
        rf"{number}{people}\s+lost(?=\s*(?:[,.;)–-]|$))",
        rf"{number}(?P<victims>\s+lives)\s+(?:(?:were|are|have\s+been|had\s+been)\s+)?lost\b",
        rf"\b{bury}\s+{hedge()}{number}(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()}|\s+of\s+(?:its|their|our|his)\s+own\b)",
    )


def _verb_first() -> tuple[str, ...]:
    """Give the forms with the number behind the word of killing, dying or losing."""
    words = phrases()
    names = ("killing", "leaving", "tolls", "losing", "lives", "cost", "deaths", "took", "captive")
    killing, leaving, tolls, losing, lives, cost, deaths, took, captive = (any_of(words[name]) for name in names)
    number = hedge() + _some()
    who = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{persons()}|\s+of\s+(?:its|their|our|his)\s+(?:own|number)\b)"
    ours = rf"(?P<victims>\s+of\s+(?:the|its|their|our|his)\s+(?:{_WORD}\s+)?{persons()})"
    stands = r"(?:stood|stands|rose|risen|climbed|reached|put|was)"
    count = rf"\bnumber\s+of\s+(?:{_WORD}\s+){{0,4}}?(?:killed|dead|deaths|fatalities)"
    return (
        rf"\b{killing}\s+{number}{_AFTER}",
        rf"\b{killing}\s+(?:its|the|their)\s+(?:entire\s+)?(?:crew|garrison|team)\s+of\s+{number}(?P<victims>)",
        rf"\b{killing}\s+(?:an?\s+)?(?:entire\s+|whole\s+)?family\s+of\s+{number}(?P<victims>)",
        rf"\b{leaving}\s+{number}{_AFTER}?\s+(?:dead|killed)\b",
        rf"\b{tolls}\s+{number}(?P<victims>)",
        rf"\btoll(?:\s+{_WORD}){{1,6}}?\s+{stands}\s+(?:at\s+|to\s+)?{number}(?P<victims>)",
        rf"{count}\s+(?:{_WORD}\s+){{0,3}}?(?:at|to|is|was|reached|between)\s+{number}(?P<victims>)",
        rf"\b(?<!among the )(?:killed|dead)\s+(?:were|are|was)\s+{number}{_AFTER}",
        rf"\b{deaths}\s+of\s+{number}{_AFTER}",
        rf"\badmit(?:s|ted)?\s+to\s+{number}(?P<victims>)(?=\s*(?:[.;,]|$))",
        rf"\b{losing}\s+(?:there\s+)?{number}{who}",
        rf"\b{losing}\s+{number_pattern()}\s+(?:[\w-]+\s+){{1,2}}and\s+{number}{who}",
        rf"\b{lives}\s+(?:[\w’']+\s+)?{number}(?P<victims>(?:\s+{_WORD}){{0,2}}?\s+lives\b)",
        rf"\b{cost}\s+(?:[\w’']+\s+){{0,2}}?{number}{who}",
        rf"\b{took}\s+{number}(?!(?:\s+[\w’'-]+){{1,5}}?\s+{captive}\b){ours}",
        rf"\bmass\s+graves?\s+(?:with|of|containing|holding)\s+{number}{who}",
    )


def _of_one() -> tuple[str, ...]:
    """Give the forms that tell of one person, or of a pair, without a number."""
    words = phrases()
    killing, deaths, person = any_of(words["killing"]), any_of(words["deaths"]), any_of(words["persons"])
    single = rf"(?P<number>an?)(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{person})\b"
    known = rf"(?P<number>the|its|their|his|her)(?P<victims>(?:\s+[\w’'-]+){{0,2}}?\s+{person})\b"
    pair = rf"(?P<pair>\s+and\s+(?:her|his|their|a|an)\s+(?:[\w-]+\s+)?{person}\b)?"
    who = rf"(?:\s+who\s+{_WORD}(?:\s+{_WORD}){{0,4}})?"
    bury = any_of(words["burying"])
    kin = rf"(?P<number>my|his|her|our|their)(?P<victims>(?:\s+[\w’'-]+)?\s+(?:{person}|{any_of(words['kin'])}))"
    aged = r"(?:,?\s+(?:aged|of)\s+\d+,?)?"
    return (
        rf"\b(?:{killing}|{bury})\s+(?:[\w’']+ly\s+)?{single}",
        rf"\b{killing}\s+{known}{_END}",
        rf"\b(?:{deaths})\s+of\s+{single}",
        rf"(?<!\w){single}{pair}{aged}{_ASIDE}{who}\s+{_done('killed')}",
        rf"(?<!\w){single}{pair}{aged}{_ASIDE}\s+{_DIED}\b",
        rf"(?<!\w)(?P<number>the)(?P<victims>(?:\s+[\w-]+)?\s+{person}),\s+(?-i:[A-Z])[^.;:!?]{{2,60}}?,\s+{_done('killed')}",
        rf"(?<!\w){kin}{_ASIDE}\s+(?:{_done('killed')}|{_DIED}\b)",
    )


def _object() -> str:
    """Give the pattern of what follows a verb that tells what its subject did: "four gunmen killed two guards"."""
    vague = r"(?:dozens|scores|hundreds|thousands|several|many|people|civilians|soldiers)"
    known = r"(?:the|him|her|his|its|their|them)\b(?!\s+(?:same|next|day|previous))"
    return rf"(?:{hedge()}(?:{number_pattern()}|an?\b|{vague}\b)|{known})"


@cache
def none_killed() -> re.Pattern[str]:
    """Give the pattern of words that say nobody was hurt."""
    words = phrases()
    nobody, harmed = any_of(words["nobody"]), any_of(words["harmed"])
    be = r"(?:was|were|is|are|has\s+been|have\s+been|had\s+been)"
    heard = r"(?:is|are|was|were)\s+(?:known|reported|said|believed)\s+to\s+have\s+been"
    end = r"(?=\s*(?:[.;,)]|$))"
    told = rf"{any_of(words['none'])}|{nobody}\s+(?:{be}|{heard})\s+{harmed}|no\s+(?:loss|dead){end}"
    return re.compile(rf"\b(?:{told})(?!\w)", re.IGNORECASE)


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
        rf"\b(?:wounding|injuring|wounded|injured|hurt|hurting)\s+(?:{hedge()}{number}\b|an?\s+[a-z])"
        rf"|{number}{people}\s+(?:(?:were|was|are|is)\s+(?:\w+\s+)?{hurt}\b|{hurt}\s*(?:[.;,]|$))",
        re.IGNORECASE,
    )


@cache
def named_victim() -> re.Pattern[str]:
    """Give the pattern of one or two people called by name, whom somebody killed."""
    words = phrases()
    name = r"(?-i:[A-Z][\w'’-]+)"
    done = rf"(?:was|is|has\s+been|had\s+been)\s+(?:\w+\s+and\s+)?(?:later\s+)?{any_of(words['killed'])}\b"
    died = r"(?:died|lost\s+(?:his|her)\s+life|is\s+dead)\b"
    title = rf"(?:(?:the|its|their|his|a|an)\s+)?(?:(?!{any_of(words['not_before_name'])}\b)[\w’'-]+\s+){{0,2}}?"
    others = rf"{hedge()}(?P<number>{number_pattern()})\s+(?:others?|more|of)\b"
    kin = rf"(?P<kin>(?:his|her|their)\s+(?:[\w-]+\s+)?{any_of(words['kin'])}\b)"
    also = rf"(?:\s+and\s+(?P<also>{name}\s+{name}))?"
    rest = rf"(?P<rest>(?:,[^.;:!?]{{1,80}}?,)?\s+and\s+(?:{others}|{kin}))?"
    return re.compile(
        rf"\b{any_of(words['killing'])}\s+{title}(?P<object>{name}\s+{name}(?:\s+{name})?){_END}{also}{rest}"
        rf"|(?P<two>{name}\s+and\s+(?:{name}\s+){{1,3}})(?:were|are|have\s+been)\s+{any_of(words['killed'])}\b"
        rf"|(?P<one>{name})(?:,[^.;:!?]{{3,80}}?,|,)?\s+{done}"
        rf"|(?P<whole>{name}\s+{name})(?:,[^.;:!?]{{3,80}}?,|,)?\s+{died}",
        re.IGNORECASE,
    )
