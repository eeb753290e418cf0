"""From facts to GeoDataFrames with checked schemas, and to files."""

from geo.layers.build import build_layers
from geo.layers.frames import check
from geo.layers.schema import Layers, World
from geo.layers.world import read_world
from geo.layers.write import write_layers

__all__ = ["Layers", "World", "build_layers", "check", "read_world", "write_layers"]
