"""Layers of a finished build in the formats of others."""
