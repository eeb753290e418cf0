"""The interactive map: a folium map that needs nothing but itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
from branca.element import MacroElement
from folium.template import Template

from maps.assets import load_assets
from maps.page import Page
from maps.payload import payload

if TYPE_CHECKING:
    from pathlib import Path

    from geo.layers.schema import Layers, MapContext
    from maps.assets import Assets

# Drawn in this order; each is a method of our script that takes the map.
LAYERS = ("tiles", "ground", "zones", "sectors", "arrows", "symbols", "labels", "callouts")
CONTROLS = ("features", "legend", "time", "panel", "search", "tools")


class PageAssets(MacroElement):
    """Leaflet and our own scripts and styles, in the head of the page."""

    _template = Template(
        "{% macro header(this, kwargs) %}"
        "<style>{{ this.assets.leaflet_css }}</style>\n"
        "<style>{{ this.assets.styles }}</style>\n"
        "<script>{{ this.assets.leaflet_js }}</script>\n"
        "<script>{{ this.assets.scripts }}</script>"
        "{% endmacro %}"
    )

    def __init__(self, assets: Assets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "PageAssets"
        self.assets = assets


class Part(MacroElement):
    """One layer or control of the map: a call of our script.

    Parameters
    ----------
    method
        Name of the part in our script.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}Sitmap.parts.{{ this.method }}({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self, method: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = method.capitalize()
        self.method = method


class SituationMap(folium.Map):
    """A folium map of the layers of one build; it shows itself in a notebook.

    Parameters
    ----------
    layers, context
        What to show.
    assets
        What the page is built from.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium declares them as it does
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        '{% macro html(this, kwargs) %}<div class="folium-map" id="{{ this.get_name() }}"></div>{% endmacro %}'
        "{% macro script(this, kwargs) %}const {{ this.get_name() }} = Sitmap.map({{ this.get_name()|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, layers: Layers, context: MapContext, assets: Assets) -> None:
        super().__init__(tiles=None)
        self.content = payload(layers, context)
        meta = self.content["meta"]
        page = self.page = Page(context.title, meta["language"], meta["dir"], self.content)
        page.height = "640px"  # in a notebook
        page.add_child(PageAssets(assets))
        page.add_child(self)
        for method in (*LAYERS, *CONTROLS, "begin"):
            self.add_child(Part(method))

    def to_html(self) -> str:
        """Give the whole page."""
        html: str = self.get_root().render()
        return html

    def write(self, path: Path) -> None:
        """Write the whole page to a file."""
        self.page.write(path)


def render_page(layers: Layers, context: MapContext, assets: Assets) -> str:
    """Draw the interactive map.

    Parameters
    ----------
    layers
        Every layer of a build.
    context
        Title, parties, ground.
    assets
        From `maps.assets.load_assets`.

    Returns
    -------
    str
        HTML of one file that asks nothing of any network; the same layers give the same bytes.
    """
    return SituationMap(layers, context, assets).to_html()


def situation_map(layers: Layers, context: MapContext, assets: Assets | None = None) -> SituationMap:
    """Give the map as a folium object, for a notebook or for more layers of one's own."""
    return SituationMap(layers, context, assets or load_assets())
