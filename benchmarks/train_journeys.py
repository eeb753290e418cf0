"""Learn the weights of journeys (geo/data/facts/journeys.csv) from our annotated reports, or check what that gives.

Usage:
    python benchmarks/train_journeys.py            # writes the weights
    python benchmarks/train_journeys.py --check    # each fifth of the articles judged by what the rest taught

Reads the sets ``reports``, ``learned`` and ``facts`` of benchmarks/facts.py, never what is kept aside.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT.parent / "shared" / "eval")]

import facts  # noqa: E402 - beside this file, which is no package
import score_facts  # type: ignore[import-not-found]  # noqa: E402 - the scorer's names of parties

from geo.articles import read_articles  # noqa: E402
from geo.facts.axes import draft_axes  # noqa: E402
from geo.facts.journey_judge import WEIGHTS, Candidate, read_candidates  # noqa: E402
from geo.facts.logistic import fit_logistic  # noqa: E402
from geo.facts.weights import likelihood  # noqa: E402
from geo.gazetteer import open_gazetteer  # noqa: E402
from geo.geodesy import distance_km  # noqa: E402
from geo.reader import Reader  # noqa: E402
from geo.theatre import Theatre  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.told import Told

SETS = ("reports", "learned", "facts")
GOAL_KM, ORIGIN_KM, SIDE_KM = 30.0, 40.0, 60.0
PENALTY, LEAST_SEEN, LEAST_WEIGHT, FOLDS = 5.0, 3, 0.02, 5
HEADER = """# Weights of journeys (geo/facts/journey_judge.py), written by `python benchmarks/train_journeys.py`.
# model: pair (is this a journey?) or party (is this party on it?); clue: a circumstance; weight: how much it speaks
# for (above 0) or against it (log odds).
"""


@dataclass(frozen=True)
class Example:
    """A candidate, whether annotators drew it, and which parties they gave it."""

    article: str
    candidate: Candidate
    right: bool
    parties: frozenset[str]


def read_examples(sets: Sequence[str] = SETS) -> Iterator[Example]:
    """Read every annotated article of the sets."""
    reader = Reader(open_gazetteer(user_cache_path("sitmap", appauthor=False)), Theatre())
    for path in (path for name in sets for path in facts.gold_files(name)):
        gold = json.loads(path.read_text("utf-8"))
        folders = (path.parent.parent / "articles", facts.SHARED / "seeds")
        source = next(folder / gold["article"] for folder in folders if (folder / gold["article"]).exists())
        told = reader.understand(read_articles([source]).articles[0]).told()
        names = score_facts.Actors(path.parent.parent / "actors.json", gold.get("conflict", ""))
        yield from _of_article(told, gold, names)


def _of_article(told: Told, gold: dict[str, Any], names: Any) -> Iterator[Example]:
    for telling, candidates in read_candidates(told, draft_axes(told)):
        quote = {"_sources": [{"quote": telling.sentence.text}]}
        here = [axis for axis in gold["axes"] if score_facts.shares_sentence(quote, axis["quote"])]
        for candidate in candidates:
            fits = [axis for axis in here if _fits(axis, candidate)]
            if not fits and any(_fits(axis, candidate) for axis in gold["axes"]):
                continue  # told in another sentence: neither right nor wrong
            parties = {
                actor for actor in candidate.parties if any(names.same(axis.get("actor"), actor) for axis in fits)
            }
            yield Example(gold["article"], candidate, bool(fits), frozenset(parties))


def _fits(axis: dict[str, Any], candidate: Candidate) -> bool:
    """Tell whether a candidate goes the way of an annotated axis."""
    goal, origin = candidate.goal.location, candidate.origin.location
    if goal is None or distance_km(axis["objective_lat"], axis["objective_lon"], goal.lat, goal.lon) > GOAL_KM:
        return False
    unnamed = axis.get("origin_lat") is None
    if axis.get("origin_relation") and candidate.origin.side:
        return True
    if unnamed or origin is None:
        return unnamed and origin is None
    reach = SIDE_KM if axis.get("origin_relation") else ORIGIN_KM
    return distance_km(axis["origin_lat"], axis["origin_lon"], origin.lat, origin.lon) <= reach


def fit(rows: Sequence[tuple[str, ...]], right: Sequence[bool]) -> dict[str, float]:
    """Fit the model of pairs or of parties."""
    return fit_logistic(rows, right, penalty=PENALTY, least_seen=LEAST_SEEN)


def train(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Learn both models."""
    party = [
        (clues, actor in example.parties)
        for example in examples
        if example.right
        for actor, clues in example.candidate.parties.items()
    ]
    return {
        "pair": fit([example.candidate.clues for example in examples], [example.right for example in examples]),
        "party": fit([clues for clues, _ in party], [right for _, right in party]),
    }


def check(examples: Sequence[Example]) -> str:
    """Judge each fold by what the others taught: how often the pair, and the party of a right pair, are right."""
    drawn = right = named = 0
    for fold in range(FOLDS):
        table = train([example for example in examples if _fold(example.article) != fold])
        for example in (example for example in examples if _fold(example.article) == fold):
            if not example.candidate.parties or likelihood(table["pair"], {*example.candidate.clues}) < 1 / 2:
                continue
            drawn, right = drawn + 1, right + example.right
            best = max(example.candidate.parties.items(), key=lambda one: likelihood(table["party"], {*one[1]}))
            named += best[0] in example.parties
    return f"{drawn} pairs likelier than not, {right} of them annotated, {named} with the party chosen"


def _fold(article: str) -> int:
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS


def write(tables: dict[str, dict[str, float]]) -> None:
    """Write the weights that matter, to two decimals."""
    with (ROOT / "geo" / "data" / "facts" / WEIGHTS).open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("model", "clue", "weight"))
        for model, table in tables.items():
            rows.writerows(
                (model, clue, f"{weight:.2f}")
                for clue, weight in sorted(table.items())
                if clue == "bias" or abs(weight) >= LEAST_WEIGHT
            )


def main() -> None:
    """Train and write, or check."""
    examples = list(read_examples())
    if "--check" in sys.argv[1:]:
        print(check(examples))
    else:
        write(train(examples))


if __name__ == "__main__":
    main()
