"""Choose among the places a name may mean, all names of an article together.

A conditional logit over each name's candidates and "none of them" (`resolve.toml`). In rounds: the names
that are sure by themselves tell the country spoken of and the part of it, which decides the others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log10
from typing import TYPE_CHECKING, Protocol

import numpy as np

from geo.gazetteer.distance import EARTH_RADIUS_KM, haversine_km
from geo.toponyms.candidates import STATIC, Candidates
from geo.toponyms.lexicon import demonyms
from geo.toponyms.rules import resolution

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geo.records import Place
    from geo.toponyms.runs import Line

DYNAMIC = (
    "theatre_country", "theatre_box", "spoken_country", "near_50", "near_300", "same_sentence", "contained",
    "contained_other", "contains", "contains_other", "stated", "stated_other", "elsewhere",
)  # fmt: skip
FEATURES = (*STATIC, *DYNAMIC)
_MOST_REACH_KM = 300.0
_BESIDE_KM = 10.0
_FOCUS = 0.6  # share of what is spoken of that makes one country what the article is about
_SPOKEN, _UNSPOKEN = 0.2, 0.05  # shares of a country among several, and of one that hardly counts


@dataclass(slots=True)
class Group:
    """All mentions of one name in one article that must mean the same place.

    `lines` are the sentences they stand in, `container` the index of the group they are said to lie in, `stated` a
    group and the km from it that the text gives.
    """

    phrase: str
    kind: str
    lines: set[int] = field(default_factory=set)
    weight: int = 0
    container: int | None = None
    stated: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a group was resolved to: the place or None, its probability, and the candidates with theirs."""

    place: Place | None
    chance: float
    ranked: tuple[tuple[Place, float], ...]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beforehand: theatre countries, box, and the countries whose people the text names (shares)."""

    countries: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    peoples: Mapping[str, float] = field(default_factory=dict)


class Finder(Protocol):
    """Knows the places that a name may mean."""

    def find(self, phrase: str, kind: str = "") -> Candidates:
        """Give the candidates of a name, asked for as a `kind` of place or any."""
        ...


def peoples_in(lines: Sequence[Line]) -> dict[str, float]:
    """Give the countries whose people or government the words name ("Libyan"), as shares."""
    known = demonyms()
    count = Counter(known[low] for line in lines for word in line.words if (low := word.lower()) in known)
    total = sum(count.values())
    return {code: number / total for code, number in count.items()}


def resolve(groups: Sequence[Group], finder: Finder, setting: Setting) -> list[Choice]:
    """Give each group its place."""
    if not groups:
        return []
    problem = Problem(groups, [finder.find(group.phrase, group.kind) for group in groups], setting)
    rules = resolution()
    weights = np.array([rules.weights[name] for name in FEATURES])
    chances, _ = problem.solve(
        weights, rules.weights["none"], rounds=int(rules.limits["rounds"]), sure=rules.limits["sure"]
    )
    return [problem.choice(k, chances, rules.limits["abstain"], rules.limits["sure"]) for k in range(len(groups))]


class Problem:
    """One article's candidates side by side: arrays over all candidates of all groups."""

    def __init__(self, groups: Sequence[Group], candidates: Sequence[Candidates], setting: Setting) -> None:
        self.groups, self.candidates = groups, candidates
        counts = np.array([len(found.places) for found in candidates])
        self.owner = np.repeat(np.arange(len(groups)), counts)
        self.begins = np.concatenate(([0], np.cumsum(counts)))
        self.places = [place for found in candidates for place in found.places]
        self.static = np.concatenate([found.static for found in candidates])
        self.xyz = np.concatenate([found.xyz for found in candidates])
        codes = [code for found in candidates for code in found.countries]
        self.codes = {code: k for k, code in enumerate(dict.fromkeys(codes))}
        self.country = np.array([self.codes[code] for code in codes], dtype=np.intp)
        self.weights = np.array([group.weight for group in groups], dtype=np.float64)
        self.fixed = np.zeros((len(codes), len(DYNAMIC)))
        self._set_theatre(setting)
        self.peoples = np.zeros(max(1, len(self.codes)))
        for code, share in setting.peoples.items():
            if code in self.codes:
                self.peoples[self.codes[code]] = share
        self._set_containers()
        # An area is near what lies in it, wherever its centre is.
        areas = [min(_MOST_REACH_KM, place.radius_km) * (place.feature_class == "A") for place in self.places]
        self.reach = np.array(areas, dtype=np.float64)
        self.together = _together(groups)

    def _set_theatre(self, setting: Setting) -> None:
        named = [k for code, k in self.codes.items() if code in setting.countries]
        self.fixed[:, 0] = np.isin(self.country, named)
        if setting.bbox:
            west, south, east, north = setting.bbox
            self.fixed[:, 1] = [west <= place.lon <= east and south <= place.lat <= north for place in self.places]

    def _set_containers(self) -> None:
        column = DYNAMIC.index("contained")
        for k, group in enumerate(self.groups):
            if group.container is None:
                continue
            areas = [place for place in self.candidates[group.container].places if place.feature_class == "A"]
            inside = [_lies_in(place, areas) for place in self.candidates[k].places]
            if any(inside):
                part = slice(self.begins[k], self.begins[k + 1])
                self.fixed[part, column] = inside
                self.fixed[part, column + 1] = ~np.array(inside)
                self._set_contained(k, group.container)

    def _set_contained(self, k: int, container: int) -> None:
        """Tell the areas in which a place of group `k` lies from those in which none does."""
        column = DYNAMIC.index("contains")
        part = slice(self.begins[container], self.begins[container + 1])
        holds = [
            max((_share(place) for place in self.candidates[k].places if _lies_in(place, (area,))), default=0.0)
            if area.feature_class == "A"
            else 0.0
            for area in self.candidates[container].places
        ]
        if any(holds):
            self.fixed[part, column] = np.maximum(self.fixed[part, column], holds)
            self.fixed[part, column + 1] = self.fixed[part, column] == 0

    def evidence(self, best: NDArray[np.intp], sure: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Give the features of all candidates, given the surest candidate of each group and which groups are sure."""
        dynamic = self.fixed.copy()
        known = np.flatnonzero(sure)
        country_weight = self.peoples.copy() * 2
        np.add.at(country_weight, self.country[best[known]], np.minimum(self.weights[known], 5))
        total = country_weight.sum()
        own = np.where(
            sure[self.owner] & (self.country == self.country[np.maximum(best, 0)][self.owner]),
            np.minimum(self.weights, 5)[self.owner],
            0.0,
        )
        dynamic[:, 2] = (
            np.clip(
                (country_weight[self.country] - own)
                / np.maximum(total - np.where(sure[self.owner], np.minimum(self.weights, 5)[self.owner], 0), 1e-9),
                0,
                1,
            )
            if total > 0
            else 0.0
        )
        dynamic[:, DYNAMIC.index("elsewhere")] = self._elsewhere(country_weight, total)
        points = known[self.static[best[known], STATIC.index("country")] == 0] if len(known) else known
        if len(points):
            apart = np.maximum(0.0, self.distance(self.xyz[best[points]]) - self.reach[:, None])
            apart = np.where(self.owner[:, None] == points[None, :], np.inf, apart)
            nearest = apart.min(axis=1)
            dynamic[:, 3] = np.exp(-nearest / 50)
            dynamic[:, 4] = np.exp(-nearest / 300)
            beside = np.where(self.together[self.owner][:, points], apart, np.inf).min(axis=1)
            dynamic[:, 5] = np.exp(-beside / 100)
        for k, group in enumerate(self.groups):
            if group.stated and sure[group.stated[0]]:
                part = slice(self.begins[k], self.begins[k + 1])
                anchor, km = group.stated
                off = np.abs(self.distance(self.xyz[best[anchor]][None, :])[part, 0] - km)
                stated = DYNAMIC.index("stated")
                dynamic[part, stated] = off <= 10 + 0.35 * km
                dynamic[part, stated + 1] = 1 - dynamic[part, stated]
        return np.concatenate((self.static, dynamic), axis=1)

    def _elsewhere(self, weight: NDArray[np.float64], total: float) -> NDArray[np.bool_]:
        """Tell the candidates outside the countries spoken of, where one of these has a place of the name, too."""
        if not total:
            return np.zeros(len(self.places), dtype=np.bool_)
        share = (weight / total)[self.country]
        at_home = share >= (_FOCUS if weight.max() >= _FOCUS * total else _SPOKEN)
        offered = np.zeros(len(self.groups), dtype=np.bool_)
        offered[self.owner[at_home]] = True
        whole_country = self.static[:, STATIC.index("country")] > 0
        away = ~at_home if weight.max() >= _FOCUS * total else share < _UNSPOKEN
        found: NDArray[np.bool_] = offered[self.owner] & away & ~whole_country
        return found

    def distance(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give candidates x points in km along the great circle."""
        return EARTH_RADIUS_KM * np.arccos(np.clip(self.xyz @ points.T, -1, 1))

    def chances(
        self, features: NDArray[np.float64], weights: NDArray[np.float64], none: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the probability of each candidate, and of "none" per group."""
        raised = np.exp(np.clip(features @ weights, -30, 30))
        floor = np.exp(none)
        totals = np.bincount(self.owner, raised, minlength=len(self.groups)) + floor
        return raised / totals[self.owner], floor / totals

    def solve(
        self, weights: NDArray[np.float64], none: float, *, rounds: int, sure: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Run the rounds and give the last probabilities."""
        best = np.zeros(len(self.groups), dtype=np.intp)
        known = np.zeros(len(self.groups), dtype=bool)
        if not self.places:
            return np.zeros(0), np.ones(len(self.groups))
        for _ in range(rounds):
            chances, missing = self.chances(self.evidence(best, known), weights, none)
            best, top = self.best(chances)
            known = top >= sure
        return chances, missing

    def best(self, chances: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Give each group's likeliest candidate (its row) and its probability; 0 where it has none."""
        best = np.zeros(len(self.groups), dtype=np.intp)
        top = np.zeros(len(self.groups))
        order = np.lexsort((-np.arange(len(chances)), chances))
        best[self.owner[order]] = order
        filled = np.diff(self.begins) > 0
        top[filled] = chances[best[filled]]
        return best, top

    def choice(self, k: int, chances: NDArray[np.float64], abstain: float, sure: float) -> Choice:
        """Give what group `k` came to."""
        begin, end = self.begins[k], self.begins[k + 1]
        ranked = sorted(
            zip(self.places[begin:end], chances[begin:end].tolist(), strict=True), key=lambda pair: -pair[1]
        )
        if not ranked:
            return Choice(None, 0.0, ())
        place = ranked[0][0]
        # A town, its airport and its suburb of one name are one answer.
        chance = sum(share for other, share in ranked if _beside(place, other))
        return Choice(place if chance >= abstain else None, chance, tuple(ranked), chance >= sure)


def _together(groups: Sequence[Group]) -> NDArray[np.bool_]:
    lines = sorted({line for group in groups for line in group.lines})
    column = {line: k for k, line in enumerate(lines)}
    table = np.zeros((len(groups), len(lines)), dtype=np.float32)
    for k, group in enumerate(groups):
        table[k, [column[line] for line in group.lines]] = 1
    return (table @ table.T) > 0


def _beside(place: Place, other: Place) -> bool:
    return haversine_km(place.lat, place.lon, other.lat, other.lon) <= _BESIDE_KM


def _share(place: Place) -> float:
    """Give how much a place inside speaks for an area, from 0.2 for a hamlet to 1 for a city of a million."""
    return min(1.0, max(0.2, (log10(max(place.population, 1)) - 1) / 5))


def _lies_in(place: Place, areas: Sequence[Place]) -> bool:
    if place.feature_code.startswith("PCL"):
        return False
    return any(
        place.country == area.country
        and place.id != area.id
        and (area.feature_code.startswith("PCL") or (area.admin1 and area.admin1 == place.admin1))
        for area in areas
    )
