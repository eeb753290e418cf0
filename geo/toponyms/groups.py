"""Names of one article together: what stands beside each, and which of them must mean the same place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.gazetteer.names import name_key
from geo.toponyms.candidates import DEFINITE
from geo.toponyms.context import container_of, kind_asked
from geo.toponyms.relatives import Relative, relative_after, relative_before
from geo.toponyms.resolve import Group
from geo.toponyms.rules import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.toponyms.recognise import Found
    from geo.toponyms.runs import Line

# "Along the coast from A to B" tells whither somebody went; "the road from A to B" where something is.
_MOVES_ALONG = frozenset({"coast", "coastline"})
_FILLERS = frozenset({
    ",", "(", "a", "an", "the", "some", "about", "around", "just", "small", "town", "village", "city", "which", "is",
    "lies", "located", "situated", "lying",
})  # fmt: skip
_LONGEST_LINK = 2  # words
_LISTED = frozenset({",", "and", "&"})
_UNTOLD = frozenset({"", DEFINITE})


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside one name; `describes` is the earlier name that its relation places ("X, 30 km west of Y")."""

    kind: str
    relative: Relative | None
    describes: int | None = None
    partner: int | None = None
    road: bool = False


def contexts_of(lines: Sequence[Line], names: Sequence[Found]) -> list[Context]:
    """Read what stands beside each name."""
    found: list[Context] = []
    for k, name in enumerate(names):
        words = lines[name.line].words
        relative = relative_before(words, name.first) or relative_after(words, name.last)
        kind = kind_asked(words, name.first, name.last)
        describes = _described_by(words, names, k, relative)
        found.append(Context(kind, relative, describes))
    found = _share_kinds(lines, names, found)
    for k in range(len(names) - 1):
        pair = _pair(lines, names[k], names[k + 1])
        if pair:
            found[k] = replace(found[k], relative=None, partner=k + 1, road=pair == "road")
            found[k + 1] = replace(found[k + 1], relative=None, partner=k, road=pair == "road", describes=None)
    return found


def _share_kinds(lines: Sequence[Line], names: Sequence[Found], contexts: list[Context]) -> list[Context]:
    """Give what a plural calls all names of a list to each of them: "the provinces of A and B", "A and B provinces"."""
    shared = relations().shared
    for step in (1, -1):
        order = range(len(names))[::step]
        for k, j in pairwise(order):
            if contexts[k].kind not in shared or contexts[j].kind not in _UNTOLD or names[k].line != names[j].line:
                continue
            first, then = (k, j) if step == 1 else (j, k)
            between = lines[names[k].line].words[names[first].last : names[then].first]
            if between and all(word.lower() in _LISTED for word in between):
                contexts[j] = replace(contexts[j], kind=contexts[k].kind)
    return contexts


def _described_by(words: Sequence[str], names: Sequence[Found], k: int, relative: Relative | None) -> int | None:
    """Give the name that a relation to name `k` places: the one before it, parted by a comma or a bracket."""
    if relative is None or relative.kind not in {"direction", "near"} or k == 0 or names[k - 1].line != names[k].line:
        return None
    previous = names[k - 1]
    if previous.last >= relative.first or relative.first - previous.last > 6:  # noqa: PLR2004 - "X, a small town some 30 km"
        return None
    between = [word.lower() for word in words[previous.last : relative.first]]
    if (
        between[0] in {",", "("}
        and all(word in _FILLERS for word in between)
        and (relative.km is not None or relative.kind == "direction")
    ):
        return k - 1
    return None


def _pair(lines: Sequence[Line], one: Found, other: Found) -> str:
    """Read "between A and B", "the road from A to B", "linking A with B": ``between``, ``road`` or empty."""
    if one.line != other.line or other.first - one.last > _LONGEST_LINK:
        return ""
    words = [word.lower() for word in lines[one.line].words]
    between = words[one.last : other.first]
    left = words[max(0, one.first - 6) : one.first]
    right = words[other.last : other.last + 1]
    phrases = relations().phrases
    roads, links, stretches = ({phrase[0] for phrase in phrases[kind]} for kind in ("road", "linking", "stretching"))
    shape = "road" if roads.intersection(left) else "between"
    if between in (["-"], ["–"]):
        return "road" if roads.intersection(right) else ""
    if between == ["to"] and left[-1:] == ["from"]:
        by_road = roads.difference(_MOVES_ALONG).intersection(left)
        return shape if by_road or stretches.intersection(left[-2:]) else ""
    linked = between in (["and"], ["with"], ["to"]) and links.intersection(left[-2:]) and shape == "road"
    return shape if linked or (between in (["and"], ["and", "the"]) and "between" in left[-3:]) else ""


def groups_of(
    lines: Sequence[Line], names: Sequence[Found], contexts: Sequence[Context]
) -> tuple[list[Group], list[int]]:
    """Gather mentions of one name and kind; what one of them states holds for all."""
    groups: list[Group] = []
    number: dict[tuple[str, str], int] = {}
    member: list[int] = []
    for name, context in zip(names, contexts, strict=True):
        kind = context.kind
        key = (name_key(name.phrase), kind)
        if key not in number:
            number[key] = len(groups)
            groups.append(Group(name.phrase, kind))
        group = groups[number[key]]
        group.lines.add(name.line)
        group.weight += 1
        member.append(number[key])
    for k, (name, context) in enumerate(zip(names, contexts, strict=True)):
        following = names[k + 1] if k + 1 < len(names) else None
        if container_of(lines[name.line].words, name, following):
            groups[member[k]].container = member[k + 1]
        if context.describes is not None and context.relative and context.relative.km:
            groups[member[context.describes]].stated = (member[k], context.relative.km)
    return groups, member
