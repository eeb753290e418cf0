"""Centre and extent of a division from the towns in it."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KM_PER_DEGREE = 111.2
LEAST_RADIUS_KM = 15.0
# A gap this large, in parts of the span of nine in ten towns, parts an outlying island or a wrongly coded town.
_GAP = 0.7
_LEAST_GAP_DEG = 0.3


def middle_of(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Give the middle of the box around the towns, and half the box's longer side.

    The middle of the box and not the mean of the towns: people crowd in one corner of Texas, Ontario or Queensland.
    Of medians, means, trimmed boxes and boxes after cutting at gaps, this came nearest to published centres.

    Parameters
    ----------
    points
        Latitude and longitude of each town in degrees (EPSG:4326), at least one.

    Returns
    -------
    tuple of float
        Latitude, longitude in degrees, radius in km.

    >>> middle_of([(30.0, 10.0), (31.0, 10.5), (32.0, 12.0), (31.5, 11.0), (31.0, 60.0)])
    (31.0, 11.0, 111)
    """
    south, north = _main_run([lat for lat, _ in points])
    west, east = _main_run([lon for _, lon in points])
    lat, lon = (south + north) / 2, (west + east) / 2
    side = max(north - south, (east - west) * cos(radians(lat)))
    return round(lat, 2), round(lon, 2), round(max(LEAST_RADIUS_KM, side * KM_PER_DEGREE / 2))


def _main_run(values: Sequence[float]) -> tuple[float, float]:
    """Give the ends of the run that holds most towns, of the runs that the gaps along one axis leave."""
    ordered = sorted(values)
    span = _quantile(ordered, 0.95) - _quantile(ordered, 0.05)
    widest = max(_LEAST_GAP_DEG, _GAP * span)
    runs = [[ordered[0]]]
    for before, after in pairwise(ordered):
        if after - before > widest:
            runs.append([])
        runs[-1].append(after)
    longest = max(runs, key=len)
    return longest[0], longest[-1]


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]
