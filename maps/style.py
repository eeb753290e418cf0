"""The look of the maps: one table for the interactive page and the printed figure."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.layers.schema import Layers, MapContext
    from geo.records import Actor

    Table = Mapping[str, Any]

CONTESTED = "contested"
_MANY = 4  # places and movements that make a party one of the main ones


@dataclass(frozen=True)
class Style:
    """The tables of ``maps/assets/style.toml``, each as the file says.

    `ground` has the themes ``light`` and ``dark``; `status`, `control` and `base` say how line and texture tell a
    status; lengths are CSS pixels on the page and points in the figure.
    """

    parties: Table
    ground: Table
    status: Table
    control: Table
    base: Table
    age: Table
    arrow: Table
    symbol: Table
    callout: Table
    label: Table


@lru_cache(maxsize=1)
def load_style() -> Style:
    """Read ``maps/assets/style.toml``."""
    return Style(**read_table("style.toml"))


def read_table(name: str) -> dict[str, Any]:
    """Read a TOML table of ``maps/assets``."""
    return tomllib.loads((files("maps") / "assets" / name).read_text("utf-8"))


def party_colours(actors: Sequence[Actor], style: Style, contested: str = "") -> dict[str, str]:
    """Give every party its colour.

    Parameters
    ----------
    actors
        In the map's order. A colour of their own wins; the others take the palette's colours in turn, those too near
        to one in use passed over.
    style
        The palette.
    contested
        The theatre's own colour for contested ground, or empty.

    Returns
    -------
    dict
        Actor id to ``#rrggbb``, and `CONTESTED` to the colour of contested ground. The same actors in the same order
        give the same colours.
    """
    found = {actor.id: actor.colour for actor in actors if actor.colour}
    disputed = contested or style.parties["contested"]
    choice = _Choice(style.parties["palette"], style.parties["least_distance"], [*found.values(), disputed])
    for actor in actors:
        if actor.id not in found:
            found[actor.id] = choice.take()
    return found | {CONTESTED: disputed}


def map_colours(layers: Layers, context: MapContext, style: Style) -> dict[str, str]:
    """Give the parties of a map their colours, those on the ground first: they get the colours that differ most.

    Who holds, advances or is based in many places chooses first, then who does so anywhere, then who only acts or
    speaks; within each the map's order counts, so that a further article seldom changes a colour.
    """
    ground = Counter(
        chain.from_iterable(
            values.tolist() for values in (layers.control["holder"], layers.axes["actor"], layers.bases["actor"])
        )
    )
    actors = sorted(context.actors, key=lambda actor: (ground[actor.id] < _MANY) + (ground[actor.id] == 0))
    return party_colours(actors, style, context.contested_colour)


class _Choice:
    """What is left of a palette: how near each colour is to those in use, and how often it was taken."""

    def __init__(self, palette: Sequence[str], least: int, taken: Sequence[str]) -> None:
        self._least = least
        self._uses = Counter(taken)
        self._distance = {colour: min((_distance(colour, other) for other in taken), default=0) for colour in palette}

    def take(self) -> str:
        """Take the first that is far enough from all in use, else the least used, the farthest of these."""
        far = (colour for colour, distance in self._distance.items() if distance >= self._least)
        taken = next(far, None) or max(self._distance, key=lambda colour: (-self._uses[colour], self._distance[colour]))
        self._uses[taken] += 1
        self._distance = {
            colour: min(distance, _distance(colour, taken)) if distance else 0
            for colour, distance in self._distance.items()
        }
        return taken


def _distance(one: str, other: str) -> int:
    return sum(abs(a - b) for a, b in zip(rgb(one), rgb(other), strict=True))


@lru_cache(maxsize=256)
def rgb(colour: str) -> tuple[int, int, int]:
    """Split ``#rrggbb`` into 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def lifted(colour: str, share: float) -> str:
    """Mix white into a colour: how party colours are lifted off a dark ground."""
    return "#" + "".join(f"{round(value + (255 - value) * share):02x}" for value in rgb(colour))
