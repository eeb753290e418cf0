from __future__ import annotations

import re
import socket
import threading
from typing import TYPE_CHECKING

import pytest
from local_server import Handler, serving

from geo.errors import GazetteerError
from geo.gazetteer.download import MissingError, Patience, download

if TYPE_CHECKING:
    from pathlib import Path

QUICK = Patience(connect=0.5, read=0.3, retries=2, backoff=0.0)
BODY = bytes(range(256)) * 4000


def serve_ranges(handler: Handler, *, cut: int | None = None, etag: str = '"one"', body: bytes = BODY) -> None:
    asked = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    if asked and handler.headers.get("If-Range") == etag:
        begin = int(asked[1])
        there = f"bytes {begin}-{len(body) - 1}/{len(body)}"
        handler.send(body[begin:], 206, cut, ETag=etag, Content_Range=there)
    else:
        handler.send(body, 200, cut, ETag=etag)


def test_a_download_that_breaks_off_is_resumed_where_it_broke(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    cuts = iter([300_000, 300_000])
    with serving(lambda handler: serve_ranges(handler, cut=next(cuts, None))) as (host, asked):
        download(
            f"http://{host}/LY.zip",
            tmp_path / "LY.zip",
            patience=QUICK,
            progress=lambda *step: told.append(step),
            sleep=lambda _: None,
        )
    assert (tmp_path / "LY.zip").read_bytes() == BODY
    begins = [int(headers["Range"][6:-1]) for _, headers in asked[1:]]
    assert 200_000 < begins[0] <= 300_000
    assert 400_000 < begins[1] <= 600_000
    assert told[-1] == ("download LY.zip", len(BODY), len(BODY))
    assert [path.name for path in tmp_path.iterdir()] == ["LY.zip"]


def test_a_later_try_goes_on_unless_the_file_has_changed(tmp_path: Path) -> None:
    with (
        serving(lambda handler: serve_ranges(handler, cut=0 if handler.headers.get("Range") else 400_000)) as (host, _),
        pytest.raises(GazetteerError, match=r"broke off again and again, 0\.[34] MB of it are kept"),
    ):
        download(f"http://{host}/LY.zip", tmp_path / "LY.zip", patience=QUICK, sleep=lambda _: None)
    assert (tmp_path / "LY.zip.part").stat().st_size > 300_000
    changed = BODY[::-1]
    with serving(lambda handler: serve_ranges(handler, etag='"two"', body=changed)) as (host, asked):
        download(f"http://{host}/LY.zip", tmp_path / "LY.zip", patience=QUICK)
    assert asked[0][1]["If-Range"] == '"one"'
    assert (tmp_path / "LY.zip").read_bytes() == changed


def test_a_busy_server_is_asked_again(tmp_path: Path) -> None:
    states = iter([503, 429])

    def answer(handler: Handler) -> None:
        state = next(states, 200)
        handler.send(BODY if state == 200 else b"", state, **({} if state == 200 else {"Retry_After": "0"}))

    with serving(answer) as (host, asked):
        download(f"http://{host}/LY.zip", tmp_path / "LY.zip", patience=QUICK)
    assert len(asked) == 3
    assert (tmp_path / "LY.zip").read_bytes() == BODY


def test_a_part_longer_than_the_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "x.zip.part").write_bytes(b"too long")
    (tmp_path / "x.zip.part.version").write_text('"one"')

    def answer(handler: Handler) -> None:
        if handler.headers.get("Range"):
            handler.send(b"", 416)
        else:
            handler.send(b"short")

    with serving(answer) as (host, _):
        download(f"http://{host}/x.zip", tmp_path / "x.zip", patience=QUICK, sleep=lambda _: None)
    assert (tmp_path / "x.zip").read_bytes() == b"short"


def closed_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_what_cannot_be_had_is_one_clear_line(tmp_path: Path) -> None:
    target = tmp_path / "LY.zip"
    with pytest.raises(GazetteerError, match=r"LY\.zip cannot be fetched: the connection is refused$"):
        download(f"http://127.0.0.1:{closed_port()}/LY.zip", target, patience=QUICK)
    with pytest.raises(GazetteerError, match="is no http or https address"):
        download("ftp://127.0.0.1/LY.zip", target)
    with serving(lambda handler: handler.send(b"", 404)) as (host, asked):
        with pytest.raises(MissingError, match="there is no such file"):
            download(f"http://{host}/LY.zip", target, patience=QUICK)
        assert len(asked) == 1
    with (
        serving(lambda handler: handler.send(b"", 500)) as (host, _),
        pytest.raises(GazetteerError, match=r"the server is in trouble \(too many 500 error responses\)$"),
    ):
        download(f"http://{host}/LY.zip", target, patience=QUICK)
    assert not target.exists()


def test_a_server_that_falls_silent_is_given_up(tmp_path: Path) -> None:
    done = threading.Event()

    def stall(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"x")
        handler.wfile.flush()
        done.wait(5)

    with serving(stall) as (host, _):
        try:
            with pytest.raises(GazetteerError, match="broke off again and again"):
                download(f"http://{host}/LY.zip", tmp_path / "LY.zip", patience=QUICK, sleep=lambda _: None)
        finally:
            done.set()
