"""How much the readers take: bounds that keep a hostile or mistaken input from eating time and memory."""

from __future__ import annotations

MAX_ARTICLE_BYTES = 5_000_000
"""Largest text, HTML or jsonl line read as an article; the longest report is a tenth of it."""

MAX_PDF_BYTES = 40_000_000
"""Largest PDF opened: pictures make them big."""

MAX_PDF_PAGES = 300
"""Pages of a PDF beyond which it is a book, not an article."""

MAX_ARTICLE_CHARACTERS = 5_000_000
"""Longest text that an HTML page or a PDF may unfold into."""

EXTRACT_SECONDS = 30.0
"""Time given to the extraction of one HTML page or PDF."""

EXTRACT_MEMORY_BYTES = 2_000_000_000
"""Address space of the process that parses HTML and PDF, where the system can bound it."""

MAX_SIDECAR_BYTES = 20_000_000
"""Largest ``articles.csv``."""

MAX_FRONT_MATTER_CHARACTERS = 50_000
"""Longest front matter handed to the YAML parser."""

MAX_FOLDER_DEPTH = 40
"""Folders within folders."""
