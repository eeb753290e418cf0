"""Which of the sites that words tell are bases: not civil airports, shelters, passing roadblocks, units on the move."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.facts.families import TAKES_OVER
from geo.facts.fighters import occupies
from geo.facts.occupants import KEEPS, befallen, takers
from geo.facts.site_spots import leaves
from geo.facts.site_words import installation_codes, site_context, words_of
from geo.facts.sites import CIVIL_AIRPORT
from geo.tables import any_of

if TYPE_CHECKING:
    from geo.facts.occupants import Occupant, Telling
    from geo.facts.site_words import Site
    from geo.records import Location

# Feature codes of countries and provinces: a base is in a smaller place.
_LANDS = frozenset({"PCLI", "PCLD", "PCLS", "ADM1"})
# The feature code of camps that people who fled live in.
_REFUGE = "CMPRF"
_MOST_WORDS = 4  # of a camp's name
# How many items before an airport may tell what flies from it.
_FLIGHT = 12


def is_base(telling: Telling, site: Site, location: Location, occupant: Occupant) -> bool:
    """Tell whether a site at a place is a base of the party found for it."""
    if not occupies(occupant.actor, telling.roster) or location.place.feature_code in _LANDS:
        return False
    if site.word == CIVIL_AIRPORT and not _is_used(telling, site, location):
        return False
    if site.taken and not _is_lost(telling, location, occupant.actor):
        return False
    return not (_is_fleeting(site, occupant) or _is_shelter(telling, site, location, occupant))


def _is_lost(telling: Telling, location: Location, party: str) -> bool:
    """Tell whether a party leaves a place in this sentence, or others than it take it."""
    found = takers(telling, location)
    return (bool(found) or leaves(telling, party, location)) and party not in found


def _is_fleeting(site: Site, occupant: Occupant) -> bool:
    """Tell whether sites are too vague to draw: several without a place, checkpoints told only because one was hit."""
    if site.kind == "checkpoint":
        return not site.tie or occupant.how in {"struck", "near"}
    return site.plural and not site.tie


def _is_used(telling: Telling, site: Site, location: Location) -> bool:
    """Tell whether an airport is a base: taken or held by a party, or one that its aircraft fly from."""
    if befallen(telling, location, TAKES_OVER | KEEPS):
        return True
    before = telling.items[max(0, site.start - _FLIGHT) : site.start]
    leaves = [item.low for item in before[-2:]]
    flies = leaves[-1:] == ["from"] or leaves == ["out", "of"]
    return flies and not site_context()["aircraft"].isdisjoint(words_of(before))


def _is_shelter(telling: Telling, site: Site, location: Location, occupant: Occupant) -> bool:
    """Tell whether a camp may be one of people who fled: nobody is said to have it, and no soldiers are spoken of."""
    words = site_context()
    if site.word not in words["shelters"]:
        return False
    if _is_of_displaced(telling.article.text, location):
        return True
    if location.place.feature_code in installation_codes():
        return False
    told = occupant.how in {"named", "taken", "taker", "lost", "kept"}
    return not told and words["soldiers"].isdisjoint(item.low for item in telling.items)


def _is_of_displaced(text: str, location: Location) -> bool:
    """Tell whether a camp is known for one of people who fled, or called so anywhere in the article."""
    names = {location.place.name, location.place.name.removesuffix(" camp")}
    return location.place.feature_code == _REFUGE or any(found in names for found in _refuges(text))


@lru_cache(maxsize=8)
def _refuges(text: str) -> frozenset[str]:
    """Give the names before "displacement camp", "refugee camp" and the like in a text."""
    people = any_of(site_context()["fled"])
    name = rf"((?:[A-Z][\w'’-]+ ){{1,{_MOST_WORDS}}})"
    found = re.findall(rf"{name}(?:[\w-]+ )?(?:(?i:{people}))s?['’]? (?:[\w]+ )?camps?\b", text)
    return frozenset(name.strip() for name in found)
