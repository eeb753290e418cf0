"""APP-6 symbol codes of bases, from the table ``geo/data/layers/sidc.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


def sidc(kind: str, status: str) -> str:
    """Give the APP-6(D) symbol identification code of a base.

    Parameters
    ----------
    kind, status
        As the ``bases`` layer has them; an unknown kind is drawn as a plain military base.

    Returns
    -------
    str
        Twenty digits. The standard identity is *unknown*: actors are told by colour, and nobody is friend or foe.
    """
    codes = _table()
    symbol_set, amplifier, entity = codes.get(("kind", kind)) or codes["kind", "base"]
    present = (codes.get(("status", status)) or codes["status", "active"])[0]
    return f"1001{symbol_set}{present}{amplifier}00{entity}0000"


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, str, str]]:
    text = (files("geo") / "data" / "layers" / "sidc.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
    return {(row["field"], row["value"]): (row["code"], row["headquarters"], row["entity"]) for row in rows}
