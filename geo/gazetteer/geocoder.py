"""The gazetteer as a geopy geocoder, so that any other geopy geocoder can stand in its place or behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location as GeopyLocation
from geopy.point import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.gazetteer import Gazetteer
    from geo.records import Place


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # geopy ships no types
    """geopy's interface over a `Gazetteer`; never asks a network.

    Parameters
    ----------
    gazetteer
        An open gazetteer.

    Examples
    --------
    ``GazetteerGeocoder(gazetteer).geocode("Tarhouna", country_codes="ly")`` gives a `geopy.location.Location`
    whose ``raw`` is the `geo.records.Place`.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(scheme="https", timeout=None, user_agent="sitmap")
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature; nothing here can time out
        country_codes: str | Sequence[str] | None = None,
        limit: int | None = None,
    ) -> GeopyLocation | list[GeopyLocation] | None:
        """Give the place of a name, or a list of candidates, best first.

        Parameters
        ----------
        query
            A name, or a name and its division or country after a comma ("Tripoli, Lebanon").
        exactly_one
            Give one location instead of a list.
        timeout
            Accepted for geopy's sake.
        country_codes
            ISO 3166-1 alpha-2 code or codes, in either case, to keep to.
        limit
            At most so many candidates.

        Returns
        -------
        geopy.location.Location, list or None
            None when the name is not known.
        """
        found = self._candidates(query)
        if country_codes:
            wanted = {country_codes} if isinstance(country_codes, str) else set(country_codes)
            wanted = {code.upper() for code in wanted}
            found = tuple(place for place in found if place.country in wanted)
        return self._answer(found[:limit], exactly_one=exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature; nothing here can time out
        limit: int = 5,
    ) -> GeopyLocation | list[GeopyLocation] | None:
        """Give the town nearest to a point (latitude, longitude), or the `limit` nearest, nearest first."""
        point = Point(query)
        places = self._gazetteer.nearest(point.latitude, point.longitude, 1 if exactly_one else limit)
        return self._answer(places, exactly_one=exactly_one)

    def _candidates(self, query: str) -> tuple[Place, ...]:
        whole = self._gazetteer.lookup(query)
        name, comma, rest = query.partition(",")
        if whole or not comma:
            return whole
        within = self._gazetteer.lookup(rest.split(",")[-1].strip(), fuzzy=False)
        countries = {place.country for place in within if place.feature_code == "PCLI"}
        divisions = {(place.country, place.admin1) for place in within if place.feature_code == "ADM1"}
        return tuple(
            place
            for place in self._gazetteer.lookup(name)
            if place.country in countries or (place.country, place.admin1) in divisions
        )

    def _answer(self, places: Sequence[Place], *, exactly_one: bool) -> GeopyLocation | list[GeopyLocation] | None:
        located = [GeopyLocation(self._address(place), (place.lat, place.lon), place) for place in places]
        if not located:
            return None
        return located[0] if exactly_one else located

    def _address(self, place: Place) -> str:
        country = self._gazetteer.country(place.country)
        parts = (place.name, self._gazetteer.admin1_name(place.country, place.admin1), country.name if country else "")
        return ", ".join(dict.fromkeys(part for part in parts if part))
