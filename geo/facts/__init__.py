"""From mentions to facts: actors, frames, events, control, axes, bases."""

from geo.facts.actors import find_actors
from geo.facts.axes import axes_from
from geo.facts.bases import bases_from
from geo.facts.control import control_from
from geo.facts.events import events_from
from geo.facts.frames import find_frames
from geo.facts.merge import merge
from geo.facts.roster import load_roster

__all__ = [
    "axes_from",
    "bases_from",
    "control_from",
    "events_from",
    "find_actors",
    "find_frames",
    "load_roster",
    "merge",
]
