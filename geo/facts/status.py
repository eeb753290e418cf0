"""Status of a trigger: planned, threatened, claimed, denied, ongoing, occurred, or no event at all."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.families import MUTUAL
from geo.facts.governors import STATUSES, Judgement, governed, is_habit, of_aim
from geo.facts.triggers import trigger_table
from geo.facts.words import grammar, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group

_NEAR = 8
_LASTING = frozenset({"besiege", "clash", "attack", "shelling", "offensive", "airstrike"})
# What one does without an enemy: tried in vain, it is no fight either.
_ALONE = (MUTUAL - {"clash"}) | {"mobilise", "withdraw", "establish", "handover"}
_NOT_QUITE = frozenset({"almost", "nearly"})
_ENDS = frozenset({"ended", "ending"})
_NOBODY = frozenset({"nothing", "nobody", "none"})


def judge(parsed: Parse, hit: Hit, group: Group | None) -> Judgement:
    """Judge one trigger by its verb group, its governors and the words before it in its clause."""
    before = _lows(parsed.items, parsed.clause(hit.start).start, hit.start)
    if any(word in status_words().clause["speculative"] for word in before) or _is_inverted(parsed, hit):
        return Judgement(drop="hypothetical")
    judged = None
    if group is not None:
        nobody = group.start > 0 and parsed.items[group.start - 1].low in _NOBODY
        nearly = group.head > 0 and parsed.items[group.head - 1].low in _NOT_QUITE
        judged = Judgement(drop="not achieved") if nearly else _by_shared(parsed, group)
        judged = judged or _by_group(group, reported=_is_reported(parsed, hit), nobody=nobody)
    elif hit.trigger.pos == "noun":
        judged = _by_noun(parsed, hit, before)
    judged = of_aim(hit, group, judged, before)
    if judged is not None and (judged.failed or judged.sought) and hit.trigger.sense in _ALONE:
        return Judgement(drop="not achieved")
    judged = judged or _by_clause(parsed, hit, before) or Judgement()
    if judged.status == "planned" and group is not None and _has_done(group):
        judged = Judgement()  # "planned to leave all they have taken"
    if judged == Judgement() and _is_lasting(parsed, hit, group, before):
        return Judgement("ongoing")
    return judged


def _has_done(group: Group) -> bool:
    """Whether a verb in the present perfect tells what is done already, whatever is planned beside it."""
    return group.form == "finite" and group.perfect and group.present and not group.modal


def _is_inverted(parsed: Parse, hit: Hit) -> bool:
    """Whether a condition opens with its auxiliary: "Should X fall, Y is next", "had they not taken X"."""
    clause = parsed.clause(hit.start)
    opener = parsed.items[clause.start].low
    if opener == "should":
        return True
    negated = any(item.low == "not" for item in parsed.items[clause.start : hit.start])
    return opener in {"had", "were"} and negated


def _is_reported(parsed: Parse, hit: Hit) -> bool:
    clause = parsed.clause(hit.start)
    return clause.kind == "report" or clause.opener == "that"


def _by_group(group: Group, *, reported: bool, nobody: bool) -> Judgement | None:
    """Judge a verb: modals, negation, governors, tense."""
    words = status_words()
    if group.modal in words.auxiliary["hypothetical"]:
        return Judgement("planned") if reported and group.modal == "would" else Judgement(drop="hypothetical")
    if group.negated or nobody:
        return Judgement(drop="negated")
    if group.modal in words.auxiliary["planned"]:
        return Judgement("planned")
    if group.form in {"infinitive", "gerund"} and group.governors:
        return governed(group)
    return Judgement("ongoing") if group.progressive and group.present else None


def _by_shared(parsed: Parse, group: Group) -> Judgement | None:
    """Judge a participle that shares the infinitive before it: "claimed to have attacked and captured X"."""
    joined = group.form == "finite" and group.start == group.head and group.start > 1
    if not joined or parsed.items[group.start - 1].low not in {"and", "or"}:
        return None
    before = parsed.groups.get(group.start - 2)
    shares = before is not None and before.form == "infinitive" and before.perfect and not before.passive
    judged = governed(before) if before is not None and shares else None
    return judged if judged is not None and not judged.drop else None


def _by_noun(parsed: Parse, hit: Hit, before: Sequence[str]) -> Judgement | None:
    """Judge a noun trigger by the words beside it and the verb it belongs to."""
    words = status_words()
    clause = parsed.clause(hit.start)
    nearest = before[-4:]
    after = _lows(parsed.items, hit.end, clause.end)
    negated = any(parsed.groups[head].negated for head in clause.verbs if head < hit.start and head in parsed.groups)
    none_of = any(low == "of" and "no" in nearest[:n] for n, low in enumerate(nearest))  # "no sounds of any fighting"
    if negated or none_of or "no" in nearest[-2:] or "without" in nearest[-3:]:
        return Judgement(drop="negated")
    if is_habit(before) or _is_aim(parsed, hit):
        return Judgement(drop="a habit, or an aim")
    if any(word in words.clause["to_come"] for word in nearest[-2:]):
        return Judgement("planned")
    if _is_spoken_of(nearest) or _is_described(after):
        return Judgement(drop="only spoken of")
    if any(word in words.clause["likely"] for word in after[:_NEAR]):
        return Judgement("threatened")
    return _by_verb_of_noun(before, after)


def _is_spoken_of(nearest: Sequence[str]) -> bool:
    """Whether a noun is only feared, asked for or over; a battle that "ended with an air raid" tells the raid."""
    with_it = any(one in _ENDS and two in {"with", "in"} for one, two in pairwise(nearest))
    return any(word in status_words().governor["noun"] and not (with_it and word in _ENDS) for word in nearest)


def _is_aim(parsed: Parse, hit: Hit) -> bool:
    """Whether "fighting" tells what somebody strives for, not for ground: "the Taliban, fighting to bring back ..."."""
    items, end = parsed.items, hit.end
    if items[hit.end - 1].low != "fighting" or end + 1 >= len(items) or items[end].low != "to":
        return False
    return trigger_table().lists["striking"].isdisjoint(item.low for item in items[end + 1 : end + 3])


def _is_described(after: Sequence[str]) -> bool:
    """Whether a noun is only said to become something: "the battle is expected to be the biggest"."""
    at = after.index("expected") if "expected" in after else len(after)
    to_be = list(after[at + 1 : at + 3]) == ["to", "be"]
    return to_be and any(low in grammar().determiners for low in after[at + 3 : at + 4])


def _by_verb_of_noun(before: Sequence[str], after: Sequence[str]) -> Judgement | None:
    """Judge a noun by the auxiliaries of its verb: "talks are to resume", "will launch an attack"."""
    words = status_words().auxiliary
    to_be = any(one in {"is", "are"} and two == "to" for one, two in pairwise(after[:_NEAR]))
    if to_be or any(word in words["planned"] for word in before):
        return Judgement("planned")
    hypothetical = any(word in words["hypothetical"] for word in before) or _would_be(before, after)
    return Judgement(drop="hypothetical") if hypothetical else None


def _would_be(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a noun opens its clause and only would do something: "the recapture of X would end the war"."""
    at = next((n for n, low in enumerate(after) if low in grammar().modals or low in grammar().verbs), len(after))
    opens = all(low in grammar().determiners or low in grammar().adjectives for low in before)
    return opens and after[at : at + 1] == ["would"] and after[at + 1 : at + 2] not in (["have"], ["be"])


