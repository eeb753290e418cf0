"""Military sites in a sentence: the words for bases, camps and checkpoints, their places and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.words import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.items import Item

# A site word for an airport: a base only of a party that takes or holds it.
CIVIL_AIRPORT = "airport"
# What stands for the word of a site that only the gazetteer knows as one: who was named last need not sit there.
INSTALLATION = "installation"
# What the gazetteer says of a place gives way to what the sentence calls it.
_BY_KIND = frozenset({CIVIL_AIRPORT, INSTALLATION})
# How far, in items, a site may stand from what belongs to it.
_BEFORE = 3
_AFTER = 12
_APPOSITION = 9
_SUBJECT = 14
_NEAR = 6
_BREAKS = frozenset({";", ":", ".", "—", "–", "but", "while", "when", "after"})
_LIST = frozenset({"at", "in", "near", "on", "around"})


@dataclass(frozen=True, slots=True)
class SiteWord:
    """A word for a site; `vague` needs a military word beside it, `taken` is a site only when it is taken."""

    kind: str
    words: tuple[str, ...]
    plural: bool
    vague: bool
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A site word found in a sentence; `start` and `end` are item indices, `places` and `owner` too.

    `tie` tells how word and place belong together (``name``: the word is part of the place's own name); `taken` that
    it is a site only when it is taken.
    """

    kind: str
    word: str
    plural: bool
    start: int
    end: int
    places: tuple[int, ...] = ()
    owner: int | None = None
    tie: str = ""
    taken: bool = False


@cache
def site_words() -> Mapping[str, tuple[SiteWord, ...]]:
    """Load the site words of ``bases.toml``, by first word, longest first."""
    found: dict[str, list[SiteWord]] = {}
    for row in read_table("bases.toml")["kind"]:
        for entry in row["words"]:
            single, _, plural = entry.partition("/")
            forms = {single: False} | {plural or _plural(single): True}
            for form, many in forms.items():
                words = tuple(form.split())
                found.setdefault(words[0], []).append(
                    SiteWord(
                        row["kind"], words, many and form != single, bool(row.get("vague")), bool(row.get("taken"))
                    )
                )
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for first, entries in found.items()}


def _plural(noun: str) -> str:
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def site_context() -> Mapping[str, frozenset[str]]:
    """Load the context words of ``bases.toml``."""
    return {name: frozenset(words) for name, words in read_table("bases.toml")["words"].items()}


def find_sites(items: Sequence[Item]) -> list[Site]:
    """Find the sites of a sentence with their places and owners; `places` is empty where none is told."""
    sites = []
    index, words = 0, site_words()
    while index < len(items):
        if items[index].kind == "word" and items[index].low not in words:
            index += 1
            continue
        site = _site_in_name(items, index) or _site_of_party(items, index) or _site_at(items, index)
        if site is None:
            index += 1
            continue
        places, tie = ((site.start,), "name") if site.tie else _places(items, site)
        placed = replace(site, places=places, tie=tie)
        sites.append(replace(placed, owner=index if items[index].kind == "actor" else _owner(items, placed)))
        index = site.end
    told = {place for site in sites if site.tie != "name" for place in site.places}
    return [site for site in sites if not (site.word in _BY_KIND and told & set(site.places))]


def _site_in_name(items: Sequence[Item], index: int) -> Site | None:
    """Take a toponym that ends in, or begins with, a site word ("Hama military airport", "Base 46"), or an airport."""
    item = items[index]
    if item.kind != "place":
        return None
    words = item.low.replace("-", " ").split()
    for begin in range(len(words)):
        for entry in site_words().get(words[begin], ()):
            end = begin + len(entry.words)
            if (
                tuple(words[begin:end]) == entry.words
                and not (entry.vague or entry.taken)
                and (end == len(words) or begin == 0)
            ):
                return Site(entry.kind, " ".join(entry.words), entry.plural, index, index + 1, tie="name")
    return _installation(items, index)


def _installation(items: Sequence[Item], index: int) -> Site | None:
    """Take a place that the gazetteer knows as an installation, or an airport that is not called a civil one."""
    mention = items[index].place
    code = mention.location.place.feature_code if mention is not None and mention.location is not None else ""
    kind = installation_codes().get(code)
    words = {*items[index].low.split(), *(item.low for item in items[index + 1 : index + 2])}
    if words & site_context()["civil"]:
        return None
    if kind is not None:
        return Site(kind, INSTALLATION, plural=False, start=index, end=index + 1, tie="name")
    if words & site_context()["airports"]:
        return Site("air base", CIVIL_AIRPORT, plural=False, start=index, end=index + 1, tie="name")
    return None


@cache
def installation_codes() -> Mapping[str, str]:
    """Load the GeoNames feature codes that are military sites, and their kinds."""
    return dict(read_table("bases.toml")["codes"])


def _site_at(items: Sequence[Item], index: int) -> Site | None:
    item = items[index]
    if item.kind != "word":
        return None
    context = site_context()
    for entry in site_words().get(item.low, ()):
        end = index + len(entry.words)
        if tuple(other.low for other in items[index:end]) != entry.words:
            continue
        around = (*items[max(0, index - 3) : index], *items[end : end + 3])
        near = {word for other in around for word in other.low.split()}
        if near & context["civilian"] or (end < len(items) and items[end].low in context["settlements"]):
            return None
        if context["former"].intersection(other.low for other in items[max(0, index - 2) : index]):
            return None
        if (entry.vague and not _military(items, index)) or (entry.taken and item.low.endswith("s")):
            return None
        return Site(entry.kind, " ".join(entry.words), entry.plural, index, end, taken=entry.taken)
    return None


