"""Where each party last stood, frame by frame: the origin of an axis that is read from a frame and names none.

Three modules remember where parties stood, each for a reader of its own. This one, for frames (`axes`): a party is
where its last deed left it, however long ago. `journey_memory`, for the rules of journeys: some sentences back, and a
place that was taken from a party counts as one where it stood. `journey_spots`, for the clues of the learnt judge:
where a party stood and what it lost, apart, each with its distance in sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geodesy import distance_km
from geo.records import HAPPENED

if TYPE_CHECKING:
    import datetime as dt

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


_PROVINCE = "ADM1"


@dataclass
class Positions:
    """The last places of each party, latest last."""

    known: dict[str, list[tuple[Location, dt.date | None]]] = field(default_factory=dict)

    def note(self, frame: Frame) -> None:
        """Take in where a frame leaves its agent."""
        if not frame.agent or frame.status not in HAPPENED or "agent" in dict(frame.details).get("inferred", ""):
            return
        for role in _ARRIVES.get(frame.sense, ()):
            places = [place.location for place in frame.places if place.role == role]
            if places:
                self.known.setdefault(frame.agent, []).extend((place, frame.when.start) for place in places)
                return

    def before(self, actor: str, objective: Location, reach_km: float, when: dt.date | None = None) -> Location | None:
        """Give where a party last stood before it went for `objective`, within reach of it; ``None`` if untold.

        Where it came only after `when`, the day it went, it did not set out from; a province is no place to do so.
        """
        for place, since in reversed(self.known.get(actor, [])):
            later = since is not None and when is not None and since > when
            if place.place.id == objective.place.id or later or place.place.feature_code == _PROVINCE:
                continue
            apart = distance_km(place.lat, place.lon, objective.lat, objective.lon)
            return place if 0 < apart <= reach_km else None
        return None