def _by_clause(parsed: Parse, hit: Hit, before: Sequence[str]) -> Judgement | None:
    """Judge by what opens the clause and by the words before the trigger in it and in the clause that reports it."""
    words = status_words().clause
    clause = parsed.clause(hit.start)
    # "whether that blast came from"
    asked = clause.start > 0 and parsed.items[clause.start - 1].low in {"whether", "if"}
    if asked or clause.opener in words["hypothetical"] or any(word in words["hypothetical"] for word in before):
        return Judgement(drop="hypothetical")
    number = parsed.at[hit.start]
    scope: list[str] = []
    if number and _is_reported(parsed, hit):
        first = number - 1
        while first and parsed.clauses[first].kind == "report":
            first -= 1
        scope = _lows(parsed.items, parsed.clauses[first].start, clause.start)
        if clause.opener == "that" and any(word in words["demanded"] for word in scope[-4:]):
            return Judgement(drop="demanded")
    if _is_called_false(parsed, hit):
        return Judgement("denied")
    near = [*scope[-6:], *before[-_NEAR:]]
    for name in ("denied", "threatened", "planned", "claimed"):
        if any(word in words[name] for word in near):
            return Judgement(STATUSES[name])
    return Judgement("ongoing") if any(word in words["ongoing"] for word in before[-4:]) else None


def _is_called_false(parsed: Parse, hit: Hit) -> bool:
    """Whether the sentence goes on to call what it reports untrue: "the claim that X was taken is a lie"."""
    if not _is_reported(parsed, hit):
        return False
    after = [item.low for item in parsed.items[hit.end : hit.end + _NEAR]]
    verb = next((i for i, low in enumerate(after) if low in {"is", "are", "was", "were"}), len(after))
    return any(low in status_words().clause["called_false"] for low in after[verb:])


def _is_lasting(parsed: Parse, hit: Hit, group: Group | None, before: Sequence[str]) -> bool:
    """Whether a siege or a fight is told as still going on: "is encircled", "shelled since May", "clashes continue"."""
    if hit.trigger.sense not in _LASTING:
        return False
    clause = parsed.clause(hit.start)
    since = any(item.low == "since" for item in parsed.items[hit.end : clause.end])
    siege = hit.trigger.sense == "besiege"
    if group is not None:
        return group.present and (since or (siege and group.passive))
    if siege and any(word in {"is", "are", "remains", "remain", "keeps"} for word in before):
        return True
    going_on = status_words().clause["going_on"]
    after = _lows(parsed.items, hit.end, clause.end)
    return any(word in going_on for word in (*after[:3], *before[-2:])) or (since and not clause.verbs)


def _lows(items: Sequence[Item], start: int, end: int) -> list[str]:
    return [item.low for item in items[start:end] if item.kind in {"word", "actor"}]


def doubted(text: str) -> bool:
    """Whether a sentence casts doubt on what was said: a denial, a contradiction, no confirmation."""
    low = text.lower()
    return any(word in low for word in status_words().doubt)
