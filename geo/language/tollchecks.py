"""Numbers and names in the form of a toll that tell none: dates, units, the wounded, parts of another toll."""

from __future__ import annotations

import re
from functools import cache

from geo.language.numbers import number_pattern, value_of
from geo.language.tables import table
from geo.language.tollforms import hedge, persons, phrases
from geo.tables import any_of

_AGES = re.compile(r"\baged\s+\d+(?:(?:,\s*|\s+and\s+)\d+)*", re.IGNORECASE)
_AGED = re.compile(r"\baged\s+(?:\d+,?\s+)+(?:and\s+)?$", re.IGNORECASE)
_AIM = re.compile(r"\b(?:to|will|would|could|can|may|might|should|not|never)\s+$", re.IGNORECASE)
_OWN = (["our"], ["their"], ["its"], ["his"])  # "one of their commanders" is somebody
_LEFT = re.compile(r"\b(?:left|leaving|leaves|leave)\s", re.IGNORECASE)
_OF_THEM = re.compile(r"of\s+(?:them|whom)\b", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")


def counts_other(text: str, found: re.Match[str], victims: str) -> bool:
    """Whether a number counts no dead: a date, a unit of measure, the wounded, part of a toll told elsewhere."""
    known, number = phrases(), found["number"]
    before = text[max(0, found.start("number") - 24) : found.start("number")]
    if (
        _is_date(number, before, victims)
        or _names_unit(before)
        or _vague().search(before)
        or _AGED.search(before)
        or _of_age().search(before)
        or _is_meant(text, found)
        or (_part().search(before) and _OF_THEM.match(victims))  # "five, three of them children, were killed"
    ):
        return True
    victims = _AGES.sub("", victims)
    told_after = found.end() > found.end("victims")
    words = re.findall(r"[\w'%-]+", (victims if told_after else victims.partition(",")[0]).lower())
    if not told_after and words[:1] == ["and"]:  # "killed one and wounded five"
        words = []
    died_later = words[:3] in (["of", "the", "wounded"], ["of", "the", "injured"])
    if set(words[3 * died_later :] if told_after else words[:2]) & set(known["wounded"]) or set(words[:2]) & set(
        known["things"]
    ):
        return True
    if told_after and (words[-1:] in (["and"], ["or"]) or any(word in known["breaks"] for word in words)):
        return True  # "captured 40 fighters and killed 12", "had 300 men before 20 of them were killed"
    if told_after and _is_nearer_told(before, victims):
        return True
    if words[:1] == ["of"] and words[1:2] not in _OWN and value_of(number) == 1:  # "one of them": part of another toll
        return True
    return bool(
        _of_whom().match(text, found.end())  # "lost 60 men, of whom 22 were killed"
        or re.match(r"\s+(?:or|and)\s+(?:wounded|injured|hurt|captured)\b(?!\s+\d)", text[found.end() :], re.IGNORECASE)
    )


def _is_nearer_told(before: str, victims: str) -> bool:
    """Whether a nearer number is the toll: "seven men with explosives left nine dead", "two to three dozen died"."""
    if _LEFT.search(victims) or _range().match(victims):
        return True
    return not before.lower().rstrip().endswith("between") and bool(_counts_again().search(victims))


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """Whether a killing is only meant: "tried to kill ten", "would kill ten"; who "managed to kill ten" did."""
    before = text[max(0, found.start() - 24) : found.start()]
    return bool(_bare().match(found[0]) and _AIM.search(before) and not _done().search(before))


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{any_of(phrases()['to_kill'])}\b", re.IGNORECASE)


@cache
def _done() -> re.Pattern[str]:
    words = any_of(phrases()["achieving"]).replace(r"\ ", r"\s+")
    return re.compile(rf"\b{words}\s+to\s+$", re.IGNORECASE)


@cache
def _of_age() -> re.Pattern[str]:
    """Compile "a woman of", before her age; but "a family of four"."""
    return re.compile(rf"\ban?\s+(?!{any_of(phrases()['groups'])}\b)\w+\s+of\s+$", re.IGNORECASE)


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(phrases()['vague'])}|(?:none|not one|nobody) of(?: the)?)\s+$", re.IGNORECASE)


@cache
def _counts_again() -> re.Pattern[str]:
    return re.compile(rf"(?:,|\band)\s+(?:of\s+(?:them|whom|which)\s+)?{hedge()}{number_pattern()}", re.IGNORECASE)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"(?:to|or)\s+{number_pattern()}", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"{number_pattern()}(?:\s+[\w’'-]+)?,\s+$", re.IGNORECASE)


@cache
def _of_whom() -> re.Pattern[str]:
    killed = r"(?:killed|dead|died)"
    some = rf"of\s+(?:them|whom|which)\s+{hedge()}{number_pattern()}"
    return re.compile(rf"(?:\s+[\w’'-]+){{0,3}}?,?\s+{some}\s+(?:were\s+|are\s+)?{killed}\b", re.IGNORECASE)


def _names_unit(before: str) -> bool:
    """Whether the word before a number makes it a name: "Brigade 137", "Gate 27"."""
    word = re.search(r"(\w+)\s+$", before)
    if word is None:
        return False
    names = word[1][0].isupper() and word[1].lower() in phrases()["numbered"]
    return names or word[1].lower() in phrases()["aged"]


def _is_date(number: str, before: str, after: str) -> bool:
    dates = table("dates")
    following = re.match(r"(?:of\s+)?([a-z]+)", after.lower())
    preceding = re.search(r"([a-z]+)\.?\s+$", before.lower())
    if following and following[1] in dates["months"]:
        return True
    if preceding and preceding[1] in dates["months"]:
        return bool(_CALENDAR_YEAR.fullmatch(number)) or not re.search(
            r"\d(?:st|nd|rd|th)?\s+[a-z]+\.?\s+$", before.lower()
        )  # "on 18 November seven men"
    if not _CALENDAR_YEAR.fullmatch(number):
        return False
    told = preceding is not None and preceding[1] in {"in", "since", "of", "by", "until", "from", "during"}
    if told or re.match(r"\s*(?:at|a|the|when|,|$)", after):
        return True
    return after != "" and not re.search(rf"\b{persons()}", after, re.IGNORECASE)  # "the 2014 war killed"
