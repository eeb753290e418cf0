"""Learns a logistic model over circumstances: how much each speaks for or against (`geo.facts.weights.likelihood`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS, SETTLED = 40, 1e-6


def fit_logistic(
    rows: Sequence[Sequence[str]], right: Sequence[bool], *, penalty: float, least_seen: int = 1
) -> dict[str, float]:
    """Fit by Newton's method with an L2 penalty.

    Parameters
    ----------
    rows
        The features of each example.
    right
        Whether each is what is learnt to tell.
    penalty
        On the square of each weight; the constant is free.
    least_seen
        In how many examples a feature must stand to get a weight.

    Returns
    -------
    dict
        ``bias`` and the weight of each feature, log odds.
    """
    seen = Counter(feature for row in rows for feature in {*row})
    names = sorted(feature for feature, count in seen.items() if count >= least_seen)
    column = {name: number for number, name in enumerate(names, 1)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, 0] = 1.0
    for number, row in enumerate(rows):
        table[number, [column[feature] for feature in row if feature in column]] = 1.0
    wanted = np.array(right, dtype=float)
    penalties = np.full(len(names) + 1, penalty)
    penalties[0] = 1e-6
    beta = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-np.clip(table @ beta, -30, 30)))
        slope = table.T @ (likely - wanted) + penalties * beta
        step = np.linalg.solve((table.T * (likely * (1 - likely))) @ table + np.diag(penalties), slope)
        beta -= step
        if np.abs(step).max() < SETTLED:
            break
    return {"bias": float(beta[0]), **{name: float(beta[column[name]]) for name in names}}
