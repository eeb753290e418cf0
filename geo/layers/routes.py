"""Where each axis runs: its start, its way and the bow that keeps arrows on land and apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString

from geo import geodesy
from geo.layers import planes
from geo.layers.arrows import bowed, through
from geo.layers.groups import Held, groups_of, side_of
from geo.layers.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.groups import Group
    from geo.layers.planes import Array
    from geo.records import Axis, Facts

_SIDE_KM = 60.0  # how far off an unnamed origin ("from the west") begins
_STUB_KM = 40.0
_HOME_KM = 150.0  # an axis without an origin comes from where the actor's nearest place within this lies
_SHORT_OF_HOME = 0.6  # of the way there: the arrow must not say that it starts at that place
_INLAND_SHARE = 0.93  # of the ground around is land: a lake or a small bay is no coast
_LEAST_KM = 4.0  # nearer than this to the objective is no origin
_SWINGS = (0.0, 15.0, -15.0, 30.0, -30.0, 40.0, -40.0)  # degrees an unnamed origin may turn to start on land
_SAMPLES = 21
_LEAST_BOW = 8.0
_BOWS = (16.0, -16.0, 8.0, -8.0, 28.0, -28.0, 40.0, -40.0, 52.0, -52.0)
_FAN_DEG = 30.0  # between the arrows that arrive at one objective
_MOST_FAN_DEG = 60.0


@dataclass(frozen=True, slots=True)
class Route:
    """An axis on the ground: the plane it is drawn in and its centre line there, km, origin to objective.

    `room_deg` is the angle at the objective to the next arrow there, 360 when it is alone.
    """

    plane: planes.Plane
    line: LineString
    room_deg: float = 360.0


@dataclass(frozen=True, slots=True)
class _Leg:
    """An axis before its bow is chosen; points in the plane of the objective, km, the objective last."""

    key: str
    points: tuple[Array, ...]

    @property
    def bearing(self) -> float:
        """The bearing at the objective towards where the arrow comes from, degrees."""
        x, y = self.points[-2] - self.points[-1]
        return float(np.degrees(np.arctan2(x, y))) % 360.0

    @property
    def length(self) -> float:
        """The straight way to the objective, km."""
        return float(np.linalg.norm(self.points[-2] - self.points[-1]))


_NOTHING = Held()


def routes_of(facts: Facts, land: BaseGeometry | None) -> dict[str, Route]:
    """Give the route of each axis, by its id; the order of the axes does not matter.

    Parameters
    ----------
    facts
        Axes, and the control and bases that tell where an actor stands.
    land
        Degrees; ``None`` leaves the sea out of account.
    """
    pieces = None if land is None else Pieces(land)
    return {key: route for group in groups_of(facts) for key, route in group_routes(group, pieces).items()}


def group_routes(group: Group, land: Pieces | None) -> dict[str, Route]:
    """Give the routes of the axes to one objective, by their ids; parameters are those of `routes_of`."""
    objective = group.axes[0].objective.place
    plane = planes.Plane(objective.lat, objective.lon)
    ground = _ground(plane, land)
    legs = [_leg(axis, plane, group.held.get(axis.actor, _NOTHING), ground) for axis in group.axes]
    lines = _fanned(legs, ground)
    rooms = _rooms(lines)
    return {key: Route(plane, line, rooms[key]) for key, line in lines.items()}


def _head(axis: Axis) -> tuple[float, float]:
    """Give latitude and longitude of the arrow's aim: the objective, or the side of it that the text names."""
    aim = axis.objective
    side = side_of(axis.objective_relation)
    at_place = (aim.lat, aim.lon) == (aim.place.lat, aim.place.lon)
    if side is None or not at_place:
        return aim.lat, aim.lon
    return geodesy.move(aim.lat, aim.lon, side, max(aim.radius_km, aim.place.radius_km))


