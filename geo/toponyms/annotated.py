"""Annotated text to learn from: articles (``corpus.jsonl``) and short texts (``general.txt``, ``reports.txt``)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.records import Article

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

LABELS = {"L": "literal", "A": "associative", "N": "in_name"}
_MARKED = re.compile(r"\[(?:([AN]):)?([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A toponym in annotated text: ``[start, end)``, role letter (L, A, N) and where it is, if annotated."""

    start: int
    end: int
    role: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """One annotated text; `report` marks those of ``benchmarks/reports``."""

    id: str
    text: str
    marked: tuple[Marked, ...]
    countries: tuple[str, ...] = ()
    report: bool = False

    def article(self) -> Article:
        """Give the text as the stages take it."""
        return Article(name=self.id, text=self.text, sha256="")


def read_corpus(path: Path) -> Iterator[Annotated]:
    """Read articles, one JSON object a line; a toponym is start, end, role letter, lat, lon."""
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        marked = tuple(Marked(*toponym) for toponym in raw["toponyms"])
        yield Annotated(raw["id"], raw["text"], marked, tuple(raw["countries"]), raw.get("report", False))


def read_short(path: Path) -> Iterator[Annotated]:
    """Read short texts, a paragraph each: ``[Paris]`` literal, ``[A:Rome]`` associative, ``[N:Bath]`` in a name."""
    body = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    for number, paragraph in enumerate(part.strip() for part in body.split("\n\n") if part.strip()):
        text, marked, last = "", [], 0
        for found in _MARKED.finditer(paragraph):
            text += paragraph[last : found.start()]
            marked.append(Marked(len(text), len(text) + len(found[2]), found[1] or "L"))
            text += found[2]
            last = found.end()
        yield Annotated(f"{path.stem}-{number}", text + paragraph[last:], tuple(marked))


def rename(text: Annotated, names_like: Callable[[str], Sequence[str]], chance: random.Random) -> Annotated:
    """Give the text with its toponyms renamed, each alike throughout: names must not be learnt by heart.

    Parameters
    ----------
    text
        Annotated text.
    names_like
        Gives the names to draw from for a name in lower case; none where it stays as it is (a country).
    chance
        Source of the draws.
    """
    new: dict[str, str] = {}
    out, marked, last = "", [], 0
    for mark in text.marked:
        if mark.start < last:
            continue
        phrase = text.text[mark.start : mark.end]
        key = phrase.casefold()
        if key not in new:
            names = () if mark.role == "N" else names_like(key)
            new[key] = chance.choice(names) if names else phrase
        name = new[key].upper() if phrase.isupper() and len(phrase) > 3 else new[key]  # noqa: PLR2004 - not UAE
        out += text.text[last : mark.start]
        marked.append(Marked(len(out), len(out) + len(name), mark.role))
        out += name
        last = mark.end
    return Annotated(f"{text.id}-renamed", out + text.text[last:], tuple(marked), text.countries)
