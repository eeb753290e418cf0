"""The process behind the sandbox: reads pages from stdin, writes their text and metadata to stdout."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from geo.articles.limits import EXTRACT_MEMORY_BYTES, MAX_ARTICLE_CHARACTERS


def main() -> None:
    """Answer pages until stdin ends: a JSON line with ``kind`` and ``size``, then the bytes; a JSON line back."""
    _bound_memory()
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not mix with the answers
    while line := stdin.readline():
        asked = json.loads(line)
        _answer(stdout, asked["kind"], stdin.read(asked["size"]))


def extract(kind: str, data: bytes) -> dict[str, str]:
    """Extract one page; a page that cannot be used gives ``{"problem": why}``."""
    try:
        if kind == "pdf":
            from geo.articles.formats.pdf import extract_pdf as extractor  # noqa: PLC0415 - only what is asked for
        else:
            from geo.articles.formats.html import extract_html as extractor  # noqa: PLC0415 - as above
        answer = extractor(data)
    except MemoryError:
        return {"problem": "takes too much memory to parse"}
    except RecursionError:
        return {"problem": "is nested too deeply"}
    except Exception as problem:  # noqa: BLE001 - parsers raise anything on hostile input; it is one bad article
        return {
            "problem": str(problem)
            if isinstance(problem, ValueError)
            else f"cannot be parsed ({type(problem).__name__})"
        }
    if len(answer["text"]) > MAX_ARTICLE_CHARACTERS:
        return {"problem": f"holds more than {MAX_ARTICLE_CHARACTERS:,} characters"}
    return answer


def _answer(stdout: BinaryIO, kind: str, data: bytes) -> None:
    stdout.write(json.dumps(extract(kind, data)).encode() + b"\n")
    stdout.flush()


def _bound_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = EXTRACT_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(EXTRACT_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


if __name__ == "__main__":
    main()
