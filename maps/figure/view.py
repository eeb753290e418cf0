"""The sheet of paper and the view on it: from degrees over metres to printer's points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Transformer

from geo.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Array = NDArray[np.float64]

Box = tuple[float, float, float, float]
POINTS_PER_INCH = 72.0
BLEED = 24.0  # points beyond the map's edge that are kept, so that no outline shows along it
_PAD = 0.06  # of the box's span, on each side
_EDGE_DEG = 0.25  # longer edges get vertices in between: a parallel is no straight line in the projection
_FAR_LON, _FAR_LAT = 100.0, 80.0  # degrees from the middle: ground farther off would be turned inside out
_USUAL_AREA = 68.0  # square inches: on a smaller sheet all is drawn smaller, on a larger one larger
_SCALES = (0.7, 2.5)
_LANDSCAPE = 1.1  # breadth to height from which the legend stands beside the map
_LEAST_INCHES, _MOST_INCHES = 2.5, 60.0


@dataclass(frozen=True)
class Sheet:
    """Where things stand on the paper: boxes left, bottom, right, top in points from its lower left corner.

    `scale` is how many printer's points one of its points is.
    """

    width: float
    height: float
    title: Box
    map: Box
    legend: tuple[Box, ...]
    source: Box
    scale: float

    @property
    def map_rect(self) -> BaseGeometry:
        """The map's part of the paper."""
        return shapely.box(*self.map)


def lay_out(size: tuple[float, float]) -> Sheet:
    """Divide a sheet: title above, map, the legend beside it (landscape) or below it (portrait), sources at the foot.

    Parameters
    ----------
    size
        Width and height, inches.

    Raises
    ------
    UsageError
        The sheet is too small or too large.
    """
    if not all(_LEAST_INCHES <= side <= _MOST_INCHES for side in size):
        raise UsageError(f"figure size {size[0]:g}x{size[1]:g}: give {_LEAST_INCHES:g} to {_MOST_INCHES:g} inches")
    scale = min(max((size[0] * size[1] / _USUAL_AREA) ** 0.5, _SCALES[0]), _SCALES[1])
    width, height = (side * POINTS_PER_INCH / scale for side in size)
    margin, head, foot = 16.0, 50.0, 22.0
    left, right, top, bottom = margin, width - margin, height - head, foot
    title = (left, top, right, height - margin * 0.75)
    source = (left, 0.0, right, bottom)
    if width >= height * _LANDSCAPE:
        column = min(max(width * 0.22, 118.0), 190.0)
        legend: tuple[Box, ...] = ((right - column + 12, bottom, right, top),)
        return Sheet(width, height, title, (left, bottom, right - column, top), legend, source, scale)
    band = min((top - bottom) * 0.34, 250.0)
    columns = max(int((right - left) // 120), 1)
    step = (right - left) / columns
    legend = tuple((left + step * i, bottom, left + step * (i + 1) - 8, bottom + band - 10) for i in range(columns))
    return Sheet(width, height, title, (left, bottom + band, right, top), legend, source, scale)


class View:
    """A box of degrees in a part of the paper, in the Lambert azimuthal equal-area projection around its middle.

    Parameters
    ----------
    box
        West, south, east, north, degrees; the whole of it is shown.
    frame
        Where on the paper, points; it is filled.
    """

    def __init__(self, box: Box, frame: Box, pad: float = _PAD) -> None:
        west, south, east, north = box
        self.frame = frame
        self._lon, self._lat = (west + east) / 2, (south + north) / 2
        crs = f"+proj=laea +lat_0={self._lat:.6f} +lon_0={self._lon:.6f} +datum=WGS84 +units=m"
        self._metres = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        edge = shapely.get_coordinates(shapely.segmentize(shapely.box(*box), max(_EDGE_DEG, (east - west) / 50)))
        x, y = self._metres.transform(edge[:, 0], edge[:, 1])
        width, height = frame[2] - frame[0], frame[3] - frame[1]
        across = max(float(np.ptp(x)), 1.0) * (1 + 2 * pad)
        up = max(float(np.ptp(y)), 1.0) * (1 + 2 * pad)
        self.metres_per_point = max(across / width, up / height)
        self._middle = np.array([(x.max() + x.min()) / 2, (y.max() + y.min()) / 2])
        self._centre = np.array([(frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2])

    @cached_property
    def rect(self) -> BaseGeometry:
        """The map's edge on the paper."""
        return shapely.box(*self.frame)

    def points(self, degrees: Array) -> Array:
        """Bring degrees (n, 2), longitude first, to points on the paper."""
        x, y = self._metres.transform(degrees[:, 0], degrees[:, 1])
        placed: Array = (np.column_stack([x, y]) - self._middle) / self.metres_per_point + self._centre
        return placed

    def degrees(self, points: Array) -> Array:
        """Bring points on the paper (n, 2) back to degrees, longitude first."""
        metres = (points - self._centre) * self.metres_per_point + self._middle
        lon, lat = self._metres.transform(metres[:, 0], metres[:, 1], direction="INVERSE")
        return np.column_stack([lon, lat])

    @property
    def reach(self) -> Box:
        """West, south, east, north of all that the frame shows, degrees."""
        edge = shapely.get_coordinates(shapely.segmentize(shapely.box(*self.frame), 12.0))
        inside = self.degrees(edge)
        inside = inside[np.isfinite(inside).all(axis=1)]
        (west, south), (east, north) = inside.min(axis=0).tolist(), inside.max(axis=0).tolist()
        return max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Bring one position to the paper."""
        x, y = self.points(np.array([[lon, lat]]))[0].tolist()
        return x, y

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """Bring a shape in degrees to the paper, cut a little outside the map's edge."""
        lon, lat = self._lon, self._lat
        near = shapely.clip_by_rect(geometry, lon - _FAR_LON, lat - _FAR_LAT, lon + _FAR_LON, lat + _FAR_LAT)
        fine: Any = shapely.segmentize(near, _EDGE_DEG)
        placed = shapely.transform(fine, self.points)
        placed = placed if placed.is_valid else shapely.make_valid(placed)
        left, bottom, right, top = self.frame
        cut: BaseGeometry = shapely.clip_by_rect(placed, left - BLEED, bottom - BLEED, right + BLEED, top + BLEED)
        return cut

    def sees(self, lon: float, lat: float, margin: float = 0.0) -> bool:
        """Whether a position lies on the map, at least `margin` points inside its edge."""
        x, y = self.point(lon, lat)
        left, bottom, right, top = self.frame
        return left + margin <= x <= right - margin and bottom + margin <= y <= top - margin
