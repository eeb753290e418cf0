"""Every switch, every kind of feature, both handles: clicked and dragged as a reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sample

from maps.interactive import render_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("every") / "map.html"
    path.write_text(render_page(sample.layers(), sample.context(), assets), "utf-8")
    return path


def test_every_row_of_the_legend_switches_off_and_on(html: Path, opened: Any) -> None:
    page = opened(html, "#s=3&off=")
    before = page.run("location.hash")
    drawn = "document.querySelector('.leaflet-map-pane').innerHTML.length"
    keys = page.run("[...document.querySelectorAll('.legend [data-key]')].map((row) => row.dataset.key)")
    assert len(keys) > 40
    full = page.run(drawn)
    for key in keys:
        if key == "more":
            continue
        page.page.locator(f'[data-key="{key}"]').click()
        page.settle()
        assert page.run("(key) => Sitmap.isOff(key)", key)
        page.page.locator(f'[data-key="{key}"]').click()
        page.settle()
        assert not page.run("(key) => Sitmap.isOff(key)", key)
    assert page.run(drawn) == pytest.approx(full, rel=0.02)
    assert page.run("[...Sitmap.state.off].length") == 0
    assert page.complaints == []
    assert before is not None


# A spot of the map where the topmost thing is one of the wanted ones, found as a reader's eye does.
SPOT = """(selector) => {
  for (let x = 310; x < 1180; x += 3) for (let y = 70; y < 680; y += 3) {
    const hit = document.elementFromPoint(x, y)?.closest(selector);
    if (hit) return [x + 1, y + 1];
  }
  return null;
}"""


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        (".arrow", "advance"),
        (".feature:has(.symbol-bases)", ""),
        (".feature:has(.symbol-events)", ""),
        (".callout", ""),
        (".zone-target", ""),
    ],
)
def test_a_click_on_any_kind_of_feature_opens_it(html: Path, opened: Any, selector: str, words: str) -> None:
    page = opened(html, reduced_motion="reduce")
    x, y = page.run(SPOT, selector)
    page.page.mouse.click(x, y)
    page.page.wait_for_selector(".popup-body h3")
    assert words in page.page.locator(".popup-body h3").text_content()
    assert page.complaints == []


def test_a_click_on_held_ground_opens_who_holds_it(html: Path, opened: Any) -> None:
    page = opened(html, "#v=32.2,13.1,9&off=layer:events,layer:bases,layer:axes,layer:callouts,layer:names")
    x, y = page.run(
        "(() => { const { x, y } = Sitmap.theMap.latLngToContainerPoint([32.1722, 13.0203]); return [x, y]; })()"
    )
    page.page.mouse.click(x, y)
    page.page.wait_for_selector(".popup-body")
    assert "Gharyan held by Government of National Accord" in page.page.locator(".popup-body h3").text_content()


def test_both_handles_drag(html: Path, opened: Any) -> None:
    page = opened(html)
    for name, start, end in (("from", 0.0, 0.4), ("to", 1.0, 0.8)):
        box = page.page.locator(f".handle-{name}").bounding_box()
        y, at = box["y"] + box["height"] / 2, lambda share, box=box: box["x"] + 9 + (box["width"] - 18) * share
        page.page.mouse.move(at(start), y)
        page.page.mouse.down()
        page.page.mouse.move(at(end), y, steps=5)
        page.page.mouse.up()
        page.settle()
    first, last, begin, end = page.run("[Sitmap.state.from, Sitmap.state.to, Sitmap.state.first, Sitmap.state.last]")
    assert 0.35 < (first - begin) / (end - begin) < 0.45
    assert 0.75 < (last - begin) / (end - begin) < 0.85


def test_nothing_moves_for_who_wants_no_motion(html: Path, opened: Any) -> None:
    page = opened(html, reduced_motion="reduce")
    assert not page.run("Sitmap.theMap.options.zoomAnimation || Sitmap.theMap.options.inertia")
    assert page.run("getComputedStyle(document.querySelector('.fold .icon')).transitionDuration") in {"0s", "1e-05s"}
