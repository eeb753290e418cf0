"""The analyst's word on what a name means: it is a place, or it is not one of those it may mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.gazetteer.names import name_key
from geo.toponyms.candidates import DEFINITE, STATIC, Candidates, unit_vector
from geo.toponyms.resolve import Choice
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer import Gazetteer
    from geo.records import Place
    from geo.toponyms.resolve import Finder, Group

PINNED = "pinned by the analyst"
RULED_OUT = "the analyst has ruled out a place that it may mean"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a name means, or never means.

    `place` is an id of the gazetteer, empty where `point` is the place itself; a ruling that `forbids` and names no
    place forbids all. `article` is the only article that it holds in; empty for all.
    """

    name: str
    place: str = ""
    point: Place | None = None
    forbids: bool = False
    article: str = ""

    def holds_in(self, article: str) -> bool:
        """Whether the ruling is about an article."""
        return not self.article or self.article == article

    def means(self, phrase: str, kind: str = "") -> bool:
        """Whether the ruling is about a name with the generic word beside it ("airport")."""
        key = name_key(self.name)
        kind = "" if kind == DEFINITE else kind
        town = not kind or any(code.startswith("P") for code in relations().kinds.get(kind, ()))
        return (town and name_key(phrase) == key) or bool(kind and name_key(f"{phrase} {kind}") == key)


class RuledFinder:
    """A finder of candidates that keeps to rulings.

    Parameters
    ----------
    finder
        Knows what names may mean.
    gazetteer
        Knows the pinned places by id.
    rulings
        Those that hold in the article; of two pins of one name the one for this article alone wins.
    """

    def __init__(self, finder: Finder, gazetteer: Gazetteer, rulings: Iterable[Ruling]) -> None:
        self._finder, self._gazetteer = finder, gazetteer
        self._rulings = sorted(rulings, key=lambda ruling: (not ruling.article, repr(ruling)))

    def find(self, phrase: str, kind: str = "") -> Candidates:
        """Give the candidates of a name: the pinned place alone, or those that are not forbidden."""
        pinned = self.pinned(phrase, kind)
        if pinned is not None:
            return _alone(pinned)
        found = self._finder.find(phrase, kind)
        forbidden = {ruling.place for ruling in self._rulings if ruling.forbids and ruling.means(phrase, kind)}
        if not forbidden:
            return found
        kept = [k for k, place in enumerate(found.places) if "" not in forbidden and place.id not in forbidden]
        return Candidates(
            tuple(found.places[k] for k in kept), found.static[kept], found.xyz[kept],
            tuple(found.countries[k] for k in kept),
        )  # fmt: skip

    def pinned(self, phrase: str, kind: str = "") -> Place | None:
        """Give the place that a name is pinned to."""
        pins = (ruling for ruling in self._rulings if not ruling.forbids and ruling.means(phrase, kind))
        return next((place for ruling in pins if (place := pinned_place(ruling, self._gazetteer))), None)

    def settle(self, groups: Sequence[Group], choices: Sequence[Choice]) -> list[Choice]:
        """Make what the analyst pinned certain."""
        settled = []
        for group, choice in zip(groups, choices, strict=True):
            place = self.pinned(group.phrase, group.kind)
            settled.append(choice if place is None else Choice(place, 1.0, choice.ranked, sure=True))
        return settled

    def bars(self, group: Group) -> bool:
        """Whether a name means no place at all."""
        named = (r for r in self._rulings if r.forbids and not r.place and r.means(group.phrase, group.kind))
        return any(named) and self.pinned(group.phrase, group.kind) is None

    def remark(self, group: Group) -> str:
        """Say what the analyst has to do with where a name was placed, or was not; empty for nothing."""
        if self.pinned(group.phrase, group.kind) is not None:
            return PINNED
        return RULED_OUT if any(r.forbids and r.means(group.phrase, group.kind) for r in self._rulings) else ""


def pinned_place(ruling: Ruling, gazetteer: Gazetteer) -> Place | None:
    """Give the place of a pin; ``None`` when no gazetteer has its id."""
    return ruling.point or gazetteer.get(ruling.place)


def places_of(rulings: Iterable[Ruling], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give the places that names are pinned to as the gazetteer must have them, to know them by those names.

    Pins of one article are left out: in the others the name may mean anything.
    """
    names: dict[str, tuple[Place, dict[str, None]]] = {}
    for ruling in rulings:
        place = None if ruling.forbids or ruling.article else pinned_place(ruling, gazetteer)
        if place is not None and all(found.id != place.id for found in gazetteer.lookup(ruling.name, fuzzy=False)):
            names.setdefault(place.id, (place, dict.fromkeys(place.names)))[1][ruling.name] = None
    return tuple(replace(place, names=tuple(own)) for place, own in names.values())


def _alone(place: Place) -> Candidates:
    """Give a place as the only candidate, trusted as the theatre's own are."""
    static = np.zeros((1, len(STATIC)))
    static[0, STATIC.index("analyst")] = 1.0
    xyz = np.array([unit_vector(place.lat, place.lon)])
    return Candidates((place,), static, xyz, (place.country,))
