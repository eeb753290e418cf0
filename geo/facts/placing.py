"""Which place a trigger is about: the role of each place of its sentence, and how far off it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.words import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.facts.clauses import Parse
    from geo.facts.items import Item
    from geo.facts.places import PlaceUse
    from geo.facts.triggers import Hit
    from geo.facts.verbs import Group

    Placed = tuple[str, PlaceUse, int]

_MOVES = frozenset({"to", "from", "towards", "toward", "by", "with"})
# After verbs of going, "for X" is where to, and what one leaves "along" or "by" is the way.
_GOING = {"withdraw": {"for": "to", "along": "via", "by": "via"}, "mobilise": {"for": "to"}, "advance": {"for": "to"}}
# Where one falls back "on", flees "into" or pulls out "to", the words of the deed itself: not where one has left.
_FALLS_BACK = dict.fromkeys(("for", "on", "upon", "into", "to", "towards", "toward"), "to") | {"across": "via"}
# Who fires "into X" or is beaten back "from X" does it there, though only where nothing else is told.
_ALSO = {
    "repel": frozenset({"from"}),
    "shelling": frozenset({"into", "onto", "to"}),
    "airstrike": frozenset({"into", "onto"}),
    "suicide_bomb": frozenset({"into"}),
}
_PASSED = frozenset({"from", "via", "towards", "toward"})
_STRICT = frozenset({"place", "ground", "subject_place"})
_AIM_REACH = 6
_LINKED_ROLES = frozenset({"object", "at"})
# Words of no list that may stand between two places of one: "the heights of A and, at last, the old quarter of B".
_STRANGE = 3
_SUBJECT_REACH = 5


def place_roles(
    parsed: Parse, hit: Hit, group: Group | None, uses: Sequence[PlaceUse], taken: Sequence[int]
) -> list[Placed]:
    """Give each place its role for a trigger and its nearness.

    Nearness is 0 right of the trigger in its clause, 1 left of it, two more for each clause between. Places that only
    describe another one, and those `taken` as the subject, are left out.
    """
    own = parsed.at[hit.start]
    clause = parsed.clauses[own]
    antecedent = max((use.index for use in uses if use.index < clause.start and not use.described), default=-1)
    found: list[Placed] = []
    for use in uses:
        if use.described or use.index in taken:
            continue
        away = abs(own - parsed.at[use.index]) + _of_infinitive(parsed.items, parsed.groups, hit, use)
        if use.index >= hit.end and _lists(parsed, own, parsed.at[use.index]):
            away = 0
        if away and hit.trigger.need in _STRICT and not use.preposition:
            away += 1
        goes_on = clause.kind in {"joined", "participle", "resumed"} and away > 0
        if use.index >= hit.end:
            found.append((_role_after(hit, group, use), use, 2 * away + goes_on))
            continue
        role = _role_before(parsed, hit, group, use)
        reached = role == hit.trigger.object or (clause.opener == "where" and use.index == antecedent)
        found.append((role, use, 1 if reached else 2 * away + (not goes_on)))
    return found


def _lists(parsed: Parse, own: int, other: int) -> bool:
    """Whether a clause is no clause but the list that the one before announces: "liberated two towns: A and B"."""
    clause = parsed.clauses[other]
    return other == own + 1 and clause.opener == ":" and not clause.verbs


def _of_infinitive(items: Sequence[Item], groups: Mapping[int, Group], hit: Hit, use: PlaceUse) -> int:
    """Tell how surely a place right of the trigger is that of another verb: "an agreement to reopen X"; 0 when not."""
    words = grammar()
    if use.index < hit.end:
        return 0
    if hit.trigger.pos == "noun" and any(
        group.form == "infinitive" and hit.end + _AIM_REACH < group.start < use.index for group in groups.values()
    ):
        return 2
    if use.preposition:
        return 0
    index = use.index - 1
    while index > hit.end and (items[index].low in words.determiners or items[index].low in words.place_nouns):
        index -= 1
    return int(index > hit.end and items[index].kind == "word" and items[index - 1].low == "to")


def _role_after(hit: Hit, group: Group | None, use: PlaceUse) -> str:
    """Give the role of a place to the right: the trigger's own prepositions, else what prepositions mean."""
    trigger = hit.trigger
    if trigger.sense == "withdraw" and hit.start < use.governor < hit.end and use.preposition in _FALLS_BACK:
        return _FALLS_BACK[use.preposition]
    if use.preposition in trigger.at or hit.start < use.governor < hit.end:
        return trigger.object
    if not use.preposition:
        passive = group is not None and group.passive
        return "at" if passive else trigger.object
    if trigger.pos == "noun" and use.preposition == "of":
        return trigger.object
    if trigger.pos == "verb" and use.preposition in _GOING.get(trigger.sense, {}):
        return _GOING[trigger.sense][use.preposition]
    return "object" if use.preposition == "against" else _moved(use)


def _moved(use: PlaceUse) -> str:
    words = grammar()
    for role, prepositions in (("from", words.from_), ("to", words.to), ("via", words.via)):
        if use.preposition in prepositions:
            return role
    return "at"


