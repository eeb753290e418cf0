"""Train the salience of places: ``python -m geo.facts.train_salience`` rewrites ``geo/data/facts/salience.csv``.

Learns from the annotated events (``geo.facts.train``) whose sentence does not name their place: of the places named
before, the annotated one shall score highest. With ``--check`` nothing is written: each conflict is judged by what was
learnt from the others.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from platformdirs import user_cache_path

from geo.facts.frame_reader import FrameReader
from geo.facts.salience import WEIGHTS
from geo.facts.train import LEAST_REACH_KM, annotated, prepare
from geo.gazetteer import open_gazetteer
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.records import Location

PENALTY, STEPS = 1.0, 30
HEADER = """# Which place a sentence without one is about (geo/facts/salience.py); `python -m geo.facts.train_salience`.
# clue: how a place was named so far; weight: how much it speaks for (above 0) or against that place (log odds).
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """The places named before an annotated event of a conflict, each with its clues, and which of them are right."""

    group: str
    clues: tuple[dict[str, float], ...]
    right: tuple[int, ...]


def read_choices(gazetteer: Gazetteer) -> Iterator[Choice]:
    """Read every annotated article and give a choice for each event whose sentence does not name its place."""
    for raw, article in annotated():
        sentences, mentions, actors, dates, roster = prepare(article, gazetteer)
        reader = FrameReader(article, sentences, mentions=mentions, actors=actors, dates=dates, roster=roster)
        for number, sentence in enumerate(sentences):
            named = [one.location for one in mentions if sentence.start <= one.start < sentence.end and one.location]
            for start, end, _, _, lat, lon, radius, _ in raw["events"]:
                if lat is None or not (start < sentence.end and sentence.start < end):
                    continue
                reach = max(LEAST_REACH_KM, radius)
                if any(_near(one, lat, lon, reach) for one in named):
                    continue
                known = reader.salience.places
                spots = [one.mention.location for one in known.values()]
                right = tuple(i for i, spot in enumerate(spots) if _near(spot, lat, lon, reach))
                if right:
                    clues = [dict(reader.salience.clues(key, sentence.paragraph)) for key in known]
                    yield Choice(raw["group"], tuple(clues), right)
            reader.read_sentence(number)


def _near(location: Location | None, lat: float, lon: float, reach: float) -> bool:
    return location is not None and distance_km(lat, lon, location.lat, location.lon) <= reach


def fit(choices: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """Fit a conditional logit by Newton's method with an L2 penalty; gives the weight of each clue."""
    names = sorted({name for choice in choices for clues in choice.clues for name in clues})
    tables = [np.array([[float(one.get(name, 0.0)) for name in names] for one in choice.clues]) for choice in choices]
    beta = np.zeros(len(names))
    for _ in range(STEPS):
        slope, bend = penalty * beta, penalty * np.eye(len(names))
        for table, choice in zip(tables, choices, strict=True):
            score = table @ beta
            share = np.exp(score - score.max())
            share /= share.sum()
            mean, among = share @ table, share[list(choice.right)]
            slope += mean - among @ table[list(choice.right)] / among.sum()
            bend += (table.T * share) @ table - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        beta -= step
        if np.abs(step).max() < 1e-6:  # noqa: PLR2004 - converged
            break
    return dict(zip(names, map(float, beta), strict=True))


def check(choices: Sequence[Choice]) -> str:
    """Judge each conflict by what the others taught."""
    right = 0
    for group in sorted({choice.group for choice in choices}):
        table = fit([choice for choice in choices if choice.group != group])
        for choice in choices:
            if choice.group == group:
                scores = [sum(table.get(name, 0.0) * value for name, value in one.items()) for one in choice.clues]
                right += scores.index(max(scores)) in choice.right
    return f"the right place chosen for {right} of {len(choices)} events told without one"


def main() -> None:
    """Train on all annotated articles and write the weights, or check what training gives."""
    choices = list(read_choices(open_gazetteer(user_cache_path("sitmap", appauthor=False))))
    if "--check" in sys.argv[1:]:
        print(check(choices))
        return
    rows = [f"{name},{value:.3f}" for name, value in sorted(fit(choices).items())]
    path = Path(str(files("geo"))) / "data" / "facts" / WEIGHTS
    path.write_text(HEADER + "clue,weight\n" + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
