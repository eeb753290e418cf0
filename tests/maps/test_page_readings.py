"""How far apart readings are; the ground, names and marks that a theatre may ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import sample

from geo.layers.schema import TileLayer
from maps.interactive import render_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser
LOGO = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
TILES = TileLayer("Streets", "https://tiles.example.org/{z}/{x}/{y}.png", "© nobody")


@pytest.fixture
def page_of(assets: Any, opened: Any, tmp_path: Path) -> Any:
    def make(fragment: str = "", layers: Any = None, **changes: Any) -> Any:
        path = tmp_path / "map.html"
        path.write_text(render_page(layers or sample.layers(), replace(sample.context(), **changes), assets), "utf-8")
        return opened(path, fragment)

    return make


def test_each_reading_takes_in_the_one_before(page_of: Any) -> None:
    page = page_of("#tab=readings")
    ground = page.run("Sitmap.groundByReading()")
    assert {row["actor"] for row in ground} >= {"LNA", "GNA", "Misratan forces"}
    for row in ground:
        assert row["km2"] == sorted(row["km2"])
    lna = next(row["km2"] for row in ground if row["actor"] == "LNA")
    assert lna[0] == 0  # nobody states in so many words what it holds
    assert lna[3] > lna[2] > lna[1] > 0  # Bani Walid is only claimed, al-Aziziya contested
    assert page.page.locator(".ground-table tbody tr").count() == len(ground)


def test_km2_are_those_of_the_ground(page_of: Any) -> None:
    page = page_of()
    sample_cells = sample.layers().control.to_crs("+proj=cea +R=6371008.8").area / 1e6
    benghazi = page.run("Sitmap.groundByReading().find(({ actor }) => actor === 'GNA').km2[0]")
    control = sample.layers().control
    stated = control[
        (control["holder"] == "GNA")
        & (control["basis"] == "stated")
        & (control["status"] == "held")
        & (control["valid_to"] == "")
    ]
    assert benghazi == pytest.approx(sample_cells[stated.index].sum(), rel=0.01)


def test_places_the_sources_read_differently(page_of: Any) -> None:
    page = page_of("#tab=readings")
    rows = page.page.locator(".difference")
    text = " ".join(rows.all_text_contents())
    assert "al-Aziziya" in text
    assert "denied" in text
    rows.first.click()
    page.page.wait_for_selector(".claims-columns section")
    assert page.page.locator(".claims-columns section").count() >= 2


def test_tiles_are_asked_for_only_when_picked(page_of: Any) -> None:
    page = page_of("#tiles=Streets", tiles=(TILES,))
    page.settle()
    assert len(page.requests) == 1
    policy = page.page.locator("meta[http-equiv]").get_attribute("content")
    assert "img-src data: https://tiles.example.org;" in policy
    page.page.locator("input[name='ground'][value='Streets']").check()
    page.page.wait_for_timeout(300)
    asked = [url for url in page.requests if not url.startswith("file:")]
    assert asked
    assert all(url.startswith("https://tiles.example.org/") for url in asked)
    assert page.page.locator(".credit").text_content() == "© nobody"
    page.page.locator("input[name='ground'][value='']").check()
    page.settle()
    assert page.page.locator(".leaflet-tile").count() == 0
    assert "Natural Earth" in page.page.locator(".credit").text_content()


def test_without_tiles_the_policy_allows_no_host(page_of: Any) -> None:
    page = page_of()
    assert "http" not in page.page.locator("meta[http-equiv]").get_attribute("content")
    assert page.page.locator("input[name='ground']").count() == 0


def test_a_host_cannot_say_more_to_the_policy(page_of: Any) -> None:
    page = page_of(tiles=(TileLayer("x", "https://a.example; script-src *;/{z}/{x}/{y}", "x"),))
    assert "script-src *" not in page.page.locator("meta[http-equiv]").get_attribute("content")


def test_a_logo_stands_in_the_title(page_of: Any) -> None:
    assert page_of(logo=LOGO).page.locator(".title img.logo").get_attribute("src") == LOGO
    assert page_of(logo="https://example.org/x.png").page.locator("img").count() == 0


def test_names_follow_the_language(page_of: Any) -> None:
    page = page_of(language="ar")
    names = page.page.locator(".label").all_text_contents()
    assert "طرابلس" in names
    assert "مصراتة" in names
    assert "Misrata" not in names
    assert "ليبيا" in names  # the country, by its number
    page.run("Sitmap.openPlace(Sitmap.data.placeRow.get('t:misrata'))")
    page.page.wait_for_selector(".popup-body")
    assert "Misrata" in page.page.locator(".other-names").text_content()
    assert page.run("document.dir") == "rtl"


def test_a_base_bears_its_own_name(page_of: Any) -> None:
    page = page_of("#v=32.43,13.63,10")
    assert "Seventh Brigade headquarters" in page.page.locator(".label-base").all_text_contents()


def test_the_main_effort_has_a_second_head(page_of: Any) -> None:
    layers = sample.layers()
    axes = layers.axes.copy()
    rows = [json.loads(value) for value in axes["sources"]]
    for row in rows:
        if row[0]["rule"] == "move to":
            row[0]["quote"] = "The main thrust went along the coast."
    axes["sources"] = [json.dumps(row) for row in rows]
    page = page_of(layers=replace(layers, axes=axes))
    assert page.page.locator(".leaflet-arrows-pane .arrow-second").count() == 1
    page.page.locator("[data-key='layer:main']").click()
    page.settle()
    assert page.page.locator(".leaflet-arrows-pane .arrow-second").count() == 0


def test_lines_before_fade_with_age(page_of: Any) -> None:
    page = page_of("#off=")
    lines = page.page.locator(".leaflet-zones-pane .contact.earlier")
    assert lines.count() >= 1
    assert "until" in lines.first.locator("title").text_content()
