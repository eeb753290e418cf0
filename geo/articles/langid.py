"""The language an article is written in, when its metadata do not say."""

from __future__ import annotations

import re
from functools import cache

from geo.articles.tables import load_table

_SAMPLE = 1200  # characters: enough for the model, and bounded
_ENOUGH = re.compile(r"(?:[\W\d_]*+[^\W\d_]){40}")  # letters
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def code_of(value: str) -> str:
    """Give the language code of a metadata value such as ``en-GB``; empty when it is none."""
    match = _CODE.fullmatch(value.strip())
    return match[1].lower() if match else ""


def identify(text: str) -> str:
    """Tell the language of a text as an ISO 639-1 code; empty when there is too little of it."""
    sample = text[:_SAMPLE]
    if not _ENOUGH.match(sample):
        return ""
    if _is_english(sample):
        return "en"
    import py3langid  # noqa: PLC0415 - loads its model, half a second, only where it is needed

    return str(py3langid.classify(sample)[0])


def _is_english(sample: str) -> bool:
    """Whether a text is surely English, by its commonest words; where in doubt it is not."""
    table = load_table("english")
    words = _WORD.findall(sample.lower())
    plain = len(sample.encode("ascii", "ignore")) >= table["latin"] * len(sample)
    known = sum(map(_english().__contains__, words))
    return bool(plain and known >= table["share"] * len(words))


@cache
def _english() -> frozenset[str]:
    return frozenset(load_table("english")["words"])
