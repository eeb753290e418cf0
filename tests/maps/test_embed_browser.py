"""The snippet in a page of others: a strict policy, a narrow column, a reader who scrolls."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
import sample

from maps.embed import embed_snippet
from maps.interactive import render_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser
POLICY = "default-src 'none'; frame-src 'self'; img-src 'self'; style-src 'self'"


class Strict(SimpleHTTPRequestHandler):
    """Serves a host page that allows frames of its own site and nothing inline."""

    def end_headers(self) -> None:
        if "host" in self.path:
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(assets: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "map.html").write_text(render_page(sample.layers(), sample.context(), assets), "utf-8")
    (folder / "column.css").write_text("main { width: 400px; margin: 0 auto } p { height: 900px; margin: 0 }", "utf-8")
    snippet = embed_snippet("A map", "map.html", "map.png")
    (folder / "host.html").write_text(
        '<!DOCTYPE html><html lang="en"><title>Report</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="column.css">'
        f"<main>{snippet}<p>Text</p></main>",
        "utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def host(browser: Any, site: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 900, "height": 640})
    page = context.new_page()
    page.goto(f"{site}/host.html")
    page.frame_locator("iframe").locator("html.ready").wait_for()
    yield page
    context.close()


def test_it_runs_in_a_page_that_allows_nothing_but_its_frame(host: Any, site: str) -> None:
    frame = host.frames[1]
    assert frame.url.startswith(f"{site}/map.html#embed")
    assert frame.evaluate("Sitmap.symbolGroups.length") > 3
    assert frame.evaluate("document.body.classList.contains('embed')")


def test_it_fills_a_narrow_column_and_shows_its_facts(host: Any) -> None:
    box = host.locator("iframe").bounding_box()
    assert box["width"] == pytest.approx(400, abs=1)
    assert box["height"] >= 300
    frame = host.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth") <= 400
    title = frame.locator("h1").bounding_box()
    assert title["x"] >= box["x"]
    assert title["x"] + title["width"] <= box["x"] + box["width"] + 1


def test_the_wheel_scrolls_the_page_not_the_map(host: Any) -> None:
    zoom = host.frames[1].evaluate("Sitmap.theMap.getZoom()")
    box = host.locator("iframe").bounding_box()
    host.mouse.move(box["x"] + 200, box["y"] + 250)
    host.mouse.wheel(0, 300)
    host.wait_for_timeout(400)
    assert host.evaluate("scrollY") > 100
    assert host.frames[1].evaluate("Sitmap.theMap.getZoom()") == zoom


def test_a_finger_scrolls_the_page_too(browser: Any, site: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}/host.html")
    page.frame_locator("iframe").locator("html.ready").wait_for()
    session = context.new_cdp_session(page)
    for step in range(11):
        kind = "touchMove" if step else "touchStart"
        finger = {"x": 200, "y": 320 - 20 * step}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [finger]})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert page.evaluate("scrollY") > 100
    context.close()


def test_the_picture_stands_in_where_no_scripts_run(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/host.html")
    assert page.locator("img[alt='A map']").is_visible()
    context.close()