def _role_before(parsed: Parse, hit: Hit, group: Group | None, use: PlaceUse) -> str:
    """Give the role of a place to the left: a frame around the clause, an antecedent, or an object put in front."""
    role = _moved(use)
    if role != "at" or group is None:
        return role
    own = parsed.at[hit.start]
    clause = parsed.clauses[own]
    if clause.kind == "relative" and parsed.at[use.index] == own - 1:
        return hit.trigger.object
    fronted = not use.preposition and not group.passive and use.index == clause.start and use.index + 1 < group.start
    return hit.trigger.object if fronted and hit.trigger.subject == "agent" else role


def choose_places(placed: Sequence[Placed], hit: Hit, parsed: Parse) -> list[Placed]:
    """Choose the place or places of a frame: the nearest that fill the trigger's best role, a whole list at once."""
    for nearness in sorted({near for _, _, near in placed if near <= hit.trigger.reach}):
        for role in hit.trigger.places:
            best = [use for one, use, near in placed if one == role and near == nearness]
            if best:
                chain = min(best, key=lambda use: abs(use.index - hit.end)).chain
                chosen = [(role, use, nearness) for use in best if use.chain == chain]
                if nearness == 0 and role in _LINKED_ROLES:
                    chosen = [*_before_list(placed, hit, parsed, chosen), *chosen]
                    chosen += _linked(placed, hit, parsed, chosen)
                return chosen
        also = _ALSO.get(hit.trigger.sense, frozenset()) if nearness == 0 else frozenset()
        reached: list[Placed] = [("object", use, 0) for _, use, near in placed if not near and use.preposition in also]
        if reached:
            return reached
    return []


def _before_list(placed: Sequence[Placed], hit: Hit, parsed: Parse, chosen: Sequence[Placed]) -> list[Placed]:
    """Give the places of the object that the chosen one goes on with: "took the market in A and, by Monday, B"."""
    first = chosen[0][1]
    if chosen[0][0] != "object" or first.preposition or first.index < hit.end:
        return []
    earlier = [
        (role, use, near)
        for role, use, near in placed
        if role == "at" and not near and hit.end < use.index < first.index
    ]
    if not earlier or not _goes_on(parsed.items[earlier[-1][1].index + 1 : first.index], first):
        return []
    chain = earlier[-1][1].chain
    return [entry for entry in earlier if entry[1].chain == chain]


def _linked(placed: Sequence[Placed], hit: Hit, parsed: Parse, chosen: Sequence[Placed]) -> list[Placed]:
    """Give the places that go on the list of the chosen without a verb of their own.

    Each may stand under its own preposition or date: "in A and near B", "A fell on Monday, B the next day; C in May".
    """
    items = parsed.items
    last = max(chosen[-1][1].index, hit.end - 1)
    heads = [head for clause in parsed.clauses for head in clause.verbs]
    linked: list[Placed] = []
    for role, use, _ in sorted(placed, key=lambda entry: entry[1].index):
        if use.index <= last or any(use.index == one.index for _, one, _ in chosen):
            continue
        between = items[last + 1 : use.index]
        if any(last < head < use.index for head in heads) or not _goes_on(between, use):
            break
        if _has_verb(items, heads, use.index) or role not in _LINKED_ROLES:
            break
        linked.append((role, use, chosen[0][2]))
        last = use.index
    return linked


def _goes_on(between: Sequence[Item], use: PlaceUse) -> bool:
    """Whether only what belongs to a list of places stands between two of them, and something that joins them."""
    words = grammar()
    lows = [item.low for item in between]
    joined = any(low in {"and", "or", "but", ";", "then", "while"} for low in lows) or (
        "," in lows and (use.preposition in words.at or any(item.kind == "date" for item in between))
    )
    strange = sum(item.kind in {"word", "actor"} and not _of_list(item) for item in between)
    return joined and strange <= _STRANGE and not any(item.low in _MOVES for item in between)


def _of_list(item: Item) -> bool:
    """Whether a word may stand between the places of a list: articles, kinds of places, directions, "later"."""
    words = grammar()
    low = item.low
    listed = words.determiners | words.place_nouns | words.directions | words.prepositions | words.coordinators
    return low in listed or low in words.units or low in words.adverbs or low.endswith("ly")


def off_the_event(parsed: Parse, uses: Sequence[PlaceUse]) -> set[int]:
    """Give where the places begin that no event of their sentence is at.

    They tell where another lies, do a deed of their own, or are where one comes from, goes towards or through.
    """
    heads = [head for clause in parsed.clauses for head in clause.verbs]
    return {
        parsed.items[use.index].start
        for use in uses
        if use.described
        or use.preposition in _PASSED
        or (not use.preposition and _has_verb(parsed.items, heads, use.index))
    }


def _has_verb(items: Sequence[Item], heads: Sequence[int], index: int) -> bool:
    """Whether a place is the subject of a verb of its own: "... and X laid down its arms"."""
    words = grammar()
    for position in range(index + 1, min(index + _SUBJECT_REACH, len(items))):
        if position in heads:
            return True
        item = items[position]
        if item.kind in {"mark", "date", "place"} or item.low in words.prepositions or item.low in words.coordinators:
            return False
    return False
