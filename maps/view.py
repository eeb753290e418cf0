"""Where the map opens: the box around the conflict itself, far talks and history left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.layers.schema import Layers

    Points = NDArray[np.float64]
    Weights = NDArray[np.float64]

Box = tuple[float, float, float, float]
_HEAVY, _LIGHT = 1.0, 0.15
_QUIET_TYPES = frozenset({"Diplomacy", "Protests", "Strategic developments"})
_WIDE_KM = 150.0  # what is only known to lie in so wide a region says nothing of where
WIDE, CLOSE = 2.5, 1.35  # times the distance within which four fifths of the weight lie
_SHARE = 0.8
_LEAST_DEG = 0.5
_MOST_LAT = 85.0


def opening_box(layers: Layers, reach: float = WIDE) -> Box | None:
    """Give west, south, east, north of the theatre of the facts, degrees; ``None`` without a fact.

    Control, axes, bases and fighting weigh fully; talks and history hardly. Around the weighted median, points
    are kept within a multiple of the distance that holds four fifths of the weight: a far outlier does not shrink the
    map.

    Parameters
    ----------
    layers
        Every layer of a build.
    reach
        That multiple: `WIDE`, or `CLOSE` for a narrow screen.
    """
    return _box(*_weighted(layers), reach)


def opening_boxes(layers: Layers) -> tuple[Box | None, Box | None]:
    """Give the boxes of a wide and of a narrow screen."""
    points, weights = _weighted(layers)
    return _box(points, weights, WIDE), _box(points, weights, CLOSE)


def _box(points: Points, weights: Weights, reach: float) -> Box | None:
    if not len(points):
        return None
    centre = np.array([_median(points[:, 0], weights), _median(points[:, 1], weights)])
    narrow = np.array([np.cos(np.radians(centre[1])), 1.0])
    distance = np.hypot(*((points - centre) * narrow).T)
    kept = points[distance <= max(_quantile(distance, weights, _SHARE) * reach, _LEAST_DEG)]
    (west, south), (east, north) = kept.min(axis=0).tolist(), kept.max(axis=0).tolist()
    dx, dy = max(_LEAST_DEG - (east - west), 0) / 2, max(_LEAST_DEG - (north - south), 0) / 2
    return (
        round(max(west - dx, -180.0), 3),
        round(max(south - dy, -_MOST_LAT), 3),
        round(min(east + dx, 180.0), 3),
        round(min(north + dy, _MOST_LAT), 3),
    )


def _weighted(layers: Layers) -> tuple[Points, Weights]:
    events = layers.events
    quiet = events["background"] | events["type"].isin(_QUIET_TYPES) | (events["radius_km"] > _WIDE_KM)
    lines = shapely.from_wkt(layers.axes["line"].to_numpy(object))
    ends = [shapely.get_point(lines, 0), shapely.get_point(lines, -1)]
    shapes = [layers.bases.geometry.to_numpy(), shapely.centroid(layers.control.geometry.to_numpy()), *ends]
    points = np.vstack([events[["lon", "lat"]].to_numpy(float), *map(shapely.get_coordinates, shapes)])
    weights = np.full(len(points), _HEAVY)
    weights[: len(events)] = np.where(quiet, _LIGHT, _HEAVY)
    return points, weights


def _median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return _quantile(values, weights, 0.5)


def _quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, share * total[-1])])
