"""The output folder: written beside its place and moved in whole, one build at a time."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from geo.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = "build.json"
OURS = frozenset(
    {MARKER, "map.html", "map.png", "map.svg", "map.pdf", "embed.html", "layers.gpkg", "layers", "changes.md"},
)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def output_folder(out: Path, cache_dir: Path) -> Iterator[Path]:
    """Give an empty folder to write a build into; on success it takes the place of `out` whole.

    Parameters
    ----------
    out
        Where the build is to stand. It may be missing, empty or an earlier build; files in an earlier
        build's folder that no build writes are kept.
    cache_dir
        Where the lock of this output folder lives, so that two builds at once do not mix.

    Raises
    ------
    UsageError
        `out` is a file, or a folder that holds something else than a build.
    OutputError
        `out` cannot be written, or another build is writing it.
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100 - resolve() would follow a link that the user meant to keep
    _check(out)
    with _lock(out, cache_dir):
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            _sweep(out)
            work = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
        except OSError as problem:
            raise OutputError(f"{out}: cannot be written: {problem.strerror or problem}") from problem
        try:
            work.chmod(0o755)  # mkdtemp gives 0700, and people serve this folder
            yield work
            _swap(work, out)
        except OSError as problem:
            raise OutputError(
                f"{out}: cannot be written: {problem.strerror or problem}; what stood there stays"
            ) from problem
        finally:
            shutil.rmtree(work, ignore_errors=True)


def standing(out: Path, key: str) -> dict[str, Any] | None:
    """Give the build.json of the build that stands in `out`, if it is the very build of `key` and no file is amiss."""
    try:
        summary: dict[str, Any] = json.loads((out / MARKER).read_text("utf-8"))
        files: dict[str, int] = summary["files"]
        whole = all((out / name).stat().st_size == size for name, size in files.items())
        return summary if summary["key"] == key and whole and files else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _check(out: Path) -> None:
    if out.is_dir():
        entries = {entry.name for entry in out.iterdir()}
        if entries and MARKER not in entries:
            raise UsageError(f"{out}: holds other files and no earlier build; give --out an empty or new folder")
    elif out.exists():
        raise UsageError(f"{out}: is a file; give --out a folder")


@contextmanager
def _lock(out: Path, cache_dir: Path) -> Iterator[None]:
    name = hashlib.sha256(str(out).encode()).hexdigest()[:16]
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache_dir / f"out-{name}.lock", timeout=0)
        lock.acquire()
    except Timeout as problem:
        raise OutputError(
            f"{out}: another build is writing this folder; wait for it or choose another --out"
        ) from problem
    except OSError as problem:
        raise OutputError(
            f"{cache_dir}: the cache folder cannot be written: {problem.strerror or problem}"
        ) from problem
    try:
        yield
    finally:
        lock.release()


def _sweep(out: Path) -> None:
    """Clear what a killed build left beside `out`; bring back an earlier build caught half-way by the slow swap."""
    for leftover in sorted(out.parent.glob(f".{out.name}.new-*")):
        shutil.rmtree(leftover, ignore_errors=True)
    for old in sorted(out.parent.glob(f".{out.name}.old-*")):
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(out)


def _swap(work: Path, out: Path) -> None:
    """Exchange the two folders in one step where the system can, in two renames where it cannot."""
    if not out.exists():
        work.rename(out)
        return
    if not _exchange(work, out):
        old = out.parent / work.name.replace(".new-", ".old-")
        out.rename(old)
        work.rename(out)
        old.rename(work)
    for entry in sorted(work.iterdir()):
        if entry.name not in OURS and not (out / entry.name).exists():
            entry.rename(out / entry.name)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically by renameat2(2), Linux 3.15 and newer."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
