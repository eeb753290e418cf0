"""The analyst's corrections: read from a file, applied after merging, reported where they no longer fit."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.corrections.find import find_corrections
from geo.corrections.model import Corrections

if TYPE_CHECKING:
    from geo.corrections.apply import Corrected, apply_corrections, told_lines
    from geo.corrections.load import load_corrections
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

_HOME = {
    "Corrected": "apply",
    "apply_corrections": "apply",
    "told_lines": "apply",
    "load_corrections": "load",
    "rulings_of": "names",
    "unused_rulings": "names",
}


def __getattr__(name: str) -> Any:
    """Load a part when it is asked for (PEP 562): a build with nothing new needs none of what applies corrections."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
