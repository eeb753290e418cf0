"""Read article files: text as read, title, date, page furniture."""

from geo.articles.draft import SourceFile
from geo.articles.reader import iter_articles, read_articles
from geo.articles.sandbox import Sandbox
from geo.articles.units import Unit, find_units, read_unit

__all__ = ["Sandbox", "SourceFile", "Unit", "find_units", "iter_articles", "read_articles", "read_unit"]
