"""Gazetteer: from a name to the places it may mean."""

from geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from geo.gazetteer.installed import gazetteer_version
from geo.gazetteer.tables import fingerprint

__all__ = ["Gazetteer", "fingerprint", "gazetteer_version", "open_gazetteer"]
