"""Where a military site is: the places its words tell, else where its sentence or its paragraph is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.families import TAKES_OVER
from geo.facts.site_words import site_context, words_of
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.occupants import Telling
    from geo.facts.site_words import Site
    from geo.records import Location, Mention

# Senses that tell where a site is set up, and those that tell of what befalls one.
_SET_UP = frozenset({"establish", "based"})
_BEFALLS = TAKES_OVER | {"hold", "withdraw", "attack", "airstrike", "shelling"}
# Units so big that where they are is where they have their headquarters.
_SETTLED = "division"
_OUT_OF = frozenset({"from", "object"})
# How many items before a site may make it a known one ("the", "their", "X's").
_KNOWN = 4


def locate(telling: Telling, site: Site) -> Iterator[tuple[str, Location]]:
    """Give name and place of a site.

    One that names no place is where a frame of its sentence sets something up, else at the town that its sentence or
    its paragraph told before it, if the text speaks of a known one ("the barracks", "their camp").
    """
    for index in site.places:
        mention = telling.items[index].place
        if mention is not None and mention.location is not None:
            yield _named(site, mention), mention.location
    if site.places:
        return
    if told := _told_at(telling, _SET_UP):
        yield f"{told.place.name} {singular(site)}", told
        return
    if site.taken:
        yield from _left(telling, site)
        return
    if not (site.owner is not None or _is_known(telling, site)):
        return
    town = last_town(telling.items[: site.start]) or telling.place
    if town is not None and town.location is not None:
        yield f"{town.phrase} {singular(site)}", town.location
    elif befell := _told_at(telling, _BEFALLS):
        yield f"{befell.place.name} {singular(site)}", befell


def _left(telling: Telling, site: Site) -> Iterator[tuple[str, Location]]:
    """Give the place that a division leaves: there it had its headquarters ("the 21st Division abandoned X")."""
    owner = telling.items[site.owner].actor if site.owner is not None else None
    if owner is None or not site.word.endswith(_SETTLED):
        return
    for frame in telling.told:
        for place in frame.places:
            if leaves(telling, owner.actor, place.location):
                yield f"{place.location.place.name} {singular(site)}", place.location


def leaves(telling: Telling, party: str, location: Location) -> bool:
    """Tell whether a party leaves a place in this sentence."""
    return any(
        frame.sense == "withdraw" and frame.agent == party and frame.status == "occurred" and place.role in _OUT_OF
        for frame in telling.told
        for place in frame.places
        if place.location.place.id == location.place.id
    )


def _told_at(telling: Telling, senses: frozenset[str]) -> Location | None:
    """Give the place of the first frame of one of these senses in the sentence."""
    places = (place.location for frame in telling.told if frame.sense in senses for place in frame.places[:1])
    return next(places, None)


def last_town(items: Sequence[Item]) -> Mention | None:
    """Give the town named last among some items that is not where somebody speaks ("a diplomat in X")."""
    speakers = site_context()["speakers"]
    for index in range(len(items) - 1, -1, -1):
        before = [item.low for item in items[max(0, index - 3) : index]]
        if is_town(items[index]) and speakers.isdisjoint(before) and not _only_beside(before):
            return items[index].place
    return None


def _only_beside(before: Sequence[str]) -> bool:
    """Tell whether a town, by the words before it, only says where another lies: "X, south of Y"."""
    if not before:
        return False
    beside = before[-1] == "of" and not grammar().directions.isdisjoint(before[-2:-1])
    return beside or before[-1] in {"from", "to", "towards", "toward"}


def is_town(item: Item) -> bool:
    """Tell whether an item is a place small enough to have a camp of its own."""
    return item.place is not None and item.place.location is not None and item.place.location.place.feature_class != "A"


def singular(site: Site) -> str:
    """Give the word for one such site."""
    return site.word.removesuffix("s") if site.plural else site.word


def _is_known(telling: Telling, site: Site) -> bool:
    """Tell whether the text speaks of a site as known and as soldiers' ("the barracks", "their base")."""
    context = site_context()
    before = telling.items[max(0, site.start - _KNOWN) : site.start]
    if context["known"].isdisjoint(item.low for item in before):
        return False
    if site.word not in context["homes"]:
        return True
    soldiers = not context["soldiers"].isdisjoint(words_of(telling.items))
    return soldiers or any(frame.sense in _BEFALLS for frame in telling.told)


def _named(site: Site, mention: Mention) -> str:
    """Name a site by its place: "X camp", or by where it lies beside it: "camp, west of X"."""
    relation = mention.location.relation if mention.location is not None else ""
    if site.tie == "name":
        return mention.phrase
    beside = relation.endswith(" of")
    return f"{singular(site)}, {relation} {mention.phrase}" if beside else f"{mention.phrase} {singular(site)}"
