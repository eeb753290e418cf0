"""Event, control, base and boundary data of others, joined to what the articles say."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.imports.data import data_files, fingerprint

if TYPE_CHECKING:
    from geo.imports.join import Joined, join_data

__all__ = ["Joined", "data_files", "fingerprint", "join_data"]


def __getattr__(name: str) -> Any:
    """Load what reads data when it is asked for (PEP 562): a build with nothing new needs only their fingerprint."""
    if name not in {"Joined", "join_data"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("geo.imports.join"), name)
