"""The page in a real browser: it asks for nothing, shows what it should, and can be used in every way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sample

from maps.assets import modules_folder
from maps.interactive import render_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def html(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "map.html"
    path.write_text(render_page(sample.layers(), sample.context(), assets), "utf-8")
    return path


def test_asks_for_nothing_and_complains_of_nothing(html: Path, opened: Any) -> None:
    page = opened(html)
    assert page.requests == [html.as_uri()]
    assert page.complaints == []
    assert page.page.locator(".feature").count() >= 10
    assert page.page.locator(".land").count() == 2


def test_popup_shows_the_sentence_with_its_place_marked(html: Path, opened: Any) -> None:
    page = opened(html)
    page.run("Sitmap.openById('events/e10')")
    popup = page.page.locator(".popup-body")
    assert (
        popup.locator("blockquote").text_content() == "GNA aircraft struck al-Watiya on 7 April, and six soldiers died."
    )
    assert popup.locator("mark").all_text_contents() == ["al-Watiya"]
    assert "Example Wire" in popup.text_content()
    link = popup.locator("cite a")
    assert link.get_attribute("href") == "https://example.org/b"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_party_that_no_sentence_tells_is_marked_as_inferred(html: Path, opened: Any) -> None:
    page = opened(html)
    page.run("Sitmap.openById('events/e09')")
    assert page.page.locator(".popup-body .party .inferred").all_text_contents() == [" (inferred)", " (inferred)"]
    page.run("Sitmap.openById('events/e10')")
    assert page.page.locator(".popup-body .party").count() == 2
    assert page.page.locator(".popup-body .inferred").count() == 0


def test_click_on_a_counted_symbol_lists_in_time_order(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator(".feature[aria-label^='Tripoli: ']").last.click()
    titles = page.page.locator(".popup-body .fact-when").all_text_contents()
    assert len(titles) >= 8
    assert titles[0].startswith("Aug 2018")
    page.page.locator(".popup-body .fact-row").last.click()
    assert "three days" in page.page.locator(".popup-body blockquote").first.text_content()
    page.page.locator(".popup-body .back").click()
    assert page.page.locator(".popup-body .fact-row").count() == len(titles)


@pytest.mark.parametrize("fact", ["control/c01", "axes/a1", "bases/b4", "events/e07", "events/e03"])
def test_every_kind_of_fact_opens_with_its_source(html: Path, opened: Any, fact: str) -> None:
    page = opened(html, f"#open={fact.replace('/', '%2F')}")
    page.page.wait_for_selector(".popup-body blockquote")
    assert page.complaints == []


def test_conflicting_claims_stand_side_by_side(html: Path, opened: Any) -> None:
    page = opened(html)
    page.run("Sitmap.openFacts(Sitmap.facts.control.filter((fact) => fact.look === 'contested'))")
    columns = page.page.locator(".claims-columns section")
    assert columns.count() == 2
    left, right = page.run(
        "[...document.querySelectorAll('.claims-columns section')].map((e) => e.getBoundingClientRect().toJSON())"
    )
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]


def test_handles_drag_and_filter(html: Path, opened: Any) -> None:
    page = opened(html)
    before = page.run("Sitmap.shown().events.length")
    handle = page.page.locator(".handle-to")
    box = handle.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2, steps=6)
    page.page.mouse.up()
    page.settle()
    assert page.run("Sitmap.shown().events.length") < before
    assert "2019" in handle.get_attribute("aria-valuetext")
    control = page.run("Sitmap.shown().control.map((fact) => fact.id)")
    assert "c04" not in control  # Gharyan was retaken later
    assert "c03" in control


def test_handles_never_cross(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator(".handle-from").focus()
    page.page.keyboard.press("End")
    page.settle()
    first, last = page.run("[Sitmap.state.from, Sitmap.state.to]")
    assert first <= last


def test_play_moves_the_last_day(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator(".play").click()
    page.page.wait_for_timeout(400)
    middle = page.run("Sitmap.state.to - Sitmap.state.first")
    page.page.locator(".play").click()
    assert 0 < middle < page.run("Sitmap.state.last - Sitmap.state.first")


@pytest.mark.parametrize(
    ("level", "hidden"), [(0, {"claimed", "planned", "threatened", "denied"}), (2, {"denied"}), (3, set())]
)
def test_strictness(html: Path, opened: Any, level: int, hidden: set[str]) -> None:
    page = opened(html)
    page.page.locator(f".levels input[value='{level}']").check(force=True)
    page.settle()
    shown = set(page.run("Sitmap.shown().events.map((fact) => fact.status)"))
    assert not shown & hidden
    assert ("denied" in shown) == (level == 3)


def test_legend_switches_party_kind_and_layer(html: Path, opened: Any) -> None:
    page = opened(html)
    for key, gone in (
        ("actor:LNA", "Sitmap.shown().events.filter((fact) => fact.actor === 'LNA').length"),
        ("kind:events/Ultimatum", "Sitmap.shown().events.filter((fact) => fact.kind === 'Ultimatum').length"),
        ("layer:axes", "Sitmap.shown().axes.length"),
        ("layer:control", "Sitmap.shown().control.length"),
    ):
        assert page.run(gone) > 0, key
        page.page.locator(f"[data-key='{key}']").click()
        page.settle()
        assert page.run(gone) == 0, key
        page.page.locator(f"[data-key='{key}']").click()
        page.settle()
        assert page.run(gone) > 0, key


def test_legend_counts_what_is_shown(html: Path, opened: Any) -> None:
    page = opened(html)
    text = page.page.locator("[data-key='kind:axes/planned'] .count").text_content()
    assert int(text) == page.run("Sitmap.shown().axes.filter((fact) => fact.status === 'planned').length")
    assert page.page.locator("[data-key='kind:axes/denied']").count() == 0


def test_parties_stand_in_the_order_of_their_facts_nobody_last(html: Path, opened: Any) -> None:
    page = opened(html)
    rows = page.page.locator(".legend [data-key^='actor:']")
    keys = [row.get_attribute("data-key") for row in rows.all()]
    counts = [int(row.locator(".count").text_content()) for row in rows.all()]
    assert keys[-1] == "actor:"
    assert counts[:-1] == sorted(counts[:-1], reverse=True)


def test_the_line_of_contact_is_solid_and_dashes_are_for_earlier_ones(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator("[data-key='layer:earlier']").click()
    page.settle()
    dashes = "(path) => getComputedStyle(path).strokeDasharray"
    for place in (".leaflet-zones-pane", ".legend"):
        assert page.page.locator(f"{place} .contact:not(.earlier)").first.evaluate(dashes) == "none"
        assert page.page.locator(f"{place} .contact.earlier").first.evaluate(dashes) != "none"


def test_an_area_has_a_spaced_name_and_no_dot(html: Path, opened: Any) -> None:
    page = opened(html)
    dots = page.page.locator(".place-dot").count()
    page.run(
        "() => { const { places } = Sitmap.data.tables; places.feature_class = places.feature_class.map(() => 'A');"
        " Sitmap.set({ level: 3 }); }"
    )
    page.settle()
    assert dots > 0
    assert page.page.locator(".place-dot").count() == 0
    assert page.page.locator(".label-region").count() > 0


@pytest.mark.parametrize("words", ["misr", "مصراتة", "مصراته", "Misrāta"])
def test_search_in_any_script(html: Path, opened: Any, words: str) -> None:
    page = opened(html)
    page.page.locator(".search-input").fill(words)
    assert page.page.locator(".hits li").first.text_content().startswith("Misrata")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector(".popup-body")
    assert "مصراتة" in page.page.locator(".popup-body").text_content()


def test_panel_tabs_by_keyboard(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator(".lists-tool button").click()
    page.settle()
    page.page.locator("#tab-events").focus()
    seen = []
    for _ in range(6):
        page.settle()
        seen.append((page.run("document.activeElement.id"), page.page.locator("#panel-body").text_content()[:40]))
        page.page.keyboard.press("ArrowRight")
    tabs = ("events", "places", "readings", "articles", "not_mapped", "changes")
    assert [name for name, _ in seen] == [f"tab-{tab}" for tab in tabs]
    assert len({text for _, text in seen}) == 6
    page.page.locator("#tab-not_mapped").click()
    assert "Wadi Nowhere" in page.page.locator("#panel-body").text_content()


def test_permalink_brings_everything_back(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator("[data-key='actor:GNA']").click()
    page.page.locator(".levels input[value='3']").check(force=True)
    page.run("Sitmap.set({ from: Sitmap.day('2019-01-01'), to: Sitmap.day('2019-09-01') })")
    page.run("Sitmap.openById('bases/b4')")
    page.page.wait_for_url("**open=**")
    fragment = page.run("location.hash")
    again = opened(html, fragment)
    again.page.wait_for_selector(".popup-body")
    state = "[Sitmap.state.from, Sitmap.state.to, Sitmap.state.level, [...Sitmap.state.off], Sitmap.state.open]"
    assert again.run(state) == page.run(state)


def test_a_broken_permalink_is_passed_over(html: Path, opened: Any) -> None:
    page = opened(html, "#v=a,b,c&t=2019-99-99,x&s=9&off=%E0%A4&tab=constructor&open=nothing&theme=pink")
    assert page.complaints == []
    assert page.run("Sitmap.state.level") == 2


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_download(html: Path, opened: Any, form: str, tmp_path: Path) -> None:
    page = opened(html)
    page.page.locator("[aria-controls='tool-menu']").click()
    with page.page.expect_download() as waiting:
        page.page.locator(f"#tool-menu button:has-text('{form}')").click()
    target = tmp_path / "download"
    waiting.value.save_as(target)
    text = target.read_text("utf-8-sig")
    assert "six soldiers died" in text
    if form == "geojson":
        import geopandas as gpd

        frame = gpd.read_file(target)
        assert set(frame["layer"]) == {"events", "control", "axes", "bases"}
        assert frame.geometry.is_valid.all()


def test_phone_has_no_sideways_scroll_and_a_drawer(html: Path, opened: Any) -> None:
    page = opened(html, **PHONE)
    assert page.run("document.documentElement.scrollWidth") <= 390
    page.page.locator("#tab-legend").click()
    page.settle()
    assert page.page.locator("#panel-body .legend").is_visible()
    page.run("Sitmap.openById('events/e10')")
    page.settle()
    assert "six soldiers" in page.page.locator("#panel-body blockquote").text_content()
    boxes = page.run("[...document.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().toJSON())")
    assert boxes
    for box in boxes:
        assert box["right"] <= 390
        assert box["left"] >= 0


def test_every_control_is_reached_by_tab(html: Path, opened: Any) -> None:
    page = opened(html)
    wanted = page.run(
        "[...document.querySelectorAll('.ui button, .ui input')].filter((e) => e.checkVisibility()"
        " && !e.closest('[inert]') && e.tabIndex >= 0 && e.type !== 'radio').length"
    )
    page.run("(window.reached = new Set(), addEventListener('focusin', (event) => window.reached.add(event.target)))")
    for _ in range(wanted + 60):
        page.page.keyboard.press("Tab")
    found = page.run(
        "[...window.reached].filter((e) => e.matches('.ui button, .ui input') && e.type !== 'radio').length"
    )
    assert found >= wanted
    assert page.run("[...window.reached].some((e) => e.matches('.feature'))")


def test_a_symbol_opens_by_keyboard_and_gives_focus_back(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.locator(".feature[data-fact='bases/b1']").focus()
    page.page.keyboard.press("Enter")
    assert page.page.locator(".popup-body").count() == 1
    page.page.keyboard.press("Escape")
    page.settle()
    assert page.run("document.activeElement.dataset.fact") == "bases/b1"


@pytest.mark.parametrize(
    ("fragment", "options"),
    [
        ("", {}),
        ("#tab=places", {"color_scheme": "dark"}),
        ("#tab=readings", {}),
        ("", PHONE),
        ("#open=events%2Fe10", {}),
    ],
)
def test_axe_finds_nothing_serious(html: Path, opened: Any, fragment: str, options: dict[str, Any]) -> None:
    axe = modules_folder() / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("NO AXE-CORE: run `npm ci` in maps/assets")
    page = opened(html, fragment, **options)
    page.run(axe.read_text("utf-8"))
    found = page.run(
        "axe.run().then(({ violations }) => violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.html)]))"
    )
    assert [violation for violation in found if violation[0] in {"serious", "critical"}] == []


def test_embed_mode_is_map_title_and_legend(html: Path, opened: Any) -> None:
    page = opened(html, "#embed", viewport={"width": 640, "height": 420})
    assert page.page.locator(".title h1").is_visible()
    assert page.page.locator(".legend").is_visible()
    assert not page.page.locator(".time").is_visible()
    assert not page.run("document.querySelector('.folium-map') && Sitmap.theMap.scrollWheelZoom.enabled()")


def test_print_is_one_clean_page(html: Path, opened: Any) -> None:
    page = opened(html)
    page.page.emulate_media(media="print")
    assert page.page.locator(".title h1").is_visible()
    assert not page.page.locator(".tools").is_visible()
    assert page.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_callouts_tell_the_weightiest_facts_and_open_them(html: Path, opened: Any) -> None:
    page = opened(html)
    callouts = page.page.locator(".callout")
    assert 2 <= callouts.count() <= 4
    callouts.first.locator(".callout-title").click()
    page.page.wait_for_selector(".popup-body blockquote")
    page.page.keyboard.press("Escape")
    page.page.locator("[data-key='layer:callouts']").click()
    page.settle()
    assert callouts.count() == 0


def test_names_symbols_and_callouts_do_not_cover_each_other(html: Path, opened: Any) -> None:
    page = opened(html)
    boxes = page.run(
        "[...document.querySelectorAll('.label, .callout-box, .symbol-body')].map((e) => e.getBoundingClientRect())"
        ".map((b) => [b.left + 2, b.top + 3, b.right - 2, b.bottom - 3])"
    )
    assert len(boxes) > 25
    hits = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert hits == []


def test_ground_that_changed_hands_is_outlined_and_the_line_before_can_be_shown(html: Path, opened: Any) -> None:
    page = opened(html)
    assert page.run("Sitmap.changedCells().length") == 1  # Gharyan
    assert page.page.locator(".zones-pane .changed, .leaflet-zones-pane .changed").count() == 1
    assert page.page.locator(".leaflet-zones-pane .contact.earlier").count() == 0
    page.page.locator("[data-key='layer:earlier']").click()
    page.settle()
    assert page.page.locator(".leaflet-zones-pane .contact.earlier").count() == 1


def test_a_besieged_place_has_its_ring_and_an_old_word_is_paler(html: Path, opened: Any) -> None:
    page = opened(html)
    assert page.page.locator(".leaflet-zones-pane .siege").count() == 1
    opacities = set(page.run("[...document.querySelectorAll('.zone')].map((zone) => zone.getAttribute('opacity'))"))
    assert opacities == {"1", "0.55"}


def test_a_named_place_lies_in_its_own_zone(html: Path, opened: Any) -> None:
    page = opened(html)
    found = page.run(
        """() => Sitmap.shown().control.filter((fact) => fact.look !== 'claimed').map((fact) => {
          const point = document.querySelector('.leaflet-zones-pane svg').createSVGPoint();
          Object.assign(point, Sitmap.point(Sitmap.theMap, fact.lat, fact.lon));
          const name = fact.placeName;
          const zones = [...document.querySelectorAll('.zone-target')].filter((zone) =>
            zone.querySelector('title').textContent.startsWith(name) && zone.isPointInFill(point));
          return [name, zones.length];
        })"""
    )
    assert found
    assert all(count >= 1 for _, count in found), found


def test_no_land_in_the_build_is_said(assets: Any, opened: Any, tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "plain.html"
    path.write_text(render_page(sample.layers(), replace(sample.context(), world=None), assets), "utf-8")
    page = opened(path)
    assert page.complaints == []
    assert "No basemap" in page.page.locator(".credit").text_content()
