"""The geometry of facts on the ground, worked out once: what an earlier build drew of the same is taken as it was."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import shapely

from geo.beside import beside
from geo.layers import planes
from geo.layers.arrows import arrow
from geo.layers.groups import groups_of
from geo.layers.routes import group_routes
from geo.layers.sectors import area_of
from geo.layers.zones import zones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.layers.groups import Group
    from geo.layers.reach import Site
    from geo.layers.schema import World
    from geo.layers.zones import Towns
    from geo.memo import Memo
    from geo.records import Facts, Location


_FEW = 50  # objectives whose arrows are drawn as soon as another process has begun


class Drawn(NamedTuple):
    """An arrow, and the WKT of its centre line."""

    shape: BaseGeometry
    line: str


class Drawing:
    """Draws on one ground.

    Parameters
    ----------
    world
        The ground; ``None`` leaves the sea out of account.
    memo
        What was drawn before, on any ground.
    """

    def __init__(self, world: World | None, memo: Memo) -> None:
        self.world, self._memo = world, memo
        self._ground = world.key if world else b""

    def areas(self, locations: Iterable[Location]) -> dict[Location, str]:
        """Give the WKT of each location's sector or region, once for all facts there; empty for a plain point."""
        return {location: self._area(location) for location in dict.fromkeys(locations)}

    def _area(self, location: Location) -> str:
        if location.shape == "point":
            return ""

        def draw() -> bytes:
            shape = area_of(location, self.world)
            return b"" if shape is None or shape.is_empty else wkt(shape).encode()

        return self._memo.of("area", (self._ground, location), draw).decode()

    def zones(self, sites: Sequence[Site], gazetteer: Towns) -> dict[str, BaseGeometry]:
        """Give the zone of each site, by its key."""
        told = [
            (site.key, site.lat, site.lon, site.reach_km, site.population, None if site.area is None else site.area.wkb)
            for site in sites
        ]

        def draw() -> bytes:
            found = zones(sites, gazetteer, self.world.land if self.world else None)
            return msgspec.msgpack.encode({key: shapely.to_wkb(shape) for key, shape in found.items()})

        found = msgspec.msgpack.decode(self._memo.of("zones", (self._ground, told), draw), type=dict[str, bytes])
        return dict(zip(found, shapely.from_wkb(list(found.values())).tolist(), strict=True))

    @contextmanager
    def arrows(self, facts: Facts, *, workers: int = 1) -> Iterator[Callable[[], dict[str, Drawn]]]:
        """Begin to draw the arrow of each axis, and give what waits for them, by id.

        Those on one objective are drawn together. Many new ones are drawn in another process, beside the zones.
        """
        told = [(group, (self._ground, group.told)) for group in groups_of(facts)]
        new = [group for group, inputs in told if self._memo.lacks("arrows", inputs)]
        with beside(lambda: list(map(self._drawn, new)), workers=workers if len(new) > _FEW else 1) as fresh:

            def drawn() -> dict[str, Drawn]:
                ready = iter(fresh())  # in the order in which they are asked for: no two groups are told alike
                contents = [self._memo.of("arrows", inputs, lambda: next(ready)) for _, inputs in told]
                return _unpacked(contents)

            yield drawn

    def _drawn(self, group: Group) -> bytes:
        drawn = []
        for key, route in group_routes(group, self.world.land_pieces if self.world else None).items():
            line = planes.round_coordinates(route.plane.to_degrees(route.line))
            shape = planes.rounded(route.plane.to_degrees(arrow(route.line, route.room_deg)))
            drawn.append((key, shapely.to_wkb(shape), wkt(line)))
        return msgspec.msgpack.encode(drawn)


def _unpacked(contents: Iterable[bytes]) -> dict[str, Drawn]:
    drawn: list[tuple[str, bytes, str]] = []
    for content in contents:
        drawn += msgspec.msgpack.decode(content, type=list[tuple[str, bytes, str]])
    shapes = shapely.from_wkb([shape for _, shape, _ in drawn]).tolist()
    return {key: Drawn(shape, line) for (key, _, line), shape in zip(drawn, shapes, strict=True)}


def wkt(shape: BaseGeometry) -> str:
    """Write a geometry with the contract's decimals."""
    return shapely.to_wkt(shape, rounding_precision=planes.DECIMALS, trim=True)
