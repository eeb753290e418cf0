"""Which web addresses may be asked: http and https, and only hosts on the public internet."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from geo.errors import SitmapError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class FetchError(SitmapError):
    """A page that cannot be had; the message says why in a few words, without its address."""


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart: `path` with its query, `site` the part before it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port, the port left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The address without fragment, name and password."""
        return self.site + self.path


def parse_target(url: str) -> Target:
    """Take an address apart.

    Raises
    ------
    FetchError
        It is no http or https address, or holds what no address may.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as problem:
        raise FetchError("is no web address") from problem
    if parts.scheme not in _PORTS or not host:
        raise FetchError("is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError("holds a user name: only public pages are fetched")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def resolve(target: Target, *, allow_local: bool) -> list[str]:
    """Look up a host's addresses, IPv4 first; the caller connects to one of these and looks up no more.

    Raises
    ------
    FetchError
        The host is not known, or one of its addresses is not on the public internet.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise FetchError("cannot be reached: there is no network, or no such host") from problem
    addresses = sorted({str(item[4][0]) for item in found}, key=lambda address: (":" in address, address))
    if not allow_local and not all(is_public(address) for address in addresses):
        raise FetchError("lies on this machine or a private network (--allow-local fetches it all the same)")
    return addresses


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where IPv6 wraps an IPv4 address."""
    try:
        parsed: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (parsed, *_wrapped(parsed)))


def _wrapped(address: IPAddress) -> list[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
