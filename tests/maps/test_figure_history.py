"""What the figure tells beside the day itself: callouts, changed ground, earlier lines, main attacks."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import sample
import shapely

from geo.errors import UsageError
from maps.figure import ground_box, render_figure
from maps.figure.callouts import Telling, leader, place_notes, weightiest
from maps.figure.chosen import choose
from maps.figure.history import history
from maps.figure.labels import Room
from maps.figure.picture import sides_of
from maps.figure.sheet import drafts

TEXT = "{http://www.w3.org/2000/svg}text"
LAST = dt.date(2019, 12, 21)


def words(path):
    return {"".join(node.itertext()).strip() for node in ET.parse(path).getroot().iter(TEXT)}


def test_ground_that_changed_sides_is_told_from_the_day_it_did():
    layers, sides = sample.layers(), sides_of(sample.context())
    gharyan = layers.places[layers.places["name"] == "Gharyan"].geometry.iloc[0]
    after = history(layers, dt.date(2019, 6, 26), None, sides)
    assert after.changed.contains(gharyan)
    assert after.earlier
    assert history(layers, dt.date(2019, 6, 25), None, sides).changed.is_empty
    assert not history(layers, LAST, dt.date(2019, 7, 1), sides).changed.contains(gharyan)
    assert history(layers, None, None, sides).changed.is_empty


def test_the_legend_names_what_changed_and_where_the_line_ran(tmp_path):
    layers = sample.layers()
    control = layers.control.copy()
    there = control["place_name"] == "Gharyan"
    control.loc[there, "holder"] = control.loc[there, "holder"].map({"LNA": "GNA", "GNA": "LNA"})
    lost, path = replace(layers, control=control), tmp_path / "map.svg"
    render_figure(lost, sample.context(), path, at=LAST, since=dt.date(2019, 6, 1), size=(10, 7))
    assert {"Changed hands since 1 June 2019", "Earlier lines of contact"} <= words(path)
    render_figure(layers, sample.context(), path, at=LAST, since=dt.date(2019, 7, 1), size=(10, 7))
    assert not {text for text in words(path) if "Changed hands" in text or "Earlier lines" in text}


def test_the_legend_counts_what_is_drawn():
    layers = sample.layers()
    axes = layers.axes.copy()
    cited = json.loads(axes.loc[0, "sources"])
    axes.loc[0, "sources"] = json.dumps(
        [source | {"quote": "The main attack came here.", "start": 1} for source in cited]
    )
    draft = drafts(replace(layers, axes=axes), sample.context(), size=(10, 7))
    picture = draft.picture(LAST, None)
    counts = {row.text: row.count for section in draft.legend(picture) for row in section.rows}
    drawn = picture.drawn
    facts = [*(axis.actor for axis in drawn.axes), *(mark.actor for mark in drawn.marks)]
    assert counts["Turkey"] == facts.count("Turkey") > 0
    assert counts["Besieged"] == 1
    assert counts["Main effort"] == 1


def test_callouts_can_be_switched_off(tmp_path):
    seen = []
    for name, callouts in (("a", True), ("b", False)):
        path = tmp_path / f"{name}.svg"
        render_figure(sample.layers(), sample.context(), path, at=LAST, size=(10, 7), callouts=callouts)
        seen.append(words(path))
    assert len(seen[0] - seen[1]) >= 4
    assert any("December 2019" in text and " · " in text for text in seen[0] - seen[1])


def test_only_what_is_confirmed_or_likely_is_called_out_and_no_place_twice():
    facts = weightiest(choose(sample.layers(), sample.context(), LAST))
    assert facts
    assert not [fact for fact in facts if fact.status == "denied" or getattr(fact, "background", False)]
    places = [getattr(fact, "objective_id", "") or fact.place_id for fact in facts]
    assert len(places) == len(set(places))


def test_notes_cover_nothing_and_their_lines_do_not_cross():
    room = Room((0, 0, 400, 300))
    taken = [(x, y, x + 16, y + 16) for x in range(40, 360, 80) for y in range(40, 260, 70)]
    for box in taken:
        room.take(box)
    told = [Telling((f"Fact {n}",), "today", "#000000", box[0] + 8, box[1] + 8, 9.0) for n, box in enumerate(taken)]
    notes = place_notes(told, room, shapely.Polygon())
    assert len(notes) == 4
    cards = [shapely.box(*note.box) for note in notes]
    assert not any(card.intersects(shapely.box(*box)) for card in cards for box in taken)
    lines = [leader(note.told, note.box) for note in notes]
    assert not any(a.intersects(b) for i, a in enumerate(lines) for b in [*lines[i + 1 :], *cards[i + 1 :]])


def test_a_day_before_its_first_is_refused(tmp_path):
    with pytest.raises(UsageError, match="after the last"):
        render_figure(sample.layers(), sample.context(), tmp_path / "a.png", at=LAST, since=dt.date(2020, 1, 1))


def test_the_ground_reaches_beyond_what_was_asked_for():
    box = (12.0, 31.0, 16.0, 33.0)
    west, south, east, north = ground_box(sample.layers(), sample.context(), box, (10, 4))
    assert west < box[0]
    assert south < box[1]
    assert east > box[2]
    assert north > box[3]


def test_a_party_too_many_is_counted_not_listed():
    layers = sample.layers()
    events = layers.events.loc[layers.events.index.repeat(3)].reset_index(drop=True)
    events["id"] = [f"n{number:03d}" for number in range(len(events))]
    events["actor"] = [f"Group {number:03d}" for number in range(len(events))]
    events["background"] = False
    draft = drafts(replace(layers, events=events), sample.context(), size=(10, 7))
    section = draft.legend(draft.picture(LAST, None))[0]
    assert len(section.rows) <= 16
    assert any("parties more" in row.text for row in section.rows)
