"""A real browser for the tests of the page, and the assets it is built from."""

from __future__ import annotations

import shutil
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from geo.errors import AssetError
from maps.assets import Assets, load_assets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def assets() -> Assets:
    try:
        return load_assets()
    except AssetError as problem:
        pytest.skip(f"NO ASSETS: {problem}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("NO CHROMIUM ON THIS MACHINE: the page was not opened in a browser (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # asyncio's own, from playwright's loop
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            yield chromium
            chromium.close()


class Opened:
    """A page opened from disk, with all that it asked for, printed and threw."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **options: Any) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options), offline=True)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(f"{line.type}: {line.text}"))
        self.page.goto(f"{path.as_uri()}{fragment}")
        self.page.wait_for_selector("html.ready")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has drawn all that it owes."""
        self.page.evaluate(
            "async () => { do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
            " while (Sitmap.isBusy()); }"
        )

    def run(self, script: str, *values: Any) -> Any:
        return self.page.evaluate(script, *values)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    pages: list[Opened] = []

    def open_page(path: Path, fragment: str = "", **options: Any) -> Opened:
        pages.append(Opened(browser, path, fragment, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()
