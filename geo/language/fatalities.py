"""The tolls that a sentence tells: how many were killed, never ages, distances, dates or the wounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.language.dategrammar import any_of
from geo.language.numbers import number_pattern, value_of
from geo.language.tables import table

WOUNDED = "wounded"  # the victims of a toll of none, where only wounded are counted
_SINGLE = frozenset({"a", "an"})
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = r"[^\s.;:!?()\"“”]+"
_LIST_REACH = 90  # characters looked back for what a number goes on with: "three soldiers and two policemen"


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed: `count` at ``[start, end)`` of the text; `victims` are the words that name them."""

    start: int
    end: int
    count: int
    victims: str


def find_fatalities(text: str) -> tuple[Toll, ...]:
    """Find the tolls that a sentence tells.

    Parameters
    ----------
    text
        One sentence.

    Returns
    -------
    tuple of Toll
        In order; "at least N" counts as N, "between N and M" as N, what is listed together is summed. Vague tolls
        ("dozens") give none; a sentence that counts only wounded, or says that nobody was hurt, gives a toll of 0.
    """
    tolls: dict[int, Toll] = {}
    covered: list[tuple[int, int]] = []
    for absent in _none().finditer(text):
        covered.append(absent.span())
        tolls[absent.start()] = Toll(absent.start(), absent.end(), 0, "")
    for pattern in _patterns():
        found = pattern.search(text)
        while found:
            toll = _toll(text, found)
            if toll and not any(toll.start < end and start < toll.end for start, end in covered):
                tolls[toll.start] = toll
                covered.append(found.span())
            # A number that tells no toll must not hide one that stands behind it.
            found = pattern.search(text, max(found.end() if toll else found.end("number"), found.start() + 1))
    for one in _named(text):
        if not any(one.start < end and start < one.end for start, end in covered):
            tolls[one.start] = one
    if not tolls and (hurt := _only_wounded().search(text)) and not _any_death().search(text):
        return (Toll(hurt.start(), hurt.end(), 0, WOUNDED),)
    return tuple(tolls[start] for start in sorted(tolls))


def _phrases() -> dict[str, list[str]]:
    phrases: dict[str, list[str]] = table("casualties")["phrases"]
    return phrases


@cache
def _persons() -> str:
    """Give the pattern of a word for people, one or more."""
    phrases = _phrases()
    return rf"(?:{any_of(phrases['persons'])}s?|{any_of(phrases['people'])})\b"


