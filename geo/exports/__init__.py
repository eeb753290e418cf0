"""The layers of a finished build in the formats of others."""

from geo.exports.acled import write_acled
from geo.exports.geoparquet import write_geoparquet
from geo.exports.kml import write_kml
from geo.exports.postgis import write_postgis
from geo.exports.read import read_build

__all__ = ["read_build", "write_acled", "write_geoparquet", "write_kml", "write_postgis"]
