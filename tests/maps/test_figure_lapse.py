"""The time lapse: calendar steps, the same sheet in each frame, one animation, the same bytes twice."""

from __future__ import annotations

import datetime as dt
import io
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from geo.errors import UsageError
from geo.layers.schema import MapContext
from geo.records import Facts
from maps.figure.lapse import MOST_FRAMES, STEPS, frames, render_lapse

TEXT = "{http://www.w3.org/2000/svg}text"
FIRST, LAST = dt.date(2019, 4, 1), dt.date(2019, 7, 20)
OPTIONS = {"size": (6.0, 4.2), "dpi": 50, "first": FIRST, "last": LAST}
days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))


@given(days, st.integers(0, 390), st.sampled_from(STEPS))
def test_the_steps_fill_the_period_without_a_gap(first, length, every):
    last = first + dt.timedelta(length)
    steps = frames(first, last, every)
    assert (steps[0].since, steps[-1].day) == (first, last)
    assert all(step.since <= step.day for step in steps)
    assert all(later.since - step.day == dt.timedelta(1) for step, later in pairwise(steps))


def test_months_end_on_their_last_day():
    assert [str(step.day) for step in frames(dt.date(2020, 1, 15), dt.date(2020, 3, 2), "month")] == [
        "2020-01-31", "2020-02-29", "2020-03-02",
    ]  # fmt: skip


@pytest.mark.parametrize("first", [LAST + dt.timedelta(1), LAST - dt.timedelta(MOST_FRAMES)])
def test_no_frame_and_too_many_are_refused(first):
    with pytest.raises(UsageError):
        frames(first, LAST, "day")


def test_frames_and_animation_are_the_same_at_every_run(tmp_path):
    runs = []
    for name in "ab":
        (tmp_path / name).mkdir()
        path = tmp_path / name / "map.png"
        runs.append(render_lapse(sample.layers(), sample.context(), path, "month", animate="gif", **OPTIONS))
    names = [path.name for path in runs[0]]
    assert names == [f"map-{n}-{day}.png" for n, day in enumerate(
        ("2019-04-30", "2019-05-31", "2019-06-30", "2019-07-20"), 1)] + ["map.gif"]  # fmt: skip
    assert [path.read_bytes() for path in runs[0]] == [path.read_bytes() for path in runs[1]]
    film = Image.open(io.BytesIO(runs[0][-1].read_bytes()))
    assert film.size == (300, 210)
    assert 2 <= film.n_frames <= 4


def test_a_webp_has_all_frames(tmp_path):
    written = render_lapse(sample.layers(), sample.context(), tmp_path / "m.png", "month", animate="webp", **OPTIONS)
    assert Image.open(io.BytesIO(written[-1].read_bytes())).n_frames > 1


def test_every_frame_has_the_same_legend(tmp_path):
    written = render_lapse(sample.layers(), sample.context(), tmp_path / "map.svg", "month", **OPTIONS)
    seen = []
    for path in written:
        places = {
            "".join(node.itertext()): node.get("transform") or (node.get("x"), node.get("y"))
            for node in ET.parse(path).getroot().iter(TEXT)
        }
        seen.append(
            {text: places.get(text) for text in ("Parties", "Control", "Libyan National Army", "Changed hands")}
        )
    assert seen[0]["Libyan National Army"]
    assert all(one == seen[0] for one in seen)


def test_frames_without_news_can_be_left_out(tmp_path):
    every = render_lapse(sample.layers(), sample.context(), tmp_path / "map.png", "week", **OPTIONS)
    some = render_lapse(sample.layers(), sample.context(), tmp_path / "some.png", "week", changed_only=True, **OPTIONS)
    assert 1 < len(some) < len(every)


def test_wrong_use_is_refused(tmp_path):
    from geo.layers import build_layers

    layers, context = sample.layers(), sample.context()
    for path, options in ((tmp_path / "a.svg", {"animate": "gif"}), (tmp_path / "a.bmp", {})):
        with pytest.raises(UsageError):
            render_lapse(layers, context, path, "year", **options)
    empty = build_layers(Facts(()), sample.Towns(), None)
    with pytest.raises(UsageError, match="--from"):
        render_lapse(empty, MapContext(title="Nothing"), tmp_path / "a.png", "year")
