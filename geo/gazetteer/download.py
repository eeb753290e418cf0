"""Downloads that resume: HTTP ranges onto a ``.part`` file, retries that wait, one clear line when it cannot be had."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, ProtocolError, ReadTimeoutError

from geo.errors import GazetteerError
from geo.gazetteer.tally import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CHUNK = 1 << 16
_USER_AGENT = "sitmap (situation maps from the news)"
_BUSY = (429, 500, 502, 503, 504)
_NOT_FOUND, _PARTIAL, _OK, _NO_SUCH_RANGE = 404, 206, 200, 416


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server, in seconds, and how often to ask again."""

    connect: float = 10.0
    read: float = 30.0
    retries: int = 5
    backoff: float = 1.0


class MissingError(GazetteerError):
    """The server answers that it has no such file."""


def download(
    url: str,
    target: Path,
    *,
    progress: Progress = silent,
    patience: Patience | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Fetch a file; what an earlier try has got of the same version of it is kept and gone on from.

    Parameters
    ----------
    url
        http or https.
    target
        Where the whole file is put. The unfinished one is `target` with ``.part`` behind it, and beside that its
        version as the server gave it.
    progress
        Told of the bytes.
    patience
        Time-outs and retries.
    sleep
        Waits between tries.

    Raises
    ------
    MissingError
        If the server has no such file.
    GazetteerError
        In one line, if it cannot be fetched.
    """
    patience = patience or Patience()
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    pool = _pool(url, patience)
    problem: Exception | None = None
    vain = 0
    while vain <= patience.retries:
        before = _size(part)
        if problem:
            sleep(patience.backoff * 2**vain)
        try:
            if _fetch(pool, url, part, lambda done, total: progress(f"download {target.name}", done, total)):
                part.replace(target)
                _version_file(part).unlink(missing_ok=True)
                return
        except MaxRetryError as gone:
            # urllib3 has already tried again and waited.
            raise GazetteerError(f"{url} cannot be fetched: {_reason(gone)}") from gone
        except (ProtocolError, ReadTimeoutError) as broken:
            problem = broken
        except OSError as full:
            raise GazetteerError(f"{target} cannot be written: {full}") from full
        except HTTPError as other:
            raise GazetteerError(f"{url} cannot be fetched: {other}") from other
        # A try that brought something costs nothing: a long file may come over a bad line in many pieces.
        vain = 0 if _size(part) > before else vain + 1
    raise GazetteerError(
        f"{url} broke off again and again, {_size(part) / 1e6:.1f} MB of it are kept and gone on from next time"
    ) from problem


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _pool(url: str, patience: Patience) -> urllib3.PoolManager:
    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname
    if scheme not in {"http", "https"} or not host:
        raise GazetteerError(f"{url!r} is no http or https address")
    retry = urllib3.Retry(
        total=patience.retries,
        backoff_factor=patience.backoff,
        status_forcelist=_BUSY,
        allowed_methods={"GET"},
        retry_after_max=120,
    )
    timeout = urllib3.Timeout(connect=patience.connect, read=patience.read)
    headers = {"User-Agent": _USER_AGENT, "Accept-Encoding": "identity"}
    proxy = None if proxy_bypass(host) else getproxies().get(scheme)
    if proxy:
        return urllib3.ProxyManager(proxy, headers=headers, retries=retry, timeout=timeout)
    return urllib3.PoolManager(headers=headers, retries=retry, timeout=timeout)


def _fetch(pool: urllib3.PoolManager, url: str, part: Path, told: Callable[[int, int], None]) -> bool:
    """Fetch what is missing of the part; true when it is whole."""
    begin, version = _kept(part)
    headers = dict(pool.headers) | ({"Range": f"bytes={begin}-", "If-Range": version} if begin else {})
    response = pool.request("GET", url, headers=headers, preload_content=False)
    try:
        if response.status == _NO_SUCH_RANGE:
            # The file has become shorter than the part: begin anew.
            part.unlink(missing_ok=True)
            return False
        if response.status == _NOT_FOUND:
            raise MissingError(f"{url}: there is no such file")
        if response.status not in {_OK, _PARTIAL}:
            raise GazetteerError(f"{url} cannot be fetched: the server answers {response.status}")
        resumed = response.status == _PARTIAL and response.headers.get("Content-Range", "").startswith(
            f"bytes {begin}-"
        )
        if response.status == _PARTIAL and not resumed:
            part.unlink(missing_ok=True)
            return False
        _remember(part, response)
        done = begin if resumed else 0
        length = response.headers.get("Content-Length", "")
        total = done + int(length) if length.isdigit() else 0
        with part.open("ab" if resumed else "wb") as file:
            for chunk in response.stream(_CHUNK):
                done += file.write(chunk)
                told(done, total)
        return not total or done == total
    finally:
        # Not back to the pool: what is left unread of a broken answer would be taken for the next one.
        response.close()


def _kept(part: Path) -> tuple[int, str]:
    """Give the size of the part and its version; a part of unknown version is of no use."""
    with suppress(OSError):
        version = _version_file(part).read_text("utf-8")
        if version:
            return part.stat().st_size, version
    return 0, ""


def _remember(part: Path, response: urllib3.BaseHTTPResponse) -> None:
    tag = response.headers.get("ETag", "")
    version = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
    _version_file(part).write_text(version, "utf-8")


def _version_file(part: Path) -> Path:
    return part.with_name(part.name + ".version")


def _reason(problem: MaxRetryError) -> str:
    """Say why in the words of a user."""
    text = str(problem.reason)
    if "resolve" in text or "unreachable" in text:
        return "there is no network, or the server's name is not known"
    if "too many" in text:
        return f"the server is in trouble ({text})"
    if "timed out" in text:
        return "the server does not answer in time"
    if "refused" in text:
        return "the connection is refused"
    return text.rpartition(": ")[2] or text
