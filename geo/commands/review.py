"""The review command: the least certain facts first, each with a table ready for the corrections."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from geo.commands.common import (
    CACHE,
    CORRECTIONS,
    INPUTS,
    THEATRE,
    WORKERS,
    corrections_of,
    progress_bar,
    tell_problems,
    theatre_of,
    today,
    user_cache,
)


@click.command("review")
@INPUTS
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Facts, and names, at most.")
@THEATRE
@CORRECTIONS
@WORKERS
@CACHE
def review_command(
    inputs: tuple[Path, ...],
    limit: int,
    theatre_file: Path | None,
    corrections_file: Path | None,
    workers: int,
    cache: Path | None,
) -> None:
    """List the least certain facts first, and names without a place, each with a table for corrections.toml.

    \b
    python build.py review articles/ --limit 10
    """
    from geo.corrections.review import review_lines
    from geo.inputs import gather
    from geo.pipeline import know

    sources, cache_dir = inputs or (Path(__file__).resolve().parents[2] / "seeds",), cache or user_cache()
    theatre, used = theatre_of(sources, theatre_file)
    corrections = corrections_of(sources, corrections_file, used)
    found = gather(sources, theatre, cache_dir=cache_dir, today=today(), corrections=corrections)
    with progress_bar() as report:
        known = know(found, theatre, cache_dir=cache_dir, today=today(), workers=workers, report=report)
    tell_problems((*known.warnings, *known.unmatched), [asdict(failure) for failure in known.failures])
    for line in review_lines(known.facts, known.gazetteer, limit):
        click.echo(line)
