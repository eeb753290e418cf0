"""Ten thousand events: gathered by place, quick to filter, told by whom."""

from __future__ import annotations

import io
import json
from csv import DictReader
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import crowd
import pytest
import sample

from maps.interactive import render_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
COUNT = 10_000
STEP_MS = 300  # 50 on a laptop that does nothing else; far more where tests run side by side


@pytest.fixture(scope="module")
def html(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowd") / "map.html"
    context = replace(sample.context(), datasets=((crowd.DATASET, "A table of events"),))
    path.write_text(render_page(crowd.layers(COUNT), context, assets), "utf-8")
    return path


def test_the_page_is_small(html: Path) -> None:
    assert html.stat().st_size < 6_000_000


def test_events_are_gathered_and_none_is_lost(html: Path, opened: Any) -> None:
    page = opened(html)
    assert page.complaints == []
    groups, counted, shown = page.run(
        "[Sitmap.symbolGroups.length,"
        " Sitmap.symbolGroups.filter((g) => g.kind === 'events').reduce((sum, g) => sum + g.facts.length, 0),"
        " Sitmap.shown().events.filter((f) => Sitmap.theMap.getBounds().pad(0.35).contains([f.lat, f.lon])).length]"
    )
    assert groups < 150
    assert counted == shown > 9_000
    assert page.run("document.querySelector('canvas.dots').width") > 0


def test_a_step_of_the_slider_is_quick(html: Path, opened: Any) -> None:
    page = opened(html)
    steps = page.run(
        """async () => {
          const { first, last } = Sitmap.state;
          const times = [];
          for (let n = 1; n < 12; n += 1) {
            const begin = performance.now();
            Sitmap.set({ to: Math.round(last - ((last - first) * n) / 14) });
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            times.push(performance.now() - begin);
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    assert steps[len(steps) // 2] < STEP_MS


def test_articles_and_imported_data_are_kept_apart(html: Path, opened: Any) -> None:
    page = opened(html)
    row = page.page.locator(f"[data-key='dataset:{crowd.DATASET}']")
    assert row.locator(".legend-text").text_content() == "A table of events"
    assert row.locator(".count").text_content() == "10,000"
    row.click()
    page.settle()
    assert page.run("Sitmap.shown().events.every((fact) => fact.dataset === 'articles')")
    assert page.run("Sitmap.shown().events.length") > 10
    page.run("Sitmap.openById('events/x000001')")
    assert "A table of events" in page.page.locator(".popup-body dl").text_content()


def test_a_fact_told_by_both_stays_while_one_is_on(assets: Any, opened: Any, tmp_path: Path) -> None:
    layers = sample.layers()
    events = layers.events.copy()
    events["dataset"] = ["articles counted" if key == "e10" else "articles" for key in events["id"]]
    path = tmp_path / "both.html"
    path.write_text(render_page(replace(layers, events=events), sample.context(), assets), "utf-8")
    page = opened(path)
    told = "Sitmap.shown().events.some((fact) => fact.id === 'e10')"
    page.run("Sitmap.toggle('dataset:articles', false)")
    assert page.run("Sitmap.shown().events.length") == 1
    assert page.run(told)
    page.run("Sitmap.toggle('dataset:counted', false)")
    assert not page.run(told)


def test_the_list_of_events_grows_on_request(html: Path, opened: Any) -> None:
    page = opened(html, "#tab=events")
    rows = page.page.locator("#panel-body .fact-row")
    before = rows.count()
    assert 0 < before < 500
    page.page.locator(".more-rows").click()
    page.settle()
    assert rows.count() > before


def test_downloads_tell_data_set_and_row(opened: Any, assets: Any, tmp_path: Path) -> None:
    layers = crowd.layers(3)
    told = [json.loads(value) for value in layers.events["sources"]]
    for (first, *_), key in zip(told, layers.events["id"], strict=True):
        if key.startswith("x"):
            first.update(dataset=crowd.DATASET, row=key)
    layers.events["sources"] = [json.dumps(value) for value in told]
    path = tmp_path / "map.html"
    path.write_text(render_page(layers, sample.context(), assets), "utf-8")
    page = opened(path)
    page.run(
        "() => { HTMLAnchorElement.prototype.click = () => {}; window.made = [];"
        " window.Blob = class extends Blob { constructor(parts) { super(parts); made.push(parts[0]); } }; }"
    )
    page.run("() => { Sitmap.download('csv'); Sitmap.download('geojson'); }")
    csv, geojson = page.run("made")
    rows = {row["id"]: row for row in DictReader(io.StringIO(csv.lstrip("\ufeff")))}
    assert (rows["x000001"]["dataset"], rows["x000001"]["row"]) == (crowd.DATASET, "x000001")
    assert (rows["e10"]["dataset"], rows["e10"]["row"]) == ("articles", "")
    cited = {feature["id"]: feature["properties"]["sources"][0] for feature in json.loads(geojson)["features"]}
    assert cited["events/x000001"]["row"] == "x000001"
    assert "row" not in cited["events/e10"]
