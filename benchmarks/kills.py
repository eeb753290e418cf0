"""Kill a build at random moments: the old output must be whole each time, and the next build must equal a clean one.

Usage:
    python benchmarks/kills.py 50 [ARTICLES]

Builds ARTICLES articles (default 80), adds a fifth more and kills that second build with SIGKILL, with all its
processes, at a random moment; then builds again. Exits with 1 if one output was not whole or one next build differed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from platformdirs import user_cache_path  # noqa: E402 - as below
from variants import write_variants  # noqa: E402 - the module beside this one


def start(articles: Path, out: Path, cache: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process group of its own."""
    command = [sys.executable, ROOT / "build.py", "map", articles, "--out", out, "--cache", cache, "--workers", "2"]
    return subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def fingerprint(out: Path) -> str:
    """Hash all files of an output; of build.json everything but the time it took."""
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.name == "build.json":
                content = json.dumps({**json.loads(content), "seconds": 0}).encode()
            digest.update(path.relative_to(out).as_posix().encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def main(times: int, number: int) -> int:
    """Run the whole benchmark and print what came of it."""
    work = Path(tempfile.mkdtemp(prefix="sitmap-kills-"))
    few, many = work / "few" / "in", work / "many" / "in"
    write_variants(number, few, user_cache_path("sitmap", appauthor=False))
    write_variants(number + number // 5, many, user_cache_path("sitmap", appauthor=False))
    articles, out, cache = work / "in", work / "out", work / "cache"

    def state(source: Path) -> None:
        shutil.rmtree(articles, ignore_errors=True)
        shutil.copytree(source, articles)

    state(few)
    start(articles, out, cache).wait()
    shutil.copytree(out, work / "before")
    shutil.copytree(cache, work / "cache-before")
    state(many)
    begin = time.perf_counter()
    start(articles, out, cache).wait()
    whole = time.perf_counter() - begin
    before, after = fingerprint(work / "before"), fingerprint(out)
    chance, torn, different, moved = random.Random(7), 0, 0, 0
    for turn in range(times):
        for folder, kept in ((out, work / "before"), (cache, work / "cache-before")):
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
        moment = chance.uniform(0.0, 1.05 * whole)
        process = start(articles, out, cache)
        time.sleep(moment)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = fingerprint(out)
        moved += found == after
        torn += found not in {before, after}
        start(articles, out, cache).wait()
        different += fingerprint(out) != after
        left = [path.name for path in work.iterdir() if path.name.startswith(".out")]
        if left:
            print(f"  left behind: {left}")
        print(f"{turn + 1:3d} killed after {moment:5.2f} of {whole:.2f} s: {'new' if found == after else 'old'} output")
    print(
        f"{times} kills: output whole {times - torn} times ({moved} already new), next build right {times - different}"
    )
    shutil.rmtree(work)
    return int(bool(torn or different))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 80))
