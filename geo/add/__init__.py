"""Articles of others into the folder: fetched or taken from a file, written with their metadata, each story once."""

from geo.add.fetch import Fetcher, FetchError
from geo.add.known import KnownStories
from geo.add.note import Given, write_article
from geo.add.take import Taken, take_file, take_url

__all__ = ["FetchError", "Fetcher", "Given", "KnownStories", "Taken", "take_file", "take_url", "write_article"]
