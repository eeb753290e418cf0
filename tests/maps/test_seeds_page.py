"""The page that `make map` builds from seeds/, opened as its user would: from disk, without a network."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    out = tmp_path_factory.mktemp("seeds") / "out"
    subprocess.run([sys.executable, str(ROOT / "build.py"), "map", "--out", str(out)], check=True, capture_output=True)
    return out / "map.html"


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_page_asks_no_network_and_complains_of_nothing(opened, page, size):
    shown = opened(page, viewport={"width": size[0], "height": size[1]})
    assert shown.requests == [page.as_uri()]
    assert shown.complaints == []
    assert shown.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.stat().st_size < 1_000_000


def test_a_fact_shows_the_sentence_that_says_so(opened, page):
    shown = opened(page, "#tab=events", reduced_motion="reduce")  # positions are read at rest
    shown.page.get_by_text("Ultimatum, Sirte").first.click()
    popup = shown.page.get_by_role("dialog")
    popup.wait_for()
    shown.page.wait_for_timeout(1000)  # the map pans the popup into view
    assert "withdraw from Sirte within the same three days" in popup.inner_text()
    field = shown.page.get_by_role("searchbox").or_(shown.page.get_by_role("combobox")).first.bounding_box()
    card = popup.bounding_box()
    assert card["y"] >= field["y"] + field["height"] or card["x"] + card["width"] <= field["x"]
