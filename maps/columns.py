"""Tables as the page carries them: columns, and repeated values only once."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

_SHORT = 8  # a column of fewer rows gains nothing from a dictionary
_QUOTES = 3  # what JSON writes around a text
_KNOWN = frozenset({str, bool, int, type(None), list, dict})  # what goes to JSON as it is
_SCALAR = frozenset({str, bool, int, float, type(None)})


def pack(values: Sequence[Any]) -> Any:
    """Pack one column.

    Returns
    -------
    list or dict
        The values themselves; a text column whose values repeat becomes ``{"of": [distinct ...], "at": [index ...]}``,
        in the order of first appearance, where that is shorter; a column of one value ``{"is": value, "n": rows}``.
    """
    kinds = set(map(type, values))
    plain = values if kinds <= _KNOWN else [_plain(value) for value in values]
    if len(plain) < _SHORT:
        return list(plain)
    if kinds != {str}:
        same = type(plain[0]) in _SCALAR and all(value is plain[0] or value == plain[0] for value in plain)
        return {"is": plain[0], "n": len(plain)} if same and len({type(value) for value in plain}) == 1 else list(plain)
    distinct = {value: index for index, value in enumerate(dict.fromkeys(plain))}
    if len(distinct) == 1:
        return {"is": plain[0], "n": len(plain)}
    saved = sum(map(len, plain)) - sum(map(len, distinct)) + _QUOTES * (len(plain) - len(distinct))
    if saved <= len(plain) * (len(str(len(distinct))) + 1):
        return list(plain)
    return {"of": list(distinct), "at": [distinct[value] for value in plain]}


def pack_frame(frame: pd.DataFrame, columns: Iterable[str]) -> dict[str, Any]:
    """Pack some columns of a frame."""
    return {column: pack(frame[column].tolist()) for column in columns}


def _plain(value: Any) -> Any:
    """Bring a value of a frame to what JSON knows; what is missing becomes ``None``."""
    if isinstance(value, bool | str | list | dict) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def to_script(data: Mapping[str, Any]) -> Iterator[str]:
    """Give JSON that is safe inside a ``<script>`` element, whatever its texts hold, piece by piece.

    ``<`` and ``>`` cannot end the element or open a comment, ``&`` is no entity in XHTML, and U+2028 and U+2029 are no
    line ends. Lone surrogates become U+FFFD: a page of UTF-8 cannot hold them.
    """
    return _pieces(data)


def _pieces(value: Any) -> Iterator[str]:
    """Write a tree of dicts value by value: the text of a large map is long, and its copies are longer."""
    if not isinstance(value, dict):
        yield _safe(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        return
    mark = "{"
    for key, item in value.items():
        yield f"{mark}{_safe(json.dumps(str(key), ensure_ascii=False))}:"
        yield from _pieces(item)
        mark = ","
    yield "}" if value else "{}"


def _safe(text: str) -> str:
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
