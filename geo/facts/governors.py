"""What governs a verb and says whether it has happened: "plans to take", "is trying to take", "sent to help A take"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import EventStatus

_GOVERNOR_DEPTH = 4
_NEAR = 8
_NOW = frozenset({"is", "are", "still", "been", "'re", "’re"})
_THEIRS = (("its",), ("their",), ("his",))
_TO_BE = frozenset({"will", "would", "shall"})
STATUSES: dict[str, EventStatus] = {
    "denied": "denied",
    "threatened": "threatened",
    "planned": "planned",
    "claimed": "claimed",
    "ongoing": "ongoing",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """`status`, or in `drop` why there is no event; `failed` when it was tried in vain, `sought` when it is the aim."""

    status: EventStatus = "occurred"
    drop: str = ""
    failed: bool = False
    sought: bool = False


def governed(group: Group) -> Judgement | None:
    """Judge an infinitive or gerund by the word that governs it."""
    words = status_words().governor
    if is_habit((*reversed(group.governors), "to")):
        return Judgement(drop="a habit")
    for number, word in enumerate(group.governors[:_GOVERNOR_DEPTH]):
        nearer, beyond = group.governors[:number], group.governors[number + 1 :]
        if word in words["enabling"] and beyond[:1] == ("to",):  # "sent to help A fight B": only what sent them counts
            continue
        if word in words["waged"]:
            return _waged(beyond) if group.form == "infinitive" else None
        if any(word in words[name] for name in ("attempted", "enabling", "unrealised", "actual")):
            judged = _by_word(word, nearer, beyond)
            return judged if judged != Judgement() else None
        status = next((name for name in ("threatened", "planned", "denied", "claimed") if word in words[name]), "")
        if status:
            return Judgement(STATUSES[status])
        if word in grammar().verbs:
            break
    return Judgement(drop="purpose") if group.form == "infinitive" else None


def _by_word(word: str, nearer: Sequence[str], beyond: Sequence[str]) -> Judgement:
    """Judge by a word that tells whether it was done, with those between it and the verb, and those before it."""
    words, may = status_words().governor, status_words().auxiliary["hypothetical"]
    if word in words["attempted"]:  # "trying to recruit men to fight": it is the recruiting that is tried
        return Judgement(drop="purpose") if "to" in nearer else _tried(word, beyond)
    if word in words["enabling"] and any(low in may for low in beyond[:2]):
        return Judgement(drop="hypothetical")
    if word in words["unrealised"]:
        return Judgement(drop="not achieved")
    return Judgement("planned") if "will" in (*nearer, *beyond) else Judgement()


def _tried(word: str, beyond: Sequence[str]) -> Judgement:
    """Judge what is tried: it goes on ("are trying to take X"), or was tried in vain ("tried to take X")."""
    now = any(low in _NOW for low in beyond[:2])
    return Judgement("ongoing", sought=True) if word.endswith("ing") and now else Judgement(failed=True)


def _waged(beyond: Sequence[str]) -> Judgement:
    """Judge what a campaign is to achieve: it is planned where the campaign is, else it is what the campaign is for."""
    words = status_words()
    ahead = (
        words.governor["planned"],
        words.governor["threatened"],
        words.auxiliary["planned"],
        words.clause["to_come"],
    )
    if any(low in listed and low not in grammar().be for low in beyond for listed in ahead):
        return Judgement("planned")
    return Judgement("ongoing" if beyond[:1] in _THEIRS else "occurred", sought=True)


def of_aim(hit: Hit, group: Group | None, judged: Judgement | None, before: Sequence[str]) -> Judgement | None:
    """Judge what is sought or tried by what it is: none of it is a clash, and nobody recruits by trying."""
    sense = hit.trigger.sense
    if sense == "clash" and group is not None and _is_bound(group):
        return Judgement(drop="purpose")
    if judged is not None and judged.sought and _is_ahead(sense, judged, before):
        return Judgement("planned")
    return judged


def _is_ahead(sense: str, judged: Judgement, before: Sequence[str]) -> bool:
    """Whether what an operation is for is still to come: "the campaign will come with an operation to take X"."""
    moves = sense == "advance" and judged.status == "occurred"
    return moves or any(word in _TO_BE for word in before)


def _is_bound(group: Group) -> bool:
    """Whether a fight is what somebody is on his way to: "seen heading from X to fight in Y"."""
    return group.form == "infinitive" and any(
        low in status_words().governor["bound"] for low in group.governors[:_NEAR]
    )


def is_habit(before: Sequence[str]) -> bool:
    """Whether a noun is the object of what is done time and again: "the road they used to bring reinforcements"."""
    be = grammar().be
    return any(two == ("used", "to") and (not n or before[n - 1] not in be) for n, two in enumerate(pairwise(before)))
