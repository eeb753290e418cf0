"""Toponyms: place names recognised in text, judged by role and resolved to places."""

from geo.toponyms.mentions import countries_of, find_mentions

__all__ = ["countries_of", "find_mentions"]
