"""Centre and extent of divisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.extent import LEAST_RADIUS_KM, middle_of

POINTS = st.lists(st.tuples(st.floats(-80, 80), st.floats(-170, 170)), min_size=1, max_size=30)


def test_a_crowded_corner_does_not_draw_the_centre():
    crowd = [(30 + i / 100, -95 - i / 100) for i in range(50)]
    country = [(30.5 + i / 2, -96 - i) for i in range(10)]
    assert middle_of([*crowd, *country])[:2] == (32.5, -100.0)


def test_an_outlying_island_is_left_out():
    mainland = [(40 + i / 10, 5 + i / 10) for i in range(20)]
    assert middle_of([*mainland, (20.0, -40.0)]) == middle_of(mainland)


def test_one_town_has_the_least_radius():
    assert middle_of([(10.0, 20.0)]) == (10.0, 20.0, LEAST_RADIUS_KM)


@given(POINTS)
def test_the_centre_lies_within_the_towns(points: list[tuple[float, float]]):
    lat, lon, radius = middle_of(points)
    assert min(p[0] for p in points) - 0.01 <= lat <= max(p[0] for p in points) + 0.01
    assert min(p[1] for p in points) - 0.01 <= lon <= max(p[1] for p in points) + 0.01
    assert radius >= LEAST_RADIUS_KM
