"""Gazetteer: from a name to the places it may mean."""

from geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from geo.gazetteer.tables import fingerprint

__all__ = ["Gazetteer", "fingerprint", "open_gazetteer"]
