"""From mentions to facts: actors, frames, events, control, axes, bases."""

from geo.facts.actors import find_actors
from geo.facts.roster import Roster, load_roster

__all__ = ["Roster", "find_actors", "load_roster"]
