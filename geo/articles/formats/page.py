"""HTML pages and PDF: extracted in a process of their own, so that none can hang or exhaust the build."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from geo.articles.decode import UnreadableError, read_bytes
from geo.articles.draft import Draft, Metadata, whole
from geo.articles.limits import MAX_ARTICLE_BYTES, MAX_PDF_BYTES

if TYPE_CHECKING:
    from geo.articles.draft import SourceFile
    from geo.articles.sandbox import Sandbox


def read_page(file: SourceFile, kind: str, sandbox: Sandbox) -> Draft:
    """Read an HTML page or a PDF; its text is the extracted text.

    Parameters
    ----------
    file
        What to read.
    kind
        ``html`` or ``pdf``.
    sandbox
        Does the extraction.

    Raises
    ------
    UnreadableError
        The file cannot be read, holds no article, or cannot be extracted within the limits.
    """
    data = file.data or read_bytes(file.path, MAX_PDF_BYTES if kind == "pdf" else MAX_ARTICLE_BYTES)
    answer = sandbox.extract(kind, data)
    text = whole(answer.get("text", ""))
    if not text.strip():
        raise UnreadableError("holds no text" + (" (a scan?)" if kind == "pdf" else ""))
    return Draft(
        name=file.name,
        shown=file.shown,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        page=Metadata.of({key: value for key, value in answer.items() if key != "text"}, kind),
    )
