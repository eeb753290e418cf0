"""Parties a sentence leaves out: the enemy that the article names elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.records import Frame

_TWO_SIDED = frozenset(
    {
        "capture", "recapture", "enter", "offensive", "attack", "clash", "repel", "besiege", "relieve", "airstrike",
        "shelling", "advance", "handover", "suicide_bomb", "contest", "disrupt",
    }
)  # fmt: skip


def complete(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """Fill in the party that a fight needs and its sentence leaves out, as far as the article tells who fights whom."""
    opponents = _opponents(frames)
    return tuple(_filled(frame, opponents) for frame in frames)


def _opponents(frames: Iterable[Frame]) -> dict[str, str]:
    """Give for each party the one it is most often told to fight."""
    pairs: Counter[tuple[str, str]] = Counter()
    for frame in frames:
        if frame.agent and frame.patient and frame.sense in _TWO_SIDED and frame.patient != "civilians":
            pairs[frame.agent, frame.patient] += 1
            pairs[frame.patient, frame.agent] += 1
    best: dict[str, str] = {}
    for (one, other), _ in sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0])):
        best.setdefault(one, other)
    return best


def _filled(frame: Frame, opponents: dict[str, str]) -> Frame:
    if frame.sense not in _TWO_SIDED or bool(frame.agent) == bool(frame.patient):
        return frame
    if frame.agent:
        other = opponents.get(frame.agent, "")
        return _inferred(replace(frame, patient=other), "patient") if other else frame
    other = opponents.get(frame.patient, "")
    return _inferred(replace(frame, agent=other), "agent") if other else frame


def _inferred(frame: Frame, what: str) -> Frame:
    """Note in the details which argument came from the context."""
    details = dict(frame.details)
    details["inferred"] = ",".join(filter(None, (details.get("inferred", ""), what)))
    return replace(frame, details=tuple(details.items()))
