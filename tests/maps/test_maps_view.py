"""Where the map opens, and which ground is the theatre's own."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import sample
from shapely.geometry import box

from geo.layers import build_layers
from geo.records import Facts
from maps.basemap import basemap, label_point, own_countries
from maps.view import CLOSE, opening_box


def test_far_talks_do_not_shrink_the_map() -> None:
    west, south, east, north = opening_box(sample.layers()) or (0, 0, 0, 0)
    assert north < 34  # Rome is at 41.9
    assert south > 28
    assert west < 12  # al-Watiya
    assert east > 16  # Sirte


def test_a_narrow_screen_opens_closer() -> None:
    wide, close = opening_box(sample.layers()), opening_box(sample.layers(), CLOSE)
    assert wide
    assert close
    assert box(*wide).covers(box(*close))


def test_without_facts_there_is_no_box() -> None:
    assert opening_box(build_layers(Facts(()), sample.Towns(), None)) is None


def test_one_fact_gives_a_box_with_some_breadth() -> None:
    facts = replace(Facts(()), bases=sample.facts().bases[:1])
    west, south, east, north = opening_box(build_layers(facts, sample.Towns(), None)) or (0, 0, 0, 0)
    assert east - west == pytest.approx(0.5, abs=0.01)
    assert north - south == pytest.approx(0.5, abs=0.01)


def test_own_countries_are_those_where_most_of_the_places_lie() -> None:
    countries = gpd.GeoDataFrame({"name": ["A", "B"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs=4326)
    places = pd.DataFrame({"country": ["XA", "XA", "XA"], "lon": [0.2, 0.4, 1.01], "lat": [0.5, 0.5, 0.5]})
    assert own_countries(countries, places, ("XA",)) == {0}
    assert own_countries(countries, places, ("XB",)) == frozenset()


def test_a_name_stands_inside_its_country() -> None:
    crescent = box(0, 0, 10, 10).difference(box(2, 2, 12, 8))
    from shapely.geometry import Point

    assert crescent.contains(Point(label_point(crescent)))


def test_without_a_basemap_the_ground_is_plain() -> None:
    found = basemap(replace(sample.context(), world=None), sample.layers().places)
    assert found["countries"] == []
    assert found["bbox"] is None
    assert len(found["towns"]["name"]) > 5
