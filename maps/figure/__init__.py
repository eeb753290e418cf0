"""The printed figure: the grammar of the page, drawn with matplotlib as PNG, SVG or PDF."""

from maps.figure.lapse import render_lapse
from maps.figure.render import render_figure
from maps.figure.sheet import ground_box

__all__ = ["ground_box", "render_figure", "render_lapse"]
