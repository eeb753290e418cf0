"""The quiet corners of the map: what helps to read it goes where the fewest facts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from maps.figure.margins import inset_size, scale_size

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from maps.figure.view import Box, View


@dataclass(frozen=True)
class Corners:
    """Where the scale bar and the locator stand, points."""

    scale: Box
    inset: Box


def quiet_corners(view: View, busy: BaseGeometry, zones: BaseGeometry) -> Corners:
    """Choose the corners.

    Parameters
    ----------
    view
        Where the map lies.
    busy
        What must not be covered, points.
    zones
        What had better not be.
    """
    scale = _quietest(view, scale_size(view), busy, zones, shapely.Polygon())
    return Corners(scale, _quietest(view, inset_size(view), busy, zones, shapely.box(*scale)))


def _quietest(
    view: View, size: tuple[float, float], busy: BaseGeometry, zones: BaseGeometry, held: BaseGeometry
) -> Box:
    left, bottom, right, top = view.frame
    width, height = size
    corners = [(x, y) for y in (bottom + 7, top - height - 7) for x in (left + 7, right - width - 7)]
    boxes = [(x, y, x + width, y + height) for x, y in corners]
    return min(boxes, key=lambda box: 1e3 * _overlap(held, box) + 6 * _overlap(busy, box) + _overlap(zones, box))


def _overlap(shape: BaseGeometry, box: Box) -> float:
    return float(shapely.intersection(shape, shapely.box(*box)).area)
