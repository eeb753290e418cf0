"""Show what a name may mean: its candidates, and the evidence by which the first won."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.errors import GazetteerError, UsageError
from geo.gazetteer.distance import haversine_km
from geo.toponyms.candidates import CandidateFinder
from geo.toponyms.resolve import FEATURES, Group, Problem, Setting
from geo.toponyms.rules import resolution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.gazetteer import Gazetteer
    from geo.records import Place

_SHOWN = 12
_REASONS = 4
_LEAST_GAIN = 0.05
_HEADER = ("", "name", "kind", "country", "division", "people", "latitude", "longitude", "source", "chance")
_RIGHT = frozenset({0, 5, 6, 7, 9})
# Evidence in words; what counts against a candidate is told of the one that loses.
_WORDS = {
    "people": "more people",
    "own_name": "the name is its own",
    "fuzzy": "the other's spelling is only similar",
    "theatre_country": "in the country asked for",
    "spoken_country": "in the country of the place asked for",
    "near_50": "very near the place asked for",
    "near_300": "near the place asked for",
    "same_sentence": "named together with a place near it",
    "country": "it is a country",
    "capital": "it is a capital",
    "division": "the other is a division whose town bears the name",
    "site": "the other is a site whose town bears the name",
    "nature": "it is a landform or water",
    "analyst": "the analyst's own place",
    "kind": "of the kind that the name says",
    "kind_other": "the other is of another kind than the name says",
}


def where(name: str, gazetteer: Gazetteer, *, near: str = "", countries: Sequence[str] = ()) -> Iterator[str]:
    """Give the lines that show the candidates of a name, best first, and why the first won.

    Parameters
    ----------
    name
        As an article writes it.
    gazetteer
        Where it is looked up.
    near
        A place of which an article would speak in the same sentence.
    countries
        ISO 3166-1 alpha-2 codes of a theatre.

    Raises
    ------
    UsageError
        If no gazetteer knows `near`.
    GazetteerError
        If no gazetteer knows `name`.
    """
    groups = [Group(name, "", {0}, 1), *([Group(near, "", {0}, 1)] if near else [])]
    finder = CandidateFinder(gazetteer)
    problem = Problem(groups, [finder.find(group.phrase) for group in groups], Setting(tuple(countries)))
    if near and not problem.candidates[1].places:
        raise UsageError(f"no gazetteer knows {near!r}")
    if not problem.candidates[0].places:
        raise GazetteerError(f"no gazetteer knows {name!r}")
    rules = resolution()
    weights = np.array([rules.weights[feature] for feature in FEATURES])
    none, sure, abstain = rules.weights["none"], rules.limits["sure"], rules.limits["abstain"]
    chances, _ = problem.solve(weights, none, rounds=int(rules.limits["rounds"]), sure=sure)
    best, top = problem.best(chances)
    anchor = problem.places[best[1]] if near else None
    order = np.argsort(-chances[: problem.begins[1]], kind="stable")
    rows = [
        _row(number, problem.places[k], float(chances[k]), gazetteer, anchor)
        for number, k in enumerate(order[:_SHOWN], 1)
    ]
    yield from _aligned([(*_HEADER, *([f"km from {anchor.name}"] if anchor else [])), *rows])
    if len(order) > _SHOWN:
        yield f"and {len(order) - _SHOWN} more"
    evidence = problem.evidence(best, top >= sure) * weights
    yield _verdict(evidence[order], [problem.places[k] for k in order], float(top[0]), abstain)


def _verdict(evidence: NDArray[np.float64], places: Sequence[Place], chance: float, abstain: float) -> str:
    """Say why the first won, or that none did: what of the evidence speaks for it more than for the next."""
    over = evidence[0] - evidence[1] if len(places) > 1 else evidence[0]
    strongest = sorted(zip(FEATURES, over.tolist(), strict=True), key=lambda pair: -pair[1])
    named = (f"{_WORDS.get(feature, feature)} (+{gain:.1f})" for feature, gain in strongest if gain >= _LEAST_GAIN)
    reasons = ", ".join(list(named)[:_REASONS]) or "hardly anything tells it from the next"
    against = f" against {_told(places[1])}" if len(places) > 1 else ""
    if chance < abstain:
        return (
            f"An article that says no more leaves it open: {_told(places[0])} has {chance:.2f} of the {abstain} needed."
        )
    return f"{_told(places[0])} wins{against}: {reasons}; log-odds in parentheses."


def _told(place: Place) -> str:
    return ", ".join(filter(None, (place.name, place.country)))


def _row(number: int, place: Place, chance: float, gazetteer: Gazetteer, anchor: Place | None) -> tuple[str, ...]:
    kind = ".".join(filter(None, (place.feature_class, place.feature_code)))
    division = gazetteer.admin1_name(place.country, place.admin1) or place.admin1
    apart = (f"{haversine_km(place.lat, place.lon, anchor.lat, anchor.lon):.0f}",) if anchor else ()
    return (
        str(number), place.name, kind, place.country, division, f"{place.population:,}" if place.population else "",
        f"{place.lat:.4f}", f"{place.lon:.4f}", place.geocoder, f"{chance:.2f}", *apart,
    )  # fmt: skip


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if k in _RIGHT or k >= len(_HEADER) else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
