"""Fit the weights of resolution: ``python -m geo.toponyms.fit`` rewrites the weights in ``resolve.toml``.

Conditional logit with an L2 penalty on the annotated corpus, each article once with its countries given as the
theatre and once without, and on the short texts of general news (their places are in ``general_places.csv``). As the
evidence depends on what is sure, fitting and solving take turns.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np
from platformdirs import user_cache_path
from scipy.optimize import minimize

from geo.gazetteer import Gazetteer, open_gazetteer
from geo.gazetteer.distance import haversine_km
from geo.toponyms.annotated import LABELS, Annotated, Marked, read_corpus, read_short
from geo.toponyms.candidates import CandidateFinder, Candidates
from geo.toponyms.groups import contexts_of, groups_of
from geo.toponyms.lexicon import data_folder, read_rows
from geo.toponyms.lines import lines_of
from geo.toponyms.recognise import Found
from geo.toponyms.resolve import FEATURES, Problem, Setting, peoples_in
from geo.toponyms.rules import resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.records import Place, Role
    from geo.toponyms.runs import Line

TURNS = 4
PENALTY = 2.0
STIFF = 30.0
LACKING = 0.15  # of the places a reader's own articles name, so many are in no gazetteer
SEED = 3
_RIGHT_KM = 10.0
# Evidence that the corpus seldom shows keeps what experience says of it; all other weights are drawn to 0.
PRIOR = {
    "theatre_country": 6.0,
    "country": 4.0,
    "analyst": 8.0,
    "theatre_box": 1.0,
    "kind": 1.0,
    "kind_other": -2.5,
    "contained": 6.0,
    "contained_other": -4.0,
    "contains": 3.0,
    "contains_other": -1.0,
    "stated": 3.0,
    "stated_other": -5.0,
}
_NONE = -1


@dataclass(frozen=True, slots=True)
class Case:
    """One article to learn from: its candidates, the right row of each group (-1: none of them), and their weights."""

    problem: Problem
    right: tuple[int, ...]


def gold_names(text: Annotated, lines: Sequence[Line]) -> tuple[list[Found], list[Marked]]:
    """Give the annotated names as the recogniser would have found them."""
    names, marks = [], []
    for number, line in enumerate(lines):
        spans = [(start, start + len(word)) for start, word in zip(line.starts, line.words, strict=True)]
        for mark in text.marked:
            inside = [i for i, (start, end) in enumerate(spans) if mark.start <= start and end <= mark.end]
            if inside:
                phrase = text.text[mark.start : mark.end]
                role = cast("Role", LABELS[mark.role])
                names.append(Found(number, inside[0], inside[-1] + 1, mark.start, mark.end, phrase, role, 1.0))
                marks.append(mark)
    return names, marks


def case_of(text: Annotated, finder: CandidateFinder, chance: random.Random, *, theatre: bool) -> Case:
    """Make one article ready."""
    lines = lines_of(text.article())
    names, marks = gold_names(text, lines)
    groups, member = groups_of(lines, names, contexts_of(lines, names))
    setting = Setting(text.countries if theatre else (), None, peoples_in(lines))
    first = dict(reversed(list(zip(member, marks, strict=True))))
    candidates = [finder.find(group.phrase, group.kind) for group in groups]
    candidates = [
        _without(found, first[k]) if chance.random() < LACKING else found for k, found in enumerate(candidates)
    ]
    problem = Problem(groups, candidates, setting)
    return Case(problem, tuple(_right_row(problem, k, first[k]) for k in range(len(groups))))


def _right_row(problem: Problem, group: int, mark: Marked) -> int:
    if mark.lat is None or mark.lon is None:
        return _NONE
    rows = range(int(problem.begins[group]), int(problem.begins[group + 1]))
    for apart_from in (_apart, _excess):
        apart, row = min(((apart_from(problem.places[row], mark), row) for row in rows), default=(np.inf, _NONE))
        if apart <= _RIGHT_KM:
            return row
    return _NONE


def _apart(place: Place, mark: Marked) -> float:
    return haversine_km(place.lat, place.lon, mark.lat or 0.0, mark.lon or 0.0)


def _excess(place: Place, mark: Marked) -> float:
    """Give the distance beyond half the place's own radius: centres of regions differ between sources."""
    return max(0.0, _apart(place, mark) - place.radius_km / 2) if place.feature_class != "P" else np.inf