def _ground(plane: planes.Plane, land: Pieces | None) -> BaseGeometry | None:
    if land is None:
        return None
    around = planes.wrapped(planes.circle(plane.lat, plane.lon, 400.0))
    near = plane.to_km(planes.polygons_of(around.intersection(land.around(around))))
    shapely.prepare(near)
    return near


def _leg(axis: Axis, plane: planes.Plane, held: Held, ground: BaseGeometry | None) -> _Leg:
    end = plane.point(*_head(axis))
    via = [plane.point(location.lat, location.lon) for location in axis.via]
    aim = via[0] if via else end
    start = _start(axis, plane, held, aim, ground)
    kept = [start]
    for point in (*via, end):
        if np.linalg.norm(point - kept[-1]) > _LEAST_KM / 4:
            kept.append(point)
    return _Leg(axis.id, tuple(kept) if len(kept) > 1 else (end + np.array([0.0, -_STUB_KM]), end))


def _start(axis: Axis, plane: planes.Plane, held: Held, aim: Array, ground: BaseGeometry | None) -> Array:
    """Choose where an axis begins.

    Its origin; the side it comes from; else a short stub that touches no place, for the text names none: from where
    the actor's nearest place lies, from the side of the town that is aimed at, or from inland.
    """
    if axis.origin is not None:
        origin = plane.point(axis.origin.lat, axis.origin.lon)
        if np.linalg.norm(origin - aim) > _LEAST_KM:
            return origin
    far = max(_SIDE_KM, 1.5 * axis.objective.place.radius_km)
    side = side_of(axis.origin_relation)
    if side is not None:
        return _landed(aim, side, far, ground)
    nearest = _nearest(held, axis.objective.place.id, plane, aim)
    if nearest is not None and (away := float(np.linalg.norm(nearest - aim))) <= _HOME_KM:
        return _landed(aim, _bearing(nearest - aim), min(_STUB_KM, _SHORT_OF_HOME * away), ground)
    beside = axis.objective.bearing_deg if axis.objective.relation else side_of(axis.objective_relation)
    bearing = _inland(aim, nearest, ground) if beside is None else beside
    return _landed(aim, bearing, _STUB_KM, ground)


def _nearest(held: Held, objective: str, plane: planes.Plane, aim: Array) -> Array | None:
    """Give the actor's place nearest to the aim, km, but not the objective itself."""
    where = [point for key, point in zip(held.ids, held.where, strict=True) if key != objective]
    if not where:
        return None
    points = plane.points(np.array(where))
    away = np.linalg.norm(points - aim, axis=1)
    away[away <= _LEAST_KM] = np.inf
    return points[np.argmin(away)] if np.isfinite(away).any() else None


def _inland(aim: Array, towards: Array | None, ground: BaseGeometry | None) -> float:
    """Give the bearing from a place away from the sea; deep inland, towards the actor's own places, else south."""
    fallback = 180.0 if towards is None else _bearing(towards - aim)
    if ground is None:
        return fallback
    disc = shapely.Point(aim).buffer(_STUB_KM)
    dry = disc.intersection(ground)
    if dry.is_empty or dry.area > _INLAND_SHARE * disc.area:
        return fallback
    return _bearing(np.array([dry.centroid.x, dry.centroid.y]) - aim)


def _bearing(vector: Array) -> float:
    return float(np.degrees(np.arctan2(vector[0], vector[1]))) % 360.0


def _landed(aim: Array, bearing: float, km: float, ground: BaseGeometry | None) -> Array:
    """Give the point on a side of a place, swung a little where the way there would lie in the sea."""
    angles = np.radians(bearing + np.array(_SWINGS))
    points: Array = aim + km * np.column_stack([np.sin(angles), np.cos(angles)])
    straight, *_ = _wet([LineString([points[0], aim])], ground)
    if straight == 0.0:
        best = 0  # none can do better
    else:
        wet = [straight, *_wet([LineString([point, aim]) for point in points[1:]], ground)]
        best = min(range(len(wet)), key=lambda index: wet[index] + abs(_SWINGS[index]) / 200.0)
    landed: Array = points[best]
    return landed


