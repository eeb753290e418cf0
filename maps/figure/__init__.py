"""The printed figure: the grammar of the page, drawn with matplotlib as PNG, SVG or PDF."""

from maps.figure.render import render_figure

__all__ = ["render_figure"]
