"""Work done beside the build: in a forked process, which sees all that the build holds and sends back its result."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import sys
import threading
import warnings
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

Result = TypeVar("Result")


@contextmanager
def beside(work: Callable[[], Result], *, workers: int) -> Iterator[Callable[[], Result]]:
    """Begin work in another process, and give a function that waits for its result.

    Where there is only one worker, or none can be forked, and where the process fails or dies, that function does the
    work itself: what is wrong with it is told there. So the work must bear to be done twice.

    Parameters
    ----------
    work
        Gives something that can be pickled; uses nothing that a fork breaks: no open database, no other thread.
    workers
        Processes that the build may use.
    """
    # A lock that another thread holds at that moment would never be released in the child.
    if workers < 2 or sys.platform != "linux" or threading.active_count() > 1:  # noqa: PLR2004 - this one and another
        yield cache(work)
        return
    _give_back()
    context = multiprocessing.get_context("fork")
    answer, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    with warnings.catch_warnings():  # of threads that wait inside numpy and Arrow: both look to forks themselves
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    sender.close()

    @cache
    def result() -> Result:
        try:
            found: Result = answer.recv()
        except EOFError:
            return work()
        return found

    try:
        yield result
    finally:
        answer.close()
        process.kill()
        process.join()


def _give_back() -> None:
    """Give the system back what is free: both processes would hold it, as soon as one of them uses it again."""
    with suppress(AttributeError):  # of another C library than that of GNU
        ctypes.CDLL(None).malloc_trim(0)


def _send(work: Callable[[], Result], sender: Connection) -> None:
    gc.disable()  # it would write to every page that is still shared with the build
    try:
        result = work()
    except Exception:  # noqa: BLE001 - the build does the work again, and tells
        return
    sender.send(result)
