"""PDF: the text of the pages, running heads dropped and lines joined to paragraphs; runs inside the sandbox."""

from __future__ import annotations

import collections
import io
import re

import pypdf
from pypdf.errors import PyPdfError

from geo.articles.draft import tidy
from geo.articles.limits import MAX_ARTICLE_CHARACTERS, MAX_PDF_PAGES
from geo.articles.tables import load_table

_REPEATED_PAGES = 3  # a line on so many pages, and on half of them, is a running head
_EDGE_LINES = 2
_FULL_LINE = 0.72  # of the usual line length: a shorter line that ends a sentence ends its paragraph
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-$")
_END = re.compile(r"[.!?:…][\"'”’)\]]*$")


def extract_pdf(data: bytes) -> dict[str, str]:
    """Extract the text of a PDF.

    Returns
    -------
    dict
        ``text``, ``title`` when the document names one. Its dates say when the file was made, not when the article
        was published, and are left out.

    Raises
    ------
    ValueError
        The file is no PDF, needs a password, is too long, or holds no text.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("is encrypted: it needs a password")
        count = len(reader.pages)
        if count > MAX_PDF_PAGES:
            raise ValueError(f"has {count} pages; at most {MAX_PDF_PAGES} are read")
        pages, size = [], 0
        for page in reader.pages:
            pages.append((page.extract_text() or "").split("\n"))
            size += sum(map(len, pages[-1]))
            if size > MAX_ARTICLE_CHARACTERS:
                raise ValueError(f"holds more than {MAX_ARTICLE_CHARACTERS:,} characters")
        title = tidy(reader.metadata.title if reader.metadata else "")
    except PyPdfError as problem:
        raise ValueError(f"is no readable PDF: {tidy(str(problem))[:120]}") from problem
    text = "\n\n".join(join_lines(_without_running_heads(pages)))
    if not any(character.isalpha() for character in text):
        raise ValueError("holds no text (a scan?)")
    return {"text": text, "title": "" if _says_nothing(title) else title}


def join_lines(lines: list[str]) -> list[str]:
    """Join the lines of set text to paragraphs: a blank line or a short last line ends one; "opera-/tion" is mended."""
    lengths = sorted(len(line) for line in lines if len(line) > 20)  # noqa: PLR2004 - headings do not count
    usual = lengths[len(lengths) // 2] if lengths else 0
    paragraphs: list[str] = []
    current = ""
    for raw in lines:
        line = " ".join(raw.split())
        if not line:
            paragraphs.append(current)
            current = ""
            continue
        current = (
            _HYPHEN.sub("", current) + line
            if _HYPHEN.search(current) and line[0].islower()
            else f"{current} {line}".strip()
        )
        is_heading = len(line) < _FULL_LINE * usual and current == line
        if is_heading or (len(line) < _FULL_LINE * usual and _END.search(line)):
            paragraphs.append(current)
            current = ""
    return [paragraph for paragraph in (*paragraphs, current) if paragraph]


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Drop page numbers, and the lines at the edge of a page that stand there on most pages."""
    counts = collections.Counter(shape for lines in pages for shape in {_shape(lines[at]) for at in _edges(lines)})
    least = max(_REPEATED_PAGES, len(pages) / 2)
    kept: list[str] = []
    for lines in pages:
        heads = {at for at in _edges(lines) if counts[_shape(lines[at])] >= least or _is_page_number(lines[at])}
        kept += [line for at, line in enumerate(lines) if at not in heads]
    return kept


def _edges(lines: list[str]) -> list[int]:
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return [*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()


def _is_page_number(line: str) -> bool:
    return bool(
        re.fullmatch(r"\s*(?:page\s+)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:/|of)\s*\d{1,3})?\s*", line, re.IGNORECASE)
    )


def _says_nothing(title: str) -> bool:
    return not title or any(
        re.fullmatch(pattern, title, re.IGNORECASE) for pattern in load_table("metadata")["html"]["empty_titles"]
    )