def _wet(lines: Sequence[LineString], ground: BaseGeometry | None) -> list[float]:
    """Give the share of each line that lies off the land."""
    if ground is None:
        return [0.0] * len(lines)
    ways = np.linspace(0.0, 1.0, _SAMPLES)
    points = shapely.line_interpolate_point(np.array(lines, dtype=object)[:, None], ways, normalized=True)
    dry: Array = shapely.intersects(ground, points).mean(axis=1)
    return [0.0 if line.length == 0 else 1.0 - float(share) for line, share in zip(lines, dry, strict=True)]


def _fanned(legs: Sequence[_Leg], ground: BaseGeometry | None) -> dict[str, LineString]:
    """Choose the bows of the arrows to one objective: each on land, together a fan."""
    wanted = {leg.key: leg.bearing + _best_bow(leg, ground) for leg in legs}
    given = _spread(wanted)
    return {leg.key: _drawn(leg, given[leg.key]) for leg in legs}


def _rooms(lines: Mapping[str, LineString]) -> dict[str, float]:
    """Give the angle at the objective between each line and the next one, degrees."""
    keys = list(lines)
    ends = [np.asarray(lines[key].coords[-2:]) for key in keys]
    bearings = np.array([_bearing(before - last) for before, last in ends])
    apart = np.abs((bearings[:, None] - bearings[None, :] + 180.0) % 360.0 - 180.0)
    np.fill_diagonal(apart, 360.0)
    return dict(zip(keys, apart.min(axis=1).tolist(), strict=True))


def _best_bow(leg: _Leg, ground: BaseGeometry | None) -> float:
    """Give the turn of the approach off the straight bearing, degrees, that lies most on land."""
    if len(leg.points) > 2:  # noqa: PLR2004 - a way through a place needs no bow
        return 0.0
    start, end = leg.points
    if round(_wet([bowed(start, end, _LEAST_BOW)], ground)[0], 2) == 0.0:
        return _LEAST_BOW  # none can do better
    wet = _wet([bowed(start, end, bow) for bow in _BOWS], ground)
    best = min(range(len(wet)), key=lambda index: round(wet[index], 2) * 100 + abs(_BOWS[index]) / 8)
    return _BOWS[best]


def _drawn(leg: _Leg, approach: float) -> LineString:
    turn = (approach - leg.bearing + 180.0) % 360.0 - 180.0
    turn = float(np.clip(turn, -_MOST_FAN_DEG, _MOST_FAN_DEG))
    if len(leg.points) == 2:  # noqa: PLR2004 - from origin to objective
        return bowed(leg.points[0], leg.points[1], turn)
    return through(leg.points)


def _spread(bearings: Mapping[str, float]) -> dict[str, float]:
    """Push bearings apart around the circle until neighbours are a fan's step apart; their order is kept."""
    if len(bearings) < 2:  # noqa: PLR2004 - one arrow needs no fan
        return dict(bearings)
    ordered = sorted(bearings, key=lambda key: (bearings[key] % 360.0, key))
    angles = np.array([bearings[key] % 360.0 for key in ordered])
    gaps = np.diff(np.append(angles, angles[0] + 360.0))
    first = (int(np.argmax(gaps)) + 1) % len(ordered)
    ordered = ordered[first:] + ordered[:first]
    angles = np.unwrap(np.roll(angles, -first), period=360.0)
    angles = np.maximum.accumulate(angles)
    step = min(_FAN_DEG, 330.0 / len(ordered))
    for _ in range(60):
        short = np.maximum(step - np.diff(angles), 0.0) / 2
        angles[:-1] -= short
        angles[1:] += short
    return dict(zip(ordered, angles.tolist(), strict=True))
