"""Event, control, base and boundary data of others, joined to what the articles say."""

from geo.imports.join import Joined, data_files, fingerprint, join_data

__all__ = ["Joined", "data_files", "fingerprint", "join_data"]
