"""The country dumps a theatre wants: fetched on first use, once a day at most; without a network the build goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.installed import folder_of, path_of
from geo.gazetteer.tally import Progress, silent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from geo.gazetteer.download import Patience


def fetch_wanted(
    codes: Sequence[str],
    cache_dir: Path,
    *,
    today: dt.date,
    url: str = "",
    progress: Progress = silent,
    patience: Patience | None = None,
) -> tuple[str, ...]:
    """Add the country dumps that are not there yet.

    Parameters
    ----------
    codes
        GeoNames country dumps (ISO 3166-1 alpha-2).
    cache_dir
        The user's cache folder.
    today
        A dump that could not be had today is not asked for again before tomorrow.
    url
        Where the dumps are; by default as `geo.gazetteer.imports.add` has it.
    progress
        Told of every step.
    patience
        Time-outs and retries; by default little, as a build waits.

    Returns
    -------
    tuple of str
        A line for each dump that is missing, and why.
    """
    missing = [code for code in codes if not path_of(cache_dir, code).is_file()]
    lines = (_fetch(code, cache_dir, today, url=url, progress=progress, patience=patience) for code in missing)
    return tuple(filter(None, lines))


def _fetch(
    code: str, cache_dir: Path, today: dt.date, *, url: str, progress: Progress, patience: Patience | None
) -> str:
    # Only a build that lacks a dump pays for these.
    from geo.gazetteer.download import Patience  # noqa: PLC0415
    from geo.gazetteer.imports import add  # noqa: PLC0415

    marker = folder_of(cache_dir) / f".{code}.failed"
    day, _, earlier = marker.read_text("utf-8").partition(" ") if marker.is_file() else ("", "", "")
    if day != today.isoformat():
        brief = patience or Patience(connect=5, read=20, retries=1, backoff=0.5)
        try:
            add(code, cache_dir, today=today, url=url, progress=progress, patience=brief)
        except GazetteerError as problem:
            earlier = str(problem)
            if marker.parent.is_dir():
                marker.write_text(f"{today.isoformat()} {earlier}", "utf-8")
        else:
            marker.unlink(missing_ok=True)
            return ""
    return (
        f"the theatre's gazetteer {code} is missing, fewer places are known: {earlier} "
        f"(tried once a day; `python build.py gazetteer add {code}` tries now)"
    )
