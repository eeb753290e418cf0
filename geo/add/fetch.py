"""Pages from the web: bounded in time and size, robots.txt respected, no address but those of the public internet."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, MaxRetryError

from geo import __version__
from geo.add.addresses import FetchError, Target, parse_target, resolve
from geo.articles.limits import MAX_ARTICLE_BYTES, MAX_PDF_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")

__all__ = ["FetchError", "Fetcher", "Page"]

AGENT = "sitmap"
"""The name by which robots.txt may speak of us."""

_REDIRECTS = 5
_MOVED = frozenset([301, 302, 303, 307, 308])
_BUSY = (429, 500, 502, 503, 504)
_ROBOTS_BYTES = 500_000  # as much as RFC 9309 asks to read
_CHUNK = 1 << 16
_MOST_DELAY = 30.0  # seconds; a Crawl-delay of an hour would be a refusal
_OK, _GONE, _SERVER_ERROR = 200, (404, 410), 500
_REFUSED = {401: "wants a login", 402: "wants to be paid", 403: "refuses access", 429: "asks us to come back later"}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, its kind as the server says it, the address it came from in the end."""

    url: str
    kind: str
    charset: str
    data: bytes


@dataclass
class Fetcher:
    """Fetches pages, one at a time, and waits between two of one site.

    Parameters
    ----------
    contact
        How the fetcher's owner can be reached, an address or a page: part of the user agent.
    allow_local
        Also fetch from this machine and private networks.
    connect, read, whole
        Seconds: to connect, between two pieces, and for a whole page.
    retries
        How often to try again when a server is busy or does not answer.
    sleep, clock
        Time.
    """

    contact: str = ""
    allow_local: bool = False
    connect: float = 10.0
    read: float = 20.0
    whole: float = 90.0
    retries: int = 2
    backoff: float = 0.5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser] = field(default_factory=dict, init=False)
    _asked: dict[str, float] = field(default_factory=dict, init=False)

    def fetch(self, url: str) -> Page:
        """Fetch a page.

        Raises
        ------
        FetchError
            In a few words: no such host or page, refused by robots.txt or the server, too large, too slow.
        """
        target = parse_target(url)
        self._may(target)
        self._wait(target)
        return self._follow(target, MAX_PDF_BYTES, check=self._may)

    @property
    def user_agent(self) -> str:
        """How the fetcher names itself."""
        contact = "".join(c for c in self.contact if c.isascii() and c.isprintable())
        return f"{AGENT}/{__version__} (situation maps from the news{'; +' + contact if contact else ''})"

    def _may(self, target: Target) -> None:
        """Ask the site's robots.txt, once."""
        if target.site not in self._robots:
            self._robots[target.site] = self._read_robots(target)
        if not self._robots[target.site].can_fetch(AGENT, target.url):
            raise FetchError("may not be fetched: the site's robots.txt forbids it")

    def _read_robots(self, target: Target) -> RobotFileParser:
        """Read robots.txt as RFC 9309 has it: none allows everything, a server in trouble forbids."""
        parser = RobotFileParser()
        asked = Target(target.scheme, target.host, target.port, "/robots.txt")
        try:
            page = self._follow(asked, _ROBOTS_BYTES, cut=True)
        except _StatusError as problem:
            if problem.status >= _SERVER_ERROR:
                raise FetchError("may not be fetched now: the site's robots.txt cannot be read") from problem
            parser.parse([])
        else:
            parser.parse(page.data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return parser

    def _wait(self, target: Target) -> None:
        """Leave a site in peace for a while: as long as its robots.txt asks for, a second otherwise."""
        wanted = float(self._robots[target.site].crawl_delay(AGENT) or 1)
        if wanted > _MOST_DELAY:
            raise FetchError(f"may not be fetched: the site's robots.txt asks for {wanted:g} s between two pages")
        if (last := self._asked.get(target.site)) is not None and (left := last + wanted - self.clock()) > 0:
            self.sleep(left)
        self._asked[target.site] = self.clock()

    def _follow(
        self, target: Target, limit: int, *, cut: bool = False, check: Callable[[Target], None] = lambda _: None
    ) -> Page:
        """Get a page; redirects go through the same checks as the first address."""
        end = self.clock() + self.whole
        for _ in range(_REDIRECTS + 1):
            found = within(end - self.clock(), partial(self._get, target, limit, cut=cut))
            if isinstance(found, Page):
                return found
            following = parse_target(found)
            if following.scheme == "http" and target.scheme == "https":
                raise FetchError("leads from https to an unprotected address")
            target = following
            check(target)
        raise FetchError(f"leads on and on: more than {_REDIRECTS} redirects")

    def _get(self, target: Target, limit: int, *, cut: bool) -> Page | str:
        """Get a page, or the address that it leads on to."""
        problem: Exception | None = None
        for address in resolve(target, allow_local=self.allow_local)[:3]:
            try:
                with self._pool(target, address) as pool:
                    # the address is not looked up again: what was checked is what is asked
                    response = pool.urlopen("GET", target.path, headers=self._headers(target), preload_content=False)
                    try:
                        return self._page(response, target, limit, cut=cut)
                    finally:
                        response.close()
            except (MaxRetryError, HTTPError, LocationParseError) as failed:
                problem = failed
        raise FetchError(_reason(problem)) from problem

    def _headers(self, target: Target) -> dict[str, str]:
        host = target.site.partition("://")[2]
        accept = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"
        return {"Host": host, "User-Agent": self.user_agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}

    def _pool(self, target: Target, address: str) -> urllib3.HTTPConnectionPool:
        retries = urllib3.Retry(
            total=self.retries,
            redirect=False,
            backoff_factor=self.backoff,
            status_forcelist=_BUSY,
            raise_on_status=False,
            raise_on_redirect=False,
            respect_retry_after_header=False,
        )
        timeout = urllib3.Timeout(connect=self.connect, read=self.read)
        if target.scheme == "http":
            return urllib3.HTTPConnectionPool(address, target.port, retries=retries, timeout=timeout)
        return urllib3.HTTPSConnectionPool(
            address,
            target.port,
            retries=retries,
            timeout=timeout,
            server_hostname=target.host,
            assert_hostname=target.host,
        )

    def _page(self, response: urllib3.BaseHTTPResponse, target: Target, limit: int, *, cut: bool) -> Page | str:
        if response.status in _MOVED and (location := response.headers.get("Location")):
            try:
                return urljoin(target.url, location)
            except ValueError as problem:
                raise FetchError("leads on to what is no web address") from problem
        if response.status != _OK:
            raise _StatusError(response.status)
        kind, _, rest = response.headers.get("Content-Type", "").partition(";")
        kind = kind.strip().lower()
        limit = limit if cut or kind == "application/pdf" else MAX_ARTICLE_BYTES
        charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'").lower()
        return Page(target.url, kind, charset, _body(response, limit, cut=cut))


def _body(response: urllib3.BaseHTTPResponse, limit: int, *, cut: bool) -> bytes:
    """Read at most `limit` bytes as unpacked: a compressed page may not swell beyond it."""
    data = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > limit:
            if cut:
                return bytes(data[:limit])
            raise FetchError(f"is too large for an article: over {limit / 1e6:g} MB")
    return bytes(data)


def within(seconds: float, job: Callable[[], _Result]) -> _Result:
    """Do a job in a thread and wait no longer than `seconds`: a server that drips its answer never times out by itself.

    Raises
    ------
    FetchError
        It takes longer; the thread is left behind, and ends with the program at the latest.
    """
    done: list[_Result] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(job())
        except Exception as problem:  # noqa: BLE001 - raised again below
            failed.append(problem)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if failed:
        raise failed[0]
    if not done:
        raise FetchError("takes too long to come")
    return done[0]


class _StatusError(FetchError):
    def __init__(self, status: int) -> None:
        self.status = status
        if status in _GONE:
            told = "is not there"
        elif status >= _SERVER_ERROR:
            told = "cannot be had: the server is in trouble"
        else:
            told = f"cannot be had: the server {_REFUSED.get(status, 'does not give it')}"
        super().__init__(f"{told} (HTTP {status})")


def _reason(problem: Exception | None) -> str:
    """Say in the words of a user why there was no answer."""
    text = str(problem.reason if isinstance(problem, MaxRetryError) and problem.reason else problem)
    for part, told in (
        ("timed out", "cannot be reached: the server does not answer in time"),
        ("refused", "cannot be reached: the connection is refused"),
        ("unreachable", "cannot be reached: there is no network"),
        ("ertificate", "cannot be trusted: its certificate is not valid"),
        ("decode", "is packed in a way that cannot be unpacked"),
    ):
        if part in text:
            return told
    return "cannot be reached: the connection broke off"
