"""One build with what each of its stages took of this process's core, of the clock, and how much memory it held then.

Usage:
    python benchmarks/stages.py INPUT... [the options of build.py map]

What other processes do beside a stage (`geo/beside.py`, workers that read) counts in the last line alone; theirs are
told where they end inside a stage.
"""

from __future__ import annotations

import functools
import importlib
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# Where the name of each stage is looked up; those within another are told before it, further in.
STAGES = (
    "geo.inputs.gather",
    "geo.pipeline.read_all",
    "geo.pipeline.merge",
    "geo.facts.merge.find_copies",
    "geo.facts.merge.merge_events",
    "geo.facts.merge.merge_control",
    "geo.facts.merge.fuse_axes",
    "geo.facts.merge.fuse_bases",
    "geo.pipeline.join_data",
    "geo.pipeline.apply_corrections",
    "geo.pipeline.read_world",
    "geo.pipeline.build_layers",
    "geo.layers.tables.mention_columns",
    "geo.layers.build._events",
    "geo.layers.build._control",
    "geo.layers.build._axes",
    "geo.layers.build._bases",
    "geo.layers.build.place_rows",
    "geo.pipeline.make_context",
    "geo.layers.write.write_package",
    "geo.layers.write_layers",
    "geo.changes.write_changes",
    "maps.interactive.payload",
    "maps.page.Page.write",
)
_depth = 0


def found(path: str) -> tuple[Any, str]:
    """Give the module or class in which a stage is looked up, and its name there; `geo.facts.merge` is a module."""
    module, _, name = path.rpartition(".")
    try:
        return importlib.import_module(module), name
    except ModuleNotFoundError:
        home, inner = found(module)
        return getattr(home, inner), name


def cpu(whose: int) -> float:
    """Give the CPU time of this process, or of those that it has waited for, seconds."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def told(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function that does the work and tells what it took."""

    @functools.wraps(work)
    def stage(*args: Any, **named: Any) -> Any:
        global _depth  # noqa: PLW0603 - stages nest
        own, theirs, begin = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN), time.perf_counter()
        _depth += 1
        try:
            return work(*args, **named)
        finally:
            _depth -= 1
            line(
                "  " * _depth + name,
                cpu(resource.RUSAGE_SELF) - own,
                cpu(resource.RUSAGE_CHILDREN) - theirs,
                time.perf_counter() - begin,
            )

    return stage


def line(name: str, own: float, theirs: float, wall: float) -> None:
    """Print a line of the table."""
    held = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6
    print(f"{name:34} {own:7.2f} {theirs:7.2f} {wall:8.2f} {held:6.0f}", file=sys.stderr)


def main() -> None:
    """Build, and print a line for each stage as it ends."""
    import build  # noqa: PLC0415 - its time is counted, too

    print(f"{'stage':34} {'CPU s':>7} {'others':>7} {'clock s':>8} {'MB':>6}", file=sys.stderr)
    for path in STAGES:
        home, name = found(path)
        setattr(home, name, told(path, getattr(home, name)))
    line("loading", cpu(resource.RUSAGE_SELF), 0.0, time.perf_counter() - BEGIN)
    build.cli(["map", *sys.argv[1:]], standalone_mode=False)
    line("all", cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN), time.perf_counter() - BEGIN)
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    most = next(int(row.split()[1]) / 1e3 for row in status if row.startswith("VmHWM"))
    print(f"most memory of this process: {most:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
