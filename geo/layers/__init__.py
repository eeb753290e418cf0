"""From facts to GeoDataFrames with checked schemas, and to files."""

from geo.layers.build import build_layers
from geo.layers.frames import check
from geo.layers.schema import Layers, World
from geo.layers.world import read_world
from geo.layers.write import PACKAGE, write_layers, write_package, write_texts

__all__ = [
    "PACKAGE",
    "Layers",
    "World",
    "build_layers",
    "check",
    "read_world",
    "write_layers",
    "write_package",
    "write_texts",
]
