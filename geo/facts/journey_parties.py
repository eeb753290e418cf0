"""Who may be on a journey: the parties that a sentence names beside its movement, and those told of before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.facts.families import GAINS
from geo.facts.fighters import fights
from geo.facts.journey_clues import subject_of
from geo.facts.journey_spots import MEMORY
from geo.facts.journey_words import HARD_STOPS, heads, near_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facts.items import Item
    from geo.facts.journey_memory import Telling
    from geo.facts.journey_spots import Memory, Spot
    from geo.facts.roster import Roster
    from geo.facts.told import Told
    from geo.records import Location

_GOVERNS = frozenset({"against", "by", "with", "from", "of", "to", "on", "at", "for", "between"})
_CLAUSE = 8
_CLOSE, _NEAR = 2, 6
_LEADING = 3


def leading(told: Told) -> dict[str, str]:
    """Give the parties an article is about: the most named, and which takes and which loses most places."""
    named = Counter(mention.actor for mention in told.actor_mentions if fights(mention.actor, told.roster))
    takes = Counter(frame.agent for frame in told.frames if frame.sense in GAINS and fights(frame.agent, told.roster))
    loses = Counter(
        frame.patient for frame in told.frames if frame.sense in GAINS and fights(frame.patient, told.roster)
    )
    found = {f"most{rank}": actor for rank, (actor, _) in enumerate(named.most_common(_LEADING))}
    for how, counted in (("takes", takes), ("loses", loses)):
        if counted:
            found[how] = counted.most_common(1)[0][0]
    return found


def parties_at(
    telling: Telling, memory: Memory, leads: dict[str, str], head: int, roster: Roster | None
) -> dict[str, list[str]]:
    """Give the parties that may move at a head, each with how the text tells of it."""
    found: dict[str, list[str]] = {}
    told = [*_named(telling.items, head), *_framed(telling, head)]
    told += [
        (actor, f"last.{how}.{min(2, telling.number - number)}")
        for how, (number, actor) in memory.parties.items()
        if telling.number - number <= MEMORY
    ]
    told += [(actor, f"lead.{how}") for how, actor in leads.items()]
    for actor, how in told:
        if fights(actor, roster):
            found.setdefault(actor, []).append(how)
    return found


def _named(items: Sequence[Item], head: int) -> Iterator[tuple[str, str]]:
    """Give the parties that the sentence names, by how they stand to the head."""
    blocked, subject = False, True
    for back in range(head, -1, -1):
        item = items[back]
        blocked = blocked or item.low in HARD_STOPS
        if item.actor is None:
            continue
        if blocked:
            how = "stretch"
        elif back and items[back - 1].low in _GOVERNS:
            how = f"governed.{items[back - 1].low}"
        elif subject:
            subject, apart = False, head - back
            crossed = any(other.kind == "place" for other in items[back:head])
            how = f"subject.{0 if apart <= _CLOSE else 1 if apart <= _NEAR else 2}.{crossed}"
        else:
            how = "before"
        yield item.actor.actor, how
    for ahead in range(head + 1, len(items)):
        actor = items[ahead].actor
        if actor is not None:
            close = ahead - head <= _CLOSE
            yield actor.actor, f"after.{items[ahead - 1].low if items[ahead - 1].low in _GOVERNS else close}"


def _framed(telling: Telling, head: int) -> Iterator[tuple[str, str]]:
    """Give the parties of the frames of the sentence."""
    at = telling.items[head].start
    for frame in telling.told:
        where = "at" if frame.trigger.start <= at < frame.trigger.end else "beside"
        inferred = dict(frame.details).get("inferred", "")
        yield frame.agent, f"agent.{where}.{'guess' if 'agent' in inferred else 'told'}"
        yield frame.patient, f"patient.{where}.{'guess' if 'patient' in inferred else 'told'}"


def party_clues(
    telling: Telling, memory: Memory, actor: str, hows: Sequence[str], pair: tuple[Spot, Spot, int]
) -> Iterator[str]:
    """Give the clues that a party is on a journey."""
    origin, goal, head = pair
    kind = heads()[telling.items[head].low]
    family = {how.split(".")[0] for how in hows}
    named = not family.isdisjoint({"subject", "before", "after", "governed"})
    others = any(item.actor is not None for item in telling.items)
    clause = frozenset(item.low for item in telling.items[max(0, head - _CLAUSE) : head + 2])
    force, pronoun = (not near_words()[name].isdisjoint(clause) for name in ("forces", "pronouns"))
    subject, word = subject_of(telling.items, head)
    for how in dict.fromkeys(hows):
        stem = how.rsplit(".", 1)[0]
        yield how
        yield f"{stem}.{kind}"
        yield f"{how.split('.')[0]}.subject={subject}"
        yield f"{stem}.subject={word}"
        if not named:
            yield f"unnamed.{how}"
    yield f"named.{named}.{others}"
    yield f"named.{named}.force.{force}"
    yield f"named.{named}.pronoun.{pronoun}"
    for part, spot in (("o", origin), ("g", goal)):
        for how, known in (("stood", memory.stood), ("lost", memory.lost), ("goal", memory.goal)):
            if _same(known.get(actor), spot.location):
                yield f"{part}.{how}"
                yield f"{part}.{how}.{kind}"
    if "subject" in family and origin.how == "home" and origin.index > 0:
        yield f"home.{telling.items[origin.index].actor is not None}"


def _same(told: tuple[int, Location] | None, location: Location | None) -> bool:
    return told is not None and location is not None and told[1].place.id == location.place.id
