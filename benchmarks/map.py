"""The page beside folium's and geopandas' own, with the same events, in one run.

Usage:
    python benchmarks/map.py [1000 10000 100000] [--packages FOLDER] [--only sitmap]

Columns: seconds to build, size of the file, seconds until the first frame with everything on it, JavaScript heap after
a collection, and one step of the time slider (of Sitmap alone: the others have none). Headless Chromium, 1280x800, no
network: what the other pages would fetch is served from FOLDER, the node_modules of an npm installation of leaflet,
leaflet.markercluster, leaflet.awesome-markers, jquery and bootstrap, so that their figures hold no download.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import folium  # noqa: E402 - the project stands beside this folder, not in it
from crowds import crowd  # noqa: E402
from folium.plugins import FastMarkerCluster  # noqa: E402
from playwright.sync_api import Error, sync_playwright  # noqa: E402

from maps.assets import load_assets  # noqa: E402
from maps.interactive import render_page  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.layers.schema import Layers, MapContext

PATIENCE = 180  # seconds for a page
_FRAME = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)
_READY = "() => document.documentElement.classList.contains('ready') && !Sitmap.isBusy()"
_STEPS = """async () => {
  const { first, last } = Sitmap.state;
  const times = [];
  for (let n = 1; n < 12; n += 1) {
    const begin = performance.now();
    Sitmap.set({ to: Math.round(last - ((last - first) * n) / 14) });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[5];
}"""


def sitmap(layers: Layers, context: MapContext, path: Path) -> None:
    """Write our page."""
    path.write_text(render_page(layers, context, load_assets()), "utf-8")


def markers(layers: Layers, _: MapContext, path: Path) -> None:
    """Write a marker with a popup for each event."""
    page = folium.Map(location=[31.5, 15.0], zoom_start=6)
    events = layers.events
    for lat, lon, text in zip(events["lat"], events["lon"], events["headline"], strict=True):
        folium.Marker([lat, lon], popup=text).add_to(page)
    page.save(path)


def cluster(layers: Layers, _: MapContext, path: Path) -> None:
    """Write folium's fastest layer of points: no popups."""
    page = folium.Map(location=[31.5, 15.0], zoom_start=6)
    FastMarkerCluster(layers.events[["lat", "lon"]].to_numpy().tolist()).add_to(page)
    page.save(path)


def explore(layers: Layers, _: MapContext, path: Path) -> None:
    """Write what geopandas makes of the events, with three columns."""
    with contextlib.suppress(ModuleNotFoundError):
        import mapclassify  # noqa: F401, PLC0415 - it is asked for, and used only for colours by class
    sys.modules.setdefault("mapclassify", SimpleNamespace(classify=None))
    layers.events[["headline", "date_start", "actor", "geometry"]].explore().save(path)


WAYS: dict[str, Callable[[Layers, MapContext, Path], None]] = {
    "sitmap": sitmap, "folium.Marker": markers, "FastMarkerCluster": cluster, "GeoDataFrame.explore": explore,
}  # fmt: skip


def installed(packages: Path | None) -> dict[str, Path]:
    """List the files of installed packages by name, what is meant for browsers first."""
    files = packages.rglob("*.*s") if packages else iter(())
    return {file.name: file for file in sorted(files, key=lambda file: ("dist" in file.parts, str(file)))}


def serve(files: dict[str, Path], route: Any) -> None:
    """Answer a request of a page with the file of its name, whatever its version; all else with nothing."""
    name = route.request.url.split("?")[0].rsplit("/", 1)[-1]
    file = files.get(name) or files.get(re.sub(r"-[0-9.]+(?=\.)", "", name))
    if file:
        route.fulfill(path=file)
    else:
        route.fulfill(status=200, body="")


def measure(browser: Any, path: Path, files: dict[str, Path], *, ours: bool) -> list[str]:
    """Open a page and give seconds to its first frame, heap in MB and milliseconds of a step of the slider."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route(re.compile("^https?:"), lambda route: serve(files, route))
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(path.as_uri(), wait_until="load")
        if ours:
            page.wait_for_function(_READY, polling=20)
        first = page.evaluate(_FRAME) / 1000
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        step = f"{page.evaluate(_STEPS):.0f} ms" if ours else ""
    except Error as problem:
        return [f"none in {PATIENCE} s" if "Timeout" in str(problem) else str(problem).splitlines()[0], "", ""]
    finally:
        page.context.close()
    return [f"{first:.2f} s" if not wrong else f"fails: {wrong[0][:40]}", f"{heap:.0f} MB", step]


def main() -> None:
    """Build and open all pages, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--only", action="append", choices=list(WAYS))
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    wanted = parser.parse_args()
    files = installed(wanted.packages)
    print("| events | page | build | file | first frame | heap | slider step |\n|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for count in wanted.counts:
            layers, context = crowd(count)
            for name in wanted.only or WAYS:
                path = Path(folder) / f"{name}.html"
                gc.collect()
                begin = time.perf_counter()
                WAYS[name](layers, context, path)
                cells = [f"{time.perf_counter() - begin:.1f} s", f"{path.stat().st_size / 1e6:.1f} MB"]
                browser = playwright.chromium.launch(executable_path=wanted.chromium, args=["--no-sandbox"])
                cells += measure(browser, path, files, ours=name == "sitmap")
                browser.close()
                print(f"| {count:,} | {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
