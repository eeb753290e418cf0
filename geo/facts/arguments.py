"""Arguments of a trigger: agent, patient and object by position, voice and preposition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.families import MUTUAL, REMOTE
from geo.facts.placing import place_roles
from geo.facts.subjects import subjects
from geo.facts.verbs import Group
from geo.facts.war import CIVILIANS
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.places import PlaceUse
    from geo.facts.triggers import Hit

_OBJECT_REACH = 14
_POSSESSOR_REACH = 6
_PACTS = frozenset({"agreement", "ceasefire"})
_TO_WHOM = frozenset({"ultimatum", "agreement"})
# What one does with an enemy or a partner; all else that is done with somebody is done with his help.
_WITH = MUTUAL | {"contest", "statement", "other"}
_RIGHT_REACH = 42
_NAMED_REACH = 4
_ACCUSED_REACH = 14
# After these a party has no part in what the trigger tells.
_ASIDE = frozenset({"despite"})
_OPENING = frozenset({"being", "having"})
_OF_OBJECT = frozenset({"word", "place", "number"})


@dataclass(slots=True)
class Arguments:
    """What stands around one trigger.

    `agents` and `patients` are items of actors, best first; `places` are (role, use, nearness), see ``placing``;
    `object` are the words of the direct object or of the noun's complement; `direct` tells that a place is the direct
    object, `subject_place` that it is the subject of a passive or of a verb like "fall".
    """

    hit: Hit
    group: Group | None
    agents: list[int] = field(default_factory=list)
    patients: list[int] = field(default_factory=list)
    places: list[tuple[str, PlaceUse, int]] = field(default_factory=list)
    object: list[str] = field(default_factory=list)
    direct: bool = False
    subject_place: bool = False

    @property
    def construction(self) -> str:
        """How the trigger stands: noun, phrase, active, passive, participle, infinitive, gerund."""
        if self.group is None:
            return self.hit.trigger.pos
        if self.group.passive:
            return "passive" if self.group.form == "finite" else "participle"
        return "active" if self.group.form == "finite" else self.group.form

    @property
    def passive(self) -> bool:
        """Whether the trigger is a passive verb."""
        return self.group is not None and self.group.passive


def read_arguments(parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse]) -> Arguments:
    """Read the arguments of one trigger in its sentence."""
    found = Arguments(hit, group)
    if hit.trigger.pos == "noun":
        _read_doer(parsed, found)
    else:
        _read_subject(parsed, found, uses)
    _read_right(parsed, found)
    if not found.patients and hit.trigger.sense in _TO_WHOM:
        _read_addressee(parsed, found)
    found.places += place_roles(parsed, hit, group, uses, [use.index for _, use, _ in found.places])
    return found


def _read_subject(parsed: Parse, found: Arguments, uses: Sequence[PlaceUse]) -> None:
    """Read the subject of a verb or predicate: the agent, the patient of a passive, or the place that falls."""
    trigger = found.hit.trigger
    group = found.group or Group(found.hit.start, found.hit.start, "finite")
    nominals = _accused(parsed, found, subjects(parsed, group)) or _after_opening(parsed, group)
    actors = [index for index in nominals if parsed.items[index].kind == "actor"]
    role = trigger.actor if found.passive else trigger.subject  # the first of a list or apposition is its head
    if role == "agent":
        found.agents += actors[-1:]
    elif role == "patient":
        found.patients += actors[-1:]
    if not (trigger.place_subject and (found.passive or trigger.subject == "place")):
        return
    by_index = {use.index: use for use in uses}
    first = next((by_index[index] for index in nominals if index in by_index and not by_index[index].described), None)
    if first is not None:
        found.places += [(trigger.object, use, 0) for use in uses if use.chain == first.chain]
        found.subject_place = True
    elif role == "place":
        found.patients += actors[-1:]


def _accused(parsed: Parse, found: Arguments, nominals: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out of the subjects of "of advancing" in "X accused Y of advancing" who accuses."""
    items, start = parsed.items, found.hit.start
    if found.construction != "gerund" or not start or items[start - 1].low != "of":
        return nominals
    verb = next(
        (i for i in range(start - 2, max(-1, start - _ACCUSED_REACH), -1) if items[i].low in grammar().charges), -1
    )
    active = verb > 0 and items[verb - 1].low not in grammar().be
    return tuple(index for index in nominals if index > verb) if active else nominals


def _after_opening(parsed: Parse, group: Group) -> tuple[int, ...]:
    """Give the subject after a phrase that opens the sentence: "Despite being driven out of X, the militants ..."."""
    items = parsed.items
    if items[group.start].low not in _OPENING or any(item.kind != "word" for item in items[: group.start]):
        return ()
    comma = next((index for index in range(group.head, len(items)) if items[index].low == ","), len(items))
    after = range(comma + 1, min(comma + 1 + _NAMED_REACH, len(items)))
    return tuple(index for index in after if items[index].kind == "actor")[:1]


def _read_doer(parsed: Parse, found: Arguments) -> None:
    """Read possessor or light verb of a noun trigger: "the army's attack", "rebels launched an attack"."""
    words = grammar()
    hit, items = found.hit, parsed.items
    clause = parsed.clause(hit.start)
    verb = next((head for head in reversed(clause.verbs) if head < hit.start), None)
    for index in range(hit.start - 1, max(clause.start, hit.start - _POSSESSOR_REACH) - 1, -1):
        item = items[index]
        if item.kind == "actor":
            found.agents.append(index)
            return
        if item.low in words.not_doing:
            verb = index
            break
        if item.low in words.apart and item.kind == "word" and hit.trigger.sense in REMOTE:
            return
        if item.kind == "mark" or item.low in words.prepositions or item.low in words.verbs:
            break
    if verb is not None and items[verb].low in words.charges and items[verb - 1].low not in words.be:
        found.agents += [index for index in range(verb + 1, hit.start) if items[index].kind == "actor"][:1]
        return
    between = {item.low for item in items[verb : hit.start]} if verb is not None else set()
    if verb is None or between & words.no_doer or (verb and items[verb - 1].low == "there"):
        return
    group = parsed.groups.get(verb) or Group(verb, verb, "finite")
    if not group.passive:
        subject = [index for index in subjects(parsed, group) if items[index].kind == "actor"][-1:]
        (found.patients if between & words.undergoes else found.agents).extend(subject)


