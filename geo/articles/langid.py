"""The language an article is written in, when its metadata do not say."""

from __future__ import annotations

import re

_SAMPLE = 1200  # characters: enough for the model, and bounded
_ENOUGH = re.compile(r"(?:[\W\d_]*+[^\W\d_]){40}")  # letters
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
    import py3langid  # noqa: PLC0415 - loads its model, half a second, only where it is needed

    return str(py3langid.classify(sample)[0])
