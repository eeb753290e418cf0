"""Text of articles is data: whatever it holds, nothing runs and all is shown as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hostile
import pytest

from maps.interactive import render_page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "map.html"
    path.write_text(render_page(hostile.layers(), hostile.context(), assets), "utf-8")
    return path


def test_nothing_runs_anywhere(html: Path, opened: Any) -> None:
    page = opened(html, "#s=3")
    facts = page.run("Sitmap.facts.all.map((fact) => `${fact.layer}/${fact.id}`)")
    for fact in facts:
        page.run("(id) => Sitmap.openById(id)", fact)
    for tab in ("events", "places", "articles", "not_mapped", "changes"):
        page.run("(tab) => Sitmap.set({ tab, panel: true })", tab)
        page.settle()
    page.page.wait_for_timeout(200)
    assert page.run("window.hacked") is None
    assert page.requests == [html.as_uri()]
    assert page.complaints == []
    assert page.page.locator("img").count() == 0
    assert page.page.locator("script").count() == 4  # Leaflet, ours, the data, the call


def test_all_is_shown_as_written(html: Path, opened: Any) -> None:
    page = opened(html, "#s=3")
    assert page.page.locator("h1").text_content() == hostile.attack(1)
    assert page.page.title().split() == hostile.attack(1).split()
    facts = page.run("Sitmap.facts.events.map((fact) => fact.id)")
    assert facts
    for number, fact in enumerate(facts):
        page.run("(id) => Sitmap.openById(`events/${id}`)", fact)
        quote = page.page.locator(".popup-body").last.locator("blockquote").first.text_content()
        assert quote == hostile.attack(number), fact


def test_links_lead_to_the_web_only(html: Path, opened: Any) -> None:
    page = opened(html, "#tab=articles")
    page.run("Sitmap.facts.events.forEach((fact) => document.body.append(Sitmap.factView(fact)))")
    links = page.run("[...document.querySelectorAll('a')].map((a) => [a.protocol, a.rel])")
    assert links
    assert {tuple(link) for link in links} == {("https:", "noopener noreferrer")}


def test_a_table_for_a_spreadsheet_carries_no_formula(html: Path, opened: Any) -> None:
    page = opened(html, "#s=3")
    page.run("() => { URL.createObjectURL = (blob) => { window.saved = blob.text(); return 'blob:none'; }; }")
    page.run("() => { HTMLAnchorElement.prototype.click = () => {}; Sitmap.download('csv'); }")
    lines = page.run("window.saved").lstrip("\ufeff").split("\r\n")
    assert len(lines) > 20
    assert any("'=cmd" in line for line in lines)
    assert not any(line.startswith("=") or ",=" in line or ',"=' in line for line in lines)
