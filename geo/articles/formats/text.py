"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import yaml
from frontmatter.default_handlers import YAMLHandler

from geo.articles.decode import decode, read_bytes
from geo.articles.draft import Draft, Metadata
from geo.articles.limits import MAX_FRONT_MATTER_CHARACTERS
from geo.records import Span

if TYPE_CHECKING:
    from geo.articles.draft import SourceFile

_OPENS = re.compile(r"\ufeff?---[ \t]*\n")
_KEY_LINE = re.compile(r"[A-Za-z_][\w -]*:(?:\s|$)", re.MULTILINE)


def read_text(file: SourceFile) -> Draft:
    """Read a text file; its text is the whole decoded file, front matter included and marked as furniture.

    Raises
    ------
    UnreadableError
        The file is too large, empty, binary, or in no known encoding.
    """
    data = file.data or read_bytes(file.path)
    text = decode(data)
    own, end, problems = read_front_matter(text)
    furniture = (Span(0, end),) if end else ()
    if not text[end:].strip():
        problems = (*problems, "holds front matter but no text")
    return Draft(
        name=file.name,
        shown=file.shown,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        own=own,
        furniture=furniture,
        problems=problems,
    )


def read_front_matter(text: str) -> tuple[Metadata, int, tuple[str, ...]]:
    """Read YAML front matter at the start of a text.

    Returns
    -------
    metadata
        As written: dates stay text, so that ``2018-12`` keeps its precision and ``2019-02-31`` can be named.
    end
        Where the front matter ends in the text; 0 when there is none.
    problems
        Why front matter that is there cannot be used.
    """
    if not _OPENS.match(text):
        return Metadata(), 0, ()
    handler = YAMLHandler()
    try:
        block, content = handler.split(text.removeprefix("\ufeff"))
    except ValueError:  # no second ---
        looks_meant = _KEY_LINE.match(text, text.index("\n") + 1)
        return Metadata(), 0, ("front matter has no closing ---; read as text",) if looks_meant else ()
    if not _KEY_LINE.search(block, 0, MAX_FRONT_MATTER_CHARACTERS):  # text between two rules of dashes
        return Metadata(), 0, ()
    if len(block) > MAX_FRONT_MATTER_CHARACTERS:
        return Metadata(), 0, (f"front matter is longer than {MAX_FRONT_MATTER_CHARACTERS:,} characters; read as text",)
    values, problems = _load(handler, block)
    return Metadata.of(values, "front matter"), len(text) - len(content), problems


def _load(handler: YAMLHandler, block: str) -> tuple[dict[str, object], tuple[str, ...]]:
    try:
        # BaseLoader makes texts only: it runs no code and parses no dates.
        values = handler.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        return {}, (f"front matter is not valid YAML{where}; its title and date are not used",)
    if not isinstance(values, dict):
        return {}, ("front matter is no list of `key: value`; its title and date are not used",)
    return values, ()
