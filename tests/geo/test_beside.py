"""Work beside the build: done in another process where one can be had, here where it cannot, or fails, or dies."""

import os
import signal
import sys
import threading

import pytest

from geo.beside import beside

FORKS = sys.platform == "linux" and threading.active_count() == 1
forking = pytest.mark.skipif(not FORKS, reason="this process cannot be forked")


@forking
def test_another_process_works_and_sees_what_this_one_holds():
    held = {"a": 1}
    with beside(lambda: (os.getpid(), held["a"]), workers=2) as result:
        held["a"] = 2
        process, seen = result()
        assert result() == (process, seen)
    assert process != os.getpid()
    assert seen == 1


def test_one_worker_works_here_and_once():
    done = []
    with beside(lambda: done.append(1) or os.getpid(), workers=1) as result:  # type: ignore[func-returns-value]
        assert done == []
        assert result() == result() == os.getpid()
    assert done == [1]


@forking
def test_where_another_thread_runs_nothing_is_forked():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with beside(os.getpid, workers=2) as result:
        assert result() == os.getpid()
    stop.set()
    thread.join()


@forking
def test_what_a_process_dies_of_is_done_here():
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return here

    with beside(work, workers=2) as result:
        assert result() == here


def test_what_is_wrong_is_told_here():
    def work() -> None:
        raise ValueError("no room")

    with beside(work, workers=2) as result, pytest.raises(ValueError, match="no room"):
        result()


@forking
def test_a_process_that_nobody_waits_for_is_ended():
    pipe, sender = os.pipe()

    def work() -> None:
        os.write(sender, b"begun")
        threading.Event().wait()

    with beside(work, workers=2):
        os.read(pipe, 5)
    os.close(sender)
    assert os.read(pipe, 1) == b""
    os.close(pipe)
