"""Write every picture of a build into its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.assets import load_assets
from maps.embed import render_embed
from maps.interactive import SituationMap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.layers.schema import Layers, MapContext

FIGURES = ("map.png", "map.svg", "map.pdf")


def draw(
    layers: Layers,
    context: MapContext,
    folder: Path,
    figured: MapContext | None = None,
    *,
    changes: Callable[[], str] | None = None,
) -> None:
    """Write ``map.html`` and ``embed.html``, and the figure where it is asked for.

    Parameters
    ----------
    layers, context
        What to draw.
    folder
        An existing folder.
    figured
        The figure's context, which knows more ground, to write ``map.png``, ``map.svg`` and ``map.pdf`` too.
    changes
        Gives the `changes` of the context; asked last, for it may have to wait until the layers are written.

    Raises
    ------
    AssetError
        Leaflet is missing.
    """
    page = SituationMap(layers, context, load_assets())
    (folder / "embed.html").write_text(render_embed(context, pictured=figured is not None), "utf-8")
    if figured:
        from maps.figure import render_figure  # noqa: PLC0415 - matplotlib takes a while and most builds do without

        for name in FIGURES:
            render_figure(layers, figured, folder / name)
    if changes:
        page.content["changes"] = changes()
    page.write(folder / "map.html")
