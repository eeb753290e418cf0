"""Military sites in a sentence: the words for bases, camps and checkpoints, their places and whose they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.site_ties import find_owner, find_places, places_counted
from geo.facts.site_words import Site, SiteWord, installation_codes, site_context, site_words, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item

# A site word for an airport: a base only of a party that takes or holds it.
CIVIL_AIRPORT = "airport"
# What stands for the word of a site that only the gazetteer knows as one: who was named last need not sit there.
INSTALLATION = "installation"
# What the gazetteer says of a place gives way to what the sentence calls it.
BY_KIND = frozenset({CIVIL_AIRPORT, INSTALLATION})


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
        places, tie = ((site.start,), "name") if site.tie else find_places(items, site)
        placed = replace(site, places=places, tie=tie)
        sites.append(replace(placed, owner=index if items[index].kind == "actor" else find_owner(items, placed)))
        index = site.end
    told = {place for site in sites if site.tie != "name" for place in site.places}
    owners = {site.owner for site in sites if not site.taken}
    return [
        site
        for site in sites
        if not (site.word in BY_KIND and told & set(site.places)) and not (site.taken and site.start in owners)
    ]


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
                and not (entry.vague or entry.taken or entry.counted)
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


def _site_at(items: Sequence[Item], index: int) -> Site | None:
    item = items[index]
    if item.kind != "word":
        return None
    for entry in site_words().get(item.low, ()):
        end = index + len(entry.words)
        if tuple(other.low for other in items[index:end]) != entry.words:
            continue
        if not _is_military(items, entry, index, end):
            return None
        return Site(entry.kind, " ".join(entry.words), entry.plural, index, end, taken=entry.taken)
    return None


def _is_military(items: Sequence[Item], entry: SiteWord, start: int, end: int) -> bool:
    """Tell whether a word for a site means a military one where it stands."""
    context = site_context()
    near = words_of((*items[max(0, start - 3) : start], *items[end : end + 3]))
    before = {item.low for item in items[max(0, start - 2) : start]}
    settled = end < len(items) and items[end].low in context["settlements"]
    if near & context["civilian"] or before & context["former"] or settled:
        return False
    if entry.counted and not (entry.plural and places_counted(items, start, end)):
        return False
    return not (entry.vague and not _military(items, start, end)) and not (
        entry.taken and items[start].low.endswith("s")
    )


def _site_of_party(items: Sequence[Item], index: int) -> Site | None:
    """Take a site whose first word ends a party's name ("the LNA command | centre"), or a unit that stands for one."""
    if items[index].kind != "actor":
        return None
    last = items[index].low.split()[-1]
    for entry in site_words().get(last, ()):
        end = index + len(entry.words)
        if tuple(item.low for item in items[index + 1 : end]) == entry.words[1:] and (entry.taken or end > index + 1):
            return Site(entry.kind, " ".join(entry.words), entry.plural, index, end, taken=entry.taken)
    return None


def _military(items: Sequence[Item], start: int, end: int) -> bool:
    """Tell whether a vague site is soldiers': by a party or a military word before it, or by its being set up."""
    context = site_context()
    around = (*items[max(0, start - 4) : start], *items[end : end + 4])
    if not context["raised"].isdisjoint(item.low for item in around):
        return True
    return any(item.kind == "actor" or item.low in context["military"] for item in items[max(0, start - 3) : start])
