"""Places by position: the cells of a degree by a degree that stand for a spatial index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.compile import write_index
from geo.gazetteer.index import Index, cell_of
from geo.records import Place

if TYPE_CHECKING:
    from pathlib import Path

degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ROWS = tuple(
    Place(f"x:{k}", f"Place {k}", (k * 37 % 1801) / 10 - 90, (k * 91 % 3601) / 10 - 180, names=(f"Place {k}",))
    for k in range(3000)
)


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Index:
    path: Path = tmp_path_factory.mktemp("cells") / "index.sqlite"
    write_index(path, ROWS)
    return Index(path)


@given(degrees)
def test_every_point_lies_in_one_of_the_cells(point: tuple[float, float]) -> None:
    assert 0 <= cell_of(*point) < 180 * 360


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(degrees, degrees)
def test_a_box_gives_what_lies_in_it(scattered: Index, one: tuple[float, float], other: tuple[float, float]) -> None:
    south, north = sorted((one[0], other[0]))
    west, east = sorted((one[1], other[1]))
    inside = {place.id for place in ROWS if south <= place.lat <= north and west <= place.lon <= east}
    assert {place.id for place in scattered.in_box(south, west, north, east, classes="P")} == inside
