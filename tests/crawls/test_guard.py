"""No form of a private address passes; a listed pair passes as itself only."""

import ipaddress

import pytest

from crawler.engine.guard import is_public, literal_address, why_refused

NONE: frozenset[str] = frozenset()

REFUSED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/",
    "http://10.1.2.3/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://１２７.0.0.1/",
    "http://127.0.0.1./",
    "file:///etc/passwd",
    "ftp://a.example/",
    "data:text/html,a",
    "javascript:alert(1)",
    "http://user:word@a.example/",
    "http://a.example\\@127.0.0.1/",
    "http:///path",
    "http://a.example:99999/",
    "http://[bad",
    "https://a.example/" + "a" * 3000,
]


@pytest.mark.parametrize("address", REFUSED)
def test_an_unsafe_address_is_refused(address: str) -> None:
    assert why_refused(address, NONE)


@pytest.mark.parametrize(
    "address", ["https://a.example/1", "http://8.8.8.8/", "http://[2606:4700::1111]:8080/"]
)
def test_an_open_address_is_not_refused(address: str) -> None:
    assert why_refused(address, NONE) is None


def test_the_exception_is_one_exact_pair() -> None:
    allowed = frozenset({"127.0.0.1:8001"})

    assert why_refused("http://127.0.0.1:8001/a", allowed) is None
    assert why_refused("http://127.0.0.1:8002/a", allowed)
    assert why_refused("http://127.0.0.2:8001/a", allowed)
    assert why_refused("http://2130706433:8001/a", allowed)


def test_names_are_no_literals() -> None:
    assert literal_address("a.example") is None
    assert literal_address("2130706433") == ipaddress.ip_address("127.0.0.1")


def test_addresses_inside_addresses_are_judged() -> None:
    assert not is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    assert is_public(ipaddress.ip_address("::ffff:8.8.8.8"))
