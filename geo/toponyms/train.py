"""Train the recogniser: ``python -m geo.toponyms.train`` rewrites ``geo/data/toponyms/mentions.npz``.

Learns from ``corpus.jsonl``, ``general.txt`` and ``reports.txt`` (our own text), and from the same with the places
renamed.
The same data and gazetteer give the same weights.
"""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pycrfsuite
from platformdirs import user_cache_path

from geo.gazetteer import Gazetteer, open_gazetteer
from geo.toponyms.annotated import Annotated, read_corpus, read_short, rename
from geo.toponyms.evidence import Evidence
from geo.toponyms.features import token_features
from geo.toponyms.lexicon import data_folder
from geo.toponyms.lines import lines_of
from geo.toponyms.model import MODEL_NAME, Recogniser, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.toponyms.runs import Line

SEED = 2
SHORT = ("general.txt", "reports.txt")
RENAMED_COPIES = 1
PARAMS = {
    "c1": 0.01,
    "c2": 0.5,
    "max_iterations": 150,
    "feature.minfreq": 1,
    "feature.possible_transitions": False,
}
WORLD = (-180.0, -90.0, 180.0, 90.0)
LEAST_WEIGHT = 0.02


def labels_of(line: Line, text: Annotated) -> list[str]:
    """Give each token of a line its label: ``O``, or ``B-`` or ``I-`` with the role letter."""
    labels = ["O"] * len(line.words)
    for mark in text.marked:
        inside = [
            i for i, (start, word) in enumerate(zip(line.starts, line.words, strict=True))
            if mark.start <= start and start + len(word) <= mark.end
        ]  # fmt: skip
        for i in inside:
            labels[i] = ("B-" if i == inside[0] else "I-") + mark.role
    return labels


def sequences(texts: Iterable[Annotated], recogniser: Recogniser) -> Iterable[tuple[list[list[str]], list[str]]]:
    """Give features and labels of every stretch the recogniser will look at."""
    for text in texts:
        lines = lines_of(text.article())
        prepared = recogniser.prepare(lines)
        for line, words, extra in zip(lines, prepared.described, prepared.extra, strict=True):
            labels = labels_of(line, text)
            for begin, end in line.segments:
                yield [token_features(words, extra, i) for i in range(begin, end)], labels[begin:end]


def training_texts(gazetteer: Gazetteer) -> list[Annotated]:
    """Give all annotated text, and copies with the places renamed."""
    folder = data_folder()
    texts = [*read_corpus(folder / "corpus.jsonl"), *(text for name in SHORT for text in read_short(folder / name))]
    towns = gazetteer.towns(WORLD, 20_000)
    names = sorted({place.name for place in towns})
    capitals = sorted({place.name for place in towns if place.feature_code == "PPLC"})

    @cache
    def names_like(name: str) -> Sequence[str]:
        """Countries stay, capitals become capitals: who speaks for a state must not be a village."""
        codes = {place.feature_code for place in gazetteer.lookup(name, fuzzy=False)}
        return () if any(code.startswith("PCL") for code in codes) else capitals if "PPLC" in codes else names

    chance = random.Random(SEED)  # noqa: S311 - nothing secret: the draws must repeat
    renamed = [rename(text, names_like, chance) for _ in range(RENAMED_COPIES) for text in texts]
    # The reports outnumber the other texts, whose ways of writing are to keep their weight.
    return texts + renamed + [text for text in texts if not text.report]


def train(texts: Sequence[Annotated], gazetteer: Gazetteer, params: dict[str, object] | None = None) -> Weights:
    """Fit the CRF (L-BFGS, elastic net) and give its weights."""
    empty = Weights(("O",), {}, np.zeros((1, 1), np.float32), np.zeros((1, 1), np.float32))
    recogniser = Recogniser(empty, Evidence(gazetteer))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(params or PARAMS)
    for features, labels in sequences(texts, recogniser):
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        dump = tagger.info()
        named = tuple(sorted(tagger.labels()))
    return _weights(named, dump.state_features, dump.transitions)


def _weights(
    labels: tuple[str, ...], state: dict[tuple[str, str], float], trans: dict[tuple[str, str], float]
) -> Weights:
    strong = {key: weight for key, weight in state.items() if abs(weight) >= LEAST_WEIGHT}
    names = sorted({name for name, _ in strong})
    rows = {name: row for row, name in enumerate(names, 1)}
    column = {label: k for k, label in enumerate(labels)}
    table = np.zeros((len(names) + 1, len(labels)), dtype=np.float32)
    for (name, label), weight in strong.items():
        table[rows[name], column[label]] = weight
    # A name cannot go on where none began; all other steps that were never seen are merely unlikely.
    steps = np.full((len(labels), len(labels)), -8.0, dtype=np.float32)
    for (before, after), weight in trans.items():
        steps[column[before], column[after]] = weight
    return Weights(labels, rows, table, steps)


def save_weights(weights: Weights, path: Path) -> None:
    """Write the weights, in half precision."""
    names = "\n".join(sorted(weights.rows, key=weights.rows.__getitem__))
    with path.open("wb") as handle:
        np.savez_compressed(
            handle,
            features=np.frombuffer(names.encode("utf-8"), dtype=np.uint8),
            labels=np.frombuffer(" ".join(weights.labels).encode("utf-8"), dtype=np.uint8),
            state=weights.state[1:].astype(np.float16),
            trans=weights.trans,
        )


def main() -> None:
    """Train on all texts and write the model."""
    gazetteer = open_gazetteer(user_cache_path("sitmap"))
    texts = training_texts(gazetteer)
    weights = train(texts, gazetteer)
    path = data_folder() / MODEL_NAME
    save_weights(weights, path)
    print(f"{path}: {len(texts)} texts, {len(weights.rows)} features, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
