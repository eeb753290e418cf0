"""How places stand in a sentence: under which preposition, in which list, as a mere description or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.facts.speakers import speaks_at
from geo.facts.words import grammar
from geo.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.items import Item

# What may stand between the places of a list.
_LIST = frozenset(
    {
        ",",
        "and",
        "or",
        "also",
        "both",
        "as",
        "well",
        "then",
        "&",
        "/",
        "later",
        "including",
        "even",
        "finally",
        "-",
        "–",
    }
)
# "X, at the foot of Y", "X, within earshot of Y".
_LIES = frozenset({"in", "at", "on", "within", "by", "under", "inside"})
_SIDE, _NEAR_KM = 2, 50.0
_NEXT = (["near"], ["outside"], ["beside"], ["opposite"], ["close", "to"], ["next", "to"])
_EXCEPT = frozenset({"except", "excepting", "excluding"})
_COORDINATES = frozenset({",", "and", "or", "&", "/"})
_REPEATED = frozenset({"in", "at", "on", "of", "to", "near", "around"})
_REACH = 12
_ENDS = frozenset({",", ".", ";", ")"})
_DASHES = frozenset({"-", "–", "—", "/"})
_BROAD = frozenset({"A", "L"})


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """A place in a sentence.

    `index` is its item, `preposition` the one that governs it (empty for subjects and direct objects), `governor` the
    item of that preposition (-1 without one), `chain` the number of the list it belongs to ("A, B and C"), `described`
    whether it only tells where another place lies.
    """

    index: int
    preposition: str
    governor: int
    chain: int
    described: bool


def place_uses(items: Sequence[Item]) -> list[PlaceUse]:
    """Read how each place of a sentence stands."""
    uses: list[PlaceUse] = []
    chain = -1
    for index, item in enumerate(items):
        if item.kind != "place":
            continue
        previous = uses[-1] if uses else None
        between = [] if previous is None else items[previous.index + 1 : index]
        if previous is not None and _same_list(between) and not _apart(items, previous.index, index):
            uses.append(PlaceUse(index, previous.preposition, previous.governor, chain, previous.described))
            continue
        governor = _preposition(items, index)
        preposition = _sense_of(items, governor, index) if governor >= 0 else ""
        described = previous is not None and (
            _describes(items, previous.index, index) or _is_container(items, previous.index, index)
        )
        described = described or _owns(items, index) or _is_excepted(items, index)
        described = described or speaks_at(items, governor, index) or _ends_road(items, index, previous)
        if previous is not None and _is_landmark(items, previous.index, index):
            uses[-1] = replace(previous, described=True)
        chain += 1
        uses.append(PlaceUse(index, preposition, governor, chain, described))
    return uses


def _is_excepted(items: Sequence[Item], index: int) -> bool:
    """Whether a place is left out of what is told: "all the towns they have taken except X"."""
    return any(item.low in _EXCEPT for item in items[max(0, index - 2) : index])


def _same_list(between: Sequence[Item]) -> bool:
    """Whether only list words, and dates of their own, stand between two places: both are governed alike."""
    words = grammar()
    marks = [item.low for item in between if item.low in _COORDINATES]
    if not marks:
        return False
    dated = any(item.kind == "date" for item in between)
    repeated = []
    for position, item in enumerate(between):
        low = item.low
        if item.kind == "date" or (dated and low in {"on", "in", "by"} and _date_follows(between, position)):
            continue
        if low in _REPEATED:
            repeated.append(low)
        elif not (low in _LIST or low in words.determiners or low in words.place_nouns or low in words.directions):
            return False
    return dated or not (marks == [","] and repeated)


def _apart(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether two places are no list though only a mark parts them: a town and its region, the ends of a road."""
    after = items[index + 1].low if index + 1 < len(items) else ""
    road = after in grammar().roads and index == earlier + 2 and items[earlier + 1].low in _DASHES
    alone = items[index - 1].low == "," and _is_container(items, earlier, index)
    lists = any(item.low in {"and", "or"} for item in items[index + 1 : index + 3])
    return road or _region_of(items, earlier, index) or (alone and not lists)


