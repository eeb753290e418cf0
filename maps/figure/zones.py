"""Control zones: one area per party and look, full near its places and pale at its edge; the line of contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from maps.figure.brush import hatch, strokes
from maps.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.figure.brush import Brush
    from maps.figure.chosen import Zone
    from maps.figure.view import View

_ORDER = ("inferred", "held", "besieged", "contested", "claimed")
_FIRM = frozenset({"held", "inferred", "besieged"})
_TONES = 16
_CORE, _RIM = 0.22, 0.86  # of a cell's reach: where its tone is full, and where it has faded to that of the edge
_HATCH = 3.2
_FADE = 0.17  # of an earlier line of contact, for each that is newer


def draw_zones(brush: Brush, view: View, zones: Sequence[Zone], colours: Mapping[str, str]) -> None:
    """Draw the areas, those that are surer below."""
    for key, cells in _areas(zones):
        _, look, stale = key
        shape = view.shape(shapely.union_all([cell.shape for cell in cells]))
        if not shape.is_empty:
            draw_area(brush, shape, _tones(view, cells, shape), colours[key[0]], look, stale=stale)


def draw_area(
    brush: Brush, shape: BaseGeometry, tones: Sequence[BaseGeometry], colour: str, look: str, *, stale: bool
) -> None:
    """Draw one area: pale ground, tones that add up towards its places, hatch and outline as its look says."""
    style = load_style()
    control = style.control[look]
    fade = style.age["opacity"] if stale else 1.0
    core, edge = control["core"] * fade, control["edge"] * fade
    brush.fill(shape, colour, edge)
    step = 1 - ((1 - core) / (1 - edge)) ** (1 / max(len(tones), 1))
    for tone in tones:
        brush.fill(tone, colour, step)
    if control.get("hatch"):
        brush.line(hatch(shape, _HATCH), colour, 0.45, alpha=0.7 * fade)
    dash = control.get("dash", ())
    brush.line(
        shape, colour, 0.9 if dash else 0.5, dash=[part * 1.2 for part in dash], alpha=fade * (0.9 if dash else 0.5)
    )


def contact_lines(zones: Sequence[Zone], sides: Mapping[str, str]) -> BaseGeometry:
    """Give the lines where cells of parties of different sides share an edge, degrees.

    Contested and claimed ground has no line of its own.
    """
    cells: dict[bytes, Zone] = {}
    for zone in zones:
        if zone.look in _FIRM:
            cells.setdefault(shapely.to_wkb(zone.shape), zone)
    firm = list(cells.values())
    shapes = np.array([zone.shape for zone in firm], dtype=object)
    near = {(min(a, b), max(a, b)) for a, b in shapely.STRtree(shapes).query(shapes, "intersects").T.tolist()}
    lines = []
    for a, b in sorted(near):
        one, other = firm[a], firm[b]
        if a != b and sides.get(one.party, one.party) != sides.get(other.party, other.party):
            lines.append(shapely.intersection(one.shape.boundary, other.shape.boundary))
    parts = shapely.get_parts(shapely.get_parts(np.array(lines, dtype=object))) if lines else np.array([])
    edges = [part for part in parts.tolist() if part.geom_type in {"LineString", "LinearRing"}]
    return shapely.line_merge(shapely.union_all(edges)) if edges else shapely.MultiLineString()


def draw_contact(brush: Brush, line: BaseGeometry) -> None:
    """Draw the line of contact (points), haloed."""
    ground = load_style().ground["light"]
    brush.line(line, ground["halo"], 3.4, alpha=0.85)
    brush.line(line, ground["contact"], 1.3)


def draw_earlier(brush: Brush, lines: Sequence[BaseGeometry]) -> None:
    """Draw where the line of contact ran before (points, the newest first): dashes, the older the fainter."""
    ground = load_style().ground["light"]
    for age, line in reversed(list(enumerate(lines))):
        brush.line(line, ground["halo"], 2.6, alpha=0.6)
        brush.line(line, ground["contact"], 1.0, dash=(1.6, 2.6), alpha=0.75 - age * _FADE)


def draw_changed(brush: Brush, shape: BaseGeometry) -> None:
    """Outline the ground that changed hands (points)."""
    ground = load_style().ground["light"]
    brush.line(shape, ground["halo"], 3.2, alpha=0.85)
    brush.line(shape, ground["ink"], 1.1)
    brush.line(shape, ground["halo"], 0.35)


def draw_ring(brush: Brush, x: float, y: float, radius: float) -> None:
    """Draw the ring of a siege: its barbs point at the besieged."""
    ground = load_style().ground["light"]
    ring = shapely.Point(x, y).buffer(radius, quad_segs=24)
    turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    along = np.column_stack([np.cos(turns), np.sin(turns)])
    centre = np.array([x, y])
    barbs = strokes(centre + along * radius, centre + along * radius * 0.76)
    for colour, width in ((ground["halo"], 2.8), (ground["contact"], 1.0)):
        brush.line(ring, colour, width)
        brush.line(barbs, colour, width)


def _areas(zones: Iterable[Zone]) -> list[tuple[tuple[str, str, bool], list[Zone]]]:
    found: dict[tuple[str, str, bool], list[Zone]] = {}
    for zone in zones:
        found.setdefault((zone.party, zone.look, zone.stale), []).append(zone)
    return sorted(found.items(), key=lambda item: (_ORDER.index(item[0][1]), item[0]))


def _tones(view: View, cells: Iterable[Zone], area: BaseGeometry) -> list[BaseGeometry]:
    """Give the parts of an area within ever smaller shares of each cell's reach, the widest first."""
    middles = []
    for cell in cells:
        middle = shapely.Point(view.point(cell.lon, cell.lat))
        corners = shapely.points(view.points(shapely.get_coordinates(cell.shape)))
        middles.append((middle, float(np.quantile(shapely.distance(corners, middle), 0.7))))
    shares = np.linspace(_RIM, _CORE, _TONES)
    return [
        shapely.intersection(area, shapely.union_all([middle.buffer(reach * share, 24) for middle, reach in middles]))
        for share in shares.tolist()
    ]
