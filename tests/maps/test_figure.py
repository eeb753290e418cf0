"""The printed figure: right files, live text, the same bytes twice, nothing that is not drawn in the legend."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import sample

from geo.errors import UsageError
from geo.layers.schema import MapContext
from geo.records import Facts
from maps.figure import render_figure

SIZE = (6.0, 4.2)
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def empty():
    from geo.layers import build_layers

    return build_layers(Facts(()), sample.Towns(), None)


def words(path):
    return {"".join(node.itertext()).strip() for node in ET.parse(path).getroot().iter(TEXT)}


def drawn(tmp_path, layers, context, **options):
    path = tmp_path / "map.svg"
    render_figure(layers, context, path, size=options.pop("size", SIZE), **options)
    return words(path)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_layers_give_the_same_bytes(tmp_path, kind):
    layers, context = sample.layers(), sample.context()
    paths = [tmp_path / f"{name}.{kind}" for name in "ab"]
    for path in paths:
        render_figure(layers, context, path, size=SIZE, dpi=80)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_png_has_the_size_that_was_asked_for(tmp_path):
    path = tmp_path / "map.png"
    render_figure(sample.layers(), sample.context(), path, size=(5.0, 3.5), dpi=120)
    assert struct.unpack(">II", path.read_bytes()[16:24]) == (600, 420)


def test_text_stays_text(tmp_path):
    seen = drawn(tmp_path, sample.layers(), sample.context())
    assert {"Tripoli", "Misrata", "Libya: the battle for Tripoli", "Libyan National Army"} <= seen
    path = tmp_path / "map.pdf"
    render_figure(sample.layers(), sample.context(), path, size=SIZE)
    assert b"DejaVuSans" in path.read_bytes()


def test_the_legend_lists_only_what_is_drawn(tmp_path):
    layers = sample.layers()
    seen = drawn(tmp_path, layers, sample.context(), size=(10, 7))
    assert {"Besieged", "Contested", "Planned", "Denied", "Several in one place", "Line of contact", "Turkey"} <= seen
    bare = replace(layers, events=layers.events[:0], axes=layers.axes[:0], bases=layers.bases[:0])
    seen = drawn(tmp_path, bare, sample.context(), size=(10, 7))
    assert {"Besieged", "Control"} <= seen
    assert not {"Axes of advance", "Bases", "Events", "Planned", "Turkey", "Several in one place"} & seen


def test_control_is_that_of_the_day(tmp_path):
    layers = sample.layers()
    only = layers.control[layers.control["place_name"].isin(["Gharyan"])]
    bare = replace(layers, control=only, events=layers.events[:0], axes=layers.axes[:0], bases=layers.bases[:0])
    before = drawn(tmp_path, bare, sample.context(), size=(10, 7), at=dt.date(2019, 6, 25))
    after = drawn(tmp_path, bare, sample.context(), size=(10, 7), at=dt.date(2019, 6, 26))
    assert "Libyan National Army" in before
    assert "Government of National Accord" not in before
    assert "Government of National Accord" in after
    assert "Libyan National Army" not in after
    nobody = drawn(tmp_path, bare, sample.context(), size=(10, 7), at=dt.date(2018, 1, 1))
    assert "No reported facts in this area by this date" in nobody


def test_an_empty_map_says_so(tmp_path, empty):
    seen = drawn(tmp_path, empty, MapContext(title="Nothing"))
    assert {"Nothing", "No reported facts in this area by this date"} <= seen
    assert "Parties" not in seen


@pytest.mark.parametrize("title", ["cost $x$ and $\\frac", "<b>&\x07\u202e", "北京", "طرابلس", "a" * 500, "\ud800"])
def test_any_title_can_be_drawn(tmp_path, empty, title):
    context = MapContext(title=title, subtitle=title)
    for kind in ("png", "svg", "pdf"):
        path = tmp_path / f"map.{kind}"
        render_figure(empty, context, path, size=SIZE, dpi=40)
        assert path.stat().st_size > 1000
    ET.parse(tmp_path / "map.svg")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [(4, 3), (4, 6), (12, 9)])
def test_sheets_of_all_kinds(tmp_path, size, language):
    seen = drawn(tmp_path, sample.layers(), replace(sample.context(), language=language), size=size)
    assert "Tripoli" in seen


@pytest.mark.parametrize(
    "options",
    [{"size": (0.5, 0.5)}, {"size": (4, float("nan"))}, {"bbox": (10, 30, 9, 31)}, {"bbox": (-200, 0, 10, 10)}],
)
def test_wrong_use_is_refused(tmp_path, options):
    with pytest.raises(UsageError):
        render_figure(sample.layers(), sample.context(), tmp_path / "map.png", **options)


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(UsageError, match="png, svg, pdf"):
        render_figure(sample.layers(), sample.context(), tmp_path / "map.gif")
