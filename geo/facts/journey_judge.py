"""Which journeys a sentence tells, and whose: weighs the clues of every origin, goal and party that come into question.

Two logistic models with the weights of ``geo/data/facts/journeys.csv``, learnt from our own annotated reports by
``python benchmarks/train_journeys.py``: ``pair`` tells how likely somebody goes from an origin to a goal, ``party``
how likely a party is the one. Axes that the rules read are among the candidates; that a rule read one is a clue, too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from geo.facts.inside import inside, told_in
from geo.facts.journey_clues import NEGATED, head_of_pair, pair_clues, setting_clues
from geo.facts.journey_memory import Telling, focus_of
from geo.facts.journey_pairs import pairs_of
from geo.facts.journey_parties import leading, parties_at, party_clues
from geo.facts.journey_spots import Memory, Spot, done_at, spots_in
from geo.facts.journey_words import heads
from geo.facts.weights import likelihood, read_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from geo.facts.told import Told
    from geo.records import Axis

WEIGHTS = "journeys.csv"
# A journey is drawn when pair and party together are at least this likely.
LEAST = 0.5
# One that a rule read as well, of a party that the rule gave, needs less.
LEAST_RULED = 0.16
_NO_RULE = "rule=none"


Parties = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Candidate:
    """A journey that a sentence may tell, with the clues for it; `movers` finds its parties."""

    origin: Spot
    goal: Spot
    head: int
    clues: tuple[str, ...]
    movers: Callable[[], Parties]

    @cached_property
    def parties(self) -> Parties:
        """Give the parties in question, each with its clues; asked while its sentence is read, of the likely only."""
        return self.movers()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A journey believed, its party and how likely it is."""

    candidate: Candidate
    actor: str
    likely: float


def judge(told: Told, drafts: Sequence[Axis]) -> Iterator[tuple[Telling, list[Verdict]]]:
    """Give the journeys believed of each sentence; `drafts` are the axes that the rules read."""
    for telling, candidates in read_candidates(told, drafts):
        verdicts = _choose(candidates)
        if verdicts:
            yield telling, verdicts


def read_candidates(told: Told, drafts: Sequence[Axis]) -> Iterator[tuple[Telling, list[Candidate]]]:
    """Give the journeys that each sentence may tell."""
    memory, leads = Memory(focus=focus_of(told.mentions), done=done_at(told.frames)), leading(told)
    by_sentence: dict[int, list[Axis]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sources[0].start, []).append(draft)
    for number, sentence in enumerate(told.sentences):
        named, frames = inside(sentence, told.mentions), told_in(sentence, told.frames)
        telling = Telling(number, sentence, told.items(sentence, dated=True), frames, named)
        drafted = by_sentence.get(sentence.start, [])
        candidates: list[Candidate] = []
        if not sentence.heading and any(item.kind == "word" and item.low in heads() for item in telling.items):
            candidates = _read(telling, memory, leads, told)
        if candidates or drafted:
            yield telling, _with_drafts(telling, candidates, drafted)
        memory.remember(telling)


def _read(telling: Telling, memory: Memory, leads: dict[str, str], told: Told) -> list[Candidate]:
    parties: dict[int, dict[str, list[str]]] = {}
    settings: dict[int, tuple[str, ...]] = {}
    found: list[Candidate] = []
    for origin, goal in pairs_of(telling, memory, spots_in(telling)):
        head = head_of_pair(origin, goal)
        if head not in parties:
            parties[head] = parties_at(telling, memory, leads, head, told.roster)
            settings[head] = tuple(setting_clues(telling, head))
        movers = partial(_movers, telling, memory, parties[head], (origin, goal, head))
        clues = (*pair_clues(telling, memory, origin, goal), *settings[head])
        found.append(Candidate(origin, goal, head, clues, movers))
    return found


def _movers(telling: Telling, memory: Memory, hows: dict[str, list[str]], pair: tuple[Spot, Spot, int]) -> Parties:
    return {actor: tuple(party_clues(telling, memory, actor, how, pair)) for actor, how in hows.items()}


