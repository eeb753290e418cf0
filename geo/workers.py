"""Reading many units: in this process when they are few, in several otherwise."""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.articles import Sandbox
from geo.gazetteer import open_gazetteer
from geo.intake import Problem, UnitReading, pack, take_in
from geo.reader import Reader
from geo.theatre import Theatre
from geo.toponyms.rulings import places_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.context import BaseContext
    from pathlib import Path

    from geo.articles import Unit
    from geo.gazetteer import Gazetteer
    from geo.gazetteer.online import OnlineGeocoder
    from geo.toponyms.rulings import Ruling

FEW = 64  # units that are read sooner than other processes have started
_CHUNK = 32
_SELDOM = 100_000  # objects made between two runs of the garbage collector in a worker
_PATIENCE_SECONDS = 600.0  # for a chunk: a reader that takes longer never comes back


@dataclass(frozen=True, slots=True)
class Setup:
    """What a reader is made of, in a form that can be handed to another process."""

    cache_dir: Path
    theatre: str
    today: dt.date | None = None
    rulings: tuple[Ruling, ...] = ()

    def gazetteer(self) -> Gazetteer:
        """Open the gazetteer, with the analyst's own places and names."""
        places = [place.to_record() for place in Theatre.model_validate_json(self.theatre).places]
        gazetteer = open_gazetteer(self.cache_dir, extra=places)
        pinned = places_of(self.rulings, gazetteer)
        return open_gazetteer(self.cache_dir, extra=[*pinned, *places]) if pinned else gazetteer

    def reader(self, online: OnlineGeocoder | None = None) -> Reader:
        """Make the reader."""
        return Reader(self.gazetteer(), Theatre.model_validate_json(self.theatre), online, self.rulings)


def read_units(
    units: Sequence[Unit],
    setup: Setup,
    *,
    workers: int = 1,
    scheduler: str = "",
    online: OnlineGeocoder | None = None,
) -> Iterator[tuple[Unit, bytes]]:
    """Read units and give each with its packed reading, in whatever order they are done.

    Parameters
    ----------
    units
        What to read.
    setup
        What to read with.
    workers
        Processes at most; few units are read in this one, and so are all when there is an online geocoder, whose
        rate limit holds for one process.
    scheduler
        Address of a Dask scheduler whose workers read instead.
    online
        Asked for names that no gazetteer knows.
    """
    if not units:
        return
    if scheduler:
        from geo.cluster import read_on_cluster  # noqa: PLC0415 - Dask is loaded only where it is asked for

        yield from read_on_cluster(units, setup, scheduler)
        return
    if workers < 2 or len(units) <= FEW or online is not None:  # noqa: PLR2004 - one process is this one
        reader = setup.reader(online)
        with Sandbox() as sandbox:
            for unit in units:
                yield unit, pack(take_in(unit, reader, sandbox, setup.today))
        return
    size = max(1, min(_CHUNK, len(units) // (4 * workers)))
    chunks = [units[begin : begin + size] for begin in range(0, len(units), size)]
    while chunks:
        left = yield from _in_pool(chunks, setup, workers)
        # Whatever broke the pool was among the first chunks that were not done: each of their units gets its own.
        for unit in (unit for chunk in left[: workers + 1] for unit in chunk):
            yield unit, _alone(unit, setup)
        chunks = left[workers + 1 :]


def read_chunk(chunk: Sequence[Unit], setup: Setup) -> list[bytes]:
    """Read units one after the other; runs in a worker, which keeps its reader for the next chunk."""
    reader, sandbox = _reader(setup), _sandbox()
    return [pack(take_in(unit, reader, sandbox, setup.today)) for unit in chunk]


def _in_pool(
    chunks: Sequence[Sequence[Unit]], setup: Setup, workers: int
) -> Generator[tuple[Unit, bytes], None, list[Sequence[Unit]]]:
    """Read chunks in processes; returns those that were not done when a process died or hung."""
    pool = ProcessPoolExecutor(workers, mp_context=_context())
    waiting: dict[Future[list[bytes]], Sequence[Unit]] = {}
    try:
        waiting = {pool.submit(read_chunk, chunk, setup): chunk for chunk in chunks}
        while waiting:
            done, _ = wait(waiting, _PATIENCE_SECONDS, FIRST_COMPLETED)
            if not done:
                break
            for future in done:
                yield from zip(waiting[future], future.result(), strict=True)
                del waiting[future]
    except BrokenProcessPool:
        pass
    finally:
        if waiting:
            for process in multiprocessing.active_children():
                process.kill()
        pool.shutdown(cancel_futures=True)
    return list(waiting.values())


def _alone(unit: Unit, setup: Setup) -> bytes:
    """Read one unit in a process of its own, which may die of it."""
    for _, content in _in_pool([[unit]], setup, 1):
        return content
    problem = f"its reader died or took longer than {_PATIENCE_SECONDS:g} s; the article is left out"
    return pack(UnitReading(problems=(Problem(problem),), settled=False))


def _context() -> BaseContext:
    """Choose how processes start: from a server that has the reader's modules loaded, where the system has that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["geo.workers"])
    return context


@cache
def _reader(setup: Setup) -> Reader:
    """Give this worker's reader; its tables live as long as the worker, so the collector need not walk through them.

    Records hold no cycles: at its usual threshold the collector would take a twelfth of the time for nothing.
    """
    reader = setup.reader()
    gc.freeze()
    gc.set_threshold(_SELDOM)
    return reader


@cache
def _sandbox() -> Sandbox:
    """Give this worker's sandbox; its process ends when the worker closes the pipe by ending."""
    return Sandbox()
