"""Where each party last stood, as the text has told it so far: the origin of a movement that names none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geodesy import distance_km
from geo.records import HAPPENED

if TYPE_CHECKING:
    from geo.records import Frame, Location

# After a frame of these senses its agent stands at the place in these roles.
_ARRIVES: dict[str, tuple[str, ...]] = {
    "capture": ("object",),
    "recapture": ("object",),
    "enter": ("object",),
    "handover": ("object",),
    "hold": ("object", "at"),
    "based": ("at", "object"),
    "establish": ("at",),
    "withdraw": ("to",),
}


@dataclass
class Positions:
    """The last places of each party, latest last."""

    known: dict[str, list[Location]] = field(default_factory=dict)

    def note(self, frame: Frame) -> None:
        """Take in where a frame leaves its agent."""
        if not frame.agent or frame.status not in HAPPENED or "agent" in dict(frame.details).get("inferred", ""):
            return
        for role in _ARRIVES.get(frame.sense, ()):
            places = [place.location for place in frame.places if place.role == role]
            if places:
                self.known.setdefault(frame.agent, []).extend(places)
                return

    def before(self, actor: str, objective: Location, reach_km: float) -> Location | None:
        """Give where a party last stood before it went for `objective`, within reach of it; ``None`` if untold."""
        for place in reversed(self.known.get(actor, [])):
            if place.place.id == objective.place.id:
                continue
            apart = distance_km(place.lat, place.lon, objective.lat, objective.lon)
            return place if 0 < apart <= reach_km else None
        return None
