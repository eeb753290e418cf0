"""Toponyms of an article: recognised, judged, resolved together, and moved as the text says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import name_key
from geo.records import Location, Mention, Place
from geo.toponyms.candidates import CandidateFinder
from geo.toponyms.context import Relative, container_of, kind_asked, relative_after, relative_before
from geo.toponyms.evidence import Evidence
from geo.toponyms.lines import lines_of
from geo.toponyms.model import Recogniser, load_weights
from geo.toponyms.recognise import Found, find_names
from geo.toponyms.relate import between_location, place_location, related_location
from geo.toponyms.resolve import Choice, Group, Setting, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.records import Article, Sentence
    from geo.toponyms.features import Line

_LISTED = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """What is kept between articles: the recogniser and the candidates already looked up."""

    recogniser: Recogniser
    finder: CandidateFinder


@lru_cache(maxsize=4)
def reader_for(gazetteer: Gazetteer) -> Reader:
    """Give the reader of a gazetteer; made once, as its caches are what makes it fast."""
    return Reader(Recogniser(load_weights(), Evidence(gazetteer)), CandidateFinder(gazetteer))


def find_mentions(
    article: Article,
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    bbox: tuple[float, float, float, float] | None = None,
) -> tuple[Mention, ...]:
    """Give the toponyms of an article in the order of the text, all roles.

    Parameters
    ----------
    article
        The article.
    sentences
        Its sentences; furniture is in none of them.
    gazetteer
        Where names are looked up.
    countries
        ISO 3166-1 alpha-2 codes of the theatre, if it names any.
    bbox
        West, south, east, north of the theatre in degrees, if it gives one.

    Returns
    -------
    mentions
        `Mention.location.place` is the place named, `location.lat`, `lon` the point moved as the text says.
        One that could not be placed has no location, and `why` says the reason.
    """
    lines = lines_of(article, sentences)
    reader = reader_for(gazetteer)
    names = find_names(lines, article.text, reader.recogniser)
    contexts = _contexts(lines, names)
    groups, member = _groups(lines, names, contexts)
    choices = resolve(groups, reader.finder, Setting(tuple(countries), bbox))
    locations = _locations(lines, names, contexts, [choices[k] for k in member])
    sure = [choice.place for choice in choices if choice.place and choice.sure]
    return tuple(
        _mention(article, name, location, choices[k], sure)
        for name, location, k in zip(names, locations, member, strict=True)
    )


def countries_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Give the countries that the placed mentions lie in, most spoken of first."""
    count = Counter(
        mention.location.place.country for mention in mentions if mention.location and mention.role == "literal"
    )
    return tuple(code for code, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])) if code)


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands beside one name; `describes` is the earlier name that its relation places ("X, 30 km west of Y")."""

    kind: str
    relative: Relative | None
    describes: int | None = None
    partner: int | None = None
    road: bool = False


def _contexts(lines: Sequence[Line], names: Sequence[Found]) -> list[_Context]:
    found: list[_Context] = []
    for k, name in enumerate(names):
        words = lines[name.line].words
        relative = relative_before(words, name.first) or relative_after(words, name.last)
        kind = kind_asked(words, name.first, name.last)
        describes = _described_by(words, names, k, relative)
        found.append(_Context(kind, relative, describes))
    for k in range(len(names) - 1):
        pair = _pair(lines, names[k], names[k + 1])
        if pair:
            found[k] = replace(found[k], relative=None, partner=k + 1, road=pair == "road")
            found[k + 1] = replace(found[k + 1], relative=None, partner=k, road=pair == "road", describes=None)
    return found


def _described_by(words: Sequence[str], names: Sequence[Found], k: int, relative: Relative | None) -> int | None:
    """Give the name that a relation to name `k` places: the one before it, parted by a comma or a bracket."""
    if relative is None or relative.kind not in {"direction", "near"} or k == 0 or names[k - 1].line != names[k].line:
        return None
    previous = names[k - 1]
    if previous.last >= relative.first or relative.first - previous.last > 6:  # noqa: PLR2004 - "X, a small town some 30 km"
        return None
    between = [word.lower() for word in words[previous.last : relative.first]]
    fillers = {
        ",",
        "(",
        "a",
        "an",
        "the",
        "some",
        "about",
        "around",
        "just",
        "small",
        "town",
        "village",
        "city",
        "which",
        "is",
        "lies",
        "located",
        "roughly",
        "nearly",
        "only",
        "base",
        "airbase",
    }
    if (
        between[0] in {",", "("}
        and all(word in fillers for word in between)
        and (relative.km is not None or relative.kind == "direction")
    ):
        return k - 1
    return None


def _pair(lines: Sequence[Line], one: Found, other: Found) -> str:
    """Whether two names are said to have something between them: "between A and B", "the road from A to B", "the A-B road"."""
    if one.line != other.line:
        return ""
    words = [word.lower() for word in lines[one.line].words]
    between = words[one.last : other.first]
    left = words[max(0, one.first - 6) : one.first]
    right = words[other.last : other.last + 1]
    roads = {phrase[0] for phrase in _road_words()}
    if between in (["and"], ["and", "the"]) and "between" in left[-3:]:
        return "road" if roads.intersection(left) else "between"
    if between == ["to"] and left[-1:] == ["from"] and roads.intersection(left):
        return "road"
    if between in (["-"], ["–"]) and right and right[0] in roads:
        return "road"
    return ""


def _road_words() -> tuple[tuple[str, ...], ...]:
    from geo.toponyms.rules import relations

    return relations().phrases["road"]


def _groups(
    lines: Sequence[Line], names: Sequence[Found], contexts: Sequence[_Context]
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


def _locations(
    lines: Sequence[Line], names: Sequence[Found], contexts: Sequence[_Context], choices: Sequence[Choice]
) -> list[Location | None]:
    found: list[Location | None] = []
    for k, (context, choice) in enumerate(zip(contexts, choices, strict=True)):
        place = choice.place
        if place is None:
            found.append(None)
            continue
        partner = choices[context.partner].place if context.partner is not None else None
        if partner is not None and partner.id != place.id:
            found.append(between_location(place, partner, road=context.road))
        elif context.relative is not None and context.describes is None:
            found.append(related_location(place, context.relative))
        else:
            found.append(place_location(place))
    for k, context in enumerate(contexts):
        target = context.describes
        anchor = choices[k].place
        if target is not None and found[target] is None and anchor is not None and context.relative is not None:
            found[target] = _placed_by_text(names[target], anchor, context.relative)
    return found


def _placed_by_text(name: Found, anchor: Place, relative: Relative) -> Location:
    """Place a name no gazetteer knows where the text puts it."""
    there = related_location(anchor, relative)
    slug = "-".join(name_key(name.phrase).split())
    place = Place(
        id=f"tx:{slug}",
        name=name.phrase,
        lat=there.lat,
        lon=there.lon,
        country=anchor.country,
        radius_km=there.radius_km,
        geocoder="text",
        names=(name.phrase,),
    )
    return Location(place, there.lat, there.lon, there.radius_km)


def _mention(
    article: Article, name: Found, location: Location | None, choice: Choice, sure: Sequence[Place]
) -> Mention:
    losing = [place for place, _ in choice.ranked if location is None or place.id != location.place.id]
    why = ""
    if location is None:
        why = (
            "no gazetteer knows this name"
            if not choice.ranked
            else "none of its places is near what the article speaks of"
        )
    return Mention(
        article=article.name,
        start=name.start,
        end=name.end,
        phrase=name.phrase,
        role=name.role,
        location=location,
        confidence=round(min(1.0, name.chance) * (choice.chance if choice.place else 0.3), 3),
        why=why,
        candidates=tuple(_describe(place, location, sure) for place in losing[:_LISTED]),
    )


def _describe(place: Place, location: Location | None, sure: Sequence[Place]) -> str:
    """Write a losing candidate: "Tripoli, LB (438 km away)", from the chosen place or else the nearest sure one."""
    others = [location.place] if location else sure
    apart = min((haversine_km(place.lat, place.lon, other.lat, other.lon) for other in others), default=None)
    named = f"{place.name}, {place.country}" if place.country else place.name
    return named if apart is None else f"{named} ({apart:.0f} km away)"