def _with_drafts(telling: Telling, candidates: Iterable[Candidate], drafts: Sequence[Axis]) -> list[Candidate]:
    """Note which candidates a rule read as well, and add those that only a rule read."""
    found: list[Candidate] = []
    met: set[int] = set()
    for candidate in candidates:
        same = [draft for draft in drafts if is_draft(candidate, draft)]
        met |= {id(draft) for draft in same}
        rules = tuple(_rule(draft) for draft in same)
        movers = partial(_ruled, candidate, {draft.actor for draft in same}, rules) if same else candidate.movers
        clues = (*candidate.clues, *(rules or (_NO_RULE,)))
        found.append(Candidate(candidate.origin, candidate.goal, candidate.head, clues, movers))
    alone = [draft for draft in drafts if id(draft) not in met]
    if alone:
        spots = spots_in(telling)
        found += [_drafted(draft, spots) for draft in alone]
    return found


def _ruled(candidate: Candidate, actors: Collection[str], rules: tuple[str, ...]) -> Parties:
    """Note which parties a rule gave."""
    clues = candidate.parties
    return {**clues, **{actor: (*clues.get(actor, ()), "rule", *rules) for actor in actors}}


def is_draft(candidate: Candidate, draft: Axis) -> bool:
    """Tell whether a rule's axis goes the way of a candidate."""
    goal, origin = candidate.goal.location, candidate.origin.location
    if goal is None or goal.place.id != draft.objective.place.id:
        return False
    if draft.origin is None or origin is None:
        return draft.origin is None and origin is None and draft.origin_relation == candidate.origin.side
    return draft.origin.place.id == origin.place.id


def _rule(draft: Axis) -> str:
    return "rule=" + draft.sources[0].rule.split(":")[0]


def _drafted(draft: Axis, spots: Sequence[Spot]) -> Candidate:
    """Make a candidate of an axis that only a rule read."""
    places = {spot.location.place.id: spot for spot in reversed(spots) if spot.location is not None}
    goal = places.get(draft.objective.place.id, Spot(draft.objective, "frame"))
    if draft.origin is None:
        side = draft.origin_relation
        origin = Spot(None, "side" if side else "none", side=side)
    else:
        origin = places.get(draft.origin.place.id, Spot(draft.origin, "frame"))
    clues = ("only=rule", _rule(draft), f"o={origin.how}", f"g={goal.how}", f"og={origin.how}.{goal.how}")
    parties: Parties = {draft.actor: ("rule", _rule(draft))}
    return Candidate(origin, goal, -1, (*clues, f"sure={int(draft.confidence * 10)}"), lambda: parties)


def _choose(candidates: Iterable[Candidate]) -> list[Verdict]:
    """Choose the journeys of a sentence, the likeliest first: each tells of an origin or a goal not yet told."""
    weighed = sorted(filter(None, map(_weigh, candidates)), key=lambda verdict: -verdict.likely)
    chosen: list[Verdict] = []
    origins: set[int] = set()
    goals: set[int] = set()
    for verdict in weighed:
        origin, goal = verdict.candidate.origin.index, verdict.candidate.goal.index
        old_origin = origin in origins if origin >= 0 else bool(chosen)
        old_goal = goal in goals if goal >= 0 else bool(chosen)
        if (old_origin and old_goal) or (origin < 0 and old_goal) or (goal < 0 and old_origin):
            continue
        chosen.append(verdict)
        origins.add(origin)
        goals.add(goal)
    return chosen


def _weigh(candidate: Candidate) -> Verdict | None:
    """Weigh a journey with its likeliest party, and that by how likely it is and by its share among all in question."""
    likely = _likely("pair", candidate.clues)
    hopeless = likely < (LEAST if _NO_RULE in candidate.clues else LEAST_RULED)
    if hopeless or NEGATED in candidate.clues or not candidate.parties:
        return None
    movers = [(_likely("party", clues), actor) for actor, clues in candidate.parties.items()]
    party, actor = max(movers)
    likely *= math.sqrt(party * party / sum(each for each, _ in movers))
    least = LEAST_RULED if "rule" in candidate.parties[actor] else LEAST
    return Verdict(candidate, actor, likely) if likely >= least else None


def _likely(model: str, clues: Iterable[str]) -> float:
    return likelihood(read_weights(WEIGHTS, model), {*clues})
