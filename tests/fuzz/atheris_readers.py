"""Coverage-guided fuzzing of the readers, run by hand: `pip install atheris`, then this file with a corpus folder.

python tests/fuzz/atheris_readers.py text|html|pdf|data FOLDER -max_total_time=600

What it finds becomes an example in the tests beside it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-not-found] # not installed with the rest: there is no wheel for every platform

with atheris.instrument_imports(include=["geo", "pypdf", "trafilatura", "htmldate"]):
    from geo.articles.decode import UnreadableError, decode
    from geo.articles.draft import Draft, Metadata
    from geo.articles.extract import extract
    from geo.articles.finish import finish
    from geo.articles.formats.text import read_front_matter
    from geo.articles.signature import sign
    from geo.errors import ConfigError
    from geo.imports.files import read_file
    from geo.language import find_dates, split_sentences


def text(data: bytes) -> None:
    """Any bytes are text whose offsets hold, or unreadable."""
    try:
        decoded = decode(data)
    except UnreadableError:
        return
    read_front_matter(decoded)
    article, _ = finish(Draft("2019-04-05-a.txt", "a", decoded, "0" * 64), Metadata())
    sign(article)
    sentences = split_sentences(article)
    find_dates(article, sentences)
    assert all(decoded[one.start : one.end] == one.text for one in sentences)


def page(kind: str, data: bytes) -> None:
    """Any page gives text or a problem in one line."""
    answer = extract(kind, data)
    assert answer.get("problem") or answer["text"].strip()
    assert "\n" not in answer.get("problem", "")


def table(data: bytes) -> None:
    """Any bytes are rows or an error in one line."""
    path = Path(tempfile.gettempdir()) / "sitmap-fuzz.csv"
    path.write_bytes(data)
    told = ""
    try:
        read_file(path, lambda names: dict(zip("ab", names, strict=False)))
    except ConfigError as problem:
        told = problem.problem
    assert "\n" not in told


TARGETS = {
    "text": text,
    "html": lambda data: page("html", data),
    "pdf": lambda data: page("pdf", data),
    "data": table,
}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
