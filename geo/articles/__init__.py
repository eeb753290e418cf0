"""Read article files: text as read, title, date, page furniture."""

from geo.articles.reader import iter_articles, read_articles

__all__ = ["iter_articles", "read_articles"]
