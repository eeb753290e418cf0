"""A finished build served on loopback, in a frame that reloads when a new build takes its place."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from geo.errors import OutputError
from geo.output import MARKER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({"127.0.0.1", "localhost"})
_VERSION = "/-/version"
# The frame keeps the map's own address (its hash): view, time and open fact stay over a reload.
_FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sitmap, live</title>
<style>html, body, iframe { margin: 0; width: 100%; height: 100%; border: 0; display: block }</style>
<iframe src="map.html" title="Situation map" id="map"></iframe>
<script>
  let known = null
  setInterval(async () => {
    try {
      const version = await (await fetch('/-/version', { cache: 'no-store' })).text()
      if (known !== null && version !== known) document.getElementById('map').contentWindow.location.reload()
      known = version
    } catch (problem) {
      // the server is gone: the map stays as it is
    }
  }, 1000)
</script>
"""


@contextmanager
def serving(out: Path, port: int) -> Iterator[int]:
    """Serve a folder on loopback while the block runs; gives the port.

    Parameters
    ----------
    out
        The output folder; it may be exchanged for a new build at any time.
    port
        0 takes any that is free.

    Raises
    ------
    OutputError
        The port is taken.
    """
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, out=out))
    except OSError as problem:
        raise OutputError(
            f"port {port} cannot be served: {problem.strerror or problem}; choose another --port"
        ) from problem
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    """Gives the frame, the version of the build, and the files of the output folder."""

    def __init__(self, *args: Any, out: Path, **options: Any) -> None:
        self._out = out
        super().__init__(*args, directory=str(out), **options)

    def do_GET(self) -> None:
        """Answer; a page of another site that has its name point here gets nothing."""
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in _HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self._answer(_FRAME, "text/html; charset=utf-8")
        elif self.path == _VERSION:
            self._answer(self._version(), "text/plain")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer nothing: nobody asks."""
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - as the base class calls it
        """List no folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let nothing be kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def _version(self) -> str:
        try:
            return str((self._out / MARKER).stat().st_mtime_ns)
        except OSError:
            return ""

    def _answer(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
