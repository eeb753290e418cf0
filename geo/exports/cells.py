"""Texts that a spreadsheet must not take for formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

# What begins a formula in Excel, LibreOffice or Google Sheets, in full width too, and what they skip before one.
_LIVE = r"^(?=[=+\-@＝＋－＠\t\r\n])"


def harmless(values: pd.Series[str]) -> pd.Series[str]:
    """Put an apostrophe before every text that a spreadsheet would run; other texts stay as they are."""
    return values.str.replace(_LIVE, "'", regex=True)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV (RFC 4180, UTF-8): every text column is made harmless, numbers stay numbers."""
    texts = [name for name in frame.columns if pd.api.types.is_string_dtype(frame[name].dtype)]
    safe = frame.assign(**{name: harmless(frame[name].astype("str")) for name in texts})
    safe.to_csv(path, index=False, encoding="utf-8", lineterminator="\r\n")
