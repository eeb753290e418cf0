"""Reading units on other machines: the same work as in `geo.workers`, handed out by a Dask scheduler."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.articles import Sandbox, SourceFile
from geo.errors import OutputError, SitmapError, UsageError
from geo.gazetteer import gazetteer_version
from geo.intake import Problem, UnitReading, pack, take_in
from geo.store import rules_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from distributed import Client, Future

    from geo.articles import Unit
    from geo.reader import Reader
    from geo.workers import Setup

_CHUNK = 32
_AHEAD = 4  # chunks in flight for each thread of the cluster: bounds what waits in memory, here and there
_CONNECT_SECONDS = 15
_RETRIES = 2


def read_on_cluster(units: Sequence[Unit], setup: Setup, address: str) -> Iterator[tuple[Unit, bytes]]:
    """Read units on a cluster and give each with its packed reading, in whatever order they are done.

    Parameters
    ----------
    units
        What to read; the bytes of files go along, so that workers need not see the folder.
    setup
        What to read with; each worker has the gazetteer in a cache folder of its own.
    address
        The scheduler, ``tcp://host:8786``.

    Raises
    ------
    UsageError
        Dask is not installed.
    OutputError
        No scheduler answers, or a worker has another version of the rules or other gazetteers.
    """
    client = _connect(address)
    version = f"{rules_version()} {gazetteer_version(setup.cache_dir)}"
    with client:
        for units_read, contents in _handed_out(client, units, setup, version):
            yield from zip(units_read, contents, strict=True)


def _handed_out(
    client: Client, units: Sequence[Unit], setup: Setup, version: str
) -> Iterator[tuple[Sequence[Unit], list[bytes]]]:
    from distributed import KilledWorker, as_completed  # noqa: PLC0415 - an optional dependency

    chunks = iter([units[begin : begin + _CHUNK] for begin in range(0, len(units), _CHUNK)])
    running = as_completed(loop=client.loop)
    waiting: dict[str, Sequence[Unit]] = {}

    def hand_out(chunk: Sequence[Unit]) -> None:
        packed = [_with_bytes(unit) for unit in chunk]
        future: Future[Any] = client.submit(read_there, packed, setup, version, pure=False, retries=_RETRIES)
        waiting[future.key] = chunk
        running.add(future)

    threads = sum(client.nthreads().values()) or 1
    for chunk in islice(chunks, _AHEAD * threads):
        hand_out(chunk)
    for future in running:
        chunk = waiting.pop(future.key)
        try:
            yield chunk, future.result()
        except KilledWorker:
            # The chunk has killed every worker that took it: each unit by itself, then the one that does it is known.
            if len(chunk) > 1:
                for unit in chunk:
                    hand_out([unit])
            else:
                problem = Problem("every worker that read it died; the article is left out")
                yield chunk, [pack(UnitReading(problems=(problem,), settled=False))]
        for following in islice(chunks, 1):
            hand_out(following)


def read_there(units: Sequence[Unit], setup: Setup, version: str) -> list[bytes]:
    """Read units on a worker, which keeps its reader for the next ones.

    Raises
    ------
    OutputError
        The worker would read otherwise than the machine that asks.
    """
    own = f"{rules_version()} {gazetteer_version(setup.cache_dir)}"
    if own != version:
        raise OutputError("a worker of the cluster has another version of sitmap or other gazetteers; install the same")
    reader, sandbox = _tools(setup, threading.get_ident())
    return [pack(take_in(unit, reader, sandbox, setup.today)) for unit in units]


@cache
def _tools(setup: Setup, _thread: int) -> tuple[Reader, Sandbox]:
    """Make a reader for each thread of a worker: databases are not shared between threads."""
    return setup.reader(), Sandbox()


def _with_bytes(unit: Unit) -> Unit:
    if not isinstance(unit.source, SourceFile) or not unit.content:
        return unit
    try:
        return replace(unit, source=replace(unit.source, data=unit.source.path.read_bytes()))
    except OSError:
        return unit  # the worker will say what is wrong with it


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional dependency
    except ImportError as problem:
        raise UsageError("--scheduler needs Dask: pip install 'sitmap[cluster]'") from problem
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, SitmapError) as problem:
        raise OutputError(f"{address}: no Dask scheduler answers there ({type(problem).__name__})") from problem
