"""The HTML as text: complete by itself, same bytes each time, policy that fits; sentences with their marks."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import hostile
import pytest
import sample

from geo.errors import AssetError
from geo.layers import build_layers
from geo.records import Facts
from maps.assets import load_assets
from maps.interactive import SituationMap, render_page
from maps.page import with_policy
from maps.payload import payload
from maps.popups import utf16

if TYPE_CHECKING:
    from pathlib import Path

    from maps.assets import Assets


@pytest.fixture(scope="module")
def html(assets: Assets) -> str:
    return render_page(sample.layers(), sample.context(), assets)


def data_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="sitmap-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_same_layers_give_the_same_bytes(html: str, assets: Assets) -> None:
    assert render_page(sample.layers(), sample.context(), assets) == html
    page = SituationMap(sample.layers(), sample.context(), assets)
    assert page.to_html() == page.to_html() == html


def test_small_and_complete_by_itself(html: str) -> None:
    assert len(html.encode()) < 1_000_000
    assert not re.search(r"<(script|link|img|iframe)[^>]*\b(src|href)=", html)
    assert "sourceMappingURL" not in html
    assert not re.search(r"url\((?!#)", html.partition("<body>")[0].partition("<script>")[0])


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(html: str) -> None:
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}
        assert set(re.search(rf"{tag}-src ([^;]*)", policy)[1].split()) == hashes  # type: ignore[index]


def test_a_policy_hashes_what_the_browser_will_hash() -> None:
    assert with_policy("%POLICY%<script>a\r\nb</script>") == with_policy("%POLICY%<script>a\nb</script>").replace(
        "a\nb", "a\r\nb"
    )


def test_text_reaches_the_page_only_in_the_data_block(assets: Assets) -> None:
    html = render_page(hostile.layers(), hostile.context(), assets)
    rest = re.sub(r"<script type=.application/json.*?</script>", "", html, flags=re.DOTALL)
    title = re.search(r"<title>(.*?)</title>", rest, re.DOTALL)
    assert title
    assert "<" not in title[1]
    assert "№" not in rest.replace(title[0], "")  # every attack carries one
    assert data_of(html)["meta"]["title"] == hostile.attack(1)


def test_every_sentence_is_cited_once_with_the_places_it_names(html: str) -> None:
    data = data_of(html)
    sources = data["sources"]
    facts = sum(len(data["tables"][layer]["id"]) for layer in ("events", "control", "axes", "bases"))
    assert len(sources["marks"]) < facts * 2
    quotes = (
        sources["quote"]
        if isinstance(sources["quote"], list)
        else [sources["quote"]["of"][i] for i in sources["quote"]["at"]]
    )
    places = data["tables"]["places"]["name"]
    for quote, marks in zip(quotes, sources["marks"], strict=True):
        for start, end, place in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
            assert quote[start:end] == places[place]


def test_offsets_are_those_of_a_browser() -> None:
    assert [utf16(text) for text in ("", "abc", "طر", "a😀b")] == [0, 3, 2, 4]


def test_spans_of_control_at_one_place_share_their_cell(html: str) -> None:
    control = data_of(html)["tables"]["control"]
    assert len(control["cells"]) < len(control["cell"])


def test_a_build_without_facts_still_gives_a_page(assets: Assets) -> None:
    empty = build_layers(Facts(()), sample.Towns(), None)
    data = payload(empty, sample.context())
    assert data["tables"]["events"]["id"] == []
    assert "</html>" in render_page(empty, sample.context(), assets)


def test_the_map_shows_itself_in_a_notebook(assets: Assets) -> None:
    shown = SituationMap(sample.layers(), sample.context(), assets)._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "Content-Security-Policy" in shown


def test_missing_leaflet_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("maps.assets.modules_folder", lambda: tmp_path / "none")
    with pytest.raises(AssetError, match="make map"):
        load_assets()
    dist = tmp_path / "cache" / "leaflet" / "dist"
    dist.mkdir(parents=True)
    (dist / "leaflet.css").write_text(".a{color:red}.b{background:url(images/x.png)}")
    (dist / "leaflet.js").write_text("nothing")
    with pytest.raises(AssetError, match="not Leaflet"):
        load_assets([tmp_path / "cache"])
    (dist / "leaflet.js").write_text("L.version='1.9.4';\n//# sourceMappingURL=leaflet.js.map\n")
    found = load_assets([tmp_path / "cache"])
    assert found.leaflet_css == ".a{color:red}"
    assert "sourceMapping" not in found.leaflet_js
