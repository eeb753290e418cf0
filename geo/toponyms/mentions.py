"""Toponyms of an article: recognised, judged, resolved together, and moved as the text says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.distance import haversine_km
from geo.gazetteer.names import name_key
from geo.records import Location, Mention, Place
from geo.toponyms.arabic import arabic_names
from geo.toponyms.candidates import CandidateFinder
from geo.toponyms.evidence import Evidence
from geo.toponyms.groups import Context, contexts_of, groups_of
from geo.toponyms.home import at_home
from geo.toponyms.lines import lines_of
from geo.toponyms.model import Recogniser, load_weights
from geo.toponyms.pairs import split_pairs
from geo.toponyms.recognise import Found, find_names
from geo.toponyms.relate import between_location, lies_between, place_location, related_location
from geo.toponyms.relatives import SETTLEMENT
from geo.toponyms.resolve import Choice, Setting, peoples_in, resolve
from geo.toponyms.rulings import RuledFinder
from geo.toponyms.strays import without_strays
from geo.toponyms.unknown import locate_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer import Gazetteer
    from geo.records import Article, Sentence
    from geo.toponyms.relatives import Relative
    from geo.toponyms.rulings import Ruling
    from geo.toponyms.unknown import Asks

_LISTED = 5
_PLACING = frozenset({"in", "from", "into", "near", "outside", "inside", "around", "towards", "of", "to", "at"})
_MOST_BETWEEN = 5  # words between a preposition and the name that it places
_WORTH_ASKING = 0.5
_UNRESOLVED = 0.5  # how far to trust a place that only the text puts somewhere, or that nobody knows


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
    *,
    online: Asks | None = None,
    rulings: Sequence[Ruling] = (),
) -> tuple[Mention, ...]:
    """Give the toponyms of an article in the order of the text, all roles.

    Parameters
    ----------
    article
        The article.
    sentences
        Where to look: its sentences, and those of its furniture if their places count. In the order of the text.
    gazetteer
        Where names are looked up.
    countries
        ISO 3166-1 alpha-2 codes of the theatre, if it names any.
    bbox
        West, south, east, north of the theatre in degrees, if it gives one.
    online
        An online geocoder, asked for literal names that the gazetteer does not know.
    rulings
        The analyst's word on what names mean.

    Returns
    -------
    mentions
        `Mention.location.place` is the place named, `location.lat`, `lon` the point moved as the text says.
        One that could not be placed has no location, and `why` says the reason.
    """
    lines = lines_of(article, sentences)
    reader = reader_for(gazetteer)
    names = [
        *split_pairs(lines, find_names(lines, article.text, reader.recogniser), article.text, gazetteer.has),
        *arabic_names(lines, article.text, reader.recogniser.evidence),
    ]
    names.sort(key=lambda name: name.start)
    contexts = contexts_of(lines, names)
    groups, member = groups_of(lines, names, contexts)
    finder = RuledFinder(reader.finder, gazetteer, (item for item in rulings if item.holds_in(article.name)))
    setting = Setting(tuple(countries), bbox, peoples_in(lines))
    choices = at_home(groups, resolve(groups, finder, setting), setting.peoples)
    choices = finder.settle(groups, without_strays(names, member, choices, article.text))
    names = [
        replace(name, role="literal") if context.road or _is_where(lines[name.line].words, name) else name
        for name, context in zip(names, contexts, strict=True)
    ]
    if online is not None:
        literal = {
            k for name, k in zip(names, member, strict=True) if name.role == "literal" and name.chance >= _WORTH_ASKING
        }
        choices = locate_unknown(groups, choices, literal, online, countries)
    barred = [finder.bars(group) for group in groups]
    locations = [
        None if barred[k] else location
        for location, k in zip(_locations(names, contexts, [choices[k] for k in member]), member, strict=True)
    ]
    sure = [choice.place for choice in choices if choice.place and choice.sure]
    remarks = [finder.remark(group) for group in groups]
    return tuple(
        _mention(article, name, location, choices[k], sure, remarks[k])
        for name, location, k in zip(names, locations, member, strict=True)
    )


def _is_where(words: Sequence[str], name: Found) -> bool:
    """Whether a preposition and a kind of place make a town named for its people a place: "out of the capital X"."""
    if name.role != "associative":
        return False
    at = name.first - 1 - (words[name.first - 1 : name.first] == ["of"])
    if at < 1 or words[at] not in SETTLEMENT:
        return False
    while at > 1 and words[at - 1].islower() and words[at - 1] not in _PLACING and name.first - at <= _MOST_BETWEEN:
        at -= 1
    return words[at - 1].lower() in _PLACING


def countries_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Give the countries that the placed mentions lie in, most spoken of first."""
    count = Counter(
        mention.location.place.country for mention in mentions if mention.location and mention.role == "literal"
    )
    return tuple(code for code, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])) if code)


def _locations(names: Sequence[Found], contexts: Sequence[Context], choices: Sequence[Choice]) -> list[Location | None]:
    found: list[Location | None] = []
    for context, choice in zip(contexts, choices, strict=True):
        place = choice.place
        if place is None:
            found.append(None)
            continue
        partner = choices[context.partner].place if context.partner is not None else None
        if partner is not None and lies_between(place, partner):
            found.append(between_location(place, partner, road=context.road))
        elif context.relative is not None and context.describes is None:
            found.append(related_location(place, context.relative))
        else:
            found.append(place_location(place))
    for k, context in enumerate(contexts):
        target = context.describes
        anchor = choices[k].place
        if target is not None and found[target] is None and anchor is not None and context.relative is not None:
            there = _placed_by_text(names[target], anchor, context.relative)
            # Where the text puts a name once, it stands in all sentences.
            key = name_key(names[target].phrase)
            for j, name in enumerate(names):
                if found[j] is None and name_key(name.phrase) == key:
                    found[j] = there
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


def _mention(  # noqa: PLR0917 - the parts of one record
    article: Article, name: Found, location: Location | None, choice: Choice, sure: Sequence[Place], remark: str
) -> Mention:
    losing = [place for place, _ in choice.ranked if location is None or place.id != location.place.id]
    why = remark
    if location is None and not remark:
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
        confidence=round(min(1.0, name.chance) * (choice.chance if choice.place else _UNRESOLVED), 3),
        why=why,
        candidates=tuple(_describe(place, location, sure) for place in losing[:_LISTED]),
    )


def _describe(place: Place, location: Location | None, sure: Sequence[Place]) -> str:
    """Write a losing candidate: "Tripoli, LB (438 km away)", from the chosen place or else the nearest sure one."""
    others = [location.place] if location else sure
    apart = min((haversine_km(place.lat, place.lon, other.lat, other.lon) for other in others), default=None)
    named = f"{place.name}, {place.country}" if place.country else place.name
    return named if apart is None else f"{named} ({apart:.0f} km away)"
