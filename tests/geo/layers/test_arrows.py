import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.layers.arrows import arrow, bowed, through

coordinate = st.floats(-400, 400)
point = st.tuples(coordinate, coordinate).map(np.array)


@given(start=point, end=point, bow=st.floats(-60, 60))
def test_an_arrow_is_valid_starts_off_the_origin_and_points_at_the_objective(start, end, bow):
    if np.linalg.norm(end - start) < 8:
        return
    line = bowed(start, end, bow)
    shape = arrow(line)
    assert shape.is_valid
    assert shape.geom_type == "Polygon"
    tail, head = shapely.Point(start), shapely.Point(end)
    assert shape.distance(tail) > 0
    assert shape.distance(head) > 0
    corners = shapely.get_coordinates(shape)
    to_end = np.linalg.norm(corners - end, axis=1)
    tip = corners[to_end.argmin()]
    assert shapely.Point(tip).distance(line) < 1e-6
    assert shape.distance(head) <= min(0.1 * line.length, 6.0) + 1e-6


@given(start=point, end=point, bow=st.floats(-60, 60))
def test_the_head_is_the_broadest_part_and_lies_at_the_objective(start, end, bow):
    if np.linalg.norm(end - start) < 8:
        return
    line = bowed(start, end, bow)
    corners = shapely.get_coordinates(arrow(line))
    off = np.array([shapely.Point(corner).distance(line) for corner in corners])
    broad = corners[off.argmax()]
    assert np.linalg.norm(broad - end) < np.linalg.norm(broad - start)


@given(points=st.lists(point, min_size=3, max_size=5))
def test_an_arrow_through_places_is_valid_and_passes_them(points):
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    if steps.min() < 8:
        return
    line = through(points)
    for place in points:
        assert line.distance(shapely.Point(place)) < 1e-6
    assert arrow(line).is_valid


@pytest.mark.parametrize("bow", [20.0, -20.0])
def test_a_bow_bends_to_the_side_of_its_sign(bow):
    line = bowed(np.array([0.0, 0.0]), np.array([0.0, 100.0]), bow)
    middle = line.interpolate(0.5, normalized=True)
    assert np.sign(middle.x) == np.sign(bow)
    assert line.coords[0] == (0.0, 0.0)
    assert line.coords[-1] == (0.0, 100.0)


def test_a_longer_arrow_is_broader_but_within_bounds():
    areas = [arrow(bowed(np.zeros(2), np.array([0.0, km]), 10.0)) for km in (20.0, 60.0, 2000.0)]
    widths = [shape.bounds[2] - shape.bounds[0] for shape in areas]
    assert widths[0] < widths[1] < widths[2]
    head = shapely.get_coordinates(arrow(bowed(np.zeros(2), np.array([0.0, 2000.0]), 0.0)))
    assert np.abs(head[:, 0]).max() <= 22.0 + 1e-6
