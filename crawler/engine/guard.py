"""The guard against private addresses: nothing inside our network is opened, by any form of address."""

import ipaddress
import socket
import unicodedata
from functools import lru_cache
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_ADDRESS = 2083
ALLOWED_SETTING = "RASAD_ALLOWED_PRIVATE"

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",
        "192.88.99.0/24",
        "3fff::/20",
        "64:ff9b:1::/48",
        "2001::/23",
        "fec0::/10",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedAddressError(IgnoreRequest):
    """An address that is not opened, for safety."""


def why_refused(address: str, allowed: frozenset[str]) -> str | None:
    """The reason not to open an address, or None; names are judged again when they are resolved."""
    if len(address) > LONGEST_ADDRESS:
        return f"address longer than {LONGEST_ADDRESS} characters"
    if "\\" in address or any(character < " " for character in address):
        return "address with a backslash or control character"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"not an address: {error}"
    if parts.scheme not in {"http", "https"}:
        return f"scheme {parts.scheme or 'missing'!r} is not http"
    if not host or parts.username is not None:
        return "address without a host, or with a user in it"
    literal = literal_address(host)
    if literal is None or is_public(literal):
        return None
    pair = f"{host}:{port or (443 if parts.scheme == 'https' else 80)}"
    return None if pair in allowed else f"{pair} is not a public address"


@lru_cache(maxsize=4096)
def literal_address(host: str) -> Address | None:
    """The address a host spells, in any form an operating system takes: 2130706433, 0x7f.1, ::ffff:7f00:1."""
    host = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".").partition("%")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None


@lru_cache(maxsize=4096)
def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet; addresses inside addresses are unwrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
    in_reserved = any(address in network for network in _NOT_PUBLIC if network.version == address.version)
    return address.is_global and not address.is_multicast and not in_reserved


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


class GuardMiddleware:
    """Judges every request, also those of redirects and robots.txt, before anything else does."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(frozenset(crawler.settings.getlist(ALLOWED_SETTING)))

    def process_request(self, request: Request) -> None:
        # A redirect may stay where it is; it never opens another private address, listed or not.
        allowed = request.meta.get("allowed_private", self._allowed)
        reason = why_refused(request.url, allowed)
        if reason:
            raise RefusedAddressError(reason)

    def process_exception(self, request: Request, exception: Exception) -> None:
        # Twisted tells of a refused name only that it has no address.
        reason = GuardedResolver.refused.get(urlsplit(request.url).hostname or "")
        if reason and isinstance(exception, CannotResolveHostError):
            raise RefusedAddressError(reason) from exception


class GuardedResolver(CachingThreadedResolver):
    """Judges what a name resolves to, at the moment of connecting: a name may change its mind."""

    refused: ClassVar[dict[str, str]] = {}
    """Names refused in this process, with the reason."""

    def __init__(self, reactor: Any, cache_size: int, timeout: float, allowed_hosts: frozenset[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allowed_hosts = allowed_hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        settings = crawler.settings
        pairs = settings.getlist(ALLOWED_SETTING)
        hosts = frozenset(pair.rpartition(":")[0] for pair in pairs)
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), hosts)

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802
        # Listed addresses are literals whose port the middleware has checked.
        resolved: Deferred[str] = super().getHostByName(name, timeout)
        return resolved if name in self._allowed_hosts else resolved.addCallback(self._public_or_raise, name)

    def _public_or_raise(self, resolved: str, name: str) -> str:
        address = literal_address(resolved)
        if address is None or not is_public(address):
            self.refused[name] = f"{name} resolves to {resolved}, which is not a public address"
            raise RefusedAddressError(self.refused[name])
        return resolved
