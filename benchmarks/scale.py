"""Builds of many articles: full, with nothing new, with one new article; time, rate and memory in one run.

Usage:
    python benchmarks/scale.py 1000 10000 [--layers-only] [--stages]

The articles are those of benchmarks/variants.py. Memory is the largest sum of what all the build's processes hold, what
they share counted once (PSS); CPU the time that all of them took of a core; both are sampled ten times a second. Ratios
are of times in this run: of the clock, and of the CPU, which other work on the machine stretches less. The gazetteer is
compiled before, as the first build on a machine does once. ``--stages`` prints what each stage took
(benchmarks/stages.py), too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from platformdirs import user_cache_path  # noqa: E402 - the project stands beside this folder, not in it
from variants import variants  # noqa: E402

from geo.gazetteer import open_gazetteer  # noqa: E402

STAGES = "--stages"


def family(pid: int) -> list[int]:
    """Give a process and all that descend from it."""
    found = [pid]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split())
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Give the memory of a process and all that descend from it, bytes; of what some share each counts its part."""
    total = 0
    for one in family(pid):
        try:
            rows = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    return total


def cpu_seconds(pid: int) -> float:
    """Give the time that one process has taken of a core so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a build took: seconds of the clock and of cores, and the most memory, MB."""

    wall: float
    cpu: float
    memory: float


def build(articles: Path, work: Path, options: list[str]) -> Cost:
    """Build and give what it took."""
    program = ["benchmarks/stages.py"] if STAGES in options else ["build.py", "map"]
    told = None if STAGES in options else subprocess.DEVNULL
    places = [articles, "--out", work / "out", "--cache", work / "cache", *(set(options) - {STAGES})]
    begin, most = time.perf_counter(), 0
    cpu: dict[int, float] = {}
    process = subprocess.Popen(
        [sys.executable, ROOT / program[0], *program[1:], *map(str, places)], stdout=subprocess.DEVNULL, stderr=told
    )
    while process.poll() is None:
        most = max(most, resident(process.pid))
        cpu |= {one: max(cpu.get(one, 0.0), cpu_seconds(one)) for one in family(process.pid)}
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"the build failed with exit code {process.returncode}")
    return Cost(time.perf_counter() - begin, sum(cpu.values()), most / 1e6)


def main(numbers: list[int], options: list[str]) -> None:
    """Run each size in a folder of its own and print a table."""
    gazetteer = open_gazetteer(user_cache_path("sitmap", appauthor=False))
    print("          full build                            nothing new  one new article          of the full build")
    print(
        "articles   clock s   CPU s articles/s memory MB     clock s    clock s   CPU s         clock     CPU  out MB"
    )
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="sitmap-scale-") as folder:
            work = Path(folder)
            articles = work / "in"
            begin = time.process_time()
            open_gazetteer(work / "cache")
            print(f"compiling the gazetteer, once: {time.process_time() - begin:.1f} s of CPU", flush=True)
            *first, (extra, content) = variants(number + 1, gazetteer)
            for name, text in first:
                (articles / name).parent.mkdir(parents=True, exist_ok=True)
                (articles / name).write_text(text, "utf-8")
            full = build(articles, work, options)
            nothing = build(articles, work, options)
            (articles / extra).parent.mkdir(parents=True, exist_ok=True)
            (articles / extra).write_text(content, "utf-8")
            one = build(articles, work, options)
            size = sum(path.stat().st_size for path in (work / "out").rglob("*") if path.is_file()) / 1e6
        print(
            f"{number:8,} {full.wall:9.1f} {full.cpu:7.1f} {number / full.wall:10.0f} {full.memory:9.0f}"
            f" {nothing.wall:11.2f} {one.wall:10.2f} {one.cpu:7.2f} {one.wall / full.wall:13.3f}"
            f" {one.cpu / full.cpu:7.3f} {size:7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:] if word.isdigit()], [word for word in sys.argv[1:] if word[0] == "-"])
