"""What the commands share: options, the theatre of the inputs, the cache folder, progress and complaints."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.errors import SitmapError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.corrections import Corrections
    from geo.gazetteer.online import OnlineGeocoder, ServiceName
    from geo.theatre import Theatre

_MOST_TOLD = 20

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
INPUTS = click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[INPUT]...")
THEATRE = click.option(
    "--theatre", "theatre_file", type=click.Path(path_type=Path), help="Theatre file; else the theatre.toml with INPUT."
)
CORRECTIONS = click.option(
    "--corrections",
    "corrections_file",
    type=click.Path(path_type=Path),
    help="The analyst's corrections; else the corrections.toml with the theatre file or INPUT.",
)
WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    help="Processes that read articles; default: one for each core.",
)
CACHE = click.option(
    "--cache", type=click.Path(path_type=Path), envvar="SITMAP_CACHE", help="Cache folder; default: the user's."
)


class Group(click.Group):
    """A group whose errors are one line and carry their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a `SitmapError` becomes its line on stderr."""
        try:
            return super().invoke(ctx)
        except SitmapError as problem:
            click.echo(f"sitmap: {problem}", err=True)
            ctx.exit(problem.exit_code)


def tell_problems(warnings: Iterable[str], failures: Iterable[dict[str, Any]]) -> None:
    """Say on stderr what was warned of, skipped or kept with a fault."""
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)
    told = list(failures)
    for failure in told[:_MOST_TOLD]:
        click.echo(f"{'note' if failure['kept'] else 'skipped'}: {failure['file']}: {failure['problem']}", err=True)
    if len(told) > _MOST_TOLD:
        click.echo(f"and {len(told) - _MOST_TOLD:,} more notes and skipped inputs: build.json lists them all", err=True)


def theatre_of(sources: tuple[Path, ...], given: Path | None) -> tuple[Theatre, Path | None]:
    """Load the theatre that was given, else the one that stands with the inputs, else an empty one."""
    from geo.theatre import Theatre, find_theatre, load_theatre

    path = given or find_theatre(sources)
    return (load_theatre(path), path) if path else (Theatre(), None)


def corrections_of(sources: tuple[Path, ...], given: Path | None, theatre_file: Path | None) -> Corrections:
    """Load the corrections that were given, else those beside the theatre file or with the inputs, else none."""
    from geo.corrections import Corrections, find_corrections

    path = given or find_corrections(sources, theatre_file)
    if path is None:
        return Corrections()
    from geo.corrections import load_corrections

    return load_corrections(path)


@contextmanager
def online_geocoder(
    service: ServiceName | None, cache_dir: Path, user_agent: str, account: str
) -> Iterator[OnlineGeocoder | None]:
    """Open the online geocoder if one was chosen; ``SITMAP_GEOCODER_URL`` names another server than its own."""
    if account and service != "geonames":
        raise UsageError("--geonames-user goes with --geocoder geonames")
    if service is None:
        yield None
        return
    from geo.gazetteer.online import OnlineGeocoder

    scheme, _, domain = os.environ.get("SITMAP_GEOCODER_URL", "").partition("://")
    answers = cache_dir / "geocoders.sqlite"
    with closing(
        OnlineGeocoder(service, answers, user_agent=user_agent, geonames_user=account, domain=domain, scheme=scheme)
    ) as online:
        yield online


def user_cache() -> Path:
    """Give the user's cache folder for sitmap."""
    from platformdirs import user_cache_path

    return user_cache_path("sitmap", appauthor=False)


def today() -> dt.date:
    """Give the current date, UTC."""
    return dt.datetime.now(tz=dt.UTC).date()


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step of a long job, with its rate and the time left, on a terminal only."""
    with ExitStack() as stack:
        bars: dict[str, Any] = {}

        def told(step: str, done: int, total: int) -> None:
            if step not in bars:
                stack.close()
                begin = time.monotonic()

                def rate(done: int | None) -> str:
                    return f"{done / max(time.monotonic() - begin, 0.1):,.0f}/s" if done else ""

                bar = click.progressbar(
                    length=total or 1,
                    label=f"{step:<24}",
                    file=sys.stderr,
                    hidden=not sys.stderr.isatty(),
                    item_show_func=rate,
                    show_pos=True,
                )
                bars[step] = stack.enter_context(bar)
            bars[step].update((done if total else 1) - bars[step].pos, done)

        yield told
