"""As much ground as a figure shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from geo.layers.schema import MapContext
    from geo.pipeline import Build


def with_ground(
    built: Build,
    cache_dir: Path,
    bbox: tuple[float, float, float, float] | None = None,
    size: tuple[float, float] = (10.0, 6.8),
) -> MapContext:
    """Give a build's context with as much ground as the frame of a figure shows."""
    from geo.layers import read_world
    from maps.assets import world_atlas_folder
    from maps.figure import ground_box

    ground = ground_box(built.layers, built.context, bbox, size)
    world = read_world(atlas, ground, cache_dir=cache_dir / "world") if (atlas := world_atlas_folder()) else None
    return replace(built.context, world=world)
