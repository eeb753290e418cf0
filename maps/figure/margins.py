"""What stands around the map: title, scale bar, north arrow, locator, sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from shapely import affinity

from maps.basemap import own_countries
from maps.embed import plain_title
from maps.figure.brush import fitted, mixed, text_width
from maps.figure.view import View
from maps.figure.words import parse_day
from maps.style import load_style

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.layers.schema import Layers, MapContext
    from maps.figure.brush import Brush
    from maps.figure.chosen import Chosen
    from maps.figure.view import Box
    from maps.figure.words import Words

_TITLE, _SUBTITLE, _SOURCE, _SCALE = 15.0, 8.4, 5.6, 6.0  # points
_SCALE_SHARE = 0.22  # of the map's breadth that the scale bar takes at most
_INSET_WORTH = 0.45  # share of the known region from which a locator shows nothing new


def draw_title(brush: Brush, box: Box, context: MapContext, drawn: Chosen, words: Words) -> None:
    """Write the title, and under it what the map shows and the period."""
    ground = load_style().ground["light"]
    left, bottom, right, top = box
    text, size = fitted(plain_title(context.title), right - left, _TITLE, "bold")
    brush.text(left, top - size * 0.86, text, size, ground["ink"], weight="bold")
    dated = []
    if drawn.first and drawn.day and drawn.first < drawn.day:
        dated.append(words.say("period", span=words.span(drawn.first, drawn.day)))
    if drawn.day:
        text = words.say("as_of", day=words.day(drawn.day))
        dated.append(text if dated else text[:1].upper() + text[1:])
    parts = [plain_title(context.subtitle)] if context.subtitle.strip() else []
    text = "  ·  ".join([*parts, ", ".join(dated)]) if dated else "".join(parts)
    if dated and text_width(text, _SUBTITLE * 0.7) > right - left:
        text = ", ".join(dated)
    line, small = fitted(text, right - left, _SUBTITLE)
    brush.text(left, max(top - size * 0.86 - 13.5, bottom + 5), line, small, ground["town_text"])


def draw_source(brush: Brush, box: Box, layers: Layers, words: Words) -> None:
    """Write what the map rests on, and whose work it uses."""
    left, bottom, right, top = box
    articles = layers.articles
    outlets = sorted({name for name in articles["source"] if name})
    parts = [f"{words.say('articles')}: {len(articles)}"]
    if outlets:
        parts.append(f"{words.say('outlets')}: {len(outlets)}")
    published = sorted(day for day in map(parse_day, articles["published"]) if day)
    if published:
        parts[-1] += f" ({words.span(published[0], published[-1])})"
    grey = load_style().ground["light"]["town_text"]
    y = (bottom + top) / 2 - 2
    credit, size = fitted(words.say("credit"), (right - left) * 0.5, _SOURCE)
    brush.text(right, y, credit, size, grey, align="right")
    text, size = fitted("  ·  ".join(parts), (right - left) * 0.5 - 10, _SOURCE)
    brush.text(left, y, text, size, grey)


def draw_scale(brush: Brush, view: View, x: float, y: float, words: Words) -> None:
    """Draw the scale bar and the north arrow from their lower left corner."""
    ground = load_style().ground["light"]
    ink, halo = ground["ink"], ground["halo"]
    km = scale_km(view)
    length = km * 1000 / view.metres_per_point
    left, base = x + 21, y + 6
    bar = shapely.box(left, base, left + length, base + 2.4)
    brush.line(bar, halo, 3.0, alpha=0.8)
    brush.fill(bar, halo)
    brush.fill(shapely.box(left, base, left + length / 2, base + 2.4), ink)
    brush.line(bar, ink, 0.5)
    for at, text in ((0.0, "0"), (length / 2, _plain(km / 2)), (length, f"{_plain(km)} km")):
        brush.text(left + at, base + 5.4, text, _SCALE, ink, align="center", halo=halo, halo_width=1.8)
    needle = shapely.Polygon([(0, 9.5), (3.6, -3), (0, -0.6), (-3.6, -3)])
    needle = affinity.translate(needle, x + 8, y + 8)
    brush.line(needle, halo, 2.4, alpha=0.8)
    brush.fill(needle, halo)
    brush.fill(shapely.clip_by_rect(needle, x, y, x + 8, y + 30), ink)
    brush.line(needle, ink, 0.5)
    brush.text(
        x + 8, y + 19.4, words.say("north"), _SCALE, ink, weight="bold", align="center", halo=halo, halo_width=1.8
    )


def scale_size(view: View) -> tuple[float, float]:
    """Give breadth and height of scale bar and north arrow, points."""
    return scale_km(view) * 1000 / view.metres_per_point + 44, 27.0


def scale_km(view: View) -> float:
    """Give the length of the scale bar."""
    return round_length((view.frame[2] - view.frame[0]) * _SCALE_SHARE * view.metres_per_point / 1000)


def round_length(most: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20, 50 ... that does not exceed a length."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1, 0.5) if step * power <= most)


def _plain(value: float) -> str:
    return f"{value:g}"


def locator(view: View, context: MapContext, box: Box) -> View | None:
    """Give the view of the whole known region; ``None`` where it would show nothing beyond the map."""
    world = context.world
    if world is None or world.countries.empty:
        return None
    small = View(world.bbox, box, pad=-0.1)
    share = (view.metres_per_point / small.metres_per_point) ** 2 * view.rect.area / small.rect.area
    return small if share < _INSET_WORTH else None


def inset_size(view: View) -> tuple[float, float]:
    """Give breadth and height of the locator, points."""
    side = min(max((view.frame[2] - view.frame[0]) * 0.19, 52.0), 110.0)
    return side, side * 0.72


def draw_inset(brush: Brush, small: View, view: View, context: MapContext, places: gpd.GeoDataFrame) -> None:
    """Draw where in its region the map lies."""
    world = context.world
    if world is None:
        return
    colours = load_style().ground["light"]
    own = own_countries(world.countries, places, context.countries)
    brush.line(small.rect, mixed(colours["coast"], colours["ink"], 0.25), 4.2)
    brush.line(small.rect, colours["halo"], 3.2)
    brush.clip(small.rect)
    brush.fill(small.rect, colours["sea"])
    for index, country in enumerate(world.countries.geometry):
        shape = small.shape(country.simplify(0.03))
        tone = mixed(colours["other"], colours["ink"], 0.26) if index in own else colours["other"]
        brush.fill(shape, tone)
        brush.line(shape, colours["halo"], 0.4)
    frame = _frame_on(view, small)
    brush.line(frame, colours["halo"], 2.4)
    brush.line(frame, colours["ink"], 1.0)
    brush.clip(view.rect)


def _frame_on(view: View, small: View) -> shapely.Polygon:
    """Give the map's edge on the locator."""
    left, bottom, right, top = view.frame
    edge = shapely.segmentize(shapely.box(left, bottom, right, top), 20.0)
    return shapely.transform(edge, lambda points: small.points(view.degrees(points)))
