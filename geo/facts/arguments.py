"""Arguments of a trigger: agent, patient and places by position, voice and preposition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.facts.clauses import subjects
from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.places import PlaceUse
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group

_OBJECT_REACH = 14
_LIGHT_STOP = frozenset(
    {"survived", "condemned", "denied", "blamed", "repelled", "feared", "fled", "escaped", "reported"}
)
_AROUND = frozenset({"against", "with", "by"})


@dataclass(slots=True)
class Arguments:
    """What stands around one trigger.

    `agents` and `patients` are items of actors, best first; `places` are (role, use, nearness) with nearness 0 in the
    trigger's own clause, more farther off; `object` are the words of the direct object or of the noun's complement.
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


def read_arguments(parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse]) -> Arguments:
    """Read the arguments of one trigger in its sentence."""
    found = Arguments(hit, group)
    if group is not None or hit.trigger.pos == "phrase":
        _subject(parsed, hit, group, uses, found)
    else:
        _around_noun(parsed, hit, found)
    _to_the_right(parsed, hit, found)
    _places(parsed, hit, group, uses, found)
    return found


def _subject(parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse], found: Arguments) -> None:
    from geo.facts.verbs import Group as _Group

    found_group = group or _Group(hit.start, hit.start, "finite")
    nominals = subjects(parsed, found_group)
    actors = [index for index in nominals if parsed.items[index].kind == "actor"]
    passive = group is not None and group.passive
    role = hit.trigger.subject
    if passive:
        role = hit.trigger.actor
    if role == "agent":
        found.agents += actors[:1]
    elif role == "patient":
        found.patients += actors[:1]
    wants_place = hit.trigger.place_subject and (passive or role == "place" or hit.trigger.subject == "place")
    if wants_place:
        named = [index for index in nominals if parsed.items[index].kind == "place"]
        chains = {use.index: use for use in uses}
        first = next((chains[index] for index in named if not chains[index].described), None)
        if role == "place" and actors and first is None:
            found.patients += actors[:1]
        if first is not None:
            listed = [use for use in uses if use.chain == first.chain]
            found.places += [("object", use, 0) for use in listed]
            found.subject_place = True
            if role == "place":
                return


def _around_noun(parsed: Parse, hit: Hit, found: Arguments) -> None:
    """Read possessor and light verb of a noun trigger: "the army's attack", "rebels launched an attack"."""
    words = grammar()
    items = parsed.items
    clause = parsed.clause(hit.start)
    index = hit.start - 1
    while index >= clause.start and index > hit.start - 6:
        item = items[index]
        if item.kind == "actor":
            found.agents.append(index)
            return
        if item.kind == "mark" or item.low in words.prepositions or item.low in words.verbs:
            break
        index -= 1
    verb = next((head for head in reversed(clause.verbs) if head < hit.start), None)
    if verb is None or items[verb].low in _LIGHT_STOP:
        return
    group = parsed.groups.get(verb)
    if group is not None and group.passive:
        return
    from geo.facts.verbs import Group as _Group

    nominals = subjects(parsed, group or _Group(verb, verb, "finite"))
    found.agents += [index for index in nominals if items[index].kind == "actor"][:1]


def _to_the_right(parsed: Parse, hit: Hit, found: Arguments) -> None:
    """Walk right through the trigger's clause for actors and the words of its object."""
    words = grammar()
    items = parsed.items
    clause = parsed.clause(hit.start)
    trigger = hit.trigger
    preposition = ""
    noun = trigger.pos == "noun"
    if trigger.pos == "phrase" and hit.stop > hit.end:
        found.agents += [index for index in range(hit.start, hit.stop) if items[index].kind == "actor"]
    passive = found.group is not None and found.group.passive
    end = max(clause.end, hit.stop)
    phrase_over = False
    for index in range(hit.end, min(end, hit.end + 3 * _OBJECT_REACH)):
        item = items[index]
        if item.kind == "word" and item.low in {"at", "up", "more", "than", "as"} and _counts(items, index):
            continue
        if item.kind == "word" and item.low in words.prepositions:
            preposition = item.low
            phrase_over = phrase_over or item.low not in {"of", "for"}
        elif item.kind == "mark" and item.low in {",", ";", ":"}:
            if preposition in {"with", "against", "between"} and item.low == ",":
                continue
            preposition = "," if item.low == "," else preposition
            phrase_over = True
        elif item.kind == "actor":
            _actor(found, index, preposition, passive=passive, noun=noun)
        if not phrase_over and index < hit.end + _OBJECT_REACH and item.kind in {"word", "place", "number"}:
            found.object.append(item.low)
        if item.kind == "place" and not preposition:
            found.direct = True


def _counts(items: Sequence[Item], index: int) -> bool:
    """Whether a word belongs to a count: "at least", "up to 40", "more than"."""
    after = items[index + 1 : index + 4]
    return bool(after) and (
        after[0].low in {"least", "most", "than", "many"}
        or after[0].kind == "number"
        or items[index - 1].low in {"more", "up"}
    )