@cache
def _hedge() -> str:
    return rf"(?:(?:{any_of(_phrases()['hedges'])})\s+)*"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the ways to tell a toll: "five people were killed", "killed five people", "left five dead"."""
    words = _phrases()
    names = ("killing", "killed", "died", "nouns", "leaving", "tolls", "losing", "lives", "cost", "deaths")
    killing, killed, died, nouns, leaving, tolls, losing, lives, cost, deaths = (any_of(words[name]) for name in names)
    number, hedge = rf"(?P<number>{number_pattern()})", _hedge()
    gap = rf"(?P<victims>(?:\s+{_WORD}){{0,5}}?)"
    few = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?)"
    of_them = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{_persons()}(?:\s+{_WORD}){{0,8}}?)"
    after = rf"(?P<victims>(?:\s+{_WORD}){{0,3}})"
    who = rf"(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{_persons()})"
    aside = r"(?:,[^.;:!?]{3,80}?,)?"
    be = rf"(?:{any_of(words['be'])}\s+){{0,3}}"
    single = rf"(?P<number>an?)(?P<victims>(?:\s+{_WORD}){{0,3}}?\s+{any_of(words['persons'])})\b"
    pair = rf"(?P<pair>\s+and\s+(?:her|his|their|a|an)\s+(?:[\w-]+\s+)?{any_of(words['persons'])}\b)?"
    stands = r"(?:stood|stands|rose|risen|climbed|reached|put|was)"
    forms = (
        rf"{number}{of_them}{aside}\s+{be}{died}\b",
        rf"{number}{gap}{aside}\s+{be}{died}\b",
        rf"{number}{few}\s+(?-i:{nouns})\b(?!\s+of\b)",
        rf"\b{killing}\s+{hedge}{number}{after}",
        rf"\b{killing}\s+(?:its|the|their)\s+(?:entire\s+)?(?:crew|garrison|team)\s+of\s+{hedge}{number}(?P<victims>)",
        rf"\b{leaving}\s+{hedge}{number}{after}?\s+(?:dead|killed)\b",
        rf"\b{tolls}\s+{hedge}{number}(?P<victims>)",
        rf"\btoll(?:\s+{_WORD}){{1,6}}?\s+{stands}\s+(?:at\s+|to\s+)?{hedge}{number}(?P<victims>)",
        rf"\b{deaths}\s+of\s+{hedge}{number}{after}",
        rf"\badmit(?:s|ted)?\s+to\s+{hedge}{number}(?P<victims>)(?=\s*(?:[.;,]|$))",
        rf"\b{losing}\s+(?:there\s+)?{hedge}{number}{who}",
        rf"\b{lives}\s+(?:[\w’']+\s+)?{hedge}{number}(?P<victims>(?:\s+{_WORD}){{0,2}}?\s+lives\b)",
        rf"\b{cost}\s+(?:[\w’']+\s+){{0,2}}?{hedge}{number}{who}",
        rf"\b{killing}\s+(?:[\w’']+ly\s+)?{single}",
        rf"\b(?:{deaths})\s+of\s+{single}",
        rf"(?<!\w){single}{pair}(?:\s+aged\s+\d+)?{aside}(?:\s+who\s+{_WORD}(?:\s+{_WORD}){{0,4}})?\s+{be}{killed}\b",
        rf"(?<!\w){single}{pair}{aside}\s+(?:died|dies|perished|is\s+dead|was\s+dead|lost\s+(?:his|her)\s+life)\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_phrases()['none'])}\b", re.IGNORECASE)


@cache
def _any_death() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_phrases()['any_death'])}", re.IGNORECASE)


@cache
def _only_wounded() -> re.Pattern[str]:
    """Give the pattern of a count of wounded."""
    number, people = number_pattern(), rf"(?:\s+{_WORD}){{0,5}}?"
    hurt = any_of(_phrases()["hurt"])
    return re.compile(
        rf"\b(?:wounding|injuring|wounded|injured)\s+{_hedge()}{number}\b"
        rf"|{number}{people}\s+(?:were|was|are|is)\s+(?:\w+\s+)?{hurt}\b",
        re.IGNORECASE,
    )


def _toll(text: str, found: re.Match[str]) -> Toll | None:
    """Read what a pattern found; ``None`` when the number counts something else."""
    number = found["number"]
    victims = (found["victims"] or "").strip(" ,")
    value = _count(number)
    if value is None or _counts_other(text, found, victims):
        return None
    start, end = found.start("number"), found.end("number")
    told_after = found.end() > found.end("victims")  # the verb stands behind: "five soldiers were killed"
    if told_after and not text[:start].lower().rstrip().endswith("between"):
        value += _listed_before(text, start)
    more, end = _listed_after(text, end)
    value += bool(found.groupdict().get("pair"))
    return Toll(start, end, value + more, victims)


def _count(some: str) -> int | None:
    return 1 if some.lower() in _SINGLE else value_of(some)


@cache
def _name() -> re.Pattern[str]:
    """Give the pattern of one or two people called by name, whom somebody killed."""
    words = _phrases()
    name = r"(?-i:[A-Z][\w'’-]+)"
    once = rf"(?:was|is|has\s+been|had\s+been)\s+(?:\w+\s+and\s+)?(?:later\s+)?{any_of(words['killed'])}\b"
    title = r"(?:(?:the|its|their|his|a|an)\s+)?(?:[\w’'-]+\s+){0,2}?"
    end = r"(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|on|near|outside|and|as|when|while|with|during|by|after|last|this|who)\b)"
    rest = (
        rf"(?P<rest>(?:,[^.;:!?]{{3,80}}?,)?\s+and\s+{_hedge()}(?P<number>{number_pattern()})\s+(?:others?|more|of)\b)?"
    )
    return re.compile(
        rf"\b{any_of(words['killing'])}\s+{title}(?P<object>{name}\s+{name}(?:\s+{name})?){end}{rest}"
        rf"|(?P<two>{name}\s+and\s+(?:{name}\s+){{1,3}})(?:were|are|have\s+been)\s+{any_of(words['killed'])}\b"
        rf"|(?P<one>{name})(?:,[^.;:!?]{{3,80}}?,|,)?\s+{once}",
        re.IGNORECASE,
    )


def _named(text: str) -> tuple[Toll, ...]:
    """Give the tolls of those called by name: "Khamis Abakar was abducted and killed"."""
    return tuple(
        Toll(found.start(), found.end(), _people(found), found["object"] or found["two"] or found["one"])
        for found in _name().finditer(text)
        if found["object"] or _is_person(text, found)
    )


def _people(found: re.Match[str]) -> int:
    return 1 + bool(found["two"]) + (value_of(found["number"]) or 0 if found["number"] else 0)


def _is_person(text: str, found: re.Match[str]) -> bool:
    """Whether a name before "was killed" is a person's: no weekday, no place after a preposition, no group."""
    name = (found["two"] or found["one"]).split()[0].lower()
    dates, phrases = table("dates"), _phrases()
    if name in dates["weekdays"] or name in dates["months"] or name in phrases["collective"]:
        return False
    before = re.search(r"(\w+)\s+$", text[max(0, found.start() - 24) : found.start()])
    return before is None or before[1].lower() not in phrases["not_before_name"]


