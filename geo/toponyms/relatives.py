"""Relative places: a small grammar over the words left and right of a name, fed by ``relations.toml``.

Reads "30 km south-west of X", "southern X", "the eastern outskirts of X", "X's western suburbs", "near X", "the coast
of X", "off X". All patterns end at the name (or begin after it), so they are read backwards from it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 12  # tokens to the left of a name that are read
_BRACKET = 5  # "30 km (19 miles) south of"
_THOUSANDS = 3
_COAST = "coast"
SETTLEMENT = frozenset({"city", "town", "village", "capital", "port"})
_HEADS = SETTLEMENT | {"stronghold", "bastion", "enclave", "hub", "base", "hamlet", "centre", "center", "district"}
_MOST_ADJECTIVES = 5  # tokens: "the key rebel-held town of"
_PASS_OVER = SETTLEMENT | {"the", "a", "an", "its", "'s", "central", "downtown"}
_BEFORE_DIRECTION = frozenset({"to", "the", "just", "away", "further", "far", "due", "about", "outside"})
_ABOUT = frozenset(
    {"about", "some", "around", "just", "roughly", "nearly", "only", "a", "town", "village", "which", "is", "lies"}
)


@dataclass(frozen=True, slots=True)
class Relative:
    """How something lies from a name.

    `kind` is ``direction``, ``inside`` ("in the south of"), ``part`` ("southern"), ``outskirts``, ``near``, ``off`` or
    ``coast``; `words` the relation as the contract writes it; `first` the token where it begins.
    """

    kind: str
    words: str
    bearing: float | None = None
    km: float | None = None
    first: int = 0


def relative_before(words: Sequence[str], first: int) -> Relative | None:
    """Read the relation that ends before token `first`; None if there is none."""
    low = [word.lower() for word in words[max(0, first - _REACH) : first]]
    base = first - len(low)
    found = _part_before(low)
    for stop in dict.fromkeys((len(low), _before_apposition(low))):
        found = found or _phrase_before(low, stop) or _distance_before(low, stop)
    return replace(found, first=base + found.first) if found else None


def relative_after(words: Sequence[str], last: int) -> Relative | None:
    """Read "'s southern outskirts", "outskirts", "coast" from token `last` on, or "coast" as the name's last word."""
    rules = relations()
    if _COAST in words[last - 1 : last + 1]:  # in small letters: "Ivory Coast" is a name
        return Relative(_COAST, _COAST, None, None, last)
    low = [word.lower() for word in words[last : last + 4]]
    rest = low[1:] if low[:1] == ["'s"] else low
    degrees = None
    if rest and rest[0] in rules.adjectives:
        degrees = rules.directions[rules.adjectives[rest[0]]]
        rest = rest[1:]
    return _outskirts(degrees, last) if tuple(rest[:1]) in rules.phrases["outskirts_right"] else None


def length_after(words: Sequence[str], begin: int) -> float | None:
    """Read "[about] 30 km [south-west] of", after which a place must come; give the kilometres."""
    rules = relations()
    low = [word.lower() for word in words[begin : begin + _REACH]]
    while low and low[0] in _ABOUT:
        low.pop(0)
    number = _number(low[0]) if len(low) > 1 else None
    if number is None or low[1] not in rules.units:
        return None
    rest = low[2:6]
    directed = bool(rest) and (rest[0] in rules.directions or rest[0] == "from")
    return number * rules.units[low[1]] if directed and {"of", "from"}.intersection(rest) else None


def _before_apposition(low: Sequence[str]) -> int:
    """Give where the relation ends if "the town of" stands between it and the name."""
    end = len(low)
    if low[-1:] == ["of"] and low[-2:-1] and low[-2] in _HEADS:
        end -= 2
        end = _before_adjectives(low, end)
    while end and low[end - 1] in _PASS_OVER:
        end -= 1
    return end


def _before_adjectives(low: Sequence[str], end: int) -> int:
    """Give where the words before "the strategic eastern" end in "near the strategic eastern city of X"."""
    for first in range(end - 1, max(-1, end - 2 - _MOST_ADJECTIVES), -1):
        if low[first] in _PASS_OVER:
            return first + 1
        if not (low[first].isalpha() or low[first] == "-") or low[first] in relations().closing:
            break
    return end


def _part_before(low: Sequence[str]) -> Relative | None:
    if not low or low[-1] not in relations().adjectives:
        return None
    begin, degrees = _direction_before(low, len(low))
    return None if degrees is None else Relative("part", _name_of(degrees, adjective=True), degrees, None, begin)


def _phrase_before(low: Sequence[str], end: int) -> Relative | None:
    if not end or low[end - 1] not in relations().closing:
        return None
    phrases = relations().phrases
    for kind in ("outskirts", "off", _COAST, "near"):
        for phrase in phrases[kind]:
            begin = end - len(phrase)
            if begin < 0 or tuple(low[begin:end]) != phrase:
                continue
            if kind == "near":
                first, km = _length_before(low, begin)
                if km is not None:  # "10 km outside X"
                    return Relative("direction", "near", None, km, first)
            if kind != "outskirts":
                return Relative(kind, kind, None, None, begin)
            start, degrees = _direction_before(low, begin)
            return _outskirts(degrees, start)
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
    while probe and low[probe - 1] in _BEFORE_DIRECTION:
        probe -= 1
    start, km = _length_before(low, probe)
    if km is None and (degrees is None or low[end - 1] == "from"):
        return None
    if degrees is None:
        return Relative("direction", "near", None, km, start)
    inside = km is None and low[begin - 2 : begin] == ["in", "the"]
    first = begin if km is None else start
    return Relative("inside" if inside else "direction", f"{_name_of(degrees)} of", degrees, km, first)


def _direction_before(low: Sequence[str], end: int) -> tuple[int, float | None]:
    """Read a direction that ends before `end`: "southwest", "south-west", "south west", "southwestern"."""
    rules = relations()
    for width in (3, 2, 1):
        begin = end - width
        parts = [part for part in low[max(begin, 0) : end] if part != "-"]
        if begin < 0 or len(parts) != min(width, 2):
            continue
        joined = "".join(parts)
        name = rules.adjectives.get(joined, joined)
        if name in rules.directions:
            return begin, rules.directions[name]
    return end, None


def _length_before(low: Sequence[str], end: int) -> tuple[int, float | None]:
    """Read "30 km", "30-km", "thirty miles" that ends before `end`; a bracket "(19 miles)" is passed over."""
    rules = relations()
    if end and low[end - 1] == ")" and "(" in low[max(0, end - _BRACKET) : end]:
        end = max(k for k in range(max(0, end - _BRACKET), end) if low[k] == "(")
    if not end or low[end - 1] not in rules.units:
        return end, None
    k = end - 3 if low[end - 2 : end - 1] == ["-"] else end - 2
    number = _number(low[k]) if k >= 0 else None
    return (k, number * rules.units[low[end - 1]]) if number is not None else (end, None)


def _number(word: str) -> float | None:
    """Read "30", "1,200", "7,5" or "thirty"."""
    if not word[0].isdigit():
        return relations().numbers.get(word)
    plain = word.replace(",", "") if len(word.rpartition(",")[2]) == _THOUSANDS else word.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _name_of(degrees: float, *, adjective: bool = False) -> str:
    rules = relations()
    name = next(name for name, value in rules.directions.items() if value == degrees)
    return next(word for word, base in rules.adjectives.items() if base == name) if adjective else name