def _without(found: Candidates, mark: Marked) -> Candidates:
    """Take away what lies near the right place, as if the gazetteer lacked it."""
    keep = [k for k, place in enumerate(found.places) if _apart(place, mark) > place.radius_km + _RIGHT_KM]
    return Candidates(
        tuple(found.places[k] for k in keep),
        found.static[keep],
        found.xyz[keep],
        tuple(found.countries[k] for k in keep),
    )


def fit(cases: Sequence[Case], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the weights of `FEATURES` and, last, of "none"."""
    limits = resolution().limits
    weights = start
    names = (*FEATURES, "none")
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    stiff = np.array([STIFF if name in PRIOR else PENALTY for name in names])
    for _ in range(TURNS):
        tables = [_table(case, weights, int(limits["rounds"]), limits["sure"]) for case in cases]

        def loss(trial: NDArray[np.float64], tables: Sequence[_Table] = tables) -> tuple[float, NDArray[np.float64]]:
            parts = [_loss(table, trial) for table in tables]
            off = trial - prior
            slope = np.sum([part[1] for part in parts], axis=0) + 2 * stiff * off
            return sum(part[0] for part in parts) + float(stiff @ off**2), slope

        weights = minimize(loss, weights, jac=True, method="L-BFGS-B").x
    return weights


@dataclass(frozen=True, slots=True)
class _Table:
    features: NDArray[np.float64]
    owner: NDArray[np.intp]
    right: NDArray[np.intp]
    groups: int


def _table(case: Case, weights: NDArray[np.float64], rounds: int, sure: float) -> _Table:
    problem = case.problem
    chances, _ = problem.solve(weights[:-1], weights[-1], rounds=rounds, sure=sure)
    best, top = problem.best(chances)
    features = problem.evidence(best, top >= sure)
    return _Table(features, problem.owner, np.array(case.right, dtype=np.intp), len(problem.groups))


def _loss(table: _Table, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    raised = np.exp(np.clip(table.features @ weights[:-1], -30, 30))
    none = np.exp(weights[-1])
    totals = np.bincount(table.owner, raised, minlength=table.groups) + none
    chances = raised / totals[table.owner]
    known = table.right[table.right >= 0]
    missing = table.right < 0
    value = -np.log(np.maximum(chances[known], 1e-12)).sum() - np.log(none / totals[missing]).sum()
    wanted = np.zeros(len(chances))
    wanted[known] = 1
    slope = table.features.T @ (chances - wanted)
    return float(value), np.append(slope, (none / totals).sum() - missing.sum())


def general_texts() -> list[Annotated]:
    """Give the general news with the places of its names."""
    spots = {(row["paragraph"], row["name"]): row for row in read_rows("general_places.csv")}
    texts = []
    for text in read_short(data_folder() / "general.txt"):
        marked = []
        for mark in text.marked:
            spot = spots.get((text.id, text.text[mark.start : mark.end]))
            if spot:
                at = (float(spot["lat"]), float(spot["lon"])) if spot["lat"] else (None, None)
                marked.append(replace(mark, lat=at[0], lon=at[1]))
        texts.append(replace(text, marked=tuple(marked)))
    return [text for text in texts if text.marked]


def training_cases(gazetteer: Gazetteer) -> list[Case]:
    """Give the annotated corpus, each article with and without its theatre, and the general news."""
    finder = CandidateFinder(gazetteer)
    texts = [text for text in read_corpus(data_folder() / "corpus.jsonl") if text.marked]
    chance = random.Random(SEED)  # noqa: S311 - nothing secret: the draws must repeat
    cases = [case_of(text, finder, chance, theatre=theatre) for text in texts for theatre in (False, True)]
    return cases + [case_of(text, finder, chance, theatre=False) for text in general_texts()]


def write_weights(weights: NDArray[np.float64]) -> None:
    """Put the weights into ``resolve.toml``, each beside its comment."""
    path = data_folder() / "resolve.toml"
    text = path.read_text("utf-8")
    for name, weight in zip((*FEATURES, "none"), weights, strict=True):
        text = re.sub(rf"(?m)^({name} = )\S+", rf"\g<1>{weight:.2f}", text)
    path.write_text(text, "utf-8")


def main() -> None:
    """Fit on the whole corpus and write the table."""
    cases = training_cases(open_gazetteer(user_cache_path("sitmap")))
    rules = resolution()
    start = np.array([rules.weights[name] for name in (*FEATURES, "none")])
    weights = fit(cases, start)
    write_weights(weights)
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip((*FEATURES, "none"), weights, strict=True)))


if __name__ == "__main__":
    main()
