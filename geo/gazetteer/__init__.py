"""Gazetteer: from a name to the places it may mean."""

from geo.gazetteer.gazetteer import Gazetteer, open_gazetteer

__all__ = ["Gazetteer", "open_gazetteer"]