def _actor(found: Arguments, index: int, preposition: str, *, passive: bool, noun: bool) -> None:
    trigger = found.hit.trigger
    if preposition == "by":
        if passive or noun or trigger.pos == "phrase":
            found.agents.insert(0, index)
    elif preposition in trigger.agent_after:
        found.agents.insert(0, index)
    elif preposition in trigger.patient_after or preposition in {"against", "with"}:
        if preposition == "between" and not found.agents:
            found.agents.append(index)
        else:
            found.patients.append(index)
    elif (not preposition and not noun and not passive and found.group is not None) or (
        preposition in {"of", "on"} and not passive
    ):
        if index not in found.agents:
            found.patients.append(index)


def _places(parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse], found: Arguments) -> None:
    """Give every place of the sentence its role for this trigger and how far off it stands."""
    own = parsed.at[hit.start]
    taken = {use.index for _, use, _ in found.places}
    passive = group is not None and group.passive
    clause = parsed.clauses[own]
    antecedent = max((use.index for use in uses if use.index < clause.start and not use.described), default=-1)
    for use in uses:
        if use.described or use.index in taken:
            continue
        number = parsed.at[use.index]
        right = use.index >= hit.end
        away = _away(parsed, own, number, right=right)
        if away > 0 and hit.trigger.need in {"place", "ground", "subject_place"} and use.preposition == "":
            away += 1
        if right:
            role = _role(hit, use, passive=passive)
        else:
            role = _left_role(parsed, hit, use, group)
            if role == hit.trigger.object and number != own:
                away = 0
            if clause.opener == "where" and use.index == antecedent:
                away = 0
        found.places.append((role, use, 2 * away + (not right)))


def _away(parsed: Parse, own: int, other: int, *, right: bool) -> int:
    """Count the clauses between; a clause that goes on with the trigger's clause counts half as far."""
    if own == other:
        return 0
    return abs(own - other)


def _role(hit: Hit, use: PlaceUse, *, passive: bool) -> str:
    words = grammar()
    preposition = use.preposition
    trigger = hit.trigger
    if preposition in trigger.at or hit.start < use.governor < hit.end:
        return trigger.object
    if not preposition:
        return trigger.object if not passive or trigger.pos == "noun" else "at"
    if preposition in words.from_:
        return "from"
    if preposition in words.to:
        return "to"
    if preposition in words.via:
        return "via"
    if trigger.pos == "noun" and preposition == "of":
        return trigger.object
    if preposition == "against":
        return "object"
    return "at"


def _left_role(parsed: Parse, hit: Hit, use: PlaceUse, group: Group | None) -> str:
    words = grammar()
    if use.preposition in words.from_:
        return "from"
    if use.preposition in words.to:
        return "to"
    if use.preposition in words.via:
        return "via"
    relative = parsed.clause(hit.start).kind == "relative" and parsed.at[use.index] == parsed.at[hit.start] - 1
    if relative and group is not None:
        return hit.trigger.object
    fronted = (
        not use.preposition and group is not None and not group.passive and use.index == parsed.clause(hit.start).start
    )
    if fronted and hit.trigger.subject == "agent" and use.index + 1 < group.start:
        return hit.trigger.object
    return "at"


def _linked(found: Arguments, items: Sequence[Item], chosen: list[tuple[str, PlaceUse]]) -> list[tuple[str, PlaceUse]]:
    """Give the places that a coordinator joins to those chosen, each under its own preposition: "in A and near B"."""
    words = grammar()
    linked: list[tuple[str, PlaceUse]] = []
    last = chosen[-1][1].index
    if last < found.hit.end:
        return []
    for role, use, near in sorted(found.places, key=lambda place: place[1].index):
        if near or use.index <= last or role not in {"object", "at"} or use.described:
            continue
        between = items[last + 1 : use.index]
        joined = any(item.low in {"and", "or", "but"} for item in between) or (
            bool(between) and between[0].low == "," and use.preposition in words.at
        )
        verbal = any(
            item.low in words.verbs
            or item.low in {"to", "from", "towards", "by", "with", "of"}
            and item.kind == "word"
            and item.low in {"to", "from", "towards", "by", "with"}
            for item in between
        )
        if not joined or verbal:
            break
        linked.append((role, use))
        last = use.index
    return linked


def near_places(
    found: Arguments, roles: Sequence[str], limit: int, parsed_items: Sequence[Item]
) -> list[tuple[str, PlaceUse]]:
    """Give the places of the first of `roles` that is filled within `limit`; a list counts as one."""
    best: list[tuple[str, PlaceUse, int]] = []
    for nearness in sorted({near for _, _, near in found.places if near <= limit}):
        for role in roles:
            best = [place for place in found.places if place[0] == role and place[2] == nearness]
            if best:
                chain = _first_chain(best, found.hit)
                chosen = [(role, use) for _, use, _ in best if use.chain == chain]
                if nearness == 0 and role in {"object", "at"}:
                    chosen += _linked(found, parsed_items, chosen)
                return chosen
    return []


def _first_chain(best: Sequence[tuple[str, PlaceUse, int]], hit: Hit) -> int:
    return min(best, key=lambda place: abs(place[1].index - hit.end))[1].chain