def _region_of(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether a country or region after a comma only says where the town before it lies: "Palermo, Italy, in May"."""
    between = [item.low for item in items[earlier + 1 : index]]
    if between in ([",", "also", "in"], [",", "also", "in", "the"]):
        return _broader(items[index], items[earlier])
    alone = between == [","]
    after = items[index + 1].low if index + 1 < len(items) else "."
    return alone and _broader(items[index], items[earlier]) and after in _ENDS


def _date_follows(between: Sequence[Item], position: int) -> bool:
    return position + 1 < len(between) and between[position + 1].kind == "date"


def _preposition(items: Sequence[Item], index: int) -> int:
    """Find the preposition that governs a place, through articles, kinds of places, directions and distances."""
    words = grammar()
    for position in range(index - 1, max(-1, index - _REACH), -1):
        item = items[position]
        low = item.low
        if item.kind == "number" or low in words.units or low in words.directions or low in words.determiners:
            continue
        if low in words.prepositions:
            if low == "of" and position and _nominal(items[position - 1]):
                continue
            return position
        if item.kind == "word" and (low in words.place_nouns or (position == index - 1 and _qualifies(item))):
            continue
        return -1
    return -1


def _sense_of(items: Sequence[Item], governor: int, index: int) -> str:
    """Give the preposition, or the one that its phrase stands for: "in the direction of X", "close to X"."""
    if any(item.low == "direction" for item in items[governor:index]):
        return "towards"
    if items[governor].low == "of" and governor > 1 and items[governor - 1].low == "way":
        return "via"
    beside = items[governor].low == "to" and governor > 0 and items[governor - 1].low in {"close", "next"}
    if beside and items[governor - 2].low != "so":
        return "near"
    return items[governor].low


def _nominal(item: Item) -> bool:
    words = grammar()
    return item.low in words.place_nouns or item.low in words.directions or item.low in words.units


def _qualifies(item: Item) -> bool:
    """Whether a word right before a toponym can belong to its noun phrase ("government-held X", "historic X")."""
    words = grammar()
    low = item.low
    if low in words.verbs or low in words.coordinators or low in words.subordinators:
        return False
    return low.endswith(("-held", "-controlled", "ern", "ic", "al", "ous", "ged")) or low == "nearby"


def _describes(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether a place only says where the one before it lies: "Tora, 35 km north of X", "Nyala, capital of Y"."""
    between = items[earlier + 1 : index]
    if between and between[0].low in grammar().place_nouns:  # "X town, 30 km north of Y"
        between = between[1:]
    lows = [item.low for item in between]
    if len(lows) == 1 and lows[0] in {"in", "near"}:
        return _broader(items[index], items[earlier])
    if not lows or lows[0] not in {",", "(", "–", "—"} or len(lows) > _REACH:
        return False
    words = grammar()
    rest = lows[1:] if lows[1:2] != ["also"] else lows[2:]
    told = any(item.kind in {"actor", "date"} for item in between)
    if told or any(low in words.verbs or low in words.coordinators for low in rest):
        return False
    if not rest:
        return _broader(items[index], items[earlier])
    beside = rest[rest[0] in {"just", "right"} :] in _NEXT and _is_whole(items, earlier, index)
    if beside or _is_measure(rest) or _is_apposition(rest) or _is_spot(rest):
        return True
    return rest[0] == "close" or (rest[0] in {"in", "on", "at", "between"} and _broader(items[index], items[earlier]))


def _is_spot(rest: Sequence[str]) -> bool:
    """Whether the words tell which spot of another place it is: "at the foot of", "within earshot of"."""
    return rest[0] in _LIES and rest[-1] == "of" and not grammar().spots.isdisjoint(rest)


def _is_landmark(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether a place only tells the side on which a nearer one lies: "west of X near Y"."""
    if earlier < _SIDE or items[earlier - 1].low != "of" or items[earlier - 2].low not in grammar().directions:
        return False
    if [item.low for item in items[earlier + 1 : index] if item.low != ","] != ["near"]:
        return False
    ends = [item.place.location for item in (items[earlier], items[index]) if item.place and item.place.location]
    return len(ends) == _SIDE and distance_km(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon) <= _NEAR_KM


def _is_whole(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether one place by itself is near another: "in X, near Y", not "south of X, near Y", "near Y and at Z"."""
    listed = index + 1 < len(items) and items[index + 1].low in _COORDINATES - {","}
    return not listed and not (earlier and items[earlier - 1].low == "of")


def _is_container(items: Sequence[Item], earlier: int, index: int) -> bool:
    """Whether a district or province is told in which the place before lies: "Sorman, in the Zella district"."""
    between = [item.low for item in items[earlier + 1 : index] if item.low not in {",", "("}]
    if between and between[0] in grammar().place_nouns - grammar().containers:  # "X town, Y District"
        between = between[1:]
    after = items[index + 1].low if index + 1 < len(items) else ""
    return between in ([], ["in"], ["in", "the"]) and after in grammar().containers


def _owns(items: Sequence[Item], index: int) -> bool:
    """Whether a region or country only owns what is spoken of: "Sudan's largest oil field"."""
    after = items[index + 1].low if index + 1 < len(items) else ""
    return after in {"'s", "’s"} and _class(items[index]) in _BROAD


def _ends_road(items: Sequence[Item], index: int, previous: PlaceUse | None) -> bool:
    """Whether a place only says which road is meant: "the A - B road", "on the B road", "the road to B"."""
    if previous is None or previous.described:
        return False
    after = items[index + 1].low if index + 1 < len(items) else ""
    before = items[index - 1].low
    if after in grammar().roads and (previous.index == index - 2 and before in _DASHES):
        return True
    return before in {"to", "for", "towards"} and index > 1 and items[index - 2].low in grammar().roads


def _is_measure(rest: Sequence[str]) -> bool:
    """Whether the words give a distance, a direction or a rank: "35 km north of", "capital of"."""
    words = grammar()
    directed = "of" in rest and any(low in words.directions for low in rest)
    return directed or any(low in words.units or low in words.descriptions for low in rest)


def _is_apposition(rest: Sequence[str]) -> bool:
    """Whether the words are a noun phrase of a kind of place: "the two towns between", "a district of"."""
    words = grammar()
    if not any(low in words.place_nouns for low in rest) or rest[0] not in words.determiners:
        return False
    naming = {"of", "for", "by", "about"}
    last = rest[-2] if rest[-1] in words.determiners else rest[-1]
    return (last in words.at | {"before", "after"} and last not in naming) or (rest[0] in {"a", "an"} and last == "of")


def _broader(item: Item, other: Item) -> bool:
    """Whether one place is a region or country and the other one is not."""
    return _class(item) in _BROAD and _class(other) not in _BROAD


def _class(item: Item) -> str:
    located = item.place.location if item.place else None
    return located.place.feature_class if located else ""
