"""The files that the page is built from: Leaflet from npm, and our own scripts and style sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN = files("maps") / "assets"
SCRIPTS = (
    "namespace.js", "dom.js", "data.js", "words.js", "dates.js", "facts.js", "selection.js", "state.js", "theme.js",
    "overlay.js", "tiles.js", "ground.js", "rings.js", "coverage.js", "zones.js", "contact.js", "readings.js",
    "arrowshape.js", "arrows.js", "sectors.js", "spots.js", "groups.js", "dots.js", "symbols.js", "places.js",
    "labels.js", "countries.js", "callouts.js", "popups.js", "features.js", "legend.js", "histogram.js",
    "time.js", "lists.js", "panel.js", "search.js", "permalink.js", "download.js", "tools.js", "app.js",
)  # fmt: skip
STYLES = ("page.css", "map.css", "controls.css", "print.css")
WORLD_ATLAS = "world-atlas"


@dataclass(frozen=True)
class Assets:
    """Text of the scripts and style sheets that go into the page, in their order."""

    leaflet_js: str
    leaflet_css: str
    scripts: str
    styles: str


def modules_folder() -> Path:
    """Give the folder into which npm puts the packages."""
    return Path(str(_OWN)) / "node_modules"


def world_atlas_folder(folders: Sequence[Path] = ()) -> Path | None:
    """Find the folder of the world-atlas package, or ``None``."""
    for folder in (modules_folder(), *folders):
        if (folder / WORLD_ATLAS).is_dir():
            return folder / WORLD_ATLAS
    return None


def load_assets(folders: Sequence[Path] = ()) -> Assets:
    """Read what the page is built from.

    Parameters
    ----------
    folders
        Where else to look for the npm packages, after ``maps/assets/node_modules``.

    Raises
    ------
    AssetError
        Leaflet is nowhere, or is not Leaflet.
    """
    dist = _leaflet(folders)
    script, css = _text(dist / "leaflet.js"), _text(dist / "leaflet.css")
    if "L.version" not in script and ".version=" not in script:
        raise AssetError(f"{dist / 'leaflet.js'}: is not Leaflet; run `make map`, or `npm ci` in maps/assets")
    scripts, styles = own_scripts()
    return Assets(_without_map(script), _without_images(css), scripts, styles)


@lru_cache(maxsize=1)
def own_scripts() -> tuple[str, str]:
    """Give our own scripts as one, and our own style sheets as one."""
    scripts = "\n".join((_OWN / name).read_text("utf-8") for name in SCRIPTS)
    styles = "\n".join((_OWN / name).read_text("utf-8") for name in STYLES)
    return scripts, styles


def _leaflet(folders: Sequence[Path]) -> Path:
    looked = [folder / "leaflet" / "dist" for folder in (modules_folder(), *folders)]
    for dist in looked:
        if (dist / "leaflet.js").is_file() and (dist / "leaflet.css").is_file():
            return dist
    raise AssetError(
        f"Leaflet is missing (looked in {', '.join(str(dist) for dist in looked)}): "
        "run `make map`, or `npm ci` in maps/assets"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise AssetError(f"{path}: cannot be read: {problem}") from problem


def _without_map(script: str) -> str:
    """Drop the pointer to the source map: a browser's tools would ask for it."""
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", script)


def _without_images(css: str) -> str:
    """Drop the rules whose pictures are files beside the style sheet: the page has none."""
    return re.sub(r"[^{}]+\{[^{}]*url\((?!#)[^)]*\)[^{}]*\}", "", css)
