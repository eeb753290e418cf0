from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.gazetteer.geocoder import GazetteerGeocoder
from geo.records import Place

if TYPE_CHECKING:
    from geo.gazetteer.gazetteer import Gazetteer


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    found = geocoder.geocode("Tarhouna")
    assert isinstance(found, Location)
    assert isinstance(found.raw, Place)
    assert (found.latitude, found.longitude) == (found.raw.lat, found.raw.lon)
    assert found.address.endswith("Libya")


def test_countries_narrow_the_choice(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Tripoli").raw.country == "LY"
    assert geocoder.geocode("Tripoli", country_codes="lb").raw.country == "LB"
    assert geocoder.geocode("Tripoli", country_codes=["LB", "EG"]).raw.country == "LB"
    assert geocoder.geocode("Tripoli", country_codes="EG") is None
    assert geocoder.geocode("Tripoli, Lebanon").raw.country == "LB"
    assert geocoder.geocode("Nowhere, Lebanon") is None


def test_all_candidates_or_none(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Tripoli", exactly_one=False)
    assert {place.raw.country for place in found} >= {"LY", "LB"}
    assert len(geocoder.geocode("Tripoli", exactly_one=False, limit=1)) == 1
    assert geocoder.geocode("no such place at all", exactly_one=False) is None


def test_reverse_gives_the_nearest_town(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((32.43, 13.63)).raw.geonameid == 1
    assert geocoder.reverse("32.43, 13.63").raw.geonameid == 1
    assert len(geocoder.reverse((32.43, 13.63), exactly_one=False, limit=3)) == 3
