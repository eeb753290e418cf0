"""The figure's parts: glyphs, arrows, labels, hatching, days, columns."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.figure.arrows import arrow_line, arrow_shape
from maps.figure.brush import cut, fitted, hatch, outline, text_width, wrapped
from maps.figure.chosen import Zone
from maps.figure.columns import Row, Section, fit
from maps.figure.glyphs import shape_of
from maps.figure.labels import Name, Room, place_names
from maps.figure.margins import round_length
from maps.figure.view import View
from maps.figure.words import load_words, parse_day
from maps.figure.zones import contact_lines
from maps.symbols import load_symbols

BOX = (0.0, 0.0, 400.0, 300.0)


@pytest.mark.parametrize("name", sorted(load_symbols().glyphs))
def test_every_glyph_is_a_shape_of_its_square(name):
    shape = shape_of(load_symbols().glyphs[name])
    assert shape.is_valid
    assert shape.area > 20
    assert max(map(abs, shape.bounds)) <= 12.2


def test_the_even_odd_rule_leaves_holes():
    ring = shape_of("M2 2h20v20H2zM6 6h12v12H6z")
    assert ring.area == pytest.approx(400 - 144)
    assert not ring.contains(shapely.Point(0, 0))


coordinates = st.floats(0, 400, allow_nan=False)


@settings(deadline=None)
@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6), st.integers(1, 9))
def test_an_arrow_is_valid_and_ends_at_its_lines_end(points, sources):
    line = arrow_line(shapely.LineString(points), 8, 9)
    if line is None:
        return
    shape = arrow_shape(line, sources)
    assert shape.is_valid
    assert shape.distance(shapely.Point(line.coords[-1])) < 1e-6


names = st.builds(
    Name, st.text("abcdefgh", min_size=1, max_size=12), coordinates, st.floats(0, 300), st.just(3.0), st.just(3.0),
    st.floats(5, 12), st.just("normal"), st.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(names, max_size=25))
def test_names_never_collide_and_stay_on_the_map(wanted):
    placed = place_names(wanted, Room(BOX))
    boxes = [shapely.box(*item.box) for item in placed]
    assert all(shapely.box(*BOX).contains(box) for box in boxes)
    assert all(not a.overlaps(b) and not a.contains(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_a_name_keeps_clear_of_an_arrow_where_it_can():
    arrow = shapely.box(200, 145, 300, 155)
    (placed,) = place_names([Name("Town", 190, 150, 3, 3, 9, keep=True)], Room(BOX, [arrow]))
    assert not shapely.box(*placed.box).intersects(arrow)


def test_hatching_stays_inside():
    shape = shapely.Point(50, 60).buffer(20)
    lines = hatch(shape, 3)
    assert lines.length == pytest.approx(shape.area / 3, rel=0.05)
    assert shape.buffer(1e-6).contains(lines)


def test_an_outline_keeps_holes_open():
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(4, 4, 6, 6))
    path = outline(ring)
    assert path.contains_point((2, 2))
    assert len(path.vertices) == 10


def test_texts_are_shrunk_then_cut():
    text, size = fitted("a long line of words", 40, 10)
    assert text.endswith("…")
    assert size < 10
    assert text_width(text, size) <= 40
    lines = wrapped("one two three four five six seven", 60, 7, 2)
    assert lines
    assert all(text_width(line, 7) <= 60 for line in lines)
    assert cut("short", 100, 7) == "short"


@given(st.floats(1e-3, 1e5))
def test_the_scale_bar_is_round(most):
    length = round_length(most)
    assert most / 2.6 < length <= most * (1 + 1e-9)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2019-12-21", (2019, 12, 21), (2019, 12, 21)),
        ("2019-02", (2019, 2, 1), (2019, 2, 28)),
        ("2019", (2019, 1, 1), (2019, 12, 31)),
    ],
)
def test_partial_days(iso, first, last):
    assert parse_day(iso) == dt.date(*first)
    assert parse_day(iso, last=True) == dt.date(*last)


@pytest.mark.parametrize("iso", ["", "soon", "2019-13-01", "0000"])
def test_what_is_no_day(iso):
    assert parse_day(iso) is None


def test_a_period_says_shared_parts_once():
    words = load_words("en")
    assert words.span(dt.date(2019, 4, 4), dt.date(2019, 4, 8)) == "4–8 April 2019"
    assert words.span(dt.date(2019, 4, 4), dt.date(2019, 5, 8)) == "4 April – 8 May 2019"


def test_the_view_comes_back_to_where_it_was():
    view = View((10, 30, 20, 34), BOX)
    corner = view.points(shapely.get_coordinates(shapely.box(10, 30, 20, 34)))
    assert shapely.box(*BOX).contains(shapely.MultiPoint(corner))
    assert view.degrees(corner)[0] == pytest.approx([20, 30])


def _zone(party, west, look="held"):
    return Zone(party, party, look, False, shapely.box(west, 0, west + 1, 1), west + 0.5, 0.5)  # noqa: FBT003


def test_contact_lies_between_sides_only():
    sides = {"a": "x", "b": "y", "c": "x"}
    assert contact_lines([_zone("a", 0), _zone("b", 1)], sides).equals(shapely.LineString([(1, 0), (1, 1)]))
    assert contact_lines([_zone("a", 0), _zone("c", 1)], sides).is_empty
    assert contact_lines([_zone("a", 0), _zone("b", 1, "contested")], sides).is_empty
    assert contact_lines([], sides).is_empty


def test_a_long_legend_says_how_many_it_leaves_out():
    rows = tuple(Row(f"kind {number}", lambda *_: None) for number in range(60))
    cells, scale = fit([Section("Parties", rows[:3]), Section("Events", rows, pairs=True)], [(0, 0, 150, 200)], str)
    texts = [cell.lines[0] for cell in cells]
    assert scale < 1
    assert texts[:4] == ["Parties", "kind 0", "kind 1", "kind 2"]
    assert int(texts[-1]) == 60 - (len(texts) - 6)