def _site_of_party(items: Sequence[Item], index: int) -> Site | None:
    """Take a site whose first word was read as the end of a party's name: "the LNA command | centre"."""
    if items[index].kind != "actor":
        return None
    last = items[index].low.split()[-1]
    for entry in site_words().get(last, ()):
        end = index + len(entry.words)
        if end > index + 1 and tuple(item.low for item in items[index + 1 : end]) == entry.words[1:]:
            return Site(entry.kind, " ".join(entry.words), entry.plural, index, end)
    return None


def _military(items: Sequence[Item], index: int) -> bool:
    before = items[max(0, index - 3) : index]
    return any(item.kind == "actor" or item.low in site_context()["military"] for item in before)


def _places(items: Sequence[Item], site: Site) -> tuple[tuple[int, ...], str]:
    """Find the places of a site: named before it, tied to it by a preposition after it, or equated with it."""
    before = _place_before(items, site.start)
    if before is not None:
        return (before,), "before"
    after = _places_after(items, site.end, many=site.plural)
    if after:
        return after, "after"
    equated = _place_equated(items, site.start)
    return ((equated,), "equated") if equated is not None else ((), "")


def _place_before(items: Sequence[Item], start: int) -> int | None:
    """``Gardabiya airbase``, ``Soba detention camp``."""
    index = start - 1
    while index >= 0 and start - index <= _BEFORE and items[index].low in site_context()["between"]:
        index -= 1
    return index if index >= 0 and items[index].kind == "place" else None


def _places_after(items: Sequence[Item], end: int, *, many: bool) -> tuple[int, ...]:
    """``headquarters of the 5th Division in El Obeid``, ``checkpoints in Saida, Umm al-Mayadin and al-Muzayrib``."""
    context = site_context()
    for index in range(end, min(len(items), end + _AFTER)):
        item = items[index]
        if item.low in _BREAKS or item.low in context["relative"]:
            return ()
        if item.kind != "place":
            continue
        if context["actions"].intersection(other.low for other in items[max(end, index - 3) : index]):
            continue
        previous = items[index - 1].low
        if previous == "," and index - 1 == end:
            return (index,)
        if previous not in context["prepositions"]:
            continue
        return _listed(items, index) if many else (index,)
    return ()


def _listed(items: Sequence[Item], first: int) -> tuple[int, ...]:
    """Give the places of a list that begins at `first`."""
    found = [first]
    index = first + 1
    while index < len(items) and (items[index].kind == "place" or items[index].low in {",", "and", *_LIST}):
        if items[index].kind == "place":
            found.append(index)
        index += 1
    return tuple(found)


def _place_equated(items: Sequence[Item], start: int) -> int | None:
    """``Tarhuna was the rear base``, ``Gwoza, the headquarters of``, ``Mitiga, where the SDF has its headquarters``."""
    context = site_context()
    links = context["be"] | context["relative"] | {","}
    linked = False
    for index in range(start - 1, max(-1, start - 1 - _SUBJECT), -1):
        item = items[index]
        if item.low in {";", ".", "but", "while", "after"}:
            return None
        linked = linked or item.low in links
        if item.kind == "place" and linked:
            near = start - index <= _APPOSITION or any(other.low in context["relative"] for other in items[index:start])
            return index if near else None
    return None


def _owner(items: Sequence[Item], site: Site) -> int | None:
    """Find the item of the party a site belongs to: ``of`` after it, possessor before it, or the one that has it."""
    for found in (_owner_after(items, site), _owner_before(items, site), _keeper(items, site)):
        if found is not None:
            return found
    return None


def _owner_after(items: Sequence[Item], site: Site) -> int | None:
    """``bases of the February 17 Martyrs Brigade``, ``the camp held by the army``."""
    linked = False
    for index in range(site.end, min(len(items), site.end + _NEAR)):
        item = items[index]
        if item.kind == "actor" and linked:
            return index
        if item.kind in {"place", "actor"} or item.low in {",", ";", "."}:
            return None
        linked = linked or item.low in {"of", "by"}
    return None


def _owner_before(items: Sequence[Item], site: Site) -> int | None:
    """Find the possessor before it (``the RSF's Karari camp``): nothing but describing words between."""
    first = min([site.start, *(place for place in site.places if site.tie == "before")])
    for index in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        item = items[index]
        if item.kind == "actor":
            return index
        if item.kind == "place" or item.low not in site_context()["describing"]:
            return None
    return None


def _keeper(items: Sequence[Item], site: Site) -> int | None:
    """``where the SDF has its headquarters``, ``Turkey set up observation posts``."""
    context = site_context()
    keeps = context["owns"] | context["possessive"]
    start = max(0, site.start - _SUBJECT)
    verbs = [index for index in range(start, site.start) if items[index].low in keeps]
    actors = [index for index in range(start, verbs[-1] if verbs else start) if items[index].kind == "actor"]
    return actors[-1] if actors else None
