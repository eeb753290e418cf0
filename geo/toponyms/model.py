"""The trained recogniser: a linear-chain CRF whose weights are summed per word once and decoded in batches.

The chain is cut to the stretches around capitalised words; outside them every token is ``O``. Posteriors come
from forward-backward over all stretches of an article at once, so the cost per token is a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.toponyms.features import occurrence_features
from geo.toponyms.lexicon import data_folder
from geo.toponyms.runs import Habits, Line, find_runs, habits_of, longest_matches, name_candidates, segments_of
from geo.toponyms.words import WINDOW, Word, describe_word, edge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.toponyms.evidence import Evidence

Chances = dict[int, list[float]]
"""The probability of each label of a token, by the token's index in its line."""

_REMEMBERED_WORDS = 100_000
_EDGE = "\x00"
MODEL_NAME = "mentions.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model.

    `rows` gives the row of `state` (features x labels) of a feature, row 0 being all zero; `trans` is labels x labels,
    from the row's label to the column's.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    state: NDArray[np.float32]
    trans: NDArray[np.float32]


@lru_cache(maxsize=2)
def load_weights(path: Path | None = None) -> Weights:
    """Read the weights that ``python -m geo.toponyms.train`` wrote."""
    with np.load(path or data_folder() / MODEL_NAME) as stored:
        names = bytes(stored["features"]).decode("utf-8").split("\n")
        labels = tuple(bytes(stored["labels"]).decode("utf-8").split())
        state = np.zeros((len(names) + 1, len(labels)), dtype=np.float32)
        state[1:] = stored["state"].astype(np.float32)
        trans = stored["trans"].astype(np.float32)
    return Weights(labels, {name: row for row, name in enumerate(names, 1)}, state, trans)


@dataclass(frozen=True, slots=True)
class Prepared:
    """How an article writes its words, the words, and the features of each token that may be in a name, per line."""

    habits: Habits
    described: list[list[Word]]
    extra: list[dict[int, list[str]]]


