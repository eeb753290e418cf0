"""The analyst's corrections: read from a file, applied after merging, reported where they no longer fit."""

from geo.corrections.apply import Corrected, apply_corrections, told_lines
from geo.corrections.load import find_corrections, load_corrections
from geo.corrections.model import Corrections
from geo.corrections.names import rulings_of, unused_rulings

__all__ = [
    "Corrected",
    "Corrections",
    "apply_corrections",
    "find_corrections",
    "load_corrections",
    "rulings_of",
    "told_lines",
    "unused_rulings",
]