def _counts_other(text: str, found: re.Match[str], victims: str) -> bool:
    """Whether a number counts no dead: a date, a unit of measure, the wounded, part of a toll told elsewhere."""
    phrases, number = _phrases(), found["number"]
    before = text[max(0, found.start("number") - 24) : found.start("number")]
    if _is_date(number, before, victims) or _names_unit(before) or _vague().search(before):
        return True
    words = re.findall(r"[\w'%-]+", victims.lower())
    told_after = found.end() > found.end("victims")
    if not told_after and words[:1] == ["and"]:  # "killed one and wounded five"
        words = []
    if set(words if told_after else words[:2]) & set(phrases["wounded"]) or set(words[:2]) & set(phrases["things"]):
        return True
    if told_after and (words[-1:] in (["and"], ["or"]) or any(word in phrases["breaks"] for word in words)):
        return True  # "captured 40 fighters and killed 12", "had 300 men before 20 of them were killed"
    if told_after and not before.lower().rstrip().endswith("between") and _counts_again().search(victims):
        return True  # the nearer number is the toll's
    if words[:1] == ["of"] and value_of(number) == 1:  # "one of them": part of a toll told elsewhere
        return True
    return bool(
        re.match(r"\s+(?:or|and)\s+(?:wounded|injured|hurt|captured)\b(?!\s+\d)", text[found.end() :], re.IGNORECASE)
    )


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:several|few|many|hundreds|thousands|tens|dozens|scores|(?:none|not one|nobody) of(?: the)?)\s+$",
        re.IGNORECASE,
    )


@cache
def _counts_again() -> re.Pattern[str]:
    return re.compile(rf"(?:,|\band)\s+{_hedge()}{number_pattern()}", re.IGNORECASE)


def _names_unit(before: str) -> bool:
    """Whether the word before a number makes it a name: "Brigade 137", "Gate 27"."""
    word = re.search(r"(\w+)\s+$", before)
    if word is None:
        return False
    names = word[1][0].isupper() and word[1].lower() in _phrases()["numbered"]
    return names or word[1].lower() in _phrases()["aged"]


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
    return told or bool(re.match(r"\s*(?:at|a|the|when|,|$)", after))


@cache
def _element(group: str) -> str:
    """Give the pattern of people counted in a list: "four policemen", "a civilian contractor"."""
    some = rf"(?P<{group}>{number_pattern()}|an?)(?!\s+(?:of\s+)?(?:them|whom|those|these))"
    return rf"{some}\s+(?:[\w’'-]+\s+){{0,3}}?{_persons()}{_belonging()}"


def _belonging() -> str:
    return r"(?:\s+(?:of|from|in)\s+(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3}?(?:\s+\([\w-]+\))?)?"


@cache
def _before() -> re.Pattern[str]:
    head = rf"(?<![\w,-]){_element('count')}(?:,\s+|,?\s+and\s+)(?:(?:her|his|their|the|its)\s+)?$"
    return re.compile(head, re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    # What the number before it counts, then a comma or "and", then the next element.
    people = rf"(?:\s+[\w’'-]+){{0,3}}?\s+{_persons()}{_belonging()}"
    joint = r"(?:,\s+and\s+|,\s+(?!an?\b)|\s+and\s+)(?:(?:at\s+least|the|his|her|their)\s+)?"
    return re.compile(rf"{people}{joint}{_element('count')}", re.IGNORECASE)


def _listed_before(text: str, start: int) -> int:
    """Sum what is listed before a number: "three soldiers and two policemen were killed"."""
    total = 0
    head = text[max(0, start - _LIST_REACH) : start]
    while match := _before().search(head):
        total += _count(match["count"]) or 0
        head = head[: match.start()]
    return total


def _listed_after(text: str, end: int) -> tuple[int, int]:
    """Sum what is listed after a number ("20 soldiers and 15 civilians"), and give where the list ends."""
    total = 0
    while match := _after().match(text, end):
        if _hurt_next().match(text, match.end()):
            break
        total += _count(match["count"]) or 0
        end = match.end("count")
    return total, end


@cache
def _hurt_next() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:were|was|are)?\s*{any_of(_phrases()['wounded'])}\b", re.IGNORECASE)
