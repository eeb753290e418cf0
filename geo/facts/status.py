"""Status of a trigger: planned, threatened, claimed, denied, ongoing, occurred, or no event at all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group
    from geo.records import EventStatus

_GOVERNOR_DEPTH = 4
_LASTING = frozenset({"besiege", "clash", "attack", "shelling", "offensive", "airstrike"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """`status`, or why there is no event; `failed` when something was tried and did not succeed."""

    status: EventStatus = "occurred"
    drop: str = ""
    failed: bool = False


def judge(parsed: Parse, hit: Hit, group: Group | None) -> Judgement:
    """Judge one trigger by its verb group, its governors and the words before it in its clause."""
    words = status_words()
    clause = parsed.clause(hit.start)
    before = _lows(parsed.items, clause.start, hit.start)
    if group is not None:
        judged = _by_group(group, before)
        if judged is not None:
            return judged
    elif hit.trigger.pos == "noun":
        judged = _by_noun(parsed, hit, before)
        if judged is not None:
            return judged
    judged = _by_clause(parsed, hit, group, before) or Judgement(words_status(hit))
    if judged.status == "occurred" and not judged.drop and _lasting(parsed, hit, group, before):
        return Judgement("ongoing")
    return judged


def _lasting(parsed: Parse, hit: Hit, group: Group | None, before: Sequence[str]) -> bool:
    """Whether a state or a fight is told as still going on: "is encircled", "has been shelled since", "clashes continue"."""
    words = status_words()
    clause = parsed.clause(hit.start)
    after = _lows(parsed.items, hit.end, clause.end)
    since = any(item.low == "since" for item in parsed.items[hit.end : clause.end])
    if group is not None:
        stative = hit.trigger.sense == "besiege" and group.passive and group.present
        return stative or (since and group.present and hit.trigger.sense in _LASTING)
    if hit.trigger.sense not in _LASTING:
        return False
    if hit.trigger.sense == "besiege" and any(word in {"is", "are", "remains", "remain", "keeps"} for word in before):
        return True
    if any(word in words.clause["going_on"] for word in after[:3] + list(before[-2:])):
        return True
    return since and not clause.verbs


def words_status(hit: Hit) -> EventStatus:
    """Give the status a trigger carries by itself."""
    if hit.trigger.status == "threatened":
        return "threatened"
    return "occurred"


def _by_group(group: Group, before: Sequence[str]) -> Judgement | None:
    words = status_words()
    if group.modal in words.auxiliary["hypothetical"]:
        if "said" in before or "says" in before or "told" in before:
            return Judgement("planned", drop="" if group.modal == "would" else "hypothetical")
        return Judgement(drop="hypothetical")
    if group.negated:
        return Judgement(drop="negated", failed=True)
    if group.modal in words.auxiliary["planned"]:
        return Judgement("planned")
    if group.form in {"infinitive", "gerund"} and group.governors:
        return _governed(group)
    if group.progressive and group.present:
        return Judgement("ongoing")
    return None


def _governed(group: Group) -> Judgement | None:
    words = status_words()
    for word in group.governors[:_GOVERNOR_DEPTH]:
        for name in ("failed", "threatened", "planned", "actual", "denied"):
            if word in words.governor[name]:
                if name == "failed":
                    return Judgement(drop="not achieved", failed=True)
                if name == "actual":
                    return Judgement("planned") if "will" in group.governors else None
                return Judgement(name)  # type: ignore[arg-type]
        if word in grammar().verbs:
            break
    if group.form == "infinitive":
        return Judgement(drop="purpose")
    return None


def _by_noun(parsed: Parse, hit: Hit, before: Sequence[str]) -> Judgement | None:
    words = status_words()
    nearest = before[-4:]
    clause = parsed.clause(hit.start)
    if "no" in nearest[-2:] or "without" in nearest[-3:]:
        return Judgement(drop="negated")
    if any(word in {"planned", "possible", "future", "any", "next", "potential", "imminent"} for word in nearest[-2:]):
        return Judgement("planned")
    if any(word in words.governor["noun"] for word in nearest):
        return Judgement(drop="only spoken of")
    for head in clause.verbs:
        group = parsed.groups.get(head)
        if group is not None and head < hit.start and group.negated:
            return Judgement(drop="negated")
    after = _lows(parsed.items, hit.end, clause.end)
    if any(word in words.clause["likely"] for word in after[:9]):
        return Judgement("threatened")
    if any(one in {"is", "are"} and two == "to" for one, two in pairwise(after[:8])):
        return Judgement("planned")
    if any(word in words.auxiliary["planned"] for word in before):
        return Judgement("planned")
    if any(word in words.auxiliary["hypothetical"] for word in before):
        return Judgement(drop="hypothetical")
    return None


def _by_clause(parsed: Parse, hit: Hit, group: Group | None, before: Sequence[str]) -> Judgement | None:
    words = status_words()
    clause = parsed.clause(hit.start)
    if clause.opener in words.clause["hypothetical"] or any(
        word in {"if", "unless", "whether", "suppose"} for word in before
    ):
        return Judgement(drop="hypothetical")
    number = parsed.at[hit.start]
    earlier = _lows(parsed.items, parsed.clauses[number - 1].start, clause.start) if number else []
    scope = earlier if clause.kind == "report" or clause.opener == "that" else []
    for name in ("denied", "threatened", "planned", "claimed", "ongoing"):
        listed = words.clause[name]
        if name == "ongoing" and group is not None and group.form == "finite" and not group.progressive:
            near = before[-3:]
        else:
            near = [*scope[-6:], *before[-8:]]
        if name == "ongoing":
            near = before[-4:]
        if any(word in listed for word in near):
            return Judgement(name)  # type: ignore[arg-type]
    return None


def _lows(items: Sequence[Item], start: int, end: int) -> list[str]:
    return [item.low for item in items[start:end] if item.kind in {"word", "actor"}]


def doubted(text: str) -> bool:
    """Whether a sentence casts doubt on what was said: a denial, a contradiction, no confirmation."""
    low = text.lower()
    return any(word in low for word in status_words().doubt)
