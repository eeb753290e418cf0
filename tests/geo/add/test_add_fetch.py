"""Fetching: what is refused, what is bounded, and what a site is asked first."""

from __future__ import annotations

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from geo.add.addresses import FetchError, is_public, parse_target
from geo.add.fetch import Fetcher, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """A server on this machine that answers as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"]))
                answer = site.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher("desk@example.org", allow_local=True, retries=0, sleep=lambda _: None)


def test_a_page_comes_with_its_kind_and_final_address(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/old": (301, {"Location": "/new?x=1"}, b""), "/new?x=1": (200, HTML, b"<p>Hello")}
    page = fetcher.fetch(f"{site.url}/old")
    assert (page.url, page.kind, page.charset, page.data) == (f"{site.url}/new?x=1", "text/html", "utf-8", b"<p>Hello")
    assert len(site.asked) > 1
    assert all("sitmap/" in agent and "+desk@example.org" in agent for _, agent in site.asked)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/a", "no http"),
        ("file:///etc/passwd", "no http"),
        ("http://", "no http"),
        ("http://[::1", "no web address"),
        ("http://a:b@example.org/", "user name"),
        ("http://127.0.0.1:1/", "private network"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://169.254.169.254/latest/meta-data", "private network"),
    ],
)
def test_addresses_that_are_not_public_web_addresses_are_refused(url: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        Fetcher(retries=0).fetch(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_redirect_is_held_to_the_same_rules(site: Site, fetcher: Fetcher) -> None:
    site.answers = {
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/into": (302, {"Location": "/private/a"}, b""),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\n"),
    }
    for path, why in (("/file", "no http"), ("/round", "redirects"), ("/into", "robots.txt forbids")):
        with pytest.raises(FetchError, match=why):
            fetcher.fetch(site.url + path)
    assert "/private/a" not in [path for path, _ in site.asked]


def test_robots_txt_is_asked_once_and_respected(site: Site, fetcher: Fetcher) -> None:
    site.answers = {
        "/robots.txt": (200, {}, b"User-agent: sitmap\nDisallow: /no\nUser-agent: *\nDisallow: /\n"),
        "/yes": (200, HTML, b"yes"),
        "/also": (200, HTML, b"also"),
    }
    assert [fetcher.fetch(site.url + path).data for path in ("/yes", "/also")] == [b"yes", b"also"]
    with pytest.raises(FetchError, match="robots"):
        fetcher.fetch(f"{site.url}/no/page")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/yes", "/also"]


def test_robots_txt_of_a_server_in_trouble_forbids(site: Site, fetcher: Fetcher) -> None:
    site.answers = {"/robots.txt": (503, {}, b""), "/a": (200, HTML, b"a")}
    with pytest.raises(FetchError, match="cannot be read"):
        fetcher.fetch(f"{site.url}/a")


def test_pages_of_one_site_are_asked_for_at_its_pace(site: Site) -> None:
    waited: list[float] = []
    fetcher = Fetcher(allow_local=True, retries=0, sleep=waited.append, clock=lambda: 100.0)
    site.answers = {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"), "/a": (200, HTML, b"a")}
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{site.url}/a")
    assert waited == [7.0]
    slow = Fetcher(allow_local=True, retries=0)
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 86400\n")
    with pytest.raises(FetchError, match="86400 s"):
        slow.fetch(f"{site.url}/a")


@pytest.mark.parametrize(
    ("status", "why"), [(404, "not there"), (403, "refuses"), (401, "login"), (429, "later"), (500, "trouble")]
)
def test_a_refusal_says_why(site: Site, fetcher: Fetcher, status: int, why: str) -> None:
    site.answers["/a"] = (status, {}, b"")
    with pytest.raises(FetchError, match=rf"{why}.*\(HTTP {status}\)"):
        fetcher.fetch(f"{site.url}/a")


def test_a_busy_server_is_asked_again(site: Site) -> None:
    def busy_once(handler: BaseHTTPRequestHandler) -> None:
        site.answers["/a"] = (200, HTML, b"a")
        handler.send_response(503)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.answers["/a"] = busy_once
    assert Fetcher(allow_local=True, backoff=0, sleep=lambda _: None).fetch(f"{site.url}/a").data == b"a"


def test_too_large_is_refused_also_when_it_only_swells_by_unpacking(site: Site, fetcher: Fetcher) -> None:
    site.answers = {
        "/plain": (200, HTML, b"x" * 5_000_001),
        "/bomb": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 60_000_000)),
        "/packed": (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"word " * 50_000)),
    }
    for path in ("/plain", "/bomb"):
        with pytest.raises(FetchError, match="too large"):
            fetcher.fetch(site.url + path)
    assert fetcher.fetch(f"{site.url}/packed").data == b"word " * 50_000


def test_what_cannot_be_unpacked_is_told(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a"] = (200, HTML | {"Content-Encoding": "gzip"}, b"no gzip at all")
    with pytest.raises(FetchError, match="unpacked"):
        fetcher.fetch(f"{site.url}/a")


def test_a_server_that_drips_is_left(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(30):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    site.answers["/a"] = drip
    begin = time.monotonic()
    with pytest.raises(FetchError, match="too long"):
        Fetcher(allow_local=True, retries=0, whole=0.5).fetch(f"{site.url}/a")
    assert time.monotonic() - begin < 2.5


def test_a_closed_port_is_told(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="refused"):
        fetcher.fetch("http://127.0.0.1:9/")


def test_what_breaks_in_the_thread_is_raised() -> None:
    def broken() -> int:
        raise ValueError("as it was")

    assert within(5, lambda: 3) == 3
    with pytest.raises(ValueError, match="as it was"):
        within(5, broken)


def test_an_address_is_taken_apart_without_its_fragment() -> None:
    assert parse_target("HTTPS://Example.org:443/a?b#c").url == "https://example.org/a?b"
    assert parse_target("http://bücher.example/").host == "xn--bcher-kva.example"
