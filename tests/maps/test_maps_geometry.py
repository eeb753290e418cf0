"""Encoded geometry comes back, and neighbours go on sharing their vertices."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from maps.geometry import encode_line, encode_polygons


def decode(path: list[int], decimals: int) -> list[tuple[float, float]]:
    xs, ys = accumulate(path[::2]), accumulate(path[1::2])
    return [(x / 10**decimals, y / 10**decimals) for x, y in zip(xs, ys, strict=True)]


degrees = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


@given(st.lists(degrees, min_size=2, max_size=20))
def test_a_line_comes_back_rounded(points: list[tuple[float, float]]) -> None:
    found = decode(encode_line(LineString(points), 4), 4)
    assert found[0] == pytest.approx(points[0], abs=1e-4)
    assert found[-1] == pytest.approx(points[-1], abs=1e-4)
    assert all(a != b for a, b in pairwise(found))


def test_holes_and_parts_are_kept() -> None:
    ring = Polygon(box(0, 0, 4, 4).exterior, [box(1, 1, 2, 2).exterior])
    encoded = encode_polygons(MultiPolygon([ring, box(9, 9, 10, 10)]), 2)
    assert [len(polygon) for polygon in encoded] == [2, 1]
    assert Polygon(decode(encoded[0][0], 2), [decode(encoded[0][1], 2)]).equals(ring)


def test_what_vanishes_in_the_rounding_is_dropped() -> None:
    assert encode_polygons(Point(5, 5).buffer(0.001), 2) == []
    assert encode_polygons(Polygon(), 3) == []


def test_neighbours_share_their_rounded_edge() -> None:
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint([(0, 0), (1.3, 0.4), (0.2, 1.7), (2, 2)])))
    rings = [decode(encode_polygons(cell, 3)[0][0], 3) for cell in cells]
    edges = [
        {frozenset(edge) for edge in zip(ring, ring[1:] + ring[:1], strict=True)}
        for ring in rings
    ]  # fmt: skip
    shared = [a & b for i, a in enumerate(edges) for b in edges[i + 1 :]]
    assert sum(bool(common) for common in shared) >= 4