class Recogniser:
    """Gives each token the probability of each label.

    Parameters
    ----------
    weights
        The trained model.
    evidence
        What the gazetteer knows of a name.
    """

    def __init__(self, weights: Weights, evidence: Evidence) -> None:
        self.weights, self.evidence = weights, evidence
        self._rows_at = _rows_by_distance(weights.rows)
        self._number: dict[str, int] = {}
        self._words: list[Word] = []
        self._sums = np.zeros((1024, 2 * WINDOW + 1, len(weights.labels)), dtype=np.float32)
        self._step = np.exp(weights.trans.astype(np.float64))
        self._learn([_EDGE])

    def prepare(self, lines: Sequence[Line]) -> Prepared:
        """Ask the gazetteer for all names of an article at once, and describe its words."""
        if len(self._number) > _REMEMBERED_WORDS:
            self._forget()
        self._learn(list(dict.fromkeys(word for line in lines for word in line.words if word not in self._number)))
        described = [[self._words[self._number[word]] for word in line.words] for line in lines]
        runs = [find_runs(words) for words in described]
        candidates = [list(name_candidates(line.words, found)) for line, found in zip(lines, runs, strict=True)]
        self.evidence.learn(name for found in candidates for _, _, name in found)
        for line, found in zip(lines, runs, strict=True):
            line.segments = segments_of(found, len(line.words))
        habits = habits_of(lines, described, runs)
        extra = []
        for line, words, found, names in zip(lines, described, runs, candidates, strict=True):
            marks = longest_matches(names, self.evidence)
            extra.append(occurrence_features(words, found, marks, habits, line.heading))
        return Prepared(habits, described, extra)

    def posteriors(self, lines: Sequence[Line], prepared: Prepared) -> list[Chances]:
        """Give, per line and per token of its stretches, the probability of each label."""
        return self._decode(lines, *self._scores(lines, prepared.extra)) if lines else []

    def _scores(
        self, lines: Sequence[Line], extras: Sequence[dict[int, list[str]]]
    ) -> tuple[NDArray[np.float32], list[int]]:
        """Give tokens x labels, all lines in one array, parted by edges, and the row at which each line begins."""
        numbers = [0] * WINDOW
        begins = []
        for line in lines:
            begins.append(len(numbers) - WINDOW)
            numbers += [self._number[word] for word in line.words]
            numbers += [0] * WINDOW
        index = np.array(numbers, dtype=np.intp)
        count = len(numbers) - 2 * WINDOW
        total = np.zeros((count, len(self.weights.labels)), dtype=np.float32)
        for k in range(2 * WINDOW + 1):
            total += self._sums[index[k : k + count], k]
        self._add_occurrences(total, begins, extras)
        return total, begins

    def _add_occurrences(
        self, total: NDArray[np.float32], begins: Sequence[int], extras: Sequence[dict[int, list[str]]]
    ) -> None:
        """Add the weights of the occurrences' features to their tokens; row 0 stands for a feature of no weight."""
        row_of = self.weights.rows.get
        rows: list[int] = []
        tokens: list[int] = []
        starts: list[int] = []
        for begin, extra in zip(begins, extras, strict=True):
            for i, names in extra.items():
                tokens.append(begin + i)
                starts.append(len(rows))
                rows += [row_of(name, 0) for name in names]
        if tokens:
            total[tokens] += np.add.reduceat(self.weights.state[rows], starts, axis=0)

    def _decode(self, lines: Sequence[Line], scores: NDArray[np.float32], begins: Sequence[int]) -> list[Chances]:
        """Give the probabilities as lists: tokens are asked for one by one, and arrays of seven numbers are slow."""
        found: list[Chances] = [{} for _ in lines]
        chains = [(k, begin, end) for k, line in enumerate(lines) for begin, end in line.segments]
        if not chains:
            return found
        chains.sort(key=lambda chain: chain[1] - chain[2])
        lengths = np.array([end - begin for _, begin, end in chains])
        rows = np.concatenate([np.arange(begins[k] + begin, begins[k] + end) for k, begin, end in chains])
        filled = np.arange(lengths[0]) < lengths[:, None]
        part = scores[rows]
        emit = np.ones((*filled.shape, scores.shape[1]))
        emit[filled] = np.exp(part - part.max(axis=1, keepdims=True))
        told = iter(_forward_backward(emit, self._step, lengths)[filled].tolist())
        for k, begin, end in chains:
            found[k].update(zip(range(begin, end), told, strict=False))
        return found

    def _learn(self, fresh: Sequence[str]) -> None:
        """Describe words not met before, and sum the weights of their features at each distance, all at once."""
        self.evidence.learn(word for word in fresh if not word.islower())
        first = len(self._words)
        rows: list[int] = []
        starts: list[int] = []
        for number, word in enumerate(fresh, first):
            described = edge() if word == _EDGE else describe_word(word, self.evidence.get(word))
            self._number[word] = number
            self._words.append(described)
            for rows_at, names in zip(self._rows_at, described.features, strict=True):
                starts.append(len(rows))
                rows.append(0)  # of no weight: no stretch may be empty
                rows += [rows_at[name] for name in names if name in rows_at]
        if not fresh:
            return
        while len(self._words) > len(self._sums):
            self._sums = np.concatenate((self._sums, np.zeros_like(self._sums)))
        sums = np.add.reduceat(self.weights.state[rows], starts, axis=0)
        self._sums[first : len(self._words)] = sums.reshape(len(fresh), *self._sums.shape[1:])

    def _forget(self) -> None:
        self._number.clear()
        self._words.clear()
        self._sums = np.zeros((1024, *self._sums.shape[1:]), dtype=np.float32)
        self._learn([_EDGE])


def _rows_by_distance(rows: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """Part the rows of words' features by the distance that their names begin with ("-1w=near")."""
    parted: dict[str, dict[str, int]] = {str(distance): {} for distance in range(-WINDOW, WINDOW + 1)}
    for name, row in rows.items():
        digits = 2 if name[0] == "-" else 1
        if name[digits - 1].isdigit():
            parted[name[:digits]][name[digits:]] = row
    return tuple(parted.values())


def _forward_backward(
    emit: NDArray[np.float64], step: NDArray[np.float64], lengths: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Posteriors of chains sorted longest first (Rabiner 1989, scaled); `emit` is chains x tokens x labels."""
    _, longest, _ = emit.shape
    forward = np.zeros_like(emit)
    forward[:, 0] = emit[:, 0]
    forward[:, 0] /= forward[:, 0].sum(axis=1, keepdims=True)
    alive = [int((lengths > t).sum()) for t in range(longest + 1)]
    for t in range(1, longest):
        n = alive[t]
        now = (forward[:n, t - 1] @ step) * emit[:n, t]
        forward[:n, t] = now / now.sum(axis=1, keepdims=True)
    posterior = forward.copy()
    backward = np.ones((emit.shape[0], emit.shape[2]))
    for t in range(longest - 2, -1, -1):
        n = alive[t + 1]
        now = (backward[:n] * emit[:n, t + 1]) @ step.T
        backward[:n] = now / now.sum(axis=1, keepdims=True)
        posterior[:n, t] = forward[:n, t] * backward[:n]
    totals = posterior.sum(axis=2, keepdims=True)
    return posterior / np.where(totals > 0, totals, 1.0)
