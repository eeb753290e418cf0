"""What the words beside a name say of it: its kind, what it lies in, and where it lies from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.recognise import Found

_PASS_OVER = frozenset({"the", "a", "an", "its", "'s", "’s", "city", "town", "village", "capital", "of"})
_KIND_PREFIX = frozenset(
    {"air", "naval", "military", "international", "refugee", "border", "army", "idp", "displacement"}
)
_SECOND = {"base": "airbase", "bases": "airbase", "airport": "airport"}


@dataclass(frozen=True, slots=True)
class Relative:
    """How a place lies from a name: `kind` is ``direction``, ``part``, ``outskirts``, ``near``, ``off``, ``between`` or ``road``.

    `words` is the relation as the contract writes it; `first` is the token where the relation begins.
    """

    kind: str
    words: str
    bearing: float | None = None
    km: float | None = None
    first: int = 0


def kind_asked(words: Sequence[str], first: int, last: int) -> str:
    """Give the generic word that tells the kind of the place named by tokens ``[first, last)``; empty when there is none."""
    rules = relations()
    low = [word.lower() for word in words[max(0, first - 2) : last + 3]]
    shift = min(first, 2)
    begin, end = shift, shift + last - first
    inside = low[begin:end]
    if len(inside) > 1:
        if inside[-1] in rules.kinds:
            return _SECOND.get(inside[-1], inside[-1]) if inside[-2] == "air" else inside[-1]
        if inside[0] in rules.kinds and inside[0] in rules.kind_plain:
            return inside[0]
    after = low[end:]
    if after and after[0] in _KIND_PREFIX and len(after) > 1 and after[1] in rules.kinds:
        return _SECOND.get(after[1], after[1]) if after[0] == "air" else after[1]
    if (after and after[0] in rules.kinds and words[last][0].islower()) or (
        after and after[0] in rules.kinds and words[last].istitle() and after[0] != "state"
    ):
        return after[0]
    before = low[:begin]
    if before and before[-1] in rules.kind_plain and before[-1] in rules.kinds:
        return before[-1]
    if len(before) > 1 and before[-1] == "of" and before[-2] in rules.kind_of:
        return before[-2]
    return ""


def relative_before(words: Sequence[str], first: int) -> Relative | None:
    """Read the relation that ends before token `first`: "30 km south of", "southern", "the outskirts of", "near"."""
    rules = relations()
    low = [word.lower() for word in words[max(0, first - 12) : first]]
    end = len(low)
    base = first - end
    if (end and low[end - 1] in rules.adjectives) or (
        end > 2 and low[end - 2] == "-" and low[end - 1] in rules.adjectives
    ):
        begin, degrees = _direction_before(low, end)
        if degrees is not None:
            return Relative("part", _name_of(degrees, adjective=True), degrees, None, base + begin)
    skip = end
    while (
        skip
        and low[skip - 1] in _PASS_OVER
        and not (low[skip - 1] == "of" and (skip < 2 or low[skip - 2] not in {"city", "town", "village", "capital"}))
    ):
        skip -= 1
    for stop in dict.fromkeys((end, skip)):
        found = _phrase_before(low, stop) or _distance_before(low, stop)
        if found:
            return Relative(found.kind, found.words, found.bearing, found.km, base + found.first)
    return None


def relative_after(words: Sequence[str], last: int) -> Relative | None:
    """Read "'s southern outskirts", " outskirts" after the name."""
    rules = relations()
    low = [word.lower() for word in words[last : last + 5]]
    k = 1 if low and low[0] in {"'s", "’s"} else 0
    degrees = None
    if k < len(low) and low[k] in rules.adjectives:
        degrees = rules.directions[rules.adjectives[low[k]]]
        k += 1
    if k < len(low) and (low[k],) in rules.phrases["outskirts_right"]:
        return _outskirts(degrees, last)
    return None


def _phrase_before(low: Sequence[str], end: int) -> Relative | None:
    rules = relations()
    for kind in ("outskirts", "off", "near"):
        for phrase in rules.phrases[kind]:
            begin = end - len(phrase)
            if begin < 0 or tuple(low[begin:end]) != phrase:
                continue
            if kind == "outskirts":
                start, degrees = _direction_before(low, begin)
                return _outskirts(degrees, start)
            return Relative(kind, kind, None, None, begin)
    return None


def _outskirts(degrees: float | None, first: int) -> Relative:
    words = "outskirts" if degrees is None else f"{_name_of(degrees, adjective=True)} outskirts"
    return Relative("outskirts", words, degrees, None, first)


def _distance_before(low: Sequence[str], end: int) -> Relative | None:
    """Read "[30 km] [to the] south of" or "30 km from"."""
    if not end or low[end - 1] not in {"of", "from"}:
        return None
    begin, degrees = _direction_before(low, end - 1)
    probe = begin
    while probe and low[probe - 1] in {"to", "the", "just", "away", "further", "far", "due", "about", "outside"}:
        probe -= 1
    start, km = _length_before(low, probe)
    if degrees is None and km is None:
        return None
    if degrees is None and low[end - 1] == "of":
        return None
    words = f"{_name_of(degrees)} of" if degrees is not None else "near"
    return Relative("direction", words, degrees, km, start if km is not None else begin)


def length_after(words: Sequence[str], begin: int) -> float | None:
    """Read "[about] 30 km [south-west] of", after which a place must come; give the kilometres."""
    rules = relations()
    low = [word.lower() for word in words[begin : begin + 9]]
    while low and low[0] in {
        "about",
        "some",
        "around",
        "just",
        "roughly",
        "nearly",
        "only",
        "a",
        "town",
        "village",
        "which",
        "is",
        "lies",
    }:
        low.pop(0)
    number = _number(low[0]) if low else None
    if number is None or len(low) < 3 or low[1] not in rules.units:  # noqa: PLR2004 - number, unit, direction
        return None
    rest = low[2:]
    if not rest or (rest[0] not in rules.directions and rest[0] != "from"):
        return None
    return number * rules.units[low[1]] if {"of", "from"}.intersection(rest[:4]) else None


def _direction_before(low: Sequence[str], end: int) -> tuple[int, float | None]:
    """Read a direction that ends before `end`: "southwest", "south - west", "south west", "southwestern"."""
    rules = relations()
    for width in (3, 2, 1):
        begin = end - width
        if begin < 0:
            continue
        parts = [part for part in low[begin:end] if part not in "-–"]
        if (width == 3 and len(parts) != 2) or not parts:  # noqa: PLR2004
            continue
        joined = "".join(parts)
        name = rules.adjectives.get(joined, joined)
        if name in rules.directions:
            return begin, rules.directions[name]
    return end, None


def _length_before(low: Sequence[str], end: int) -> tuple[int, float | None]:
    """Read "30 km", "30 - km", "thirty miles" that ends before `end`; a bracket "(19 miles)" is passed over."""
    rules = relations()
    if end and low[end - 1] == ")" and "(" in low[max(0, end - 5) : end]:
        end = max(k for k in range(max(0, end - 5), end) if low[k] == "(")
    if not end or low[end - 1] not in rules.units:
        return end, None
    k = end - 2
    if k >= 0 and low[k] in "-–":
        k -= 1
    if k < 0:
        return end, None
    number = _number(low[k])
    return (k, number * rules.units[low[end - 1]]) if number is not None else (end, None)


def _number(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "") if len(word.rpartition(",")[2]) == 3 else word.replace(",", ".")  # noqa: PLR2004
        try:
            return float(plain)
        except ValueError:
            return None
    return relations().numbers.get(word)


def _name_of(degrees: float, *, adjective: bool = False) -> str:
    rules = relations()
    name = next(name for name, value in rules.directions.items() if value == degrees)
    return next(word for word, base in rules.adjectives.items() if base == name) if adjective else name


def container_of(words: Sequence[str], name: Found, following: Found | None) -> Found | None:
    """Give the name in which this one lies, where the text says so: "Tripoli, Lebanon", "Tripoli (Lebanon)", "X in Y"."""
    if following is None or following.line != name.line:
        return None
    between = [word.lower() for word in words[name.last : following.first]]
    if between in ([","], ["("]):
        return following
    if between and between[0] in {",", "in"} and between[-1] in {"in", "the"} and len(between) <= 3 and "in" in between:  # noqa: PLR2004
        return following
    return None
