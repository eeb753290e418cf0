"""What the words beside a name say of the place: its kind ("airport"), and what it lies in ("Tripoli, Lebanon")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.toponyms.candidates import DEFINITE
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.recognise import Found

_AIR = {"base": "airbase", "bases": "airbase"}
_LONGEST_LINK = 3
_LONGEST_APPOSITION = 6
_PROVINCIAL = "provincial"  # of a title or an office: "X's provincial council", "the X provincial governor"
_ENDS_NOUN = frozenset({"of", "in", "and", "or", "where", "that", "which", "who", "near", "from", "to", "with", "on"})


def kind_asked(words: Sequence[str], first: int, last: int) -> str:
    """Give the generic word that tells the kind of the place named by tokens ``[first, last)``; empty if there is none.

    Asked in this order: in the name ("Misrata Airport"), after it ("Hama province"), before it ("the village of");
    where there is none, whether the definite article stands before it ("the Dnipro").
    """
    low = [word.lower() for word in words[first:last]]
    after = [word.lower() for word in words[last : last + 2]]
    before = [word.lower() for word in words[max(0, first - 2) : first]]
    kind = _kind_inside(low) or _kind_after(after, words[last : last + 1]) or _kind_before(before)
    kind = kind or _kind_apposed([word.lower() for word in words[last : last + _LONGEST_APPOSITION]])
    return kind or (DEFINITE if before[-1:] == ["the"] else "")


def _kind_inside(low: Sequence[str]) -> str:
    if len(low) == 1:
        return ""
    rules = relations()
    if low[-1] in rules.kinds:
        return _named(low[-2], low[-1])
    return low[0] if low[0] in rules.kinds and low[0] in rules.kind_plain else ""


def _kind_after(after: Sequence[str], written: Sequence[str]) -> str:
    rules = relations()
    if not after:
        return ""
    if (after[1:] if after[0] == "'s" else after)[:1] == [_PROVINCIAL]:
        return "province"
    if after[0] in rules.kind_prefixes and after[-1] in rules.kinds:
        return _named(after[0], after[-1])
    # "Tripoli State" may open the name of an office; "Sennar state" is the division.
    return after[0] if after[0] in rules.kinds and not (after[0] == "state" and written[0][0].isupper()) else ""


def _kind_apposed(after: Sequence[str]) -> str:
    """Read the division that an apposition calls the place: "X, a northern province"."""
    if after[:1] != [","] or after[1:2] not in (["a"], ["an"], ["the"]):
        return ""
    rules = relations()
    for word in after[2:]:
        if word in rules.kinds:
            return word if word in rules.divisions else ""
        if not word.isalpha() or word in _ENDS_NOUN:
            return ""
    return ""


def _kind_before(before: Sequence[str]) -> str:
    rules = relations()
    if before and before[-1] in rules.kind_plain and before[-1] in rules.kinds:
        return before[-1]
    return before[0] if before[1:] == ["of"] and before[0] in rules.kind_of else ""


def _named(prefix: str, word: str) -> str:
    return _AIR.get(word, word) if prefix == "air" else word


def container_of(words: Sequence[str], name: Found, following: Found | None) -> Found | None:
    """Give the name in which this one lies, if the text says so: "Tripoli, Lebanon", "Tripoli (Lebanon)", "X in Y"."""
    if following is None or following.line != name.line:
        return None
    link = [word.lower() for word in words[name.last : following.first]]
    if link in ([","], ["("]):
        return following
    inside = len(link) <= _LONGEST_LINK and "in" in link and link[0] in {",", "in"} and link[-1] in {"in", "the"}
    return following if inside else None
