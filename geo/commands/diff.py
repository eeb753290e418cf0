"""The diff command: what differs between two finished builds, and why."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff_command(old: Path, new: Path) -> None:
    """Say what differs between two finished builds, OLD and NEW, and what caused it, as Markdown.

    \b
    python build.py diff march/ april/
    """
    from geo.changes import diff_text

    click.echo(diff_text(old, new), nl=False)
