"""The part of the world a build is about: its countries, its bounds, its title."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer import Gazetteer
    from geo.records import Facts, Location
    from geo.theatre import Theatre

Box = tuple[float, float, float, float]
_LEAST_SPAN_DEG = 2.0
_MARGIN = 0.35


def countries_of_facts(facts: Facts, theatre: Theatre) -> tuple[str, ...]:
    """Give the theatre's countries, else those with facts, most facts first."""
    if theatre.countries:
        return theatre.countries
    counts = Counter(place.place.country for place in _fact_locations(facts) if place.place.country)
    return tuple(country for country, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def bounds_of(facts: Facts, theatre: Theatre) -> Box | None:
    """Give west, south, east, north of the facts in the main countries, with a margin; ``None`` without a fact.

    Facts told of far capitals (talks in Rome) do not widen the region; the theatre's own box wins.
    """
    if theatre.bbox:
        return theatre.bbox
    countries = countries_of_facts(facts, theatre)
    locations = [item for item in _fact_locations(facts) if item.radius_km < 200]  # noqa: PLR2004 - a whole country says nothing
    main = set(theatre.countries) or set(_main(countries, locations))
    points = [(item.lon, item.lat) for item in locations if item.place.country in main] or [
        (item.lon, item.lat) for item in locations
    ]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    dx = max((east - west) * _MARGIN, (_LEAST_SPAN_DEG - (east - west)) / 2, 0.5)
    dy = max((north - south) * _MARGIN, (_LEAST_SPAN_DEG - (north - south)) / 2, 0.5)
    return (max(west - dx, -180.0), max(south - dy, -85.0), min(east + dx, 180.0), min(north + dy, 85.0))


def _main(countries: Sequence[str], locations: Sequence[Location]) -> Iterator[str]:
    """Countries that bear at least a tenth of the facts."""
    facts = Counter(item.place.country for item in locations)
    yield from (country for country in countries if facts[country] * 10 >= len(locations))


def title_of(countries: Sequence[str], theatre: Theatre, gazetteer: Gazetteer) -> str:
    """Give the theatre's title, else the names of the main countries."""
    if theatre.title:
        return theatre.title
    places = [gazetteer.country(country) for country in countries[:2]]
    names = [place.name for place in places if place]
    return " and ".join(names) or "Situation map"


def _fact_locations(facts: Facts) -> Iterator[Location]:
    for event in facts.events:
        yield event.location
    for span in facts.control:
        yield span.location
    for axis in facts.axes:
        yield axis.objective
        if axis.origin:
            yield axis.origin
    for base in facts.bases:
        yield base.location