def _read_right(parsed: Parse, found: Arguments) -> None:
    """Walk right through the trigger's clause for actors and the words of its object."""
    words = grammar()
    hit, items = found.hit, parsed.items
    if hit.trigger.pos == "phrase":
        found.agents += [index for index in range(hit.end, hit.stop) if items[index].kind == "actor"]
    end = min(max(parsed.clause(hit.start).end, hit.stop), hit.end + _RIGHT_REACH)
    preposition = own = _own_preposition(items, hit)
    phrase_over = False
    for index in range(hit.end, end):
        item = items[index]
        if item.kind == "word" and item.low in words.prepositions:
            if _counts(items, index):
                continue
            preposition = _preposition(items, index, hit, preposition)
            phrase_over = phrase_over or item.low not in {"of", "for"}
        elif item.kind == "mark" and item.low in {",", ";", ":"}:
            phrase_over = True
            if not (item.low == "," and preposition in {"with", "against", "between"}):
                preposition = "," if item.low == "," else preposition
        elif item.kind == "actor" and items[index - 1].low != "even":  # "an order even X finds cruel"
            _read_actor(found, index, preposition)
        if not phrase_over and index < hit.end + _OBJECT_REACH and (item.kind in _OF_OBJECT or _is_civilian(item)):
            found.object.append(item.low)
        if item.kind == "place" and preposition == own and not _modifies(items, index):
            found.direct = True


def _preposition(items: Sequence[Item], index: int, hit: Hit, last: str) -> str:
    """Give what a preposition is to the trigger: itself, nothing, or one that leads aside ("with the help of X").

    `last` is the one before it: "despite raids by X" tells nothing more of the trigger.
    """
    words, low = grammar(), items[index].low
    if last in _ASIDE and low in {"by", "of"}:
        return last
    if low == "by" and _of_participle(items, index, hit):
        return ""
    if low == "by" and hit.trigger.sense in _PACTS and items[index - 1].low in words.mediated:
        return "beside"
    if low in words.despite:
        return "despite"
    return "beside" if low == "of" and items[index - 1].low in words.helping else low


def _of_participle(items: Sequence[Item], index: int, hit: Hit) -> bool:
    """Whether "by" belongs to a participle that describes something else: "strikes on a road held by X"."""
    return index > hit.end + 1 and items[index - 1].low in grammar().held_by


def names_object(items: Sequence[Item], hit: Hit) -> bool:
    """Whether a verb has an object whose name nobody knows: "took National Highway 2"."""
    if hit.trigger.pos != "verb":
        return False
    for item in items[hit.end : hit.end + _NAMED_REACH]:
        if item.kind != "word" or item.low in grammar().prepositions or item.low in grammar().subordinators:
            return False
        if item.capital:
            return True
    return False


def _is_civilian(item: Item) -> bool:
    """Whether an item is a party that is no party: what it is called tells who the victims are."""
    return item.actor is not None and item.actor.actor == CIVILIANS


def _read_addressee(parsed: Parse, found: Arguments) -> None:
    """Read beyond the clause whom a demand is made of ("demands that X leave"), whom an agreement is made with."""
    items, start = parsed.items, found.hit.end
    for index in range(start, min(start + _OBJECT_REACH, len(items))):
        if items[index].kind == "actor" and index not in found.agents:
            if found.hit.trigger.sense == "ultimatum" or items[index - 1].low in {"with", "and"}:
                found.patients.append(index)
            return


def _modifies(items: Sequence[Item], index: int) -> bool:
    """Whether a place only modifies the noun after it: "took Kirkuk oil"."""
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or after.kind != "word" or after.capital or after.low.endswith(("ly", "ed", "s'", "’s", "'s")):
        return False
    return after.low not in grammar().beside_names


def _own_preposition(items: Sequence[Item], hit: Hit) -> str:
    """Give the trigger's last particle where the party after it has its part from that: "fell to", "controlled by"."""
    last = items[hit.end - 1].low if hit.end > hit.start + 1 else ""
    return last if last in hit.trigger.agent_after | hit.trigger.patient_after | {"by"} else ""


def _counts(items: Sequence[Item], index: int) -> bool:
    """Whether a preposition belongs to a count: "at least", "up to 40", "more than"."""
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or items[index].low not in {"at", "up", "to", "than", "over", "about", "around"}:
        return False
    return after.low in {"least", "most", "to"} or after.kind == "number"


def _read_actor(found: Arguments, index: int, preposition: str) -> None:
    """Give an actor right of the trigger its part, by the preposition before it."""
    trigger = found.hit.trigger
    if preposition == "by":
        if found.passive or trigger.pos != "verb":
            found.agents.insert(0, index)
    elif preposition in trigger.agent_after:
        found.agents.insert(0, index)
    elif preposition == "between" and not found.agents:
        found.agents.append(index)
    elif preposition in trigger.patient_after or preposition == "against":
        found.patients.append(index)
    elif preposition == "with":
        if trigger.sense in _WITH:
            found.patients.append(index)
    elif found.passive or index in found.agents:
        return
    elif preposition in {"of", "on"} or (not preposition and found.group is not None):
        found.patients.append(index)
