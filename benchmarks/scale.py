"""Builds of many articles: full, with nothing new, with one new article; time, rate and memory in one run.

Usage:
    python benchmarks/scale.py 1000 10000 [--layers-only]

The articles are those of benchmarks/variants.py. Memory is the largest sum of the resident memory of all the build's
processes, sampled ten times a second. Ratios are of wall-clock times in this run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from platformdirs import user_cache_path  # noqa: E402 - the project stands beside this folder, not in it
from variants import variants  # noqa: E402

from geo.gazetteer import open_gazetteer  # noqa: E402

_PAGE = 4096


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
    """Give the resident memory of a process and all that descend from it, bytes."""
    total = 0
    for one in family(pid):
        try:
            total += int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1]) * _PAGE
        except (OSError, IndexError):
            continue
    return total


def build(articles: Path, work: Path, options: list[str]) -> tuple[float, float]:
    """Build and give seconds and the most memory in MB."""
    command = [sys.executable, ROOT / "build.py", "map", articles, "--out", work / "out", "--cache", work / "cache"]
    begin, most = time.perf_counter(), 0
    process = subprocess.Popen([*map(str, command), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"the build failed with exit code {process.returncode}")
    return time.perf_counter() - begin, most / 1e6


def main(numbers: list[int], options: list[str]) -> None:
    """Run each size in a folder of its own and print a table."""
    gazetteer = open_gazetteer(user_cache_path("sitmap", appauthor=False))
    print("articles   full s  articles/s  memory MB  nothing new s  one new s  one new / full  out MB")
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="sitmap-scale-") as folder:
            work = Path(folder)
            articles = work / "in"
            *first, (extra, content) = variants(number + 1, gazetteer)
            for name, text in first:
                (articles / name).parent.mkdir(parents=True, exist_ok=True)
                (articles / name).write_text(text, "utf-8")
            full, memory = build(articles, work, options)
            nothing, _ = build(articles, work, options)
            (articles / extra).parent.mkdir(parents=True, exist_ok=True)
            (articles / extra).write_text(content, "utf-8")
            one, _ = build(articles, work, options)
            size = sum(path.stat().st_size for path in (work / "out").rglob("*") if path.is_file()) / 1e6
        print(
            f"{number:8,} {full:8.1f} {number / full:11.0f} {memory:10.0f} {nothing:14.2f} {one:10.2f} "
            f"{one / full:15.3f} {size:7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:] if word.isdigit()], [word for word in sys.argv[1:] if word[0] == "-"])
