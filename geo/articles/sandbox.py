"""A process that parses HTML and PDF for the readers, bounded in time and memory, replaced when it dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Self

from geo.articles.decode import UnreadableError
from geo.articles.limits import EXTRACT_SECONDS

if TYPE_CHECKING:
    from types import TracebackType


class Sandbox:
    """Extracts text from untrusted pages; started at the first page, ended with the ``with`` block.

    Parameters
    ----------
    seconds
        Time one page is given, from the limits when not said.
    """

    def __init__(self, seconds: float = EXTRACT_SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def extract(self, kind: str, data: bytes) -> dict[str, str]:
        """Extract an ``html`` page or a ``pdf``.

        Returns
        -------
        dict
            ``text``, and where the page says them ``title``, ``published``, ``source``, ``author``, ``url``,
            ``language``.

        Raises
        ------
        UnreadableError
            The page cannot be parsed, or takes too much time or memory.
        """
        process = self._process = self._process or _start()
        assert process.stdin is not None
        assert process.stdout is not None
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            process.stdin.write(json.dumps({"kind": kind, "size": len(data)}).encode() + b"\n" + data)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            self._stop()
            raise UnreadableError(
                f"took longer than {self._seconds:g} s to parse"
                if expired.is_set()
                else "cannot be parsed: its parser broke off"
            )
        answer: dict[str, str] = json.loads(line)
        if problem := answer.get("problem"):
            raise UnreadableError(problem)
        return answer

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # unsent bytes of a page that killed the parser
                pass
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.Popen(
        [sys.executable, "-m", "geo.articles.extract"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
